"""The questions that saving may need. Each says what happens, and its safe answer is the default one.

They are opened, never waited for: whoever asks goes on in a callback, so that the program may end at any moment.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from photospool.config.apply_settings import Keep
from photospool.gui.i18n.core_words import core
from photospool.gui.widgets.plain_text import Box


def may_save_untested(parent: QWidget, why: str, then: Callable[[], None]) -> None:
    """Whether to save an album that can't take photos now."""
    box = _Question(
        parent,
        QCoreApplication.translate("Asking", "The album can't take photos like this."),
        why
        + "\n\n"
        + QCoreApplication.translate(
            "Asking", "Saved all the same, photos wait in incoming until the album answers well."
        ),
    )
    yes = box.addButton(QCoreApplication.translate("Asking", "Save all the same"), QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(QCoreApplication.translate("Asking", "Go back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.ask({yes: then})


def may_change_under_way(parent: QWidget, count: int, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
    """Whether to change the folders while photos lie in work."""
    box = _Question(
        parent,
        QCoreApplication.translate("Asking", "%n photo(s) lie in the old work folder.", "", count),
        QCoreApplication.translate(
            "Asking",
            "They stay safe there, but are shown and go on only once you choose that folder again. It is better to "
            "wait until they have arrived, and to see to those that need you.",
        ),
    )
    yes = box.addButton(QCoreApplication.translate("Asking", "Change now"), QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(QCoreApplication.translate("Asking", "Wait"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.ask({yes: then, back: otherwise})


def ask_where_to_keep(parent: QWidget, then: Callable[[Keep], None]) -> None:
    """Where a password goes on a computer without a keyring."""
    box = _Question(
        parent,
        QCoreApplication.translate("Asking", "No keyring takes the password."),
        QCoreApplication.translate(
            "Asking",
            "It can be remembered until Photospool ends; after each start you enter it here again. Or it is written "
            "into a file that only you can read: whoever gets at your files, or at a backup of them, can read it too.",
        ),
    )
    session = box.addButton(
        QCoreApplication.translate("Asking", "Until Photospool ends"), QMessageBox.ButtonRole.AcceptRole
    )
    file = box.addButton(QCoreApplication.translate("Asking", "Into a file"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QCoreApplication.translate("Asking", "Go back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(session)
    box.ask({session: lambda: then(Keep.SESSION), file: lambda: then(Keep.FILE)})


def tell(parent: QWidget, title: str, advice: str) -> None:
    """What went wrong, and what to do."""
    box = _Question(parent, core(title), core(advice))
    box.addButton(QMessageBox.StandardButton.Ok)
    box.ask({})


class _Question(Box):
    """Shows itself; the step of the button that is pressed follows."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self._steps: dict[QAbstractButton, Callable[[], None]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(QCoreApplication.translate("Asking", "Settings"))
        self.setText(title)
        self.setInformativeText(text)
        # A method, not a closure: a closure that holds the box is freed while the box is, and Qt falls over it.
        self.finished.connect(self._follow)

    def ask(self, steps: dict[QAbstractButton, Callable[[], None]]) -> None:
        """Open it."""
        self._steps = steps
        self.open()

    @Slot(int)
    def _follow(self, _result: int) -> None:
        step = self._steps.get(self.clickedButton())
        self._steps = {}
        if step is not None:
            step()
