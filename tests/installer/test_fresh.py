"""Fresh machines: what a newcomer pastes, what is handed in, and the table. (The machines: ``dev.py fresh``.)"""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="clean Debians are made on Linux")


@pytest.fixture
def fresh(installer):
    return installer("fresh")


def row(fresh, **changed):
    values = {
        "system": "Debian 13", "python": "3.13.5", "who": "user", "command": "`dev.py demo`", "result": "passed",
        "seconds": 12.34, "brought": "nothing", "is_good": True, "commit": "abc1234",
    }  # fmt: skip
    return fresh.Row(**values | changed)


@pytest.mark.parametrize("sudo", [True, False])
def test_the_line_that_is_pasted_is_the_one_that_is_printed(installer, fresh, sudo):
    line = installer("packages").install_line(["libgl1", "python3.13-venv"], sudo=sudo)
    said = f"“demo” needs packages. Please run this once, then start again:\n\n    {line}\n\n"
    assert fresh.PRINTED.findall(said) == [line]
    assert fresh.PRINTED.findall(f"> installing {line}\n") == []


def test_pytests_last_lines_are_told(fresh):
    said = (
        "x\n2 passed, 1 skipped in 1.20s\n=== 3 failed, 40 passed, 2 skipped in 10.00s (0:00:10) ===\n12 passed words\n"
    )
    assert fresh.STEPS_OF_PYTEST.findall(said) == ["2 passed, 1 skipped", "3 failed, 40 passed, 2 skipped"]


def test_the_sizes_of_bundle_and_package_are_told(fresh):
    said = "> building the bundle\n> dist/Photospool: 128 MB, 61 s\n> dist/a.tar.gz is ready\n"
    assert fresh.SIZE_OF_BUNDLE.findall(said) == ["128 MB"]
    said += "> dist/photospool_0.1.0_amd64.deb: 43 MB\n> a clean Debian: install, run, install again, purge\n"
    assert fresh.SIZE_OF_BUNDLE.findall(said) == ["128 MB", "43 MB"]


def test_the_last_row_of_each_is_kept_and_written_between_its_marks(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr(fresh, "PAGE", tmp_path / "page.md")
    fresh._keep(row(fresh, system="Debian testing"), tmp_path)
    fresh._keep(row(fresh, result="**failed (1)**"), tmp_path)
    fresh._keep(row(fresh), tmp_path)
    fresh._keep(row(fresh, who="root"), tmp_path)
    kept = fresh._kept(tmp_path)
    assert [(one.system, one.who, one.result) for one in kept] == [
        ("Debian 13", "root", "passed"),
        ("Debian 13", "user", "passed"),
        ("Debian testing", "user", "passed"),
    ]
    fresh.PAGE.write_text(f"before\n{fresh.BEGIN}old\n{fresh.END}after\n")
    fresh._write(fresh._table(kept))
    fresh._write(fresh._table(kept[:1]))
    assert fresh.PAGE.read_text() == (
        f"before\n{fresh.BEGIN}\n"
        "| system | Python | who | command | result | seconds | what had to be installed | commit |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| Debian 13 | 3.13.5 | root | `dev.py demo` | passed | 12 | nothing | abc1234 |\n"
        f"\n{fresh.END}after\n"
    )


def test_what_is_asked_for_is_read(fresh):
    asked = fresh._asked(["--system", "trixie,testing", "--as", "user", "--run", "demo,check"])
    assert (asked.system, asked.who, asked.run, asked.write) == (
        ["trixie", "testing"],
        ["user"],
        ["demo", "check"],
        False,
    )
    assert fresh._asked([]).run == ["demo", "screen", "test"]
    with pytest.raises(SystemExit):
        fresh._asked(["--system", "sarge"])


def test_only_what_reaches_archives_is_handed_in(installer):
    given = {"PIP_INDEX_URL": "x", "https_proxy": "y", "NO_PROXY": "z", "SSL_CERT_FILE": "c",
             "PHOTOSPOOL_PASSWORD": "p", "AWS_SECRET": "s", "PYTHONPATH": "q", "DISPLAY": ":0"}  # fmt: skip
    found = installer("roots").environment(given)
    assert set(found) == {"PATH", "LANG", "PIP_INDEX_URL", "https_proxy", "NO_PROXY", "SSL_CERT_FILE"}


@pytest.mark.parametrize(
    ("text", "mirror"),
    [
        ("Types: deb\nURIs: https://mirror.example.org/debian\nSuites: trixie\n", "https://mirror.example.org/debian"),
        ("# no\ndeb [arch=amd64] http://a.example/debian/ trixie main\n", "http://a.example/debian/"),
        ("deb http://archive.example/ubuntu noble main\n", None),
        ("URIs: http://a.example/debian-security\n", None),
    ],
)
def test_debians_come_from_where_this_computer_gets_its_own(installer, tmp_path, monkeypatch, text, mirror):
    roots = installer("roots")
    sources = tmp_path / "sources"
    sources.write_text(text)
    monkeypatch.setattr(roots, "SOURCES", (tmp_path / "none", sources))
    assert roots.mirror() == (mirror or roots.MIRROR)


def test_an_ordinary_user_has_no_programs_of_root_in_the_path(installer, tmp_path):
    roots = installer("roots")
    root = roots.Root(tmp_path)
    assert "sbin" not in " ".join(root.command("true", user=roots.USER)[-6:])
    assert any("sbin" in word for word in root.command("true"))
