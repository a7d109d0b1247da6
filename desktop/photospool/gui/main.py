"""From the command line to the icon in the tray: one instance, the log, and the icon before all else is loaded."""

from __future__ import annotations

import atexit
import importlib
import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

import photospool.gui.plain_imports  # noqa: F401 (before what it makes cheaper)

# isort: split
from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMenu

from photospool.config.paths import places
from photospool.gui import theme
from photospool.gui.single_instance import HandedOver, Instance
from photospool.gui.tray.icon import TrayIcon
from photospool.system import logs
from photospool.system.program import APP_ID, NAME

log = logging.getLogger(__name__)

DEAF = 4
"""The exit code where another Photospool runs and does not listen; the command line's word for “already running”."""

_REST: Final = ("events", "gui.state", "config.profile", "gui.dialogs.dialogs", "gui.app", "gui.running")
"""What the icon does not wait for, in pieces of about 20 ms."""


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
    icon = TrayIcon(QMenu())
    clicks: list[bool] = []
    icon.activated.connect(lambda: clicks.append(True))
    icon.start()
    load_the_rest(qt)
    if clicks:
        asked = HandedOver(wanted.files)
    from photospool.config.profile import Profile, vault_of
    from photospool.gui.running import follow_a_move, run
    from photospool.system.autostart.autostart import login_item
    from photospool.system.credentials import take_password

    if wanted.home is None:
        follow_a_move(login_item())
    return run(qt, Profile.load(where, vault_of(where, given=take_password())), instance, asked, icon=icon)


def load_the_rest(qt: QApplication) -> None:
    """What ``running`` needs. Between the pieces a panel gets the picture that it asks for; Windows' has it at once.

    A further start, which would bring its files, is heard once somebody is there to take them.
    """
    for name in _REST:
        qt.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        importlib.import_module(f"photospool.{name}")


def make_application() -> QApplication:
    """Qt's application with our names; the log also takes what Qt and Python complain of."""
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationDisplayName(NAME)
    QApplication.setDesktopFileName(APP_ID)
    qt = QApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(theme.program_icon())
    qInstallMessageHandler(_qt_says)
    # A thread of Qt's own may end after Python has: what it says then would be asked of an interpreter that is gone.
    atexit.register(qInstallMessageHandler, None)
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
