"""What the programs that we start get of our environment: only what is named here. And Python, asked in a process.

The environment may hold passwords (``PHOTOSPOOL_PASSWORD``, and those of programs that we know nothing of), and a
program that was led astray by a hostile file must not find them.
"""

from __future__ import annotations

import fnmatch
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

# How Python finds its own parts, installed, from a checkout or out of a bundle (_PYI_*), is no secret.
_EVERYWHERE: Final = ("LANG", "LANGUAGE", "LC_*", "TZ", "TMPDIR", "PATH", "LD_LIBRARY_PATH", "PYTHON*", "_PYI_*")
# Windows' own programs, and Python, do not start without these.
_WINDOWS: Final = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "PATHEXT", "COMSPEC", "NUMBER_OF_PROCESSORS")
DECODING: Final = (*_EVERYWHERE, *_WINDOWS)
"""For a process that reads a stranger's file: language, time zone, and what Python itself needs."""
TOOLS: Final = (
    *DECODING,
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "XDG_*",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "USERPROFILE",
    "USERNAME",
    "USERDOMAIN",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "PROGRAMFILES*",
    "__CF_USER_TEXT_ENCODING",
)
"""For programs of the system that act for the user: the service manager, the file manager."""


def environment(allowed: Iterable[str], env: Mapping[str, str] | None = None, **more: str) -> dict[str, str]:
    """Of our environment what ``allowed`` names (``*`` stands for any letters), and ``more`` beside it."""
    env = os.environ if env is None else env
    patterns = tuple(allowed)
    # Windows knows no case in these names, and os.environ shows them in capitals there.
    return {name: value for name, value in env.items() if any(fnmatch.fnmatchcase(name, x) for x in patterns)} | more


_PATIENCE_S: Final = 60.0


def run(
    command: Sequence[str], allowed: Iterable[str], *, timeout_s: float, stderr: int = subprocess.DEVNULL
) -> subprocess.CompletedProcess[bytes]:
    """Run another program to its end: without our secrets, with nothing to read, and on Windows without a console.

    Raises OSError and subprocess.TimeoutExpired; how it ended stands in what is returned.
    """
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        timeout=timeout_s,
        env=environment(allowed),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        check=False,
    )


def ask_python(code: str, *, flag: str = "", python: str = sys.executable) -> dict[str, Any]:
    """The JSON object that ``code`` writes to standard output, run by Python in a process of its own.

    So that a library that is broken, or ends its process, harms nothing but the answer. In a bundle, whose program is
    no Python, the program itself is started with ``flag`` and has to know what that wants. Raises OSError or
    subprocess.SubprocessError where nothing answers within a minute, ValueError for what is no such object.
    """
    if getattr(sys, "frozen", False) and not flag:
        raise OSError("a bundle has no Python to ask")
    command = [python, flag] if getattr(sys, "frozen", False) else [python, "-P", "-c", code]
    done = run(command, DECODING, timeout_s=_PATIENCE_S)
    done.check_returncode()
    said = json.loads(done.stdout)
    if not isinstance(said, dict):
        raise ValueError("no object")  # noqa: TRY004 - as for other answers that are none
    return said
