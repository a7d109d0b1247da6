"""The question that is asked once: are HEIC photos opened here, where nothing closes in what opens them?

A card in the window and no dialog: nothing else waits for the answer, and it stays until there is one.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from photospool.gui.state import Status
from photospool.gui.window.offer import Offer


class HeicQuestion(Offer):
    """Shown while the engine runs and asks; ``answered`` says the setting's new value."""

    answered = Signal(str)
    """``yes`` or ``no``, for ``photos.heic_anyway``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("heic-question", parent, edge="warning")
        self.say(
            self.tr("Open HEIC photos here?"),
            self.tr(
                "Faults are found often in what opens HEIC, the photos of iPhones. Photospool closes it in, so that a "
                "prepared photo can read none of your files and send nothing away; this computer does not allow that. "
                "Until you answer, HEIC photos wait in incoming, and all others go on. "
                "You can change it later, in the settings under Photos and videos."
            ),
        )
        for answer, words in (("no", self.tr("&Leave them waiting")), ("yes", self.tr("&Open them all the same"))):
            self.add_answer(f"heic-{answer}", words, partial(self.answered.emit, answer))

    def show_status(self, status: Status) -> None:
        """Ask while there is something to answer."""
        self.setVisible(status.is_running and status.decoder is not None and status.decoder.asks)
