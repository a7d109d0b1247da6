"""Services on each system: what is written, what the system is asked, and that systemd reads it as it was meant."""

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from photospool.system.program import Program
from photospool.system.service.base import CommandResult, Mode, Service, ServiceRefused, ServiceStatus, ask
from photospool.system.service.launchd import LABEL, Launchd, agent
from photospool.system.service.services import service, service_manager
from photospool.system.service.systemd import Systemd, path_unit, service_unit
from photospool.system.service.task_scheduler import TASK, TaskScheduler, task

ODD_NAMES = ["plain", "in coming", "Größe «1»", "it's", 'a "quoted" one', "100 %h", "$HOME", "back\\slash", "; rm"]
LINUX = Program(Path("/opt/photospool/photospool"), is_bundled=True, platform="linux")


class System:
    """A program of the system that remembers what it was asked."""

    def __init__(self, **answers):
        self.asked = []
        self.answers = answers

    def __call__(self, command):
        self.asked.append(list(command))
        verb = next((word for word in command[1:] if not word.startswith("--")), "")
        return self.answers.get(verb.strip("/").replace("-", "_"), CommandResult(0))


def linux(mode=Mode.QUEUE, incoming=Path("/home/z/in coming"), program=LINUX, options=()):
    return service(program, list(options), incoming, mode)


# What is run


def test_each_mode_has_its_command():
    assert linux(Mode.CONTINUOUS).command == ("/opt/photospool/photospool", "run", "--unattended")
    assert linux(Mode.QUEUE, options=["--home", "/h"]).command == (
        "/opt/photospool/photospool", "--home", "/h", "run", "--until-empty",
    )  # fmt: skip


def test_each_system_has_its_manager(tmp_path):
    kinds = {name: type(service_manager(platform=name, home=tmp_path, env={})) for name in ("linux", "darwin", "win32")}
    assert kinds == {"linux": Systemd, "darwin": Launchd, "win32": TaskScheduler}


def test_a_program_of_the_system_that_is_not_there():
    assert ask(["photospool-never-there"]).code == 127
    assert ask([sys.executable, "-c", "print('yes')"]) == CommandResult(0, "yes")


# systemd


def test_systemd_queue_and_back(tmp_path):
    system = System(is_active=CommandResult(0, "active"))
    manager = Systemd(tmp_path, system)
    assert manager.standing() == ServiceStatus()
    manager.install(linux(Mode.QUEUE))
    assert manager.standing() == ServiceStatus(
        Mode.QUEUE, True, (tmp_path / "photospool.service", tmp_path / "photospool.path")
    )
    manager.install(linux(Mode.CONTINUOUS))
    assert manager.standing().mode is Mode.CONTINUOUS
    assert ["systemctl", "--user", "disable", "--now", "photospool.path"] in system.asked
    manager.remove()
    manager.remove()
    assert list(tmp_path.iterdir()) == []
    assert manager.standing() == ServiceStatus()


