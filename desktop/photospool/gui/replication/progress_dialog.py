"""A dialog that does something long in a thread, ticks off what is done, and says what is in the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photospool.album.replication.models import Tell
from photospool.config.folder_checks import Level
from photospool.gui import theme
from photospool.gui.background import Background, Reporter
from photospool.gui.replication import replication_texts
from photospool.gui.replication.card import failure_words
from photospool.gui.widgets import labels
from photospool.gui.widgets.checklist import ChecklistItem, Ticks
from photospool.gui.widgets.fit import Scrolled


class TryingDialog(QDialog):
    """Whoever derives from it fills ``column``, and answers ``begin`` and ``succeeded``."""

    changed = Signal()
    """Something was done that others show."""

    def __init__(self, title: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._trying = Background(self)
        self._trying.answered.connect(self._answered)
        self._trying.failed.connect(self._failed)
        self._teller: Reporter | None = None
        self._may_stop = False
        self._is_counting = False
        self.stop = threading.Event()
        """Set by Stop: the step ends with ``Stopped`` as soon as it can."""
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.ticks = Ticks()
        self._doing = labels.Muted()
        self._doing.hide()
        self.go = QPushButton(go)
        self.go.setObjectName("go")
        self.go.clicked.connect(self.begin)
        self.leave = QPushButton(QCoreApplication.translate("Copies", "Cancel"))
        self.leave.setObjectName("leave")
        self.leave.clicked.connect(self.reject)
        self.buttons = buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        self.foot = foot = QHBoxLayout()
        foot.addWidget(self._doing, 1)
        foot.addWidget(buttons)
        self._whole = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addLayout(self.column)
        layout.addWidget(self.ticks)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.go.setDefault(True)  # within its dialog only: else Enter presses nothing once another button had the keys

    @property
    def is_busy(self) -> bool:
        """Whether something is being tried."""
        return self._trying.is_busy

    @Slot()
    def begin(self) -> None:
        """The user wants it."""
        raise NotImplementedError

    def succeeded(self, answer: Any) -> None:
        """It was done."""
        raise NotImplementedError

    def failed(self, error: Exception) -> None:
        """It was not: say why below the ticks."""
        told = [tick for tick in self.ticks.ticks if tick.level is not Level.NOTE]
        self.ticks.show_ticks([*told, ChecklistItem(Level.WRONG, failure_words(error))])

    def enable(self, is_enabled: bool) -> None:
        """What may be changed while nothing is tried."""

    def try_out(self, step: Callable[[Tell], Any], doing: str, *, may_stop: bool = False) -> None:
        """Do it in a thread; what it tells is ticked off at once. ``may_stop``: Cancel becomes Stop."""
        self.stop.clear()
        self.ticks.show_ticks([])
        self._is_counting = False
        self._teller = teller = Reporter()
        teller.told.connect(self.told)
        self._doing.setText(doing)
        self._doing.show()
        self.go.setEnabled(False)
        self._may_stop = may_stop
        self.leave.setEnabled(may_stop)
        if may_stop:
            self.leave.setText(QCoreApplication.translate("Copies", "Stop"))
        self.enable(False)
        self._follow()
        self._trying.ask(lambda: step(teller.told.emit))

    @Slot(object)
    def told(self, tick: Any) -> None:
        """Something was tried."""
        shown = self.ticks.ticks[:-1] if self._is_counting else self.ticks.ticks
        self._is_counting = tick.goes_on
        self.ticks.show_ticks([*shown, replication_texts.tick(tick)])

    def reject(self) -> None:
        """While something is tried: go no further, where it can be stopped."""
        if self.is_busy:
            self.leave.setEnabled(False)
            self.stop.set()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Not while something is being tried: it could not be said what came of it."""
        if not self.is_busy:
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Cancel."""
        if self.is_busy:
            event.ignore()
        else:
            super().closeEvent(event)

    def finish(self) -> None:
        """Nothing is left to do but to close it."""
        self.go.hide()
        self.leave.setText(QCoreApplication.translate("Copies", "Close"))
        self.leave.setDefault(True)
        self.leave.setFocus()

    def scroll_up(self) -> None:
        """Where the screen is small: to what stands first."""
        if (scrolled := self.findChild(Scrolled)) is not None:
            scrolled.go_to_the_top()

    def _follow(self) -> None:
        """Where the screen is small: to the ticks, which say how far it is, and what is in the way."""
        if (scrolled := self.findChild(Scrolled)) is not None:
            scrolled.stay_at_the_end()

    def _rest(self) -> None:
        self._doing.hide()
        self.go.setEnabled(True)
        self.leave.setEnabled(True)
        if self._may_stop:
            self.leave.setText(QCoreApplication.translate("Copies", "Close"))

    @Slot(object)
    def _answered(self, answer: Any) -> None:
        self._rest()
        self.succeeded(answer)
        self.changed.emit()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._rest()
        self.enable(True)
        self.failed(error)
        self._follow()
        self.changed.emit()
