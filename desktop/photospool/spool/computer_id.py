"""Which computer this is, so that the note in a work folder's lock tells another computer from this one.

The system's own id is the best. Containers and small images have none, and macOS keeps none that may be read: there the
program keeps an id of its own, in the user's data folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photospool.spool.durable_io import write_whole
from photospool.spool.filesystem import is_network

if sys.platform == "win32":
    import winreg

MACHINE_IDS: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MACHINE_ID: Final = re.compile(r"(?!0{32})[0-9a-f]{32}")  # an image that never started says "uninitialized"
_OWN_ID: Final = re.compile(r"[0-9a-f]{32}")
_NODE: Final = re.compile(r"[0-9a-f]{12}")
_MULTICAST: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Computer:
    """This computer, for the note in a lock."""

    name: str
    """Its name in the network; it may change, and in a container it does so at each start."""
    id: str
    """What new notes say."""
    former: tuple[str, ...] = ()
    """Ids that it may have said before."""
    node: Callable[[], int] = uuid.getnode
    """The network card's number (48 bits), which notes said before; looked up only when it is asked for."""

    def wrote(self, note_id: str, note_name: str) -> bool:
        """Whether a note with this id, and the name of the computer beside it, is one of ours."""
        if note_id == self.id or note_id in self.former:
            return True
        if _NODE.fullmatch(note_id) is None:
            return False
        if is_random(int(note_id, 16)):
            # Of a version that took a number drawn anew by each process: it tells nothing, but the name beside it does.
            return bool(note_name) and note_name == self.name
        return int(note_id, 16) == self.node()


def this_computer(own: Path | None = None) -> Computer:
    """This computer. ``own`` is where its own id is kept, in the user's data folder; made if it is needed."""
    name = host_name()
    ids = [one for one in (_windows_id(), *map(_machine_id, MACHINE_IDS)) if one]
    if own is not None:
        ids.append(_own_id(own, name, needed=not ids))
    ids = list(dict.fromkeys(one for one in ids if one))
    if not ids:
        node = uuid.getnode()
        ids = [f"name:{name}" if is_random(node) else f"{node:012x}"]
    return Computer(name, ids[0], tuple(ids[1:]))


def host_name() -> str:
    """The computer's name in the network."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def is_random(node: int) -> bool:
    """Whether ``uuid.getnode`` drew it because it found no card: no card's own number has the multicast bit."""
    return bool(node & _MULTICAST)


def _machine_id(path: Path) -> str:
    """Of systemd or D-Bus (machine-id(5)): 32 hexadecimal digits; empty where there is none."""
    with contextlib.suppress(OSError, ValueError):
        text = path.read_text(encoding="ascii").strip()
        return text if _MACHINE_ID.fullmatch(text) else ""
    return ""


def _windows_id() -> str:
    """Windows' own; empty elsewhere."""
    if sys.platform == "win32":
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""


def _own_id(path: Path, name: str, *, needed: bool) -> str:
    """The id that we keep; empty where there is none and none is needed, or where it can't be kept.

    A data folder on a network disk may be that of several computers: there each has an id under its own name.
    """
    if is_network(path.parent):
        path = path.with_name(f"{path.name}-{re.sub(r'[^A-Za-z0-9.-]', '_', name)}")
    if not _kept(path) and needed:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, f"{uuid.uuid4().hex}\n".encode())
    return _kept(path)  # of another process, if that one was later


def _kept(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return text if _OWN_ID.fullmatch(text) else ""
