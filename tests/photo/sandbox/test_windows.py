"""Windows' cage where Windows is not: what is asked of it, in which order, and that nothing stays open when it refuses.

That the real one closes anything is proved on a machine of its own: ``test_worker.py``, in the workflow.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.photo.sandbox.windows_calls import Windows, descriptors

from photospool.photo.sandbox import ours, win32, windows
from photospool.photo.sandbox.win32 import Calls
from photospool.photo.sandbox.windows import FREE, WAYS, HandleDuplicator, Inside, Starter
from photospool.photo.workers.channel import Channel
from photospool.photo.workers.resource_limits import Limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the real one is there: test_worker.py")
LIMITS = Limits()
WORDS = [sys.executable, "-P", "-c", "the worker"]
PROBE = [sys.executable, "-P", "-c", "one that only speaks"]


def starter(fake: Windows, **more: Any) -> Starter:
    return Starter(Calls(fake.libraries), handle_of=lambda descriptor: descriptor, **more)


def ended(started: tuple[windows.Started, Channel]) -> None:
    process, channel = started
    process.kill()
    channel.close()
    process.close()


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        (win32.StartupInfo, 104),
        (win32.StartupInfoEx, 112),
        (win32.ProcessInformation, 24),
        (win32.SecurityCapabilities, 24),
        (win32.SidAndAttributes, 16),
        (win32.BasicLimits, 64),
        (win32.ExtendedLimits, 144),
        (win32.DWORD, 4),
    ],
)
def test_structures_are_as_long_as_those_of_the_sdk_s_headers_for_64_bits(kind: Any, size: int) -> None:
    assert ctypes.sizeof(kind) == size


def test_fields_lie_where_the_headers_have_them() -> None:
    assert (win32.StartupInfo.flags.offset, win32.StartupInfo.input.offset) == (0x3C, 0x50)
    assert win32.StartupInfoEx.attributes.offset == 0x68
    assert (win32.BasicLimits.active_processes.offset, win32.ExtendedLimits.process_memory.offset) == (0x28, 0x70)


@pytest.mark.parametrize("way", [*WAYS, FREE], ids=lambda way: way.name)
def test_a_worker_stands_still_until_its_job_holds_it(way: windows.ConfinementLevel) -> None:
    fake = Windows()
    process, channel = started = starter(fake)._started(WORDS, way, LIMITS)
    create = "CreateProcessAsUserW" if way.is_low else "CreateProcessW"
    order = [
        name for name in fake.asked if name in {"CreateJobObjectW", create, "AssignProcessToJobObject", "ResumeThread"}
    ]
    assert order == ["CreateJobObjectW", create, "AssignProcessToJobObject", "ResumeThread"]
    assert fake.made["flags"] == 0x0800_0000 | 0x0008_0000 | 0x400 | 0x4, "no window, attributes, Unicode, suspended"
    assert fake.made["size"] == 112 and fake.made["start flags"] == 0x100 and fake.made["inherits"]
    assert fake.made["folder"] == str(Path(fake.made["program"]).parent)
    assert channel.receive()[0]["cage"]["files"] is True
    assert sorted(fake.open.values()) == ["job", "process"], "all that only the start needed is given back"
    process.kill()
    assert process.wait(1) == 7
    ended(started)
    assert fake.open == {}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_the_job_holds_memory_one_process_and_all_that_is_done_with_windows(way: windows.ConfinementLevel) -> None:
    fake = Windows()
    ended(starter(fake)._started(WORDS, way, LIMITS))
    limits = fake.limits[9]
    assert limits.basic.flags == 0x8 | 0x100 | 0x400 | 0x2000, "processes, memory, unhandled, killed; no breaking away"
    assert (limits.basic.active_processes, limits.process_memory) == (1, LIMITS.memory_bytes)
    assert fake.limits[4].value == 0xFF
    assert fake.attributes[0x20007].value == 0x0111_0001_0011_1000
    assert list(fake.attributes[0x20002]) == list(fake.made["ends"]), "nothing but these three is handed down"
    assert (0x2000E in fake.attributes) is way.restricts_children
    assert (0x20009 in fake.attributes) is way.is_container


def test_a_container_has_no_capability() -> None:
    fake = Windows()
    ended(starter(fake)._started(WORDS, WAYS[0], LIMITS))
    capabilities = fake.attributes[0x20009]
    assert capabilities.container and not capabilities.capabilities and capabilities.count == 0
    assert fake.attributes[0x2000E].value == 1
    assert fake.made["token"] is None


def test_low_integrity_is_a_token_without_privileges() -> None:
    fake = Windows()
    ended(starter(fake)._started(WORDS, WAYS[2], LIMITS))
    assert fake.made["token"] == "low token"
    assert fake.made["label"] == ("low token", 25, 0x20, 16 + 12)


def test_without_a_cage_the_memory_is_held_all_the_same() -> None:
    fake = Windows()
    ended(starter(fake).start(WORDS, PROBE, LIMITS, is_caged=False))
    assert fake.limits[9].basic.flags == 0x100 | 0x400 | 0x2000
    assert fake.limits[4].value == 0
    assert set(fake.attributes) == {0x20002}
    assert fake.made["line"].endswith('"the worker"'), "and nothing is tried before"


EVERY = {
    name
    for name in [*win32.SIGNATURES["kernel32"], *win32.SIGNATURES["advapi32"], *win32.SIGNATURES["userenv"]]
    if name not in {"CloseHandle", "LocalFree", "FreeSid", "DeleteProcThreadAttributeList"}
}


@pytest.mark.parametrize("way", [*WAYS, FREE], ids=lambda way: way.name)
def test_whichever_call_fails_nothing_stays_open_and_nobody_runs(way: windows.ConfinementLevel) -> None:
    healthy = Windows()
    ended(starter(healthy)._started(WORDS, way, LIMITS))
    needed = set(healthy.asked) & EVERY - {"TerminateProcess", "GetLengthSid"}
    assert {"CreateJobObjectW", "AssignProcessToJobObject", "ResumeThread"} <= needed
    before = descriptors()
    for name in sorted(needed):
        fake = Windows(name)
        with pytest.raises(OSError, match=r"failed"):
            starter(fake)._started(WORDS, way, LIMITS)
        assert fake.open == {}, name
        assert descriptors() == before, name
        if name in {"AssignProcessToJobObject", "ResumeThread"}:
            assert len(fake.ended) == 1, f"{name}: it would stand still for ever"


def test_a_descriptor_that_has_no_handle_leaves_nothing_open() -> None:
    def handle_of(_descriptor: int) -> int:
        raise OSError("no handle")

    fake, before = Windows(), descriptors()
    with pytest.raises(OSError, match="no handle"):
        Starter(Calls(fake.libraries), handle_of=handle_of)._started(WORDS, WAYS[0], LIMITS)
    assert (fake.open, descriptors()) == ({}, before)


# The ladder.


def tried(fake: Windows, speaks: set[str], *, can_be_opened: bool = False) -> tuple[str, list[str]]:
    """Which way is found where only these speak, and who asked for access to the program's files."""
    asked: list[str] = []
    names: list[str] = []

    def let_read(sid: str) -> bool:
        asked.append(sid)
        return can_be_opened

    def does_speak(_channel: Channel) -> bool:
        way = next(way for way in WAYS if looks_like(fake, way))
        names.append(way.name)
        return way.name in speaks or (way.name + " again" in speaks and names.count(way.name) > 1)

    found = starter(fake, let_read=let_read, speaks=does_speak).way(PROBE, LIMITS)
    assert fake.open == {}
    return found.name, asked


