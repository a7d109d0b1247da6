"""Start at login on each system: written, read back, switched off outside, repaired after a move, really launched."""

import plistlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from photospool.system.autostart.autostart import (
    Autostart,
    AutostartEntry,
    AutostartRefused,
    LaunchAgent,
    RunValue,
    login_item,
)
from photospool.system.autostart.desktop_entry import command_of, exec_line
from photospool.system.program import APP_ID, HIDDEN, NAME, Program

ODD_NAMES = [
    "plain",
    "Meine Programme",
    "Größe «1»",
    'a "quoted" one',
    "it's",
    "100 % safe",
    "%U",
    "back\\slash",
    "$HOME and `ls`",
    "tab\tand;semi&colon",
    "~",
    "new\nline",
]
PATIENCE_S = 180


class MemoryRegistry:
    """The user's part of Windows' registry."""

    def __init__(self):
        self.values = {}

    def read(self, key, name):
        return self.values.get((key, name))

    def write(self, key, name, value):
        self.values[key, name] = value

    def delete(self, key, name):
        self.values.pop((key, name), None)


class Launchctl:
    """macOS's launchctl, as far as it is asked."""

    def __init__(self):
        self.asked = []
        self.answer = "disabled services = {\n}\n"

    def __call__(self, *words):
        self.asked.append(words)
        return self.answer


def linux(folder, program="/opt/photospool/photospool"):
    return AutostartEntry([program, HIDDEN], folder / "autostart")


def mac(folder, program="/Applications/Photospool.app/Contents/MacOS/photospool", launchctl=None):
    return LaunchAgent([program, HIDDEN], folder / "LaunchAgents", launchctl or Launchctl())


REGISTRY = {}


def windows(folder, program=r"C:\Users\Zoë B\Photospool\photospoolw.exe"):
    return RunValue([program, HIDDEN], REGISTRY.setdefault(folder, MemoryRegistry()))


every_system = pytest.mark.parametrize("system", [linux, mac, windows])


@every_system
def test_on_and_off(system, tmp_path):
    item = system(tmp_path)
    assert item.state() is Autostart.OFF
    item.turn_on()
    item.turn_on()
    assert item.state() is Autostart.ON
    item.turn_off()
    item.turn_off()
    assert item.state() is Autostart.OFF


@every_system
def test_a_moved_program_is_found_again(system, tmp_path):
    system(tmp_path, "/old place/photospool").turn_on()
    moved = system(tmp_path, "/new/place 2/photospool")
    assert moved.refresh()
    assert not moved.refresh()
    assert moved.state() is Autostart.ON
    assert not system(tmp_path, "/new/place 2/photospool").refresh()
    assert system(tmp_path, "/old place/photospool").refresh()


@every_system
def test_nothing_is_refreshed_into_being(system, tmp_path):
    assert not system(tmp_path).refresh()
    assert system(tmp_path).state() is Autostart.OFF


def test_an_entry_of_another_installation_is_left_alone(tmp_path):
    other = ["/usr/bin/photospool", "--home", "/mnt/stick", HIDDEN]
    AutostartEntry(other, tmp_path).turn_on()
    assert not AutostartEntry(["/opt/photospool", HIDDEN], tmp_path).refresh()
    LaunchAgent(other, tmp_path, Launchctl()).turn_on()
    assert not LaunchAgent(["/opt/photospool", HIDDEN], tmp_path, Launchctl()).refresh()
    registry = MemoryRegistry()
    RunValue(other, registry).turn_on()
    assert not RunValue(["/opt/photospool", HIDDEN], registry).refresh()


# Linux


def entry(folder):
    return folder / "autostart" / f"{APP_ID}.desktop"


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_linux_a_switch_off_by_the_desktop_is_kept_until_asked(tmp_path, line):
    linux(tmp_path, "/old/photospool").turn_on()
    name = line.partition("=")[0]
    kept = [x for x in entry(tmp_path).read_text().splitlines() if not x.startswith(name)]
    entry(tmp_path).write_text("\n".join([*kept, line, "X-Mine=stays"]) + "\n")
    item = linux(tmp_path)
    assert item.state() is Autostart.SWITCHED_OFF
    assert item.refresh()
    assert item.state() is Autostart.SWITCHED_OFF
    assert "X-Mine=stays" in entry(tmp_path).read_text()
    item.turn_on()
    assert item.state() is Autostart.ON


def test_linux_other_groups_do_not_count(tmp_path):
    linux(tmp_path).turn_on()
    with entry(tmp_path).open("a") as out:
        out.write("[Desktop Action x]\nHidden=true\nExec=other\n")
    assert linux(tmp_path).state() is Autostart.ON


def test_linux_goes_where_the_desktop_looks(tmp_path):
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    login_item(["/usr/bin/photospool"], platform="linux", home=tmp_path, env=env).turn_on()
    login_item(["/usr/bin/photospool"], platform="linux", home=tmp_path, env={}).turn_on()
    assert [path.relative_to(tmp_path).parts[0] for path in sorted(tmp_path.rglob("*.desktop"))] == [
        ".config",
        "config",
    ]


def test_linux_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "autostart").write_text("a file")
    with pytest.raises(AutostartRefused, match="does not let"):
        linux(tmp_path).turn_on()


