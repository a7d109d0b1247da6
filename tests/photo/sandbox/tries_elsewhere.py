"""What a decoder that somebody has taken over would try on macOS and Windows: asked politely, harmless where it works.

The names are those of the table in docs/safety.md, where Linux' tries (``tries.py``) stand first. A try returns what it
got, or raises OSError.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable

Step = Callable[[], object]

_NOBODY = os.path.join(tempfile.gettempdir(), "photospool-is-not-there")
_PRIVATE = os.environ.get("PHOTOSPOOL_PRIVATE") or tempfile.gettempdir()
_PARENT = os.getppid()
_REFUSED = {5, 1314, 1816}  # Windows: access denied, a privilege not held, not enough quota (the job object's)


def _connected(family: int, kind: int, address: object) -> None:
    with socket.socket(family, kind) as end:
        end.settimeout(1)
        end.connect(address)  # type: ignore[arg-type]


def _forked() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _made(name: str) -> None:
    path = os.path.join(_PRIVATE, name)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT))
    os.unlink(path)


def _started() -> None:
    command = [os.environ.get("COMSPEC", "cmd.exe"), "/c", "exit"]
    subprocess.run(command, check=False, env=dict(os.environ), creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))


MACOS: dict[str, Step] = {
    "open a file": lambda: os.close(os.open("/etc/passwd", os.O_RDONLY)),
    "open a folder and list it": lambda: os.listdir("/"),
    "look at a file (stat)": lambda: os.stat("/etc/passwd"),
    "make a file": lambda: _made("photospool-may-write"),
    "make a folder": lambda: os.mkdir(_NOBODY),
    "change times by name": lambda: os.utime(_PRIVATE),
    "change rights by name": lambda: os.chmod(_PRIVATE, 0o700),
    "connect to the internet (IPv4)": lambda: _connected(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
    "connect to the internet (IPv6)": lambda: _connected(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 9)),
    "the D-Bus socket": lambda: _connected(
        socket.AF_UNIX, socket.SOCK_STREAM, "/var/run/mDNSResponder"
    ),  # no D-Bus is there, but this
    "make a process (fork)": _forked,
    "signal the program": lambda: os.kill(_PARENT, 0),
}
WINDOWS: dict[str, Step] = {
    "open a folder and list it": lambda: os.listdir(_PRIVATE),
    "make a file": lambda: _made("photospool-may-write"),
    "make a folder": lambda: os.mkdir(_NOBODY),
    "change times by name": lambda: os.utime(_PRIVATE),
    "connect to the internet (IPv4)": lambda: _connected(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 9)),
    "start a program": _started,
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
