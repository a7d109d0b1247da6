"""What a decoder that somebody has taken over would try on macOS and Windows: asked politely, harmless where it works.

The names are those of the table in docs/safety.md, where Linux' tries (``tries.py``) stand first. A try returns what it
got, or raises OSError. Files are those of a folder that the test made (``prepare``): a name that is not there would be
answered with just that, whatever is closed.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Step = Callable[[], object]

_PRIVATE = os.environ.get("PHOTOSPOOL_PRIVATE") or tempfile.gettempdir()
_FILE = os.path.join(_PRIVATE, "file")
_LINK = os.path.join(_PRIVATE, "link")
_NEW = os.path.join(_PRIVATE, "photospool-may-write")
_PARENT = os.getppid()
_REFUSED = {5, 1314, 1655, 1816}
"""Windows: access denied, a privilege not held, no code may be made, not enough quota (the job object's)."""


def prepare(folder: Path) -> None:
    """What the tries find in the user's folder."""
    folder.mkdir()
    (folder / "file").write_bytes(b"private")
    if sys.platform != "win32":  # where a link wants a privilege
        (folder / "link").symlink_to("file")


def _connected(family: int, kind: int, address: object) -> None:
    with socket.socket(family, kind) as end:
        end.settimeout(1)
        end.connect(address)  # type: ignore[arg-type]


def _sent(address: tuple[str, int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"hello", address)


def _listening() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as end:
        end.bind(("127.0.0.1", 0))
        end.listen()


def _raw() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close()


def _opened(path: str, flags: int) -> None:
    os.close(os.open(path, flags))


def _made(step: Step) -> None:
    """A name in the user's folder, which is taken away again."""
    step()
    os.unlink(_NEW)


def _renamed() -> None:
    os.rename(_FILE, _NEW)
    os.rename(_NEW, _FILE)


def _removed() -> None:
    os.unlink(_FILE)
    Path(_FILE).write_bytes(b"private")


def _made_folder() -> None:
    os.mkdir(_NEW)
    os.rmdir(_NEW)


# macOS ----------------------------------------------------------------------------------------------------------------

_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None


def _asked(name: str, *arguments: object) -> int:
    """A call of the C library that Python does not have. Raises OSError."""
    ctypes.set_errno(0)
    result = int(getattr(_libc, name)(*arguments))
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result


def _forked() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _spawned() -> None:
    os.waitpid(os.posix_spawn("/usr/bin/true", ["true"], {}), 0)


def _attribute_read() -> None:
    """Of a name that the file has not: allowed, it ends with just that (ENOATTR)."""
    _asked("getxattr", _FILE.encode(), b"photospool", None, ctypes.c_size_t(0), 0, 0)


def _attribute_set() -> None:
    _asked("setxattr", _FILE.encode(), b"photospool", b"1", ctypes.c_size_t(1), 0, 0)


def _variables_read() -> None:
    """The program's command line and variables, as ``ps -E`` reads them: CTL_KERN, KERN_PROCARGS2."""
    question = (ctypes.c_int * 3)(1, 49, _PARENT)
    length = ctypes.c_size_t(65536)
    _asked("sysctl", question, 3, ctypes.create_string_buffer(65536), ctypes.byref(length), None, ctypes.c_size_t(0))


MACOS: dict[str, Step] = {
    "open a file": lambda: _opened(_FILE, os.O_RDONLY),
    "open a folder and list it": lambda: os.listdir(_PRIVATE),
    "look at a file (stat)": lambda: os.stat(_FILE),
    "ask whether it may be read": lambda: _asked("access", _FILE.encode(), os.R_OK),
    "read a link": lambda: os.readlink(_LINK),
    "read an attribute": _attribute_read,
    "make a file": lambda: _made(lambda: _opened(_NEW, os.O_WRONLY | os.O_CREAT)),
    "make a folder": _made_folder,
    "remove a file": _removed,
    "rename a file": _renamed,
    "link a file": lambda: _made(lambda: os.link(_FILE, _NEW)),
    "make a symbolic link": lambda: _made(lambda: os.symlink(_FILE, _NEW)),
    "make a FIFO": lambda: _made(lambda: os.mkfifo(_NEW)),
    "truncate a file": lambda: os.truncate(_FILE, 7),
    "change rights by name": lambda: os.chmod(_FILE, 0o600),
    "change the owner by name": lambda: os.chown(_FILE, os.getuid(), -1),
    "change times by name": lambda: os.utime(_FILE),
    "set an attribute by name": _attribute_set,
    "connect to the internet (IPv4)": lambda: _connected(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
    "connect to the internet (IPv6)": lambda: _connected(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 9)),
    "send a datagram": lambda: _sent(("127.0.0.1", 9)),
    "listen": _listening,
    "the D-Bus socket": lambda: _connected(
        socket.AF_UNIX, socket.SOCK_STREAM, "/var/run/mDNSResponder"
    ),  # no D-Bus is there, but this
    "start a program": _spawned,
    "make a process (fork)": _forked,
    "signal the program": lambda: os.kill(_PARENT, 0),
    "read its variables": _variables_read,
}

# Windows --------------------------------------------------------------------------------------------------------------

_WRITE_OWNER, _LIST_FOLDER, _BACKUP_SEMANTICS = 0x0008_0000, 0x1, 0x0200_0000
_TERMINATE, _READ_MEMORY, _DUPLICATE, _QUERY = 0x1, 0x10, 0x40, 0x400
_TRACE = 0x2 | 0x8 | 0x20 | 0x800  # start a thread, change and write memory, suspend
_EXECUTABLE, _WRITABLE = 0x40, 0x04
_INVALID = ctypes.c_void_p(-1).value
_POINTERS = {"CreateFileW", "OpenProcess", "VirtualAlloc"}


def _windows_call(name: str, *arguments: Any) -> int:
    """A call of the system's, whose result is 0, -1 or something that may be used. Raises OSError with ``winerror``."""
    system: Any = ctypes
    function = getattr(system.WinDLL("kernel32", use_last_error=True), name)
    function.restype = ctypes.c_void_p if name in _POINTERS else ctypes.c_uint32
    result = function(*arguments)
    if result in {None, 0, _INVALID, 0xFFFF_FFFF}:
        raise system.WinError(system.get_last_error())
    return int(result)


def _handle(name: str, *arguments: Any) -> None:
    _windows_call("CloseHandle", ctypes.c_void_p(_windows_call(name, *arguments)))


def _opened_for(access: int, path: str = _FILE) -> None:
    """A file or folder, with a right that Python never asks for; whoever listens or writes may go on."""
    share_all, existing = 7, 3
    _handle("CreateFileW", ctypes.c_wchar_p(path), access, share_all, None, existing, _BACKUP_SEMANTICS, None)


def _process(access: int) -> None:
    _handle("OpenProcess", access, False, _PARENT)


def _memory(made: int, then: int) -> None:
    """Pages of our own, made with one protection and given another."""
    reserve, release, size = 0x3000, 0x8000, ctypes.c_size_t(4096)
    page = ctypes.c_void_p(_windows_call("VirtualAlloc", None, size, reserve, made))
    try:
        if then != made:
            _windows_call("VirtualProtect", page, size, then, ctypes.byref(ctypes.c_ulong()))
    finally:
        _windows_call("VirtualFree", page, ctypes.c_size_t(0), release)


def _into_registry() -> None:
    registry: Any = importlib.import_module("winreg")
    name = r"Software\photospool-may-write"
    registry.CreateKeyEx(registry.HKEY_CURRENT_USER, name).Close()
    registry.DeleteKey(registry.HKEY_CURRENT_USER, name)


def _went() -> None:
    before = os.getcwd()
    os.chdir(_PRIVATE)
    os.chdir(before)


def _started() -> None:
    command = [os.environ.get("COMSPEC", "cmd.exe"), "/c", "exit"]
    subprocess.run(command, check=False, env=dict(os.environ), creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))


WINDOWS: dict[str, Step] = {
    "open a file": lambda: _opened(_FILE, os.O_RDONLY),
    "open a folder and list it": lambda: os.listdir(_PRIVATE),
    "look at a file (stat)": lambda: os.stat(_FILE),
    "ask whether it may be read": lambda: _windows_call("GetFileAttributesW", ctypes.c_wchar_p(_FILE)),
    "make a file": lambda: _made(lambda: _opened(_NEW, os.O_WRONLY | os.O_CREAT)),
    "make a folder": _made_folder,
    "remove a file": _removed,
    "rename a file": _renamed,
    "link a file": lambda: _made(lambda: os.link(_FILE, _NEW)),
    "make a symbolic link": lambda: _made(lambda: os.symlink(_FILE, _NEW)),
    "truncate a file": lambda: os.truncate(_FILE, 7),
    "change rights by name": lambda: os.chmod(_FILE, 0o600),
    "change the owner by name": lambda: _opened_for(_WRITE_OWNER),
    "change times by name": lambda: os.utime(_FILE),
    "set an attribute by name": lambda: _opened(f"{_FILE}:photospool", os.O_WRONLY | os.O_CREAT),
    "go to another folder": _went,
    "watch a folder": lambda: _opened_for(_LIST_FOLDER, _PRIVATE),
    "connect to the internet (IPv4)": lambda: _connected(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 9)),
    "send a datagram": lambda: _sent(("192.0.2.1", 9)),
    "make a raw socket": _raw,
    "start a program": _started,
    "signal the program": lambda: _process(_TERMINATE),
    "trace the program (ptrace)": lambda: _process(_TRACE),
    "read the program's memory": lambda: _process(_READ_MEMORY),
    "a handle of the program": lambda: _process(_QUERY),
    "take a descriptor of the program": lambda: _process(_DUPLICATE),
    "memory that can be executed": lambda: _memory(_EXECUTABLE, _EXECUTABLE),
    "memory made executable": lambda: _memory(_WRITABLE, _EXECUTABLE),
    "write into the registry": _into_registry,
    "a pipe of the system's": lambda: _opened_for(0x8000_0000, r"\\.\pipe\lsass"),
}
TRIES: dict[str, Step] = {"darwin": MACOS, "win32": WINDOWS}.get(sys.platform, {})
REMAINING: dict[str, Step] = {}


def told(steps: dict[str, Step]) -> dict[str, str]:
    """How each try ended, from the calling thread: ``refused``, ``done``, or the error."""
    return {name: _ended(step) for name, step in steps.items()}


def _ended(step: Step) -> str:
    try:
        step()
    except OSError as exc:
        is_refused = isinstance(exc, PermissionError) or getattr(exc, "winerror", None) in _REFUSED
        return "refused" if is_refused else str(exc)
    return "done"
