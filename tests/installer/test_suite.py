"""What ``dev.py test`` runs, and what it says afterwards."""

import os
import re
import sys
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


def test_what_is_drawn_has_a_core_for_each_test(suite, monkeypatch):
    monkeypatch.setattr(suite.os, "cpu_count", lambda: 2)
    assert (suite.workers(), suite.workers(is_drawn=True)) == (4, 2)
    monkeypatch.setattr(suite.os, "cpu_count", lambda: 64)
    assert suite.workers() == suite.workers(is_drawn=True) == suite.MOST_WORKERS


class Here:
    """The environment that these tests run in."""

    python = sys.executable


RACE = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("n", range({n}))
def test_race(n):
    seen = Path(__file__).with_name(f"seen-{{n}}")
    was_there = seen.exists()
    seen.touch()
    assert {passes}
"""


@pytest.fixture
def tried(suite, tmp_path, monkeypatch):
    """What comes of a part with a screen whose tests are these: its exit code, and what is said at the end."""
    monkeypatch.setattr(suite, "BUILD", tmp_path)
    monkeypatch.setattr(suite, "workers", lambda *, is_drawn: 0 if is_drawn else 1)

    def run(n, passes, *words):
        (tmp_path / "test_race.py").write_text(RACE.format(n=n, passes=passes))
        wish = suite.SuiteOptions.of(words)
        env = {**os.environ, "PYTEST_ADDOPTS": f"-c {os.devnull} --rootdir {tmp_path}"}
        part = suite.drawn("page", Here(), wish, env, str(tmp_path))
        return part.do(), part.notes

    return run


def test_what_fails_on_a_busy_machine_alone_is_tried_once_more_and_named(tried):
    code, notes = tried(2, "was_there")
    assert code == 0
    assert len(notes) == 1
    assert "passed only alone" in notes[0]
    assert all(f"test_race[{n}]" in notes[0] for n in range(2))


def test_what_fails_twice_has_failed(tried):
    assert tried(1, "False") == (1, [])


def test_of_many_none_is_tried_again(tried):
    assert tried(4, "was_there") == (1, [])


def test_who_chooses_tests_hears_of_each_failure(tried):
    assert tried(1, "was_there", "-k", "race") == (1, [])


def test_what_passes_at_once_is_not_spoken_of(tried):
    assert tried(1, "True") == (0, [])


def test_what_is_said_of_a_part_that_passed_stands_at_the_end(suite, capsys):
    suite.try_all([suite.Part("page", lambda: 0, ["page: passed only alone"])])
    said = capsys.readouterr().out
    assert said.index("page: passed only alone") > said.index(" 0.0 min")


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
