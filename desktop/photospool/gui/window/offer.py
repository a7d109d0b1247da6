"""A card in the window that asks something: a title, a sentence, a row of answers. No dialog: nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.widgets import labels


class Offer(labels.CardFrame):
    """Hidden until there is something to answer; ``title`` and ``text`` are what a screen reader says of it."""

    def __init__(self, name: str, parent: QWidget | None = None, *, edge: str = "accent") -> None:
        super().__init__(parent, edge=edge)
        self.setObjectName(name)
        self.title = labels.Title("", larger=1.1)
        self.text = labels.Muted()
        self.more = labels.Muted()
        """Beside the answers."""
        self._answers = QHBoxLayout()
        self._answers.setSpacing(theme.GAP)
        self._answers.addWidget(self.more, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.WIDE - 2, theme.WIDE, theme.WIDE - 2)
        column.setSpacing(theme.GAP)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(self._answers)
        self.hide()

    def add_answer(self, name: str, words: str, do: Callable[[], object]) -> QPushButton:
        """One more button, behind those that are there."""
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)  # nothing is answered by a key that was meant for something else
        button.clicked.connect(lambda _checked=False: do())
        self._answers.addWidget(button)
        return button

    def say(self, title: str, text: str) -> None:
        """Show these words."""
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title} {text}")
