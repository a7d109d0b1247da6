"""What the development command asks of a Debian: once, in one line, and never again what is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from photospool.gui.qt_libraries import OF_PLATFORM, OF_QT

NEW_NAMES = """\
libglib2.0-0t64|libglib2.0-0 (= 2.84.4-3~deb13u1)
libgl1|
mail-server-of-the-house|mail-transport-agent, default-mta (= 1)
libsomething1t64|
"""


def test_what_the_program_asks_for_is_brought(packages):
    asked = {package for table in (OF_QT, *OF_PLATFORM.values()) for package in table.values()}
    assert asked | {"fonts-dejavu-core"} == set(packages.QT)


@pytest.fixture
def packages(installer):
    return installer("packages")


@pytest.mark.parametrize(
    ("wanted", "missing"),
    [
        (["libglib2.0-0", "libgl1"], []),
        (["libglib2.0-0t64"], []),
        (["libsomething1"], []),  # the new name without the old one beside it
        (["default-mta", "mail-transport-agent"], []),
        (["libegl1", "libgl1", "libegl1", "libgl"], ["libegl1", "libgl"]),
    ],
)
def test_a_package_is_there_under_every_name_that_it_has(packages, wanted, missing):
    assert packages.missing(wanted, NEW_NAMES) == missing


@pytest.fixture
def debian(tmp_path, monkeypatch, packages):
    """A system of its own: dpkg-query knows what stands in a file; apt-get writes there, and remembers its calls."""
    there, calls, tools = tmp_path / "there", tmp_path / "calls", tmp_path / "tools"
    tools.mkdir()
    there.write_text("installed libglib2.0-0t64|libglib2.0-0 (= 2)\ndeinstalled libgl1|\n")
    calls.touch()
    scripts = {
        "dpkg-query": f'cat "{there}"',
        "apt-get": f'echo "$@" >> "{calls}"; for name; do echo "installed $name|" >> "{there}"; done',
        "sudo": '"$@"',
        "su": 'sh -c "$2"',
    }
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    for name in ("sh", "cat"):
        (tools / name).symlink_to(f"/bin/{name}")
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(packages, "BUILD", tmp_path)
    monkeypatch.setattr(packages, "for_environments", list)
    return tmp_path


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Debian's commands are scripts here")


def calls(debian):
    return (debian / "calls").read_text().splitlines()


def test_root_installs_once(packages, debian, monkeypatch):
    monkeypatch.setattr(packages, "is_root", lambda: True)
    packages.bring(["libgl1", "libglib2.0-0"], "Why.")
    assert calls(debian) == ["update", "install -y --no-install-recommends libgl1"]
    packages.bring(["libgl1", "libglib2.0-0"], "Why.")
    assert len(calls(debian)) == 2


@pytest.mark.parametrize("has_sudo", [True, False])
def test_others_are_told_one_line_that_works_as_it_is(packages, debian, monkeypatch, has_sudo):
    monkeypatch.setattr(packages, "is_root", lambda: False)
    if not has_sudo:
        (debian / "tools/sudo").unlink()
    with pytest.raises(SystemExit) as told:
        packages.bring(["libgl1", "libegl1", "libglib2.0-0"], "Why.")
    assert calls(debian) == []
    (line,) = [line.strip() for line in str(told.value).splitlines() if line.startswith("    ")]
    subprocess.run(["sh", "-c", line], check=True)
    assert calls(debian) == ["update", "install -y --no-install-recommends libgl1 libegl1"]
    packages.bring(["libgl1", "libegl1", "libglib2.0-0"], "Why.")


def test_a_failed_update_does_not_stop_what_can_be_installed(packages, debian, monkeypatch):
    apt = debian / "tools/apt-get"
    apt.write_text(apt.read_text().replace("#!/bin/sh\n", '#!/bin/sh\n[ "$1" = update ] && exit 100\n'))
    monkeypatch.setattr(packages, "is_root", lambda: True)
    packages.bring(["libgl1"], "Why.")
    apt.write_text("#!/bin/sh\necho E: no such package; exit 100\n")
    with pytest.raises(SystemExit, match="E: no such package"):
        packages.bring(["libegl1"], "Why.")


def test_a_python_without_ensurepip_is_asked_for_with_the_others(packages, debian, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    assert packages.for_environments() == [f"python3.{sys.version_info.minor}-venv"]
    monkeypatch.setattr(packages, "is_debians_python", lambda: False)
    with pytest.raises(SystemExit, match="no venv and ensurepip"):
        packages.bring([], "Why.")


def test_a_system_without_dpkg_is_asked_for_nothing(packages, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    packages.bring(["libgl1"], "Why.")


@pytest.mark.parametrize("verb", ["demo", "test", "check", "wheel", "bundle", "deb"])
def test_every_need_is_known_before_anything_begins(installer, verb, monkeypatch):
    dev = installer("dev")
    asked = []
    monkeypatch.setattr(dev.packages, "bring", lambda wanted, why: asked.append(set(wanted)))
    monkeypatch.setitem(dev.VERBS, verb, dev.Verb(lambda _: None, dev.VERBS[verb].needs))
    monkeypatch.setattr(sys, "argv", ["dev.py", verb])
    monkeypatch.setenv("DISPLAY", ":9")
    dev.main()
    (wanted,) = asked
    known = dev.packages
    expected = {
        "demo": known.QT,
        "test": {*known.QT, *known.ENTRY, *known.DESKTOP, *known.BROWSER, "ffmpeg", "binutils"},
        "bundle": {*known.QT, "binutils", *known.DESKTOP, "imagemagick", *known.for_pyinstaller()},
        "deb": {*known.BUNDLE, "lintian", "mmdebstrap", *known.for_pyinstaller()},
    }
    assert wanted >= set(expected.get(verb, ()))
    if verb in {"check", "wheel"}:
        assert not wanted


@pytest.mark.parametrize("is_ci", [True, False])
def test_only_a_machine_that_is_there_for_tests_gets_a_web_server(installer, is_ci, monkeypatch):
    dev = installer("dev")
    monkeypatch.setenv("CI", "true" if is_ci else "")
    assert ("nginx" in dev.of_test()) is is_ci


def test_the_projects_own_check_says_that_it_is_one():
    script = (Path(__file__).parents[2] / ".ci/run").read_text(encoding="utf-8")
    assert "export CI=" in script
    assert script.index("export CI=") < script.index("dev.py test")


def test_no_other_place_installs_packages(installer):
    dev = installer("dev")
    folder = Path(dev.__file__).parent
    places = {path.name for path in folder.rglob("*.py") if "apt-get" in path.read_text(encoding="utf-8")}
    assert places == {"packages.py", "clean_root.py", "fresh.py"}  # the last reads the line that the first prints
