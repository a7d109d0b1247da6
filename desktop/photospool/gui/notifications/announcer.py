"""From events to notifications: folds, waits for the right moment, and stays silent while the user looks on.

Lives in the interface's thread. Where a click leads is emitted as ``wanted``; app.py goes there.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photospool import events
from photospool.config.settings import Notifications
from photospool.gui.notifications import notice_texts
from photospool.gui.notifications.grouping import Grouping, NoticeBatch, Over, Told
from photospool.gui.notifications.notifier import Notifier
from photospool.security import private_files

log = logging.getLogger(__name__)


class Announcer(QObject):
    """Give it every event; it does the rest."""

    wanted = Signal(object)
    """A ``Go``: the user clicked."""

    def __init__(
        self,
        notifier: Notifier,
        chosen: Notifications,
        pictures: Path,
        *,
        is_in_front: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``pictures``: a folder for those of notifications, which is ours alone; it need not be there."""
        super().__init__(parent)
        self._notifier = notifier
        self._is_in_front = is_in_front
        self._clock = clock
        self._grouping = Grouping(chosen)
        self._pictures = _Pictures(pictures)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        notifier.activated.connect(self.wanted)

    @Slot(object)
    def on_event(self, event: events.Event) -> None:
        """Something happened."""
        self._announce(self._grouping.tell(event, self._clock(), is_seen=self._is_in_front()))

    @Slot()
    def look(self) -> None:
        """Tell what has become ripe; called by a timer."""
        self._announce(self._grouping.due(self._clock(), is_seen=self._is_in_front()))

    def choose(self, chosen: Notifications) -> None:
        """The user changed what they want to be told."""
        self._grouping.chosen = chosen
        self._wait()

    @Slot()
    def show_test(self) -> None:
        """What the settings' test button does: shown at once, also while the window is in front."""
        self._notifier.show_notice(notice_texts.test_notice())

    def show_goes_on(self, *, is_set_up: bool) -> None:
        """The window was closed for the first time, and the program did not end."""
        self._notifier.show_notice(notice_texts.goes_on_notice(is_set_up=is_set_up))

    def close(self) -> None:
        """Take everything back, its pictures too: nobody would hear a click any more."""
        self._timer.stop()
        self._notifier.close()
        self._pictures.remove()

    def _announce(self, told: list[Told]) -> None:
        for one in told:
            if isinstance(one, Over):
                self._notifier.withdraw(one.slot)
            else:
                picture = self._pictures.keep(one.thumb) if isinstance(one, NoticeBatch) else None
                self._notifier.show_notice(notice_texts.notice_of(one, picture))
        self._wait()

    def _wait(self) -> None:
        due = self._grouping.next_due()
        if due is None:
            self._timer.stop()
        else:
            # A little late, never early: an early look would find nothing ripe and look again.
            self._timer.start(max(0, round((due - self._clock()) * 1000) + 1))


class _Pictures:
    """Desktops read a notification's picture from a file; it lies in a folder that only this user can read.

    In one place, and only while there is one: what a kill left there goes at the next start.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: list[Path] = []
        self._number = time.time_ns()  # desktops remember pictures by their names, of earlier runs too
        self.remove()

    def keep(self, thumb: bytes) -> Path | None:
        """A fresh file; the one before the last goes."""
        if not thumb:
            return None
        self._number += 1
        path = self._folder / f"photo-{self._number}.jpg"
        try:
            private_files.make_folder(self._folder)
            with os.fdopen(private_files.open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
                file.write(thumb)
            for old in self._kept[:-1]:
                old.unlink(missing_ok=True)
        except OSError as exc:
            log.info("No picture for the notification: %s", exc)
            return None
        self._kept = [*self._kept[-1:], path]
        return path

    def remove(self) -> None:
        """The folder and what is in it: it shows the user's photos."""
        with contextlib.suppress(OSError):
            for path in self._folder.glob("photo-*.jpg"):
                path.unlink(missing_ok=True)
            self._folder.rmdir()
