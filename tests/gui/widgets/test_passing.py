"""A line about a moment goes by itself, in sight only, and leaves what stands."""

import pytest
from PySide6.QtWidgets import QWidget

from photospool.gui.widgets.passing import Passing

from ..conftest import PATIENCE_MS


@pytest.fixture
def line(qtbot):
    made = Passing()
    made.lasts_ms = 0
    qtbot.addWidget(made)
    return made


def test_what_was_said_goes_and_what_stands_is_there_again(line, qtbot):
    line.stand("Checked at 10:00.")
    line.say("The link is copied.")
    assert line.text() == "The link is copied."
    qtbot.waitUntil(lambda: line.text() == "Checked at 10:00.", timeout=PATIENCE_MS)
    assert line.isVisible()
    line.stand("")
    assert line.isHidden()


def test_nothing_goes_before_it_was_in_sight(qtbot):
    window = QWidget()  # as one that lies in the tray
    qtbot.addWidget(window)
    line = Passing(window)
    line.lasts_ms = 0
    line.say("The card may be taken out.")
    assert not line._patience.isActive()
    window.show()
    qtbot.waitUntil(line.isHidden, timeout=PATIENCE_MS)
    assert line.text() == ""


def test_a_sentence_about_a_time_goes_with_that_time_seen_or_not(line, qtbot):
    line.say("Paste it within 30 seconds.", true_ms=0)
    line.hide()
    qtbot.waitUntil(lambda: line.text() == "", timeout=PATIENCE_MS)
    line.lasts_ms = 10 * PATIENCE_MS
    line.say("Paste it within 30 seconds.", true_ms=10 * PATIENCE_MS)
    assert line._patience.isActive()
    line.over()
    assert line.isHidden()
