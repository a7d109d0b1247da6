"""What closing the window means where no tray keeps the program, and what waits after Quit: questions, no surprise."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from photospool.gui.widgets.plain_text import Box


def waits_words(waiting: str) -> str:
    """What becomes of photos that are under way when the program ends."""
    text = QCoreApplication.translate(
        "Closing", "{waiting}. All of it stays where it is, unchanged, and goes on when Photospool runs again."
    )
    return text.format(waiting=waiting)


class ClosingQuestion(Box):
    """Quit, go on without a window, or neither."""

    go_on = Signal()
    end = Signal()

    def __init__(self, parent: QWidget | None = None, *, waiting: str = "") -> None:
        """``waiting``: what would wait after the end, in words; empty for nothing."""
        super().__init__(parent)
        self.setObjectName("closing")
        self.setIcon(QMessageBox.Icon.Question)
        self.setText(self.tr("Quit Photospool?"))
        text = self.tr(
            "There is no tray here to keep it in. It can go on without its window; start it again to see it."
        )
        self.setInformativeText("\n\n".join(filter(None, (text, waits_words(waiting) if waiting else ""))))
        keep = self.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.AcceptRole)
        keep.setObjectName("keep-running")
        keep.clicked.connect(self.go_on)
        leave = self.addButton(self.tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        leave.setObjectName("quit")
        leave.clicked.connect(self.end)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(keep)


class QuitQuestion(Box):
    """Quit although photos are under way, or not."""

    end = Signal()

    def __init__(self, waiting: str, parent: QWidget | None = None) -> None:
        """``waiting``: what would wait, in words."""
        super().__init__(parent)
        self.setObjectName("quit-question")
        self.setWindowTitle("Photospool")
        self.setIcon(QMessageBox.Icon.Question)
        self.setText(self.tr("Quit Photospool now?"))
        self.setInformativeText(waits_words(waiting))
        leave = self.addButton(self.tr("Quit"), QMessageBox.ButtonRole.AcceptRole)
        leave.setObjectName("quit")
        leave.clicked.connect(self.end)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(leave)
