"""The tray icon: five shapes, in the colour that the panel needs, made only once a tray is there.

On Linux an icon that is shown before the panel listens never appears, so the tray is looked for again and again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from photospool.gui import theme
from photospool.gui.faces import State

SIZES: Final = (16, 20, 22, 24, 32, 40, 44, 48, 64)
SOON_MS: Final = 1000
SOON_LOOKS: Final = 60
LATER_MS: Final = 30_000
DARK_PANELS: Final = frozenset({"GNOME", "UNITY", "XFCE", "X-CINNAMON", "CINNAMON", "PANTHEON", "BUDGIE"})
"""Desktops whose panel is dark whatever colours their windows have."""


def panel_is_dark() -> bool:
    """Whether the icon must be light."""
    if sys.platform == "win32":
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return not winreg.QueryValueEx(opened, "SystemUsesLightTheme")[0]
        except OSError:
            return True
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    if DARK_PANELS.intersection(desktops):
        return True
    return theme.desktop_is_dark()


def state_icon(state: State, *, is_light: bool) -> QIcon:
    """The shape of a state, white or nearly black, at every size that panels ask for."""
    colour = QColor("#ffffff" if is_light else "#1d2327")
    found = QIcon()
    for size in SIZES:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        theme.draw_icon(painter, f"tray-{state.value}", QRectF(0, 0, size, size), colour)
        painter.end()
        found.addPixmap(pixmap)
    found.setIsMask(sys.platform == "darwin")
    return found


class TrayIcon(QObject):
    """Looks for a tray, and lives in it."""

    activated = Signal()
    """A click on the icon."""
    appeared = Signal()
    vanished = Signal()

    def __init__(
        self,
        menu: QMenu,
        parent: QObject | None = None,
        *,
        is_tray_there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self.menu = menu
        """Filled by others, perhaps later; but panels want to know from the start that there is one."""
        self._is_tray_there = is_tray_there
        self._tray: QSystemTrayIcon | None = None
        self._state = State.IDLE
        self._tip = ""
        self._shown: tuple[State, bool] | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._draw)

    @property
    def is_there(self) -> bool:
        """Whether the user can see the program without its window."""
        return self._tray is not None

    @property
    def tray(self) -> QSystemTrayIcon | None:
        """Qt's own, for messages; None while there is no tray."""
        return self._tray

    def start(self) -> None:
        """Look now, and from time to time; where it does so already, nothing happens."""
        if self._timer.isActive():
            return
        self._look()
        self._timer.start(SOON_MS if self._tray is None else LATER_MS)

    def show_state(self, state: State, tip: str) -> None:
        """The shape and the words for a pointer that rests on it."""
        self._state, self._tip = state, tip
        self._draw()

    def close(self) -> None:
        """Leave the panel."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()
            self._tray = None

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        is_there = self._is_tray_there()
        if is_there and self._tray is None:
            self._make()
            self.appeared.emit()
        elif not is_there and self._tray is not None:
            # Qt itself puts the icon into a panel that comes back; meanwhile the window is the program.
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
            self._looks = 0
            self.vanished.emit()
        if self._timer.isActive():
            is_settled = self._tray is not None or self._looks > SOON_LOOKS
            self._timer.start(LATER_MS if is_settled else SOON_MS)

    def _make(self) -> None:
        self._tray = QSystemTrayIcon(self)
        self._shown = None
        self._draw()
        self._tray.setContextMenu(self.menu)
        self._tray.activated.connect(self._clicked)
        self._tray.show()

    @Slot()
    def _draw(self) -> None:
        if self._tray is None:
            return
        wanted = (self._state, panel_is_dark())
        if wanted != self._shown:
            self._tray.setIcon(state_icon(self._state, is_light=wanted[1]))
            self._shown = wanted
        self._tray.setToolTip(theme.bare(self._tip))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.activated.emit()
