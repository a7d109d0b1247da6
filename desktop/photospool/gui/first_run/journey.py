"""First run, last step: one sample photo travels, live, through folders and an album that are thrown away again."""

from __future__ import annotations

import logging
import threading
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from photospool.demo.trial import Trial
from photospool.errors import PhotospoolError
from photospool.events import Claimed, Event, PhotoSetAside, PhotoStored, QueuePaused, ScanFinished
from photospool.gui import theme
from photospool.gui.first_run.step import Step
from photospool.gui.widgets import labels
from photospool.gui.widgets.plain_text import Label

log = logging.getLogger(__name__)

PICTURE_PX: Final = (220, 146)
STATIONS: Final = ("incoming", "work", "done")


class _Traveller(QObject):
    """Runs the trial in a thread of its own and brings its events over."""

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trial: Trial | None = None

    def begin(self) -> None:
        """Start one; an earlier one ends."""
        self.stop()
        trial, carrier = Trial(self._tell), self

        def run() -> None:
            try:
                trial.run()
            except (PhotospoolError, OSError) as exc:
                log.info("The sample photo did not travel: %s", type(exc).__name__)
                carrier._fail(exc)

        self._trial = trial
        threading.Thread(target=run, name="photospool-trial", daemon=True).start()

    def stop(self) -> None:
        """End at once."""
        if self._trial is not None:
            self._trial.stop()
            self._trial = None

    def _tell(self, event: Event) -> None:
        self.told.emit(event)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


class _Station(labels.CardFrame):
    """One of the three folders, with the photo in it when it is there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.picture = Label()
        self.picture.setFixedSize(64, 64)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label = Label(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, 12, theme.WIDE, 12)
        column.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)

    def show_photo(self, picture: QPixmap | None) -> None:
        """Show it here, or nowhere."""
        if picture is None:
            self.picture.clear()
            return
        ratio = self.picture.devicePixelRatio()
        size = self.picture.size() * ratio
        if picture.width() > size.width() or picture.height() > size.height():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(size, keep, smooth)
            picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)


class JourneyStep(Step):
    """Shows where the sample photo is; one may begin without waiting for it."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("See it work"),
            self.tr("A sample photo travels through folders of its own; yours are not touched."),
        )
        names = {"incoming": self.tr("Incoming"), "work": self.tr("Work"), "done": self.tr("Done")}
        self.stations = {name: _Station(names[name]) for name in STATIONS}
        strip = QHBoxLayout()
        strip.setSpacing(theme.GAP)
        for index, name in enumerate(STATIONS):
            if index:
                strip.addWidget(labels.Picture("arrow", 20, "muted"))
            strip.addWidget(self.stations[name], 1)
        self.column.addLayout(strip)
        self.words = labels.Wrapped()
        self.words.setObjectName("journey-words")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.picture = Label()
        self.picture.setObjectName("journey-picture")
        self.picture.setMinimumSize(*PICTURE_PX)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = QPushButton(self.tr("Once &more"))
        self.again.setObjectName("journey-again")
        grid = QGridLayout()
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.picture, 1, 0, alignment=Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(self.again, 2, 0, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.place = ""
        self._traveller = _Traveller(self)
        self._traveller.told.connect(self._told)
        self._traveller.failed.connect(self._failed)
        self.again.clicked.connect(self.begin)

    def entered(self) -> None:
        """The photo sets out."""
        if not self.place:
            self.begin()

    @Slot()
    def begin(self) -> None:
        """Let one travel."""
        self.again.hide()
        self.picture.clear()
        self._show_at("", self.tr("A sample photo is being drawn…"))
        self._traveller.begin()

    def stop(self) -> None:
        """End the journey."""
        self._traveller.stop()

    @Slot(object)
    def _told(self, event: Event) -> None:
        match event:
            case ScanFinished() if event.ready + event.settling and self.place in {"", "incoming"}:
                self._show_at("incoming", self.tr("It has arrived in incoming. Is it whole?"))
            case Claimed():
                self._show_at("work", self.tr("It is read, its pictures are made, and it goes into the album."))
            case PhotoStored():
                self._show_stored(event)
            case PhotoSetAside() | QueuePaused():
                self._end(f"{event.title} {event.advice}")

    def _show_stored(self, event: PhotoStored) -> None:
        picture = QPixmap()
        picture.loadFromData(event.thumb, "JPEG")
        self._show_at("done", self.tr("It is in the album, every byte of it, and its file lies in done."))
        self.stations["done"].show_photo(picture)
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(self.tr("The picture in the album: {name}").format(name=event.name))
        self.again.show()

    def _show_at(self, place: str, words: str) -> None:
        self.place = place
        self.words.setText(words)
        icon = theme.icon("picture", theme.colours().accent).pixmap(QSize(44, 44), self.devicePixelRatio())
        for name, station in self.stations.items():
            station.show_photo(icon if name == place else None)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._end(self.tr("The sample could not travel ({error}). You can begin all the same.").format(error=error))

    def _end(self, words: str) -> None:
        self.words.setText(words)
        self.again.show()