def test_systemd_a_refusal_is_told_with_its_words(tmp_path):
    system = System(enable=CommandResult(1, "Failed to connect to bus: No medium found"))
    with pytest.raises(ServiceRefused, match="No medium found") as told:
        Systemd(tmp_path, system).install(linux())
    assert "Log in" in told.value.advice


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this system has no systemd")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_systemd_finds_nothing_to_say(tmp_path, name):
    program = tmp_path / name / "photospool"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    home = tmp_path / "home"
    units = home / ".config/systemd/user"
    there = Program(program, is_bundled=True, platform="linux")
    Systemd(units, System()).install(linux(incoming=tmp_path / name, program=there, options=["--home", name]))
    env = {"HOME": str(home), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    command = ["systemd-analyze", "--user", "verify", *sorted(map(str, units.iterdir()))]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    ours = [line for line in checked.stderr.splitlines() if "photospool" in line]
    assert (checked.returncode, ours) == (0, [])


def test_systemd_units_say_what_matters():
    unit = service_unit(linux(options=["--home", '/h %n $x "q"']))
    assert 'ExecStart=/opt/photospool/photospool "--home" "/h %%n $$x \\"q\\"" "run" "--until-empty"' in unit
    assert "Restart=on-failure" in unit
    assert "DirectoryNotEmpty=/home/z/100 %%\n" in path_unit(Path("/home/z/100 %"))
    with pytest.raises(ServiceRefused):
        path_unit(Path("/home/z/a\nExecStart=/bin/rm"))


# launchd


def test_launchd_agent_of_each_mode(tmp_path):
    system = System(bootout=CommandResult(3), print=CommandResult(0, "\tstate = running\n"))
    manager = Launchd(tmp_path, system)
    manager.install(linux(Mode.QUEUE, Path("/Users/z/Größe & mehr")))
    job = plistlib.loads((tmp_path / f"{LABEL}.plist").read_bytes())
    assert job["Label"] == LABEL
    assert job["ProgramArguments"] == ["/opt/photospool/photospool", "run", "--until-empty"]
    assert job["QueueDirectories"] == ["/Users/z/Größe & mehr"]
    assert job["KeepAlive"] == {"SuccessfulExit": False}, "an end with success is meant"
    assert manager.standing() == ServiceStatus(Mode.QUEUE, True, (tmp_path / f"{LABEL}.plist",))
    assert system.asked[2][:2] == ["launchctl", "bootstrap"]
    manager.install(linux(Mode.CONTINUOUS))
    job = plistlib.loads((tmp_path / f"{LABEL}.plist").read_bytes())
    assert "QueueDirectories" not in job
    assert job["RunAtLoad"] is True
    manager.remove()
    assert manager.standing() == ServiceStatus()


def test_launchd_waits_for_the_end_of_the_old_one(tmp_path):
    class Ending(System):
        def __call__(self, command):
            super().__call__(command)
            if command[1] == "print":
                return CommandResult(0 if [words[1] for words in self.asked].count("print") < 3 else 113)
            return CommandResult(0)

    system = Ending()
    Launchd(tmp_path, system).install(linux())
    assert [words[1] for words in system.asked] == ["bootout", "print", "print", "print", "enable", "bootstrap"]


def test_launchd_a_refusal_is_told(tmp_path):
    with pytest.raises(ServiceRefused, match="Operation not permitted"):
        Launchd(
            tmp_path, System(bootstrap=CommandResult(1, "Operation not permitted"), print=CommandResult(1))
        ).install(linux())


# Windows


def test_windows_task(tmp_path):
    def of(node, path):
        return node.findtext(path, namespaces={"": "http://schemas.microsoft.com/windows/2004/02/mit/task"})

    command = (r"C:\Users\Zoë B\Photospool\photospoolw.exe", "--home", r"D:\my photos", "run", "--unattended")
    xml = task(Service(command, Mode.CONTINUOUS, tmp_path), r"HOME\Zoë")
    assert xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    tree = ElementTree.fromstring(xml)
    assert of(tree, "Actions/Exec/Command") == command[0]
    assert of(tree, "Actions/Exec/Arguments") == r'--home "D:\my photos" run --unattended'
    assert of(tree, "Triggers/LogonTrigger/UserId") == of(tree, "Principals/Principal/UserId") == r"HOME\Zoë"
    assert of(tree, "Settings/ExecutionTimeLimit") == "PT0S"
    assert of(tree, "Settings/DisallowStartIfOnBatteries") == "false"


def test_windows_asks_the_task_scheduler():
    seen = []

    class Scheduler(System):
        def __call__(self, command):
            if "/XML" in command:
                seen.append(ElementTree.fromstring(Path(command[command.index("/XML") + 1]).read_bytes()))
            return super().__call__(command)

    system = Scheduler()
    manager = TaskScheduler({"USERDOMAIN": "HOME", "USERNAME": "zoe"}, system)
    manager.install(linux(Mode.CONTINUOUS))
    assert len(seen) == 1
    assert system.asked[-1] == ["schtasks", "/Run", "/TN", TASK]
    assert not Path(system.asked[1][system.asked[1].index("/XML") + 1]).exists()
    assert manager.standing() == ServiceStatus(Mode.CONTINUOUS)
    manager.remove()
    assert system.asked[-1] == ["schtasks", "/Delete", "/TN", TASK, "/F"]


def test_windows_says_what_it_cannot_do_and_what_it_is_refused():
    with pytest.raises(ServiceRefused, match="folder is not empty"):
        TaskScheduler({}, System()).install(linux(Mode.QUEUE))
    with pytest.raises(ServiceRefused, match="Access is denied"):
        TaskScheduler({}, System(Create=CommandResult(1, "ERROR: Access is denied."))).install(linux(Mode.CONTINUOUS))
    nothing = System(Query=CommandResult(1))
    TaskScheduler({}, nothing).remove()
    assert [words[1] for words in nothing.asked] == ["/Query"]


@pytest.mark.parametrize("char", ["\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\x1b"])
@pytest.mark.parametrize("where", ["command", "incoming"])
def test_a_name_that_would_be_a_line_of_its_own_is_refused(char, where):
    nasty = f"/home/z/a{char}ExecStart=/bin/true"
    command = ("/usr/bin/photospool", nasty if where == "command" else "run")
    service = Service(command, Mode.QUEUE, Path(nasty if where == "incoming" else "/home/z/in"))
    if where == "command":
        with pytest.raises(ServiceRefused, match="can't be seen"):
            service_unit(service)
    else:
        with pytest.raises(ServiceRefused, match="can't be seen"):
            path_unit(service.incoming)
    for made in (agent, lambda given: task(given, "user")):
        with pytest.raises(ServiceRefused, match="can't be seen"):
            made(service)
