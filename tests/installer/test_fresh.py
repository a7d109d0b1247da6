"""Fresh machines: what a newcomer pastes, what is handed in, and the table. (The machines: ``dev.py fresh``.)"""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from tests.children import PATIENCE_S
from tests.parts import wait_until

from photospool.demo.samples import make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="clean Debians are made on Linux")


@pytest.fixture
def fresh(installer):
    return installer("fresh")


ENTER = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])"
"""As Root.command does it: Ctrl-C works, whoever started us."""


class Machine:
    """Instead of a Debian: a folder, in which the shell runs what is typed."""

    def __init__(self, folder):
        self.folder = folder
        self.ran = []

    def command(self, *words, user="root"):
        del user
        return [sys.executable, "-c", ENTER, *(str(word).replace("/root", f"{self.folder}/root") for word in words)]

    def run(self, *words, user="root"):
        self.ran.append(words)
        return "3.13.5\n" if words[0] == "python3" else ""

    def packages(self):
        return {f"package-{number}" for number in range(len(self.ran))}


@pytest.fixture
def types(fresh, tmp_path, monkeypatch):
    """What comes of a command, if its line of shell is this one."""
    source = tmp_path / "source"
    given = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
             "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}  # fmt: skip
    subprocess.run(["git", "init", "-q", source], check=True)
    commit = ["git", "-C", source, "commit", "-q", "--allow-empty", "-m", "first"]
    subprocess.run(commit, check=True, env=os.environ | given)
    monkeypatch.setattr(fresh, "ROOT", source)
    machine = Machine(tmp_path / "machine")
    (machine.folder / "tmp").mkdir(parents=True)
    newcomer = fresh.Newcomer(machine, "root", "Debian 13", tmp_path)
    newcomer.machine = machine

    def do(command, line):
        monkeypatch.setitem(fresh.TYPED, command, line)
        return newcomer.does(command)

    do.newcomer = newcomer
    do.commit = lambda *more: subprocess.run([*commit, *more], check=True, env=os.environ | given)
    return do


def dropped(types, photos):
    """A line that leaves a demo's folder behind with so many photos in ``done``, all of them at one moment."""
    done = f"{types.newcomer.machine.folder}/tmp/photospool-demo-x{photos}/done"
    return f"mkdir -p {done}.part && for n in $(seq {photos}); do touch {done}.part/$n; done && mv {done}.part {done}"


def test_a_demo_passes_only_if_its_photos_arrived(fresh, types):
    """Its code is 0 whatever came of them."""
    assert types("demo", dropped(types, 9)).result == "passed: 9 photos arrived"
    assert types("demo", dropped(types, 8)).result == "**8 of 9 photos arrived**; see Debian-13-root-demo.log"
    assert not types("demo", "true").is_good
    assert types("demo", f"{dropped(types, 9)}; false").result.startswith("**failed (1)**")


def test_so_many_of_the_demos_samples_arrive_as_are_waited_for(fresh, tmp_path):
    photos = [sample for sample in make(tmp_path) if sample.is_photo]
    assert len([sample for sample in photos if "broken" not in sample.says]) == fresh.ARRIVE


def test_a_demo_with_a_screen_that_ends_by_itself_has_not_passed(fresh, types, monkeypatch):
    monkeypatch.setattr(fresh.desk, "screen", lambda _folder: fresh.contextlib.nullcontext(":0"))
    assert types("screen", "true").result.startswith("**0 of 9 photos arrived**")
    monkeypatch.setattr(fresh, "AT_REST_S", 1)
    home = f"{types.newcomer.machine.folder}/tmp/photospool-demo-x9"
    whole = f"trap 'rm -r {home}; exit 130' INT; {dropped(types, 9)}; while :; do sleep 0.1; done"
    assert types("screen", whole).result == "passed: 9 photos arrived"
    assert types("screen", whole.replace(f"rm -r {home};", "")).result.startswith("**leaves 1 folders**")


def test_tests_pass_only_if_each_part_told_what_came_of_it(types):
    parts = "echo '5 passed in 1.20s'; echo '6 passed, 1 skipped in 1.20s'"
    assert types("test", parts).result == "**2 of 3 parts told what came of them**; see Debian-13-root-test.log"
    whole = types("test", f"{parts}; echo '7 passed in 1s'")
    assert (whole.is_good, whole.result) == (True, "passed: 5 passed; 6 passed, 1 skipped; 7 passed")
    assert types("test", f"{parts}; exit 1").result.endswith(
        "**; see Debian-13-root-test.log: 5 passed; 6 passed, 1 skipped"
    )


