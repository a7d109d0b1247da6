"""Labels and questions whose text is text.

Qt takes a text that looks like markup for markup, and fetches what it names: a photo's name or a server's header would
write the window. So every label and every message box of ours is one of these (held by a test).
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTextBrowser, QWidget

from photospool.gui import theme

LONG_WORD: Final = 40
"""Letters after which a word without blanks may go on in the next line."""
LONG_NAME: Final = 20
"""The same of what stands between the slashes of such a word."""
_PARTS: Final = re.compile(r"[^/\\]*[/\\]+|[^/\\]+")
_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_KEPT_TOGETHER: Final = re.compile(r"((?<![^\s(„“‚«»])\d(?:[\d.,]*\d)?) (?=[^\W\d_])|(?<=\w) (?=…)")
"""A blank between a number and what it counts, or before an ellipsis. A number within a name is none."""


def breakable(text: str) -> str:
    """The text with places in its longest words where a line may end: names, addresses and folders have no blanks.

    And with none where nobody would end one by hand (``kept_together``). Only to be shown: what is copied from there
    has these signs in it.
    """
    return re.sub(rf"\S{{{LONG_WORD},}}", lambda word: _broken(word[0]), kept_together(text))


def kept_together(text: str) -> str:
    """The text with no line's end between “3.4” and “GB” or “14” and “photos”, nor before an ellipsis."""
    return _KEPT_TOGETHER.sub(lambda found: f"{found[1] or ''}\N{NO-BREAK SPACE}", text)


def _broken(word: str) -> str:
    """A name within an address or a folder ends a line as a whole, unless it is long itself."""
    return _BREAK.join(_letters(part) if len(part) > LONG_NAME else part for part in _PARTS.findall(word))


def _letters(word: str) -> str:
    found = word[0]
    for before, sign in itertools.pairwise(word):
        # A sign that belongs to the one before it stays there, and so does what a joiner holds together.
        is_whole = unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf", "Sk"} or unicodedata.category(before) == "Cf"
        found += sign if is_whole else _BREAK + sign
    return found


class Label(QLabel):
    """A label that shows what it is given, to the letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class Box(QMessageBox):
    """A message box that shows what it is given, to the letter; it tells its texts as they were given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = self._given_below = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """The first sentence."""
        self._given = text
        super().setText(kept_together(text))

    def text(self) -> str:
        """The first sentence."""
        return self._given

    def setInformativeText(self, text: str) -> None:
        """The smaller text below; the text format of a message box is not that of its second text."""
        self._given_below = text
        # The first time makes the label: with nothing in it yet, for its text is laid out at once.
        super().setInformativeText(" ")
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        super().setInformativeText(kept_together(text))

    def informativeText(self) -> str:
        """The smaller text below."""
        return self._given_below

    def offer(self, yes: str, then: Callable[[], object]) -> None:
        """Open it with this answer, which does ``then``, and Cancel, which Enter presses; it goes away by itself."""
        button = self.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button.clicked.connect(then)
        self.open()


class Topics(QTextBrowser):
    """Headings with points below them, to be read and copied; every text is shown to the letter."""

    def __init__(self, topics: Iterable[tuple[str, Sequence[str]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(theme.GAP)
        self.setHtml("".join(f"<h3>{html.escape(title)}</h3>{_list(points)}" for title, points in topics))


def _list(points: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(point)}</li>" for point in points) + "</ul>"