def test_linux_a_broken_entry_is_none(tmp_path):
    entry(tmp_path).parent.mkdir()
    entry(tmp_path).write_bytes(b"\xff\xfe[")
    assert linux(tmp_path).state() is Autostart.OFF
    assert not linux(tmp_path).refresh()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_exec_lines_are_read_back(name):
    command = [f"/opt/{name}/photospool", "--home", name, ""]
    assert "\n" not in exec_line(command)
    assert command_of(exec_line(command)) == command


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_linux_entries_are_valid(tmp_path, name):
    linux(tmp_path, f"/opt/{name}/photospool").turn_on()
    checked = subprocess.run(["desktop-file-validate", entry(tmp_path)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("gio") is None, reason="this desktop has no gio to launch entries with")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_linux_entries_really_launch(tmp_path, name):
    told = tmp_path / "told"
    program = tmp_path / name / "photospool"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$0" "$@" > "{told}.new"\nmv "{told}.new" "{told}"\n')
    program.chmod(0o755)
    linux(tmp_path, str(program)).turn_on()
    launched = subprocess.run(["gio", "launch", entry(tmp_path)], capture_output=True, text=True, check=False)
    assert (launched.returncode, launched.stderr) == (0, "")
    deadline = time.monotonic() + PATIENCE_S
    while not told.exists():
        assert time.monotonic() < deadline, "it was not started"
        time.sleep(0.02)
    assert told.read_text() == f"{program}|{HIDDEN}|"


# macOS


def test_mac_agent_says_what_to_start_and_when(tmp_path):
    mac(tmp_path, "/Applications/Größe 1/Photospool.app/Contents/MacOS/photospool").turn_on()
    job = plistlib.loads((tmp_path / "LaunchAgents" / f"{APP_ID}.plist").read_bytes())
    assert job["Label"] == APP_ID
    assert job["ProgramArguments"] == ["/Applications/Größe 1/Photospool.app/Contents/MacOS/photospool", HIDDEN]
    assert job["RunAtLoad"] is True
    assert "KeepAlive" not in job


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (f'"{APP_ID}" => disabled', Autostart.SWITCHED_OFF),
        (f'"{APP_ID}" => true', Autostart.SWITCHED_OFF),
        (f'"{APP_ID}" => enabled', Autostart.ON),
        (f'"{APP_ID}.other" => disabled', Autostart.ON),
    ],
)
def test_mac_a_switch_off_is_seen(tmp_path, line, state):
    launchctl = Launchctl()
    item = mac(tmp_path, launchctl=launchctl)
    item.turn_on()
    assert launchctl.asked[-1][0] == "enable"
    launchctl.answer = f"disabled services = {{\n\t\t{line}\n}}\n"
    assert item.state() is state


def test_mac_a_program_among_the_downloads_is_not_written_down(tmp_path):
    away = "/private/var/folders/x/AppTranslocation/1-2/d/Photospool.app/Contents/MacOS/photospool"
    with pytest.raises(AutostartRefused) as told:
        mac(tmp_path, away).turn_on()
    assert "Applications" in told.value.advice
    mac(tmp_path).turn_on()
    assert not mac(tmp_path, away).refresh()


def test_mac_a_broken_agent_is_none(tmp_path):
    (tmp_path / "LaunchAgents").mkdir()
    (tmp_path / "LaunchAgents" / f"{APP_ID}.plist").write_bytes(b"never a plist")
    assert mac(tmp_path).state() is Autostart.OFF


# Windows


def test_windows_quotes_the_path(tmp_path):
    windows(tmp_path).turn_on()
    line = REGISTRY[tmp_path].read(RunValue.RUN, NAME)
    assert line == r'"C:\Users\Zoë B\Photospool\photospoolw.exe" --hidden'


@pytest.mark.parametrize(("first", "state"), [(2, Autostart.ON), (6, Autostart.ON), (3, Autostart.SWITCHED_OFF)])
def test_windows_a_switch_off_in_the_task_manager_is_kept_until_asked(tmp_path, first, state):
    windows(tmp_path, r"D:\old\photospoolw.exe").turn_on()
    REGISTRY[tmp_path].write(RunValue.APPROVED, NAME, bytes([first, *[0] * 11]))
    item = windows(tmp_path)
    assert item.state() is state
    assert item.refresh()
    assert item.state() is state
    item.turn_on()
    assert item.state() is Autostart.ON


def test_windows_a_refusal_is_said(tmp_path):
    class Refusing(MemoryRegistry):
        def write(self, key, name, value):
            raise PermissionError(5, "Access is denied")

    with pytest.raises(AutostartRefused):
        RunValue(["x"], Refusing()).turn_on()


# The program itself


def test_a_python_package_starts_by_its_python():
    program = Program(Path("/venv/bin/python"), is_bundled=False, platform="linux")
    assert program.command(HIDDEN) == ["/venv/bin/python", "-P", "-m", "photospool", HIDDEN]
    ours = Program.this().command("--version")
    said = subprocess.run(ours, capture_output=True, text=True, check=True).stdout
    assert said.startswith("photospool ")


def test_a_bundle_starts_by_itself():
    assert Program(Path("/opt/p/photospool"), is_bundled=True, platform="linux").command("run") == [
        "/opt/p/photospool",
        "run",
    ]


def test_windows_has_a_program_without_a_console(tmp_path):
    for name in ("photospool.exe", "photospoolw.exe"):
        (tmp_path / name).touch()
    for name in ("photospool.exe", "photospoolw.exe"):
        program = Program(tmp_path / name, is_bundled=True, platform="win32")
        assert program.command(with_window=True) == [str(tmp_path / "photospoolw.exe")]


def test_an_appimage_is_started_as_a_whole(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/tmp/.mount_x/usr/photospool")
    image = {"APPIMAGE": "/home/z/Photospool 1.AppImage", "APPDIR": "/tmp/.mount_x"}
    assert Program.this(image).executable == Path("/home/z/Photospool 1.AppImage")
    assert Program.this({**image, "APPDIR": "/tmp/.mount_terminal"}).executable == Path("/tmp/.mount_x/usr/photospool")
