"""The current event's line: all of it where there is room, its name and its end where there is little."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from photospool.gui.window.event_button import LEAST_PX, EventButton

WORDS = "Now: Wedding & more · Friends/Family · until 23:59"


def shown(qtbot, width):
    place = QWidget()
    qtbot.addWidget(place)
    row = QHBoxLayout(place)
    row.addStretch(1)
    button = EventButton()
    row.addWidget(button)
    button.set_whole(WORDS)
    place.resize(width, 60)
    place.show()
    return place, button


def test_it_is_shown_whole_where_there_is_room(qtbot):
    _place, button = shown(qtbot, 900)
    assert button.text().replace("&&", "&") == WORDS


def test_its_begin_and_its_end_are_shown_where_there_is_little(qtbot):
    _place, button = shown(qtbot, 260)
    text = button.text().replace("&&", "&")
    assert text.startswith("Now: W")
    assert text.endswith("23:59")
    assert "…" in text
    assert button.accessibleName() == WORDS
    assert button.minimumSizeHint().width() == LEAST_PX
