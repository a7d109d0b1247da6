"""What ``dev.py test`` runs, and what it says afterwards."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"


@pytest.fixture
def suite(installer):
    return installer("suite")


def test_all_parts_run_and_it_is_said_what_failed(suite, capsys):
    tried = []
    parts = [
        suite.Part(name, lambda name=name, code=code: tried.append(name) or code)
        for name, code in (("checks", 0), ("core", 1), ("window", 0), ("page", 3))
    ]
    with pytest.raises(SystemExit) as end:
        suite.try_all(parts)
    assert end.value.code == 1
    assert tried == ["checks", "core", "window", "page"]
    said = capsys.readouterr().out
    assert "failed: core, page; in 0.0 min" in said
    assert [line.split()[0] for line in said.splitlines() if " min " in line] == tried


def test_all_passed(suite, capsys):
    suite.try_all([suite.Part("core", lambda: 0)])
    assert "all passed in 0.0 min" in capsys.readouterr().out


def test_what_is_typed_for_pytest_comes_last_and_wins(suite):
    words = suite.SuiteOptions.of(["-k", "spool", "-n", "0"]).pytest("tests/gui")
    assert words.index("tests/gui") < words.index("-k")
    assert words[-1] == "0" and words[-2] == "-n"
    assert "--random-order" not in words
    assert suite.SuiteOptions.of([]).env({}) == {}


def test_a_search_tries_only_what_is_drawn_at_random_and_many_times_as_much(suite):
    wish = suite.SuiteOptions.of(["--search", "3", "-k", "answer"])
    words = wish.pytest()
    assert words[words.index("-m", 1) + 1] == "hypothesis"
    assert list(wish.rest) == ["-k", "answer"]
    assert wish.env({"A": "b"}) == {"A": "b", "PHOTOSPOOL_SEARCH": "3"}
    assert suite.SuiteOptions.of(["--search"]).search == suite.TIMES


def test_another_order_has_a_seed_that_brings_it_back(suite):
    assert suite.SuiteOptions.of(["--shuffle", "42"]).pytest()[-2:] == ["--random-order", "--random-order-seed=42"]
    assert suite.SuiteOptions.of(["--shuffle"]).seed.isdigit()


def test_a_part_for_which_no_test_was_chosen_has_not_failed(suite, monkeypatch):
    class Nothing:
        python = "python"

    monkeypatch.setattr(suite, "run", lambda *_command, **_options: suite.NOTHING_TO_DO)
    assert suite.tests("core", Nothing(), suite.SuiteOptions.of([]), {}).do() == 0
    monkeypatch.setattr(suite, "run", lambda *_command, **_options: 1)
    assert suite.tests("core", Nothing(), suite.SuiteOptions.of([]), {}).do() == 1


@pytest.mark.parametrize(
    ("variable", "asks"),
    [
        ("PHOTOSPOOL_CLUSTER", "album/couchdb/test_cluster.py"),
        ("PHOTOSPOOL_EXIFTOOL", "photo/test_strangers.py"),
        ("PHOTOSPOOL_FILE_SYSTEMS", "faults/test_file_systems.py"),
        ("PHOTOSPOOL_SENDERS", "faults/test_senders.py"),
    ],
)
def test_what_takes_minutes_is_asked_for_where_its_tests_run(variable, asks):
    """``--search`` chooses only what draws at random, and ``test`` with a file runs window and page as well."""
    assert f'"{variable}"' in (ROOT / "tests" / asks).read_text(encoding="utf-8")
    steps = WORKFLOW.read_text(encoding="utf-8").split("\n      - ")
    (step,) = (one for one in steps if re.search(rf"^ +{variable}: ", one, re.MULTILINE))
    (command,) = re.findall(r"^run: (.+)$", step, re.MULTILINE)
    assert command.startswith("python3 installer/dev.py core ")
    assert f"tests/{asks}" in command


def test_the_ordinary_run_has_the_second_browser_too():
    text = WORKFLOW.read_text(encoding="utf-8")
    ordinary, _, _ = text.partition("\n  test-with-couchdb:")[2].partition("\n  test:")
    assert " firefox-esr " in ordinary


@pytest.mark.parametrize(("words", "parts"), [([], ["window", "page"]), (["--browser", "firefox"], ["page"])])
def test_a_named_browser_is_tried_alone_with_the_whole_page(suite, words, parts):
    wish = suite.SuiteOptions.of([*words, "-k", "keys"])
    assert [part.name for part in suite.screens(None, wish, {})] == parts
    assert wish.env({}) == ({"PHOTOSPOOL_TEST_BROWSER": "firefox"} if words else {})
    assert list(wish.rest) == ["-k", "keys"]
    with pytest.raises(SystemExit):
        suite.SuiteOptions.of(["--browser", "lynx"])