def test_one_that_takes_too_long_says_so(fresh, types, monkeypatch):
    monkeypatch.setitem(fresh.LONGEST_S, "check", 0.3)
    before = time.monotonic()
    assert types("check", "exec sleep 600").result.startswith("**not through after")
    assert time.monotonic() - before < PATIENCE_S


def test_in_the_background_sigint_is_ignored(fresh, types):
    line = fresh.TYPED["background"]
    assert line.endswith(fresh.TYPED["test"])
    asks = f'{sys.executable} -c "import signal; print(signal.getsignal(signal.SIGINT))"'
    types("background", line.replace(fresh.TYPED["test"], asks))
    said = (types.newcomer._logs / "Debian-13-root-background.log").read_text()
    assert str(signal.SIG_IGN) in said


def test_only_a_line_that_had_to_be_pasted_counts_as_one(installer, types):
    line = installer("packages").install_line(["libgl1", "libegl1"], sudo=True)
    asks = f"printf '%s\n\n    %s\n' 'needs packages:' '{line}'"
    told = types("check", f"{asks}; echo '> installing libgl1'")
    assert (told.result, told.brought) == ("passed", "1 package, by itself (0 with what they need)")
    once = f"test -e asked || {{ {asks}; touch asked; exit 3; }}"
    assert types("check", once).brought == "2 packages, one line pasted (1 with what they need)"
    assert types.newcomer.machine.ran[-1] == ("sh", "-c", line)
    assert types("check", f"{asks}; exit 3").result.startswith("**asks for packages again**")


def test_the_commit_is_the_one_that_was_cloned(fresh, types):
    before = types("check", "true").commit
    types.commit()
    assert (
        types("check", "true").commit == before == fresh._git("log", "-2", "--format=%h", folder=fresh.ROOT).split()[1]
    )


def test_a_row_of_a_commit_that_led_nowhere_is_not_written(fresh, types, capsys):
    found = types("check", "true")
    types.commit("--amend", "-m", "rebased", "--date", "2020-01-01T00:00:00Z")
    rebased = fresh._git("log", "-1", "--format=%h", folder=fresh.ROOT)
    assert [one.commit for one in fresh._of_this_history([found])] == [rebased] != [found.commit]
    (fresh.ROOT / "new").touch()
    fresh._git("add", "new", folder=fresh.ROOT)
    types.commit()
    assert [one.commit for one in fresh._of_this_history([row(fresh, commit=rebased)])] == [rebased]
    nowhere = fresh._git("log", "-1", "--format=%h", folder=fresh.ROOT)
    fresh._git("reset", "-q", "--hard", rebased, folder=fresh.ROOT)
    assert list(fresh._of_this_history([row(fresh, commit=nowhere), row(fresh, commit="1234567")])) == []
    said = capsys.readouterr().out
    assert f"{nowhere} did not lead" in said
    assert "1234567 did not lead" in said


def test_how_busy_the_computer_was_is_told(fresh, monkeypatch):
    left = [2.0, 4.0, *[6.0] * 1000]
    monkeypatch.setattr(fresh.os, "getloadavg", lambda: (left.pop(0), 0, 0))
    monkeypatch.setattr(fresh, "LOOK_S", 0.05)
    with fresh.Load() as load:
        wait_until(lambda: len(left) < 1000)
    assert 2 < load.mean <= 6
    assert row(fresh, load=load.mean).cells()[6] in {"4", "5", "6"}
    assert row(fresh).cells()[6] == ""


