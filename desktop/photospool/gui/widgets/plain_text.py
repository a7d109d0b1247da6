"""Labels and questions whose text is text.

Qt takes a text that looks like markup for markup, and fetches what it names: a photo's name or a server's header would
write the window. So every label and every message box of ours is one of these (held by a test).
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTextBrowser, QWidget


class Label(QLabel):
    """A label that shows what it is given, to the letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class Box(QMessageBox):
    """A message box that shows what it is given, to the letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setInformativeText(self, text: str) -> None:
        """The smaller text below; the text format of a message box is not that of its second text."""
        # The first time makes the label: with nothing in it yet, for its text is laid out at once.
        super().setInformativeText(" ")
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        super().setInformativeText(text)


class Topics(QTextBrowser):
    """Headings with points below them, to be read and copied; every text is shown to the letter."""

    def __init__(self, topics: Iterable[tuple[str, Sequence[str]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setHtml("".join(f"<h3>{html.escape(title)}</h3>{_list(points)}" for title, points in topics))


def _list(points: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(point)}</li>" for point in points) + "</ul>"