def looks_like(fake: Windows, way: windows.ConfinementLevel) -> bool:
    is_container = 0x20009 in fake.attributes
    restricts = 0x2000E in fake.attributes
    fake_is_low = fake.made["token"] == "low token"
    fits = (is_container, fake_is_low, restricts) == (way.is_container, way.is_low, way.restricts_children)
    if fits:
        fake.attributes.clear()
    return fits


def test_the_best_way_that_speaks_is_taken() -> None:
    names = [way.name for way in WAYS]
    assert tried(Windows(), set(names)) == (names[0], [])
    assert tried(Windows(), {names[0] + " again"}, can_be_opened=True) == (names[0], ["S-1-15-2-1-2-3"])
    assert tried(Windows(), {names[0] + " again"}) == (FREE.name, ["S-1-15-2-1-2-3"]), "it was not opened"
    assert tried(Windows(), set(names[1:])) == (names[1], ["S-1-15-2-1-2-3"])
    assert tried(Windows(), set(names[2:])) == (names[2], ["S-1-15-2-1-2-3"])
    assert tried(Windows(), {names[3]}) == (names[3], ["S-1-15-2-1-2-3"])
    assert tried(Windows(), set()) == (FREE.name, ["S-1-15-2-1-2-3"])


def test_where_there_are_no_containers_low_integrity_is_left() -> None:
    fake = Windows("DeriveAppContainerSidFromAppContainerName")
    assert tried(fake, {way.name for way in WAYS}) == (WAYS[2].name, [""])


