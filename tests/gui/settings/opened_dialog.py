"""The settings dialog as a test opens it and types into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from photospool.gui.settings import SettingsDialog
from photospool.gui.settings.settings_dialog import PageName
from photospool.system.sync_clients import SyncFolder

from ...servers.standin import DATABASE
from ..asked import PATIENCE_MS


def opened(qtbot, here, login, tmp_path, **options):
    options.setdefault("photos_under_way", lambda: 0)
    dialog = SettingsDialog(here, login=login, known=lambda: [SyncFolder("Dropbox", tmp_path / "Drop")], **options)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.folders.form.facts), timeout=PATIENCE_MS)
    return dialog


def child(dialog, name):
    found = dialog.findChild(object, name)
    assert found is not None, name
    return found


def type_into(edit: QLineEdit, text: str) -> None:
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def save(qtbot, dialog):
    """Save, and return the settings that were told."""
    with qtbot.waitSignal(dialog.saved, timeout=PATIENCE_MS) as told:
        dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE_MS)
    return told.args[0]


def words(ticks):
    return " ".join(tick.text for tick in ticks.ticks)


def files(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


# Album: every outcome of the test.


def ask(qtbot, dialog, url, *, database=DATABASE, user="anna", password="right"):
    dialog.show_page(PageName.ALBUM)
    child(dialog, "album-server").click()
    for name, text in (("url", url), ("database", database), ("user", user), ("password", password)):
        type_into(child(dialog, f"album-{name}"), text)
    return test_again(qtbot, dialog)


def test_again(qtbot, dialog):
    form = dialog.album.form
    child(dialog, "album-test").click()
    qtbot.waitUntil(lambda: form.diagnosis is not None and not form.is_busy, timeout=PATIENCE_MS)
    return form.diagnosis.verdict


test_again.__test__ = False
