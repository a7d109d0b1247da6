"""Our own small interface to whatever shows notifications here: with buttons and a picture where the desktop can.

The desktop's own service first (freedesktop.py on Linux, native.py on macOS and Windows), the tray icon's balloon last.
A notification may get lost on any desktop: nothing is told here that the window doesn't show too.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from photospool.gui.notifications.balloon import Balloon
from photospool.gui.notifications.notice import Notice, Slot

NAME = "Photospool"


class NotificationBackend(Protocol):
    """One way to show notices. Never blocks, never raises; what can't be shown is emitted as ``failed``."""

    clicked: Any
    """Signal: a ``Go``."""
    failed: Any
    """Signal: the ``Notice`` that could not be shown."""

    def show_notice(self, notice: Notice) -> None:
        """Show it in place of the last one in its slot."""
        ...

    def withdraw(self, slot: Slot) -> None:
        """Take back what is shown in a slot, if anything."""
        ...

    def close(self) -> None:
        """Take everything back and end."""
        ...


class Notifier(QObject):
    """Shows notices by the first way that works."""

    activated = Signal(object)
    """A ``Go``: the user clicked on a notice, or on one of its buttons."""

    def __init__(self, *backends: NotificationBackend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backends = backends
        for backend in backends:
            backend.clicked.connect(self.activated)
        for backend, following in itertools.pairwise(backends):
            backend.failed.connect(following.show_notice)

    def show_notice(self, notice: Notice) -> None:
        """Show it, at once."""
        if self._backends:
            self._backends[0].show_notice(notice)

    def withdraw(self, slot: Slot) -> None:
        """What was told there is over."""
        for backend in self._backends:
            backend.withdraw(slot)

    def close(self) -> None:
        """Take everything back and end."""
        for backend in self._backends:
            backend.close()


def notifier_here(
    tray: Callable[[], QSystemTrayIcon | None], icon: Path | None = None, parent: QObject | None = None
) -> Notifier:
    """The ways that this system offers. ``tray`` gives the tray's icon once there is one; ``icon`` is the program's."""
    last = Balloon(tray)
    if sys.platform in {"darwin", "win32"}:
        from photospool.gui.notifications.native import NativeNotifications

        notifier = Notifier(NativeNotifications(NAME, icon), last, parent=parent)
    else:
        from photospool.gui.notifications.freedesktop import Freedesktop

        ours = Path(str(resources.files("photospool.resources") / "icons" / "photospool.svg"))
        notifier = Notifier(Freedesktop(NAME, icon or ours), last, parent=parent)
    return notifier
