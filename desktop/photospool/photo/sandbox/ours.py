"""Windows: which folders hold the program's own files, and letting the cage's AppContainer read them.

An AppContainer opens a file only where the file's access list names it, or all packaged apps. ``C:\\Program Files``
and the system name the latter; a program installed for one user, a virtual environment, and a Python among the
user's folders do not. There ``let_read`` adds one line for our AppContainer's own SID, "may read and run", by Windows'
own ``icacls`` (https://learn.microsoft.com/windows-server/administration/windows-commands/icacls). It is taken back
by ``icacls FOLDER /remove *SID``; docs/safety.md says so. Where the user may not change a folder's list, it stays.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import photospool
from photospool.security.child_env import TOOLS, run

log = logging.getLogger(__name__)

_PATIENCE_S: Final = 300.0
"""A Python with many packages has some ten thousand files, and each gets the line."""

Run = Callable[[list[str]], int]
"""Runs a command; its exit code."""


def folders() -> list[Path]:
    """Where a worker's program files are: Python's, the environment's and our own; none that lies in another."""
    if getattr(sys, "frozen", False):
        return [Path(sys.executable).parent]
    own = Path(photospool.__file__).resolve().parents[1]
    return outermost([Path(sys.base_prefix), Path(sys.prefix), own])


def outermost(paths: Iterable[Path]) -> list[Path]:
    """These folders without those that lie in others of them."""
    kept: list[Path] = []
    for path in sorted(set(paths), key=lambda path: (len(path.parts), path)):
        if not any(path.is_relative_to(outer) for outer in kept):
            kept.append(path)
    return kept


def is_programs_alone(folder: Path, home: Path) -> bool:
    """Whether a folder can hold a program and not also the user's own things: neither a drive, nor around home."""
    return folder != Path(folder.anchor) and not home.is_relative_to(folder)


def let_read(sid: str, *, run: Run | None = None, own: Iterable[Path] | None = None, home: Path | None = None) -> bool:
    """Let the AppContainer with this SID read and run what lies in the program's folders; whether anything changed.

    A folder that may not be changed may be readable already, so that is no failure: whoever asks tries.
    """
    home = home or Path.home()
    changed = False
    for folder in folders() if own is None else own:
        if not sid or not is_programs_alone(folder, home):
            log.warning("%s is not opened to the cage of what reads photos: it holds more than a program.", folder)
            continue
        code = (run or _run)([_icacls(), str(folder), "/grant", f"*{sid}:(OI)(CI)(RX)", "/C", "/Q"])
        log.info("The cage of what reads photos may read the program's own files in %s: %s.", folder, code == 0)
        changed |= code == 0
    return changed


def _icacls() -> str:
    return str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "icacls.exe"))


def _run(command: list[str]) -> int:
    try:
        done = run(command, TOOLS, timeout_s=_PATIENCE_S)
    except (OSError, subprocess.SubprocessError):
        return -1
    return done.returncode
