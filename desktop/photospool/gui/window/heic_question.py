"""The question that is asked once: are HEIC photos opened here, where nothing closes in what opens them?

A card in the window and no dialog: nothing else waits for the answer, and it stays until there is one.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.state import Status
from photospool.gui.widgets import labels


class HeicQuestion(labels.CardFrame):
    """Shown while the engine runs and asks; ``answered`` says the setting's new value."""

    answered = Signal(str)
    """``yes`` or ``no``, for ``photos.heic_anyway``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, edge="warning")
        self.setObjectName("heic-question")
        title = labels.Title(self.tr("Open HEIC photos here?"), larger=1.1)
        text = labels.Muted(
            self.tr(
                "Faults are found often in what opens HEIC, the photos of iPhones. Photospool closes it in, so that a "
                "prepared photo can read none of your files and send nothing away; this computer does not allow that. "
                "Until you answer, HEIC photos wait in incoming, and all others go on. "
                "You can change it later, in the settings under Photos."
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addStretch(1)
        for answer, words in (("no", self.tr("&Leave them waiting")), ("yes", self.tr("&Open them all the same"))):
            button = QPushButton(words)
            button.setObjectName(f"heic-{answer}")
            button.setAutoDefault(False)  # nothing is opened by a key that was meant for something else
            button.clicked.connect(lambda _checked=False, answer=answer: self.answered.emit(answer))
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.WIDE - 2, theme.WIDE, theme.WIDE - 2)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addWidget(text)
        column.addLayout(buttons)
        self.setAccessibleName(f"{title.text()} {text.text()}")
        self.hide()

    def show_status(self, status: Status) -> None:
        """Ask while there is something to answer."""
        self.setVisible(status.is_running and status.decoder is not None and status.decoder.asks)
