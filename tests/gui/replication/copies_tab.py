"""The Copies tab as a test looks at it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from photospool.album.replication.models import Films
from photospool.config.profile import Profile
from photospool.gui.replication import CopiesPage

from ...servers.couchdb import Server
from ..conftest import PATIENCE_MS


class Tab:
    """The page and how a test looks at it."""

    def __init__(self, qtbot, here: Profile) -> None:
        self.qtbot = qtbot
        self.page = CopiesPage()
        qtbot.addWidget(self.page)
        self.page.resize(760, 520)
        self.page.show_installation(here)
        self.page.show()

    def wait(self, is_so) -> None:
        self.qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    def looking_until(self, is_so) -> None:
        """The tab looks by itself each half minute; a test does not wait so long."""

        def look() -> bool:
            if not is_so():
                self.page.look_again()
            return bool(is_so())

        self.wait(look)

    @property
    def card(self):
        (card,) = self.page.cards.values()
        return card

    def button(self, name: str, within=None) -> QAbstractButton:
        found = (within or self.page).findChild(QAbstractButton, name)
        assert found is not None, name
        return found

    def has_button(self, name: str) -> bool:
        """Whether this deed of the card stands outside its menu."""
        return self.button(name).isVisible()

    def action(self, name: str) -> QAction:
        found = self.card.deeds.menu.findChild(QAction, name)
        assert found is not None, name
        return found

    def do(self, name: str) -> None:
        """A deed of the card, where a person finds it: as a button, or in the menu that is opened by the keyboard."""
        if self.has_button(name):
            self.button(name).click()
            return
        menu, more = self.card.deeds.menu, self.button("copy-more")
        self.wait(self.action(name).isEnabled)
        assert self.action(name).isVisible() and more.isVisible(), name
        self.page.window().activateWindow()
        more.setFocus()
        self.wait(more.hasFocus)
        QTest.keyClick(more, Qt.Key.Key_Space)
        self.wait(menu.isVisible)
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            if menu.activeAction() is self.action(name):
                break
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.wait(lambda: not menu.isVisible())

    def dialog(self, name: str):
        found = []

        def is_there() -> bool:
            found[:] = [one for one in self.page.window().findChildren(object, name) if one.isVisible()]
            return bool(found)

        self.wait(is_there)
        return found[0]

    def add(self, server: Server, database: str, password: str, **more: str):
        """Fill the dialog and try."""
        self.wait(lambda: self.button("copies-add").isEnabled())
        self.button("copies-add").click()
        dialog = self.dialog("add-copy")
        given = {"copy-url": server.url, "copy-database": database, "copy-user": server.user, "copy-password": password}
        for field, text in {**given, **more}.items():
            type_into(dialog.findChild(QLineEdit, field), text)
        dialog.go.click()
        assert dialog.is_busy
        self.wait(lambda: not dialog.is_busy)
        return dialog


def type_into(edit: QLineEdit, text: str) -> None:
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def texts(dialog) -> list[str]:
    return [tick.text for tick in dialog.ticks.ticks]


def guide(tab: Tab):
    """The guide to a public copy, on its first page, once that may be left."""
    tab.wait(lambda: tab.button("copies-publish").isEnabled())
    tab.button("copies-publish").click()
    dialog = tab.dialog("publish")
    tab.wait(dialog.go.isEnabled)
    return dialog


def published(tab: Tab, server: Server, database: str, films: Films = Films.NONE, *, photos: int = 1):
    """The guided set-up, up to its last click."""
    dialog = guide(tab)
    assert dialog.view.title.text() == (
        "Strangers would see 1 photo or video" if photos == 1 else f"Strangers would see {photos} photos or videos"
    )
    assert not dialog.view.list.item(0).icon().isNull()
    dialog.go.click()
    if films is not Films.NONE:
        assert dialog.videos.isVisible()
        assert dialog.videos.chosen() is Films.NONE
        dialog.videos.buttons[films].click()
        dialog.go.click()
    assert dialog.form.isVisible()
    fields = {"copy-url": server.url, "copy-database": database, "copy-user": server.user}
    for field, text in {**fields, "copy-password": server.password, "title": "Our summer"}.items():
        type_into(dialog.findChild(QLineEdit, field), text)
    dialog.go.click()
    assert dialog.is_busy
    return dialog
