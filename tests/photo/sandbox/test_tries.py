"""That the tries for macOS and Windows ask what they mean to ask: done where all is open, and none leaves a trace.

On the systems themselves they are run by test_worker.py, in the workflow.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.photo.sandbox import tries_elsewhere as tries

ELSEWHERE = pytest.mark.skipif(sys.platform == "win32", reason="the system itself is there: test_worker.py")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    private = tmp_path / "private"
    tries.prepare(private)
    for name, path in (("_PRIVATE", ""), ("_FILE", "file"), ("_LINK", "link"), ("_NEW", "photospool-may-write")):
        monkeypatch.setattr(tries, name, str(private / path).rstrip("/"))
    return private


@ELSEWHERE
def test_macos_tries_are_done_where_nothing_is_closed(folder: Path) -> None:
    """On any POSIX system: what another one has not, or answers in other words, is named."""
    others = {"read its variables"} if sys.platform != "darwin" else set()
    found = tries.told({name: step for name, step in tries.MACOS.items() if name not in others})
    assert [name for name, end in found.items() if end == "refused"] == []
    undone = {name for name, end in found.items() if end != "done"}
    assert undone <= {"read an attribute", "set an attribute by name", "the D-Bus socket"} | {
        name for name in tries.MACOS if name.startswith("connect to")
    }
    assert sorted(os.listdir(folder)) == ["file", "link"]
    assert (folder / "file").read_bytes() == b"private"


class Kernel32:
    """Windows' library as far as the tries go: allows all and counts what is open, or refuses all with one error."""

    def __init__(self, error: int = 0) -> None:
        self.error = error
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.open: set[int] = set()

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int | None:
            self.asked.append((name, arguments))
            if self.error:
                return (
                    0xFFFF_FFFF
                    if name == "GetFileAttributesW"
                    else ctypes.c_void_p(-1).value
                    if name == "CreateFileW"
                    else 0
                )
            if name in {"CloseHandle", "VirtualFree"}:
                self.open.remove(arguments[0].value)
            elif name in {"CreateFileW", "OpenProcess", "VirtualAlloc"}:
                self.open.add(64 + len(self.asked))
                return 64 + len(self.asked)
            return 1

        return call


OF_KERNEL32 = (
    "ask whether it may be read",
    "change the owner by name",
    "watch a folder",
    "signal the program",
    "trace the program (ptrace)",
    "read the program's memory",
    "a handle of the program",
    "take a descriptor of the program",
    "memory that can be executed",
    "memory made executable",
    "a pipe of the system's",
)


@ELSEWHERE
@pytest.mark.parametrize("name", OF_KERNEL32)
@pytest.mark.parametrize(
    ("error", "end"), [(0, "done"), (5, "refused"), (1314, "refused"), (1655, "refused"), (2, "not there")]
)
def test_windows_calls_are_asked_and_answered(
    name: str, error: int, end: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Kernel32(error)

    def won(code: int) -> OSError:
        raised = OSError(errno.EACCES if code == 0 else errno.EIO, "not there")
        raised.winerror = code  # type: ignore[attr-defined]
        raised.args = ("not there",)
        return raised

    monkeypatch.setattr(ctypes, "WinDLL", lambda _name, use_last_error: system, raising=False)
    monkeypatch.setattr(ctypes, "WinError", won, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: error, raising=False)
    found = tries.told({name: tries.WINDOWS[name]})[name]
    assert end in found
    assert system.asked
    assert system.open == set(), "a handle was left open"


@ELSEWHERE
def test_no_try_wants_more_of_the_program_than_a_handle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs them must not be ended, stopped or written to."""
    system = Kernel32()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name, use_last_error: system, raising=False)
    tries.told({name: tries.WINDOWS[name] for name in OF_KERNEL32})
    assert {name for name, _ in system.asked} == {
        "GetFileAttributesW", "CreateFileW", "OpenProcess", "CloseHandle",
        "VirtualAlloc", "VirtualProtect", "VirtualFree",
    }  # fmt: skip
    assert {arguments[2] for name, arguments in system.asked if name == "OpenProcess"} == {os.getppid()}


@ELSEWHERE
def test_windows_files_are_tried_as_posix_ones_are(folder: Path) -> None:
    names = (
        "open a file", "open a folder and list it", "look at a file (stat)", "make a file", "make a folder",
        "remove a file", "rename a file", "link a file", "make a symbolic link", "truncate a file",
        "change rights by name", "change times by name", "go to another folder",
    )  # fmt: skip
    assert set(tries.told({name: tries.WINDOWS[name] for name in names}).values()) == {"done"}
    assert sorted(os.listdir(folder)) == ["file", "link"]
