"""The dialog for the current event: what it says, what it refuses, and its line for the menu."""

import os
import re
from datetime import datetime

import pytest

from ..conftest import PATIENCE_MS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from photospool.album.known_tags import KnownTags
from photospool.config.current_event import CurrentEvent
from photospool.gui.dialogs.current_event import CurrentEventDialog, event_words, presets
from photospool.gui.i18n import language

NOW = datetime(2026, 6, 13, 18, 0).timestamp()
HOUR = 3600
KNOWN = KnownTags(("sea", "garden", "Garten"), ("Private", "Friends/Family", "Public", "Work"))
WEDDING = CurrentEvent("Wedding", ("anna",), "Friends/Family", NOW + 5 * HOUR)


@pytest.fixture(autouse=True)
def in_english(qapp):
    language.speak(qapp, "en")


@pytest.fixture
def shown(qtbot):
    def show(event=CurrentEvent()):  # noqa: B008 (a value)
        dialog = CurrentEventDialog(event, lambda: KNOWN, usual_category="Private", clock=lambda: NOW)
        qtbot.addWidget(dialog)
        dialog.show()
        chosen = []
        dialog.chosen.connect(chosen.append)
        return dialog, chosen

    return show


def press(dialog, name):
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_an_event_is_begun(qtbot, shown):
    dialog, chosen = shown()
    qtbot.waitUntil(lambda: dialog.category.count() == 3, timeout=PATIENCE_MS)
    assert dialog.category.findText("Public") == -1  # what arrives by itself is never public
    QTest.keyClicks(dialog.name, "  Anna  und Ben ")
    QTest.keyClicks(dialog.tags, "gar")
    QTest.keyClick(dialog.tags._popup, Qt.Key.Key_Down)
    QTest.keyClick(dialog.tags._popup, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.tags, "2026")
    dialog.category.setCurrentText("Friends/Family")
    dialog.preset.setCurrentIndex(1)
    press(dialog, "event-begin")
    assert chosen == [CurrentEvent("Anna und Ben", ("garden", "2026"), "Friends/Family", NOW + 4 * HOUR)]
    assert not dialog.isVisible()


def test_a_time_of_ones_own(shown):
    dialog, chosen = shown()
    dialog.name.setText("Party")
    dialog.until.setDateTime(QDateTime(datetime(2026, 6, 13, 23, 30)))
    assert dialog.preset.currentData() is None
    press(dialog, "event-begin")
    assert chosen[0].until == datetime(2026, 6, 13, 23, 30).timestamp()


@pytest.mark.parametrize(
    ("name", "category", "until", "says"),
    [
        ("", "Private", None, "Give the event a name"),
        ("Party", "Public", None, "never public"),
        ("Party", "Private", datetime(2026, 6, 13, 17, 59), "over already"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_chosen(shown, name, category, until, says):
    dialog, chosen = shown()
    dialog.name.setText(name)
    dialog.category.setCurrentText(category)
    if until:
        dialog.until.setDateTime(QDateTime(until))
    press(dialog, "event-begin")
    assert says in dialog.problem.text()
    assert dialog.isVisible()
    assert chosen == []


def test_the_one_that_is_on_is_shown_changed_and_ended(shown):
    dialog, chosen = shown(WEDDING)
    assert (dialog.name.text(), dialog.tags.tags(), dialog.category.category()) == (
        "Wedding",
        ("anna",),
        "Friends/Family",
    )
    press(dialog, "event-begin")
    assert chosen == [WEDDING]
    dialog, chosen = shown(WEDDING)
    press(dialog, "event-end")
    assert chosen == [CurrentEvent()]


def test_cancel_changes_nothing(shown):
    dialog, chosen = shown(WEDDING)
    dialog.name.setText("Other")
    press(dialog, "event-cancel")
    assert chosen == []


def test_its_line_for_the_menu(qapp):
    assert re.fullmatch(r"Wedding · Friends/Family · until (23:00|11:00\sPM)", event_words(WEDDING, NOW))
    assert "until tomorrow, " in event_words(CurrentEvent("Trip", (), "", NOW + 25 * HOUR), NOW)
    assert "until 16 Jun 2026, " in event_words(CurrentEvent("Trip", (), "", NOW + 73 * HOUR), NOW)
    assert event_words(WEDDING, NOW + 5 * HOUR) == ""
    assert event_words(CurrentEvent(), NOW) == ""


@pytest.mark.parametrize("hour", range(24))
def test_presets_are_later_and_in_order(qapp, hour):
    now = datetime(2026, 6, 13, hour, 30)
    ends = [end for _, end in presets(now)]
    assert ends == sorted(ends)
    assert all(end > now for end in ends)
    assert len({words for words, _ in presets(now)}) == len(ends)
