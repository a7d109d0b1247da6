"""The title of a public copy's page, as it is typed wherever it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from photospool.album.replication.titles import LONGEST_TITLE


class TitleEdit(QLineEdit):
    """Empty for the page's own “Album”."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("title")
        self.setMaxLength(LONGEST_TITLE)
        self.setPlaceholderText(self.tr("Album"))
