"""From the command line to the program in the tray: one instance, the log, signals, and the end."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

import photospool.gui.plain_imports  # noqa: F401 (before what it makes cheaper)

# isort: split
from PySide6.QtCore import QMessageLogContext, QSocketNotifier, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from photospool.config.paths import places
from photospool.config.profile import Profile, vault_of
from photospool.errors import PhotospoolError
from photospool.gui import theme
from photospool.gui.app import App
from photospool.gui.i18n import language
from photospool.gui.single_instance import HandedOver, Instance
from photospool.gui.widgets.window_sizes import remember_sizes
from photospool.system import heap, logs
from photospool.system.autostart.autostart import LoginItem, login_item
from photospool.system.credentials import take_password
from photospool.system.program import APP_ID, NAME

log = logging.getLogger(__name__)

DEAF = 4
"""The exit code where another Photospool runs and does not listen; the command line's word for “already running”."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of the window."""

    home: Path | None = None
    is_hidden: bool = False
    is_verbose: bool = False
    files: tuple[str, ...] = ()


def start(wanted: Wanted) -> int:
    """Run until the user quits; returns the exit code."""
    where = places(wanted.home)
    logs.begin(where.log, logging.DEBUG if wanted.is_verbose else logging.INFO)
    qt = make_application()
    instance = Instance(where.memory.parent)
    asked = HandedOver(wanted.files, wanted.is_hidden)
    try:
        if not instance.claim(asked):
            return 0
    except TimeoutError:
        sys.stderr.write("Photospool is running already, but does not answer.\n")
        return DEAF
    if wanted.home is None:
        follow_a_move(login_item())
    return run(qt, Profile.load(where, vault_of(where, given=take_password())), instance, asked)


def follow_a_move(item: LoginItem) -> None:
    """What starts us at login names the place where we lie now; whether it does so stays the user's choice."""
    try:
        if item.refresh():
            log.info("The program was moved; what starts it at login knows its new place")
    except PhotospoolError as error:
        log.warning("What starts us at login could not be corrected: %s", error)


def run(qt: QApplication, here: Profile, instance: Instance, asked: HandedOver, *, is_demo: bool = False) -> int:
    """The program, once it is the only one."""
    log.info("Photospool begins")
    app = made(qt, here, is_demo=is_demo)
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


def made(qt: QApplication, here: Profile, *, is_demo: bool = False) -> App:
    """The program for a profile, in its looks and language; it has not begun yet."""
    heap.give_back()  # all modules of the tray are there; the engine's come into what is free now
    theme.apply_theme(qt, here.settings.app.theme)
    remember_sizes(qt, here.places.window_sizes)
    language.speak(qt, here.settings.app.language)
    return App(here, is_demo=is_demo)


def make_application() -> QApplication:
    """Qt's application with our names; the log also takes what Qt and Python complain of."""
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationDisplayName(NAME)
    QApplication.setDesktopFileName(APP_ID)
    qt = QApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(theme.program_icon())
    qInstallMessageHandler(_qt_says)
    sys.excepthook = _unexpected
    return qt


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    logging.getLogger("qt").log(level, text)


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.error("A mistake of ours in the window", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


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
