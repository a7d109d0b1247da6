"""Show a folder, or a file in its folder, in the system's own file manager."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from photospool.gui.background import Background
from photospool.security.child_env import TOOLS, environment


def open_folder(path: Path) -> bool:
    """Show what is in a folder."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Revealer(QObject):
    """Marks a file in its folder where the system can do that; else the folder is opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._background = Background(self)
        self._background.answered.connect(self._asked)

    @Slot(str)
    def reveal(self, path: str) -> None:
        """Show this file."""
        self._path = Path(path)
        self._background.ask(lambda: mark_in_folder(Path(path)))

    @Slot(object)
    def _asked(self, is_shown: object) -> None:
        if not is_shown:
            folder = self._path.parent
            while not folder.is_dir() and folder != folder.parent:
                folder = folder.parent
            open_folder(folder)


def mark_in_folder(path: Path) -> bool:
    """Ask the file manager, in a thread; False if there is none that can."""
    if not path.exists():
        return False
    if sys.platform == "win32":
        return subprocess.run(["explorer", f"/select,{path}"], check=False, env=environment(TOOLS)).returncode in {0, 1}
    if sys.platform == "darwin":
        return subprocess.run(["open", "-R", str(path)], check=False, env=environment(TOOLS)).returncode == 0
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    name = "org.freedesktop.FileManager1"
    message = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    answer = QDBusConnection.sessionBus().call(message, timeout=3000)
    return answer.type() is QDBusMessage.MessageType.ReplyMessage