def test_a_machine_goes_with_its_folder_unless_it_is_kept(fresh, capsys):
    with pytest.raises(KeyError), fresh._machine("trixie", "user", is_kept=False) as gone:
        gone.mkdir()
        raise KeyError
    assert not gone.parent.exists()
    with fresh._machine("trixie", "user", is_kept=True) as kept:
        kept.mkdir()
    assert kept.exists()
    assert str(kept) in capsys.readouterr().out
    kept.rmdir()
    kept.parent.rmdir()


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
    fresh._write(fresh._table([row(fresh, who="root", result="**failed (1)**; see Debian-13-root-test.log: 3 failed")]))
    assert "| root | `dev.py demo` | **failed (1)**: 3 failed |" in fresh.PAGE.read_text()
    fresh._write(fresh._table(kept[:1]))
    assert fresh.PAGE.read_text() == (
        f"before\n{fresh.BEGIN}\n"
        "| system | Python | who | command | result | seconds | load | what had to be installed | commit |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| Debian 13 | 3.13.5 | root | `dev.py demo` | passed | 12 |  | nothing | abc1234 |\n"
        f"\n{fresh.END}after\n"
    )


def test_what_other_computers_wrote_stays_until_it_is_tried_anew(fresh, types, tmp_path, monkeypatch):
    """The rows are kept where they came about: another clone, another machine knows none of them."""
    older = types("check", "true").commit
    types.commit()
    newer = fresh._git("log", "-1", "--format=%h", folder=fresh.ROOT)
    monkeypatch.setattr(fresh, "PAGE", fresh.ROOT / "page.md")
    page = [
        row(fresh, commit=older, load=7.4),
        row(fresh, commit=newer, system="Debian testing", result="**failed (1)**: 3 failed"),
        row(fresh, commit=newer, who="root"),
        row(fresh, commit="1234567", system="Debian 12"),
    ]
    fresh.PAGE.write_text(f"before\n{fresh.BEGIN}{fresh._table(page)}{fresh.END}after\n")
    seen = fresh._on_the_page()
    assert fresh._table(seen) == fresh._table(page)
    assert [one.is_good for one in seen] == [True, False, True, True]
    monkeypatch.setattr(fresh, "_rows", lambda *_: iter([row(fresh, commit=newer, result="passed: 9 photos arrived")]))
    monkeypatch.setattr(fresh, "BUILD", tmp_path)
    monkeypatch.setattr(fresh, "is_root", lambda: True)
    monkeypatch.setattr(fresh.signal, "signal", lambda *_: None)
    (tmp_path / "fresh").mkdir()
    fresh._keep(row(fresh, commit=older, who="root", result="passed: once"), tmp_path / "fresh")
    fresh.main(["--write"])
    assert [(one.system, one.who, one.result, one.commit) for one in fresh._on_the_page()] == [
        ("Debian 13", "root", "passed", newer),  # what was kept here is older
        ("Debian 13", "user", "passed: 9 photos arrived", newer),
        ("Debian testing", "user", "**failed (1)**: 3 failed", newer),
    ]


def test_half_an_archive_goes_with_what_made_it(installer, tmp_path, monkeypatch):
    roots = installer("roots")
    for code, there in ((1, set()), (0, {"archive.tar"})):
        program = tmp_path / "bin" / "mmdebstrap"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\nfor word; do case "$word" in *.tar) : > "$word";; esac; done\nexit {code}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
        folder = tmp_path / f"made-{code}"
        folder.mkdir()
        with pytest.raises(subprocess.CalledProcessError) if code else contextlib.nullcontext():
            roots.make("sarge", folder / "archive.tar", sources="http://127.0.0.1:9/debian")
        assert {path.name for path in folder.iterdir()} == there


def test_the_root_of_a_debian_is_a_mount_as_on_a_real_machine(installer, tmp_path):
    """Else ``deb``, which makes a Debian in a folder, can't be tried in one: ``unshare`` refuses there."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("entering a Debian in a folder needs root on Linux")
    for name in ("proc", "dev", "sys", "bin"):
        (tmp_path / "debian" / name).mkdir(parents=True)
    chroot = tmp_path / "bin" / "chroot"  # it stays outside: nothing is in there
    chroot.parent.mkdir()
    chroot.write_text('#!/bin/sh\nmountpoint "$1"\n')
    chroot.chmod(0o755)
    command = installer("roots").Root(tmp_path / "debian").command("true")
    env = {**os.environ, "PATH": f"{chroot.parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    if done.returncode and "unshare" in done.stderr:
        pytest.skip("namespaces are not to be had here, as in a container")
    assert done.stdout == f"{tmp_path / 'debian'} is a mountpoint\n"
    assert not os.path.ismount(tmp_path / "debian"), "it ends with its command"


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
