"""The questions that saving may need. Each says what happens, and its safe answer is the default one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from photospool.choosing import Keep
from photospool.tray.core_words import core


def may_save_untested(parent: QWidget, why: str) -> bool:
    """Whether to save an album that can't take photos now."""
    box = _box(
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
    box.exec()
    return box.clickedButton() is yes


def may_change_under_way(parent: QWidget, count: int) -> bool:
    """Whether to change the folders while photos lie in work."""
    box = _box(
        parent,
        QCoreApplication.translate("Asking", "%n photo(s) are on their way through the old folders.", "", count),
        QCoreApplication.translate(
            "Asking",
            "They stay safe in the old work folder, but go on only once you choose that folder again. It is better to "
            "wait until they have arrived.",
        ),
    )
    yes = box.addButton(QCoreApplication.translate("Asking", "Change now"), QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(QCoreApplication.translate("Asking", "Wait"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.exec()
    return box.clickedButton() is yes


def ask_where_to_keep(parent: QWidget) -> Keep | None:
    """Where a password goes on a computer without a keyring; None: go back."""
    box = _box(
        parent,
        QCoreApplication.translate("Asking", "This computer has no keyring to keep the password in."),
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
    box.exec()
    if box.clickedButton() is session:
        return Keep.SESSION
    return Keep.FILE if box.clickedButton() is file else None


def tell(parent: QWidget, title: str, advice: str) -> None:
    """What went wrong, and what to do."""
    box = _box(parent, core(title), core(advice))
    box.addButton(QMessageBox.StandardButton.Ok)
    box.exec()


def _box(parent: QWidget, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("Asking", "Settings"))
    box.setText(title)
    box.setInformativeText(text)
    return box
