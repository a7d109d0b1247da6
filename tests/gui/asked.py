"""Help for tests of dialogs: answer the questions that open while something is saved, and a keyring that forgets."""

from __future__ import annotations

import keyring.backend
import keyring.errors
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMessageBox
from tests.children import PATIENCE_S

PATIENCE_MS = int(PATIENCE_S * 1000)


class Answers(QObject):
    """Presses, one after the other, a button in each question that opens; what was asked is kept in ``asked``."""

    def __init__(self, *buttons: str) -> None:
        super().__init__()
        self.left = list(buttons)
        self.asked: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._clock = QElapsedTimer()
        self._clock.start()

    @Slot()
    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and self._clock.elapsed() > PATIENCE_MS:
            dialog.reject()  # the button never came: end the question, so that the test can fail
            return
        if not isinstance(dialog, QDialog) or not dialog.isVisible() or not self.left:
            return
        for button in dialog.findChildren(QAbstractButton):
            if button.text().replace("&", "") == self.left[0] and button.isEnabled():
                self.left.pop(0)
                said = f"{dialog.text()} {dialog.informativeText()}" if isinstance(dialog, QMessageBox) else ""
                self.asked.append(said or dialog.windowTitle())
                button.click()
                return


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that forgets, so that the tests never touch the user's own."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


class NoKeyringAtAll(MemoryKeyring):
    """What a machine without Secret Service does."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.NoKeyringError("none")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.NoKeyringError("none")
