"""The last way: the balloon of the tray's icon. It has no buttons, and often no picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from photospool.gui.notifications import notice as notices
from photospool.gui.notifications.notice import Go, Notice


class Balloon(QObject):
    """Shows notices by the tray's icon, if there is one at that moment."""

    clicked = Signal(object)
    failed = Signal(object)

    def __init__(self, tray: Callable[[], QSystemTrayIcon | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray = tray
        self._connected: QSystemTrayIcon | None = None
        self._go: Go | None = None

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show it; it takes the place of whatever balloon is there."""
        tray = self._tray()
        if tray is None or not tray.supportsMessages():
            self.failed.emit(notice)
            return
        if tray is not self._connected:
            tray.messageClicked.connect(self._on_click)
            self._connected = tray
        self._go = notice.go
        picture = QIcon(str(notice.picture)) if notice.picture else tray.icon()
        tray.showMessage(notice.title, notice.body, picture)

    def withdraw(self, slot: notices.Slot) -> None:
        """A balloon goes by itself."""

    def close(self) -> None:
        """A balloon goes with its icon."""

    @Slot()
    def _on_click(self) -> None:
        if self._go is not None:
            self.clicked.emit(self._go)
