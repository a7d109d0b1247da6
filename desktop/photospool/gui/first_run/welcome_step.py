"""First run, step 1: what will happen, and that nothing happens before the end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from photospool.gui import theme
from photospool.gui.first_run.step import Step
from photospool.gui.widgets import labels


class WelcomeStep(Step):
    """Three sentences and a picture each."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Welcome to Photospool"),
            self.tr(
                "It carries your photos and videos, by itself and safely, from a synced folder into your own album."
            ),
        )
        for icon, text in (
            (
                "folder",
                self.tr("Your phone puts photos and videos into a folder that a sync client brings to this computer."),
            ),
            (
                "arrow",
                self.tr("Photospool takes each of them out, stores it in your album, and proves that it is there."),
            ),
            (
                "album",
                self.tr(
                    "The file itself ends unchanged in a folder of your choice. Only what you throw away yourself is "
                    "ever deleted."
                ),
            ),
        ):
            row = QHBoxLayout()
            row.setSpacing(theme.WIDE)
            row.addWidget(labels.Picture(icon, 28, "accent"))
            row.addWidget(labels.Wrapped(text), 1)
            self.column.addLayout(row)
        self.column.addStretch(1)
        self.column.addWidget(labels.Muted(self.tr("This takes a minute. Nothing moves before you say so at the end.")))
