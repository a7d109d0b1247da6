"""Notifications on macOS and Windows, by the desktop-notifier package: in a thread of its own, for it wants asyncio.

It says nothing when the system shows nothing (an unsigned program on macOS, no permission): that is asked for first,
and such a notice is handed on. On Linux it works too, but costs more than freedesktop.py; there it serves its own test.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtCore import Slot as QtSlot

from photospool.gui.notifications.notice import Go, Notice, Slot

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

log = logging.getLogger(__name__)
END_S = 1.0


class NativeNotifications(QObject):
    """The system's notification centre; the thread begins at the first notice."""

    clicked = Signal(object)
    failed = Signal(object)

    def __init__(self, name: str, icon: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = icon
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        # of the loop's thread
        self._center: DesktopNotifier | None = None
        self._shown: dict[Slot, str] = {}

    @QtSlot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show it in place of the last one in its slot."""
        self._do(self._show(notice))

    def withdraw(self, slot: Slot) -> None:
        """Take back what is shown there."""
        if self._loop is not None:
            self._do(self._clear(slot))

    def close(self) -> None:
        """Take everything back, and end the thread."""
        if self._loop is None or self._thread is None:
            return
        loop = self._loop
        ending = asyncio.run_coroutine_threadsafe(self._clear_all(), loop)
        ending.add_done_callback(lambda _done: loop.call_soon_threadsafe(loop.stop))
        self._thread.join(END_S)
        self._loop = self._thread = None

    def _do(self, step: Any) -> None:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._run, args=(self._loop,), name="notifications", daemon=True)
            self._thread.start()
        asyncio.run_coroutine_threadsafe(step, self._loop)

    @staticmethod
    def _run(loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()
        loop.close()

    # In the loop's thread; signals carry what happens into the interface's.

    async def _show(self, notice: Notice) -> None:
        try:
            center = self._center or await self._begin()
            before = self._shown.pop(notice.slot, None)
            self._shown[notice.slot] = await center.send_notification(self._made(notice))
            if before is not None:
                await center.clear(before)
        except Exception as exc:  # noqa: BLE001 (each system has errors of its own; the balloon is next)
            log.info("The system's notifications don't work: %s: %s", type(exc).__name__, exc)
            self.failed.emit(notice)

    async def _begin(self) -> DesktopNotifier:
        from desktop_notifier import DesktopNotifier, Icon
        from desktop_notifier.common import AuthorisationError

        icon = Icon(path=self._icon) if self._icon is not None else None
        center = DesktopNotifier(self._name, icon)
        if not await center.get_capabilities():
            raise AuthorisationError("no notification centre for this program")
        if not await center.request_authorisation():
            raise AuthorisationError("not permitted by the user")
        self._center = center
        return center

    def _made(self, notice: Notice) -> Any:
        from desktop_notifier import Attachment, Button, Notification

        def clicked(go: Go) -> Any:
            return lambda: self.clicked.emit(go)

        return Notification(
            title=notice.title,
            message=notice.body,
            buttons=tuple(Button(action.label, clicked(action.go)) for action in notice.actions),
            on_clicked=clicked(notice.go),
            attachment=Attachment(path=notice.picture) if notice.picture is not None else None,
            thread=notice.slot.value,
        )

    async def _clear(self, slot: Slot) -> None:
        shown = self._shown.pop(slot, None)
        if shown is not None and self._center is not None:
            try:
                await self._center.clear(shown)
            except Exception as exc:  # noqa: BLE001 (it goes by itself then)
                log.info("A notification could not be taken back: %s", exc)

    async def _clear_all(self) -> None:
        for slot in list(self._shown):
            await self._clear(slot)
