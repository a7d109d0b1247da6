"""What can be done with a copy: a few buttons for what is wanted most, or now; the rest in a menu."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from photospool.album.replication.models import Condition, Copy, CopyState, Direction, Endpoint, Missing, Strangers
from photospool.demo.playground import throwaway
from photospool.gui.replication.card import CopyCard

ATTIC = Copy("1", "Attic", Endpoint("https://attic.example.org:6984", "photo", "there"), made_user="there")
PUBLIC = replace(ATTIC, id="2", name="Public", is_public=True, direction=Direction.SEND)
OPEN = Strangers(True, 12, "2026-07-01T10:00:00+00:00")
OF_ALL = {"copy-pause", "copy-password", "copy-remove"}
OF_PUBLIC = OF_ALL | {"copy-check", "copy-let-run", "copy-code", "copy-title", "copy-videos", "copy-proxy"}
SHOWN = ["copy-open", "copy-link", "copy-what"]


@pytest.fixture
def card(qtbot, tmp_path):
    made = CopyCard(throwaway(tmp_path), CopyState(PUBLIC, Condition.UP_TO_DATE))
    qtbot.addWidget(made)
    made.resize(700, 240)
    made.show()
    return made


def outside(card):
    return [one.objectName() for one in card.findChildren(QPushButton) if one.isVisible()]


def inside(card):
    return {one.objectName() for one in card.deeds.menu.actions() if one.isVisible() and not one.isSeparator()}


@pytest.mark.parametrize(
    ("state", "strangers", "shown", "in_menu"),
    [
        (CopyState(PUBLIC, Condition.UP_TO_DATE), OPEN, SHOWN, OF_PUBLIC),
        (CopyState(PUBLIC, Condition.COPYING), OPEN, [*SHOWN, "copy-check"], OF_PUBLIC - {"copy-check"}),
        (
            CopyState(PUBLIC, Condition.UP_TO_DATE),
            Strangers(False, 0, ""),
            [*SHOWN, "copy-check"],  # it opens the copy
            OF_PUBLIC - {"copy-check"},
        ),
        (
            CopyState(PUBLIC, Condition.UP_TO_DATE, missing=(Missing("a", "a.jpg", 1, is_original=True),)),
            OPEN,
            [*SHOWN, "copy-check"],  # it sends what is missing
            OF_PUBLIC - {"copy-check"},
        ),
        (
            CopyState(PUBLIC, Condition.UP_TO_DATE),
            replace(OPEN, page_fails="does not run there"),
            [*SHOWN, "copy-let-run"],
            OF_PUBLIC - {"copy-let-run"},
        ),
        (
            CopyState(PUBLIC, Condition.PAUSED),
            OPEN,
            [*SHOWN, "copy-resume"],
            OF_PUBLIC - {"copy-check", "copy-pause"},
        ),
        (CopyState(replace(PUBLIC, rules=1), Condition.UP_TO_DATE), OPEN, [*SHOWN, "copy-mend"], OF_PUBLIC),
        (CopyState(ATTIC, Condition.UP_TO_DATE), None, ["copy-check"], OF_ALL),
        (CopyState(ATTIC, Condition.REFUSED), None, ["copy-password"], {"copy-remove"}),
        (CopyState(ATTIC, Condition.PAUSED), None, ["copy-resume"], {"copy-password", "copy-remove"}),
    ],
)
def test_what_is_wanted_now_is_a_button_and_nothing_is_lost(card, state, strangers, shown, in_menu):
    card.show_state(state, strangers)
    assert outside(card) == [*shown, "copy-more"]
    assert inside(card) == in_menu
    assert card.deeds.more.accessibleName() == f"More for {state.copy.name}"


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("https://photos.example.org", "Link for others: "),
        ("http://127.0.0.1:5984", "Link, on this computer only: "),
    ],
)
def test_the_link_that_strangers_open_stands_first_and_the_database_is_a_detail(card, url, called):
    there = replace(PUBLIC.there, url=url)
    card.show_state(CopyState(replace(PUBLIC, there=there), Condition.UP_TO_DATE), OPEN)
    shown = [one for one in card.findChildren(QLabel) if one.isVisible() and url in one.accessibleName() + one.text()]
    first, detail = sorted(shown, key=lambda one: one.y())
    assert first.accessibleName() == f"{called}{url}/photo/_design/photospool/index.html"
    assert detail.text() == f"Database: {url}/photo"
    card.show_state(CopyState(ATTIC, Condition.UP_TO_DATE))
    assert not detail.isVisible()
    assert first.accessibleName() == ATTIC.there.address


def test_the_menu_is_opened_and_chosen_from_by_keyboard(qtbot, card):
    card.activateWindow()
    more, menu = card.deeds.more, card.deeds.menu
    more.setFocus()
    qtbot.waitUntil(more.hasFocus)
    QTest.keyClick(more, Qt.Key.Key_Space)
    qtbot.waitUntil(menu.isVisible)
    wanted = menu.findChild(QAction, "copy-code")
    with qtbot.waitSignal(card.code_wanted) as told:
        while menu.activeAction() is not wanted:
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert told.args == [card.state]
    qtbot.waitUntil(lambda: not menu.isVisible())
