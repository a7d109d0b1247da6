"""What closing the window means where no tray keeps the program: a question, and no surprise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from photospool.gui.widgets.plain_text import Box


class ClosingQuestion(Box):
    """Quit, go on without a window, or neither."""

    go_on = Signal()
    end = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closing")
        self.setIcon(QMessageBox.Icon.Question)
        self.setText(self.tr("Quit Photospool?"))
        self.setInformativeText(
            self.tr("There is no tray here to keep it in. It can go on without its window; start it again to see it.")
        )
        keep = self.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.AcceptRole)
        keep.setObjectName("keep-running")
        keep.clicked.connect(self.go_on)
        leave = self.addButton(self.tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        leave.setObjectName("quit")
        leave.clicked.connect(self.end)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(keep)