def test_the_way_is_found_once_by_real_pipes() -> None:
    """Here something is started that really speaks, and then something that says nothing and ends."""
    fake = Windows()
    one = starter(fake)
    ended(one.start(WORDS, PROBE, LIMITS, is_caged=True))
    ended(one.start(WORDS, PROBE, LIMITS, is_caged=True))
    assert fake.asked.count("CreateProcessW") == 3, "a probe, and twice the worker"
    assert fake.open == {}
    silent = starter(Windows(code="pass"), let_read=lambda _sid: False)
    assert silent.way(PROBE, LIMITS) == FREE


def test_one_that_never_speaks_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "_PROBE_S", 0.2)
    mute = starter(Windows(code="import time; time.sleep(60)"), let_read=lambda _sid: False)
    assert mute.way(PROBE, LIMITS) == FREE


# What is handed to it.


def test_the_worker_is_python_itself_and_not_the_starter_of_an_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_base_executable", "/base/python", raising=False)
    monkeypatch.setenv("PHOTOSPOOL_PASSWORD", "s3cret")
    fake = Windows()
    ended(starter(fake)._started(WORDS, WAYS[0], LIMITS))
    assert fake.made["program"] == "/base/python"
    assert fake.made["folder"] == "/base"
    assert fake.made["line"] == '/base/python -P -c "the worker"'
    lines = fake.made["block"].split("\0")
    assert lines[-2:] == ["", ""] and lines[:-2] == sorted(lines[:-2], key=str.upper)
    assert f"__PYVENV_LAUNCHER__={sys.executable}" in lines
    assert any(line.startswith("PHOTOSPOOL_PRIVATE=") for line in lines)
    assert "s3cret" not in fake.made["block"]


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_base_executable", "/base/python", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    fake = Windows()
    ended(starter(fake)._started(WORDS, WAYS[0], LIMITS))
    assert fake.made["program"] == sys.executable
    assert "__PYVENV_LAUNCHER__" not in fake.made["block"]


def test_a_file_is_handed_over_for_reading_only() -> None:
    fake = Windows()
    handing = HandleDuplicator(5, Calls(fake.libraries), lambda descriptor: descriptor + 100)
    assert handing.duplicated(3) == 0x77
    assert fake.made["duplicated"] == (-1, 103, 5, 0x0012_0089, False, 0)
    with pytest.raises(OSError, match="DuplicateHandle"):
        HandleDuplicator(5, Calls(Windows("DuplicateHandle").libraries), lambda descriptor: descriptor).duplicated(3)


