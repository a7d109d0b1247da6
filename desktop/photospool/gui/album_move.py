"""While the album on this computer moves into another one nobody writes into it: the engine rests, the page is shut."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from photospool import events
from photospool.events import Pause, QueuePaused
from photospool.gui.album_server import AlbumDoor
from photospool.gui.engine_thread import EngineThread
from photospool.gui.replication import CopiesPage

MOVING: Final = QueuePaused(
    Pause.MOVING, "The album is moving.", "New photos wait in the incoming folder until all others are there."
)


class AlbumMove(QObject):
    """Joins the Copies tab to the engine."""

    ended = Signal(bool)
    """An engine is wanted again; True: for other settings."""
    _may_begin = Signal()

    def __init__(self, room: EngineThread, door: AlbumDoor, page: CopiesPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._door = door
        self.is_under_way = False
        page.rest_wanted.connect(self._rest)
        page.go_on_wanted.connect(self._go_on)
        self._may_begin.connect(page.engine_rests)
        room.ended.connect(self._engine_ended)

    @Slot()
    def _rest(self) -> None:
        self.is_under_way = True
        self._door.close()
        if self._room.is_running:
            self._room.end()
        else:
            self._engine_ended()

    @Slot()
    def _engine_ended(self) -> None:
        if self.is_under_way:
            self._room.tell(MOVING)
            self._may_begin.emit()

    @Slot(bool)
    def _go_on(self, is_other: bool) -> None:
        self.is_under_way = False
        self._room.tell(events.PauseEnded(Pause.MOVING))
        self.ended.emit(is_other)
