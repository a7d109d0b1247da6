"""One Photospool for each user and home: the lock file decides, a local socket carries what the second was given.

A killed program leaves both behind; the next start takes over.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

from photospool.errors import PhotospoolError
from photospool.security import private_files, untrusted_json
from photospool.system.runtime_folder import no_socket, runtime_folder

if TYPE_CHECKING:
    from photospool.gui.calls import Calls

log = logging.getLogger(__name__)

TOKEN: Final = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the right to come to the front on Wayland, no secret)
PATIENCE_S: Final = 5.0
_LONGEST_TOKEN: Final = 500


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a second start wants."""

    files: tuple[str, ...] = ()
    is_hidden: bool = False
    """Started at login: no window is to come up."""


class Instance(QObject):
    """``claim`` once, then ``listen``; from then on ``asked`` for every further start."""

    asked = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        private_files.make_folder(folder)
        self._lock_file = folder / "running.lock"
        self._lock = QLockFile(str(self._lock_file))
        self._lock.setStaleLockTime(0)  # only a process that has died gives it up
        self._folder = folder
        self.trouble: PhotospoolError | None = None
        """Why further starts can't reach us, once we ``listen``."""
        self._calls: Calls | None = None

    def claim(self, asked: HandedOver) -> bool:
        """True: we are the only one. False: the one that runs was told. Raises TimeoutError if it does not listen."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            if self._lock.tryLock(0):
                private_files.tighten(self._lock_file)
                return True
            if self._tell(asked):
                return False
            if time.monotonic() > deadline:
                raise TimeoutError
            # It is just beginning, or just ending.
            time.sleep(0.1)

    def listen(self) -> None:
        """Hear further starts, which until now try it again and again."""
        # Loaded here: what it takes, OpenSSL and sockets, the icon does not wait for.
        from photospool.gui.calls import Calls

        self._calls = Calls(self)
        self._calls.called.connect(self._called)
        if name := _name_for(self._folder):
            if not (why := self._calls.listen(name)):
                return
            log.warning("No socket for further starts: %s", why)
        self.trouble = no_socket()

    def close(self) -> None:
        """Let the next one be the only one."""
        if self._calls is not None:
            self._calls.close()
        self._lock.unlock()

    def _tell(self, asked: HandedOver) -> bool:
        from photospool.gui.calls import tell

        if not (name := _name_for(self._folder)):
            return False
        _let_come_to_front()
        told = {"files": list(asked.files), "hidden": asked.is_hidden, "token": os.environ.get(TOKEN, "")}
        return tell(name, json.dumps(told).encode() + b"\n")

    @Slot(bytes)
    def _called(self, line: bytes) -> None:
        asked, token = read(line)
        if token:
            os.environ[TOKEN] = token
        self.asked.emit(asked)


def read(line: bytes | bytearray | memoryview) -> tuple[HandedOver, str]:
    """What another start said, and its right to come to the front; nonsense asks for nothing but the window."""
    try:
        tree: Any = untrusted_json.loads(line)
        files = tree.get("files", [])
        paths = (
            tuple(path for path in files if isinstance(path, str) and _is_path(path)) if isinstance(files, list) else ()
        )
        token = tree.get("token", "")
        is_token = isinstance(token, str) and token.isascii() and token.isprintable() and len(token) <= _LONGEST_TOKEN
        return HandedOver(paths, tree.get("hidden") is True), token if is_token else ""
    except (ValueError, AttributeError):
        return HandedOver(), ""


def _is_path(text: object) -> bool:
    """Whether a disk may have such a name; what is no text in a path is written with half letters."""
    try:
        return isinstance(text, str) and "\0" not in text and bool(os.fsencode(text))
    except UnicodeEncodeError:
        return False


def _name_for(folder: Path) -> str:
    """The socket's name: a file in a folder that only this user can enter; empty where there is no such folder.

    A socket's path may be short only: the folder of the installation goes in as a digest.
    """
    import hashlib

    digest = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:24]
    if os.name != "posix":
        return f"photospool-{digest}"
    try:
        return str(runtime_folder() / digest)
    except OSError as exc:
        log.warning("No folder for the socket: %s", exc)
        return ""


def _let_come_to_front() -> None:
    """Windows lets only the program that was started last bring a window to the front; it may hand that on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
