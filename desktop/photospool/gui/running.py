"""The program behind the icon, from the first turn of its loop to the end: what it is made of, signals, and quitting.

Loaded when the icon is there (``main.py``).
"""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from photospool.config.profile import Profile
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.app import App
from photospool.gui.garbage import GarbageCollection
from photospool.gui.i18n import language
from photospool.gui.single_instance import HandedOver, Instance
from photospool.gui.tray.icon import TrayIcon
from photospool.gui.widgets.window_sizes import remember_sizes
from photospool.system import heap
from photospool.system.autostart.autostart import LoginItem

log = logging.getLogger(__name__)


def follow_a_move(item: LoginItem) -> None:
    """What starts us at login names the place where we lie now; whether it does so stays the user's choice."""
    try:
        if item.refresh():
            log.info("The program was moved; what starts it at login knows its new place")
    except PhotospoolError as error:
        log.warning("What starts us at login could not be corrected: %s", error)


def run(
    qt: QApplication,
    here: Profile,
    instance: Instance,
    asked: HandedOver,
    *,
    icon: TrayIcon | None = None,
    is_demo: bool = False,
) -> int:
    """The program, once it is the only one; ``icon`` is in the tray already. Returns the exit code."""
    log.info("Photospool begins")
    app = made(qt, here, icon=icon, is_demo=is_demo)
    instance.listen()
    instance.asked.connect(app.asked)
    qt.commitDataRequest.connect(app.quit)
    # Queued: a signal may come before the loop turns, where quit would mean nothing.
    app.ended.connect(qt.quit, Qt.ConnectionType.QueuedConnection)
    with _Signals(app.quit):
        app.begin(is_hidden=asked.is_hidden)
        if instance.trouble is not None:
            app.say(instance.trouble.title, instance.trouble.advice)
        if asked.files:
            app.add_wanted.emit(list(asked.files))
        code = qt.exec()
        app.quit()
    instance.close()
    if not app.has_ended_well:
        # A system call that hangs must not keep the user waiting; every photo is safe where it lies.
        logging.shutdown()
        os._exit(code)
    return code


def made(qt: QApplication, here: Profile, *, icon: TrayIcon | None = None, is_demo: bool = False) -> App:
    """The program for a profile, in its looks and language; it has not begun yet."""
    GarbageCollection(qt)
    heap.give_back()  # all modules of the tray are there; the engine's come into what is free now
    theme.apply_theme(qt, here.settings.app.theme)
    remember_sizes(qt, here.places.window_sizes)
    language.speak(qt, here.settings.app.language)
    return App(here, icon=icon, is_demo=is_demo)


class _Signals:
    """SIGTERM and its kin end the program as Quit does: Python's handlers only run when the loop lets them."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do
        self._names = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> None:
        self._read, self._write = socket.socketpair()
        self._write.setblocking(False)
        self._read.setblocking(False)
        self._old_wakeup = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._woken)
        for name in self._names:
            self._before[name] = signal.signal(name, self._handle)

    def __exit__(self, *_: object) -> None:
        for name, handler in self._before.items():
            signal.signal(name, handler)  # type: ignore[arg-type]
        signal.set_wakeup_fd(self._old_wakeup)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _woken(self) -> None:
        # Reading is enough: Python runs the handler as soon as its code runs again.
        self._read.recv(100)

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        # In the loop's next turn: the signal may have come in the middle of anything.
        QTimer.singleShot(0, self._do)