def test_its_end_is_waited_for_and_handles_are_given_back_once() -> None:
    fake = Windows()
    process, channel = starter(fake)._started(WORDS, FREE, LIMITS)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.05)
    assert (process.excess(), process.is_restless(), process.period_s) == ("", False, None)
    ended((process, channel))
    process.close()
    process.kill()
    assert fake.asked.count("TerminateProcess") == 1, "the number may be another's by now"


# In the worker.


def test_the_worker_says_what_holds_it_and_gives_up_the_rest() -> None:
    fake = Windows()
    fake.token = {29: b"\1\0\0\0", 30: bytes(8)}
    told = Inside(Calls(fake.libraries)).close()
    assert told.startswith("AppContainer, job object, no code but what is loaded")
    assert fake.policies == [(2, 1), (8, 1), (4, 1), (3, 3)]
    assert fake.open == {}


@pytest.mark.parametrize(
    ("token", "level", "told"),
    [
        ({29: b"\1\0\0\0", 30: b"\2\0\0\0" + bytes(4)}, 0x2000, "job object"),  # with two capabilities
        ({29: bytes(4)}, 0x1000, "low integrity, job object"),
        ({29: bytes(4)}, 0, "low integrity, job object"),
        ({29: bytes(4)}, 0x2000, "job object"),
    ],
)
def test_only_what_the_system_says_is_told(token: dict[int, bytes], level: int, told: str) -> None:
    fake = Windows("SetProcessMitigationPolicy")
    fake.token = dict(token)
    fake.labelled(level)
    assert Inside(Calls(fake.libraries)).close() == told
    assert fake.open == {}


def test_a_system_that_answers_nothing_holds_nothing() -> None:
    fake = Windows("OpenProcessToken", "IsProcessInJob", "SetProcessMitigationPolicy")
    assert Inside(Calls(fake.libraries)).close() == ""
    fake = Windows("GetTokenInformation")
    fake.token = {29: b"\1\0\0\0"}
    assert Inside(Calls(fake.libraries)).is_container is False
    assert fake.open == {}


def test_elsewhere_there_is_nothing_to_ask() -> None:
    assert windows.closed() == ""
    assert windows.is_contained() is False


# The program's own folders.


def test_folders_within_others_are_left_out() -> None:
    paths = [Path(name) for name in ("/a/b", "/a", "/ab", "/a/b/c", "/ab")]
    assert ours.outermost(paths) == [Path("/a"), Path("/ab")]
    assert all(folder.is_dir() for folder in ours.folders())
    package = Path(windows.__file__)
    assert any(package.is_relative_to(folder) for folder in ours.folders())


def test_the_cage_may_read_the_program_and_never_what_is_around_home() -> None:
    home = Path("/home/ann")
    asked: list[list[str]] = []

    def run(command: list[str]) -> int:
        asked.append(command)
        return 0 if "venv" in command[1] else 5

    own = [Path("/"), Path("/home"), home, home / "venv", Path("/python")]
    assert ours.let_read("S-1-15-2-7", run=run, own=own, home=home) is True
    assert [command[1:] for command in asked] == [
        [folder, "/grant", "*S-1-15-2-7:(OI)(CI)(RX)", "/C", "/Q"] for folder in ("/home/ann/venv", "/python")
    ]
    assert asked[0][0].endswith("icacls.exe")
    assert ours.let_read("S-1-15-2-7", run=run, own=[Path("/python")], home=home) is False
    asked.clear()
    assert ours.let_read("", run=run, own=own, home=home) is False, "no container, nobody to let in"
    assert asked == []


def test_an_icacls_that_is_not_there_lets_nobody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    assert ours.let_read("S-1-15-2-7", own=[tmp_path / "venv"], home=Path("/home/ann")) is False
    assert not os.listdir(tmp_path)
