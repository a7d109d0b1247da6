"""Window, page and command line say the same: what strangers see, what categories are called, how dates are written."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QLabel

from photospool.config.current_event import CurrentEvent
from photospool.config.settings import Settings
from photospool.gui.add_photos.words_form import WordsForm
from photospool.gui.dialogs.current_event import CurrentEventDialog, event_words
from photospool.gui.i18n import language, value_texts
from photospool.gui.i18n.core_words import strangers_see
from photospool.gui.replication.conflicts import _text
from photospool.gui.settings.folders_page import FolderForm
from photospool.gui.settings.photos_page import PhotosPage
from photospool.gui.widgets.tag_fields import CategoryBox
from photospool.photo.metadata import public_fields

WORDS = Path(__file__).parents[3] / "resources" / "album" / "words"
NAMES = ("Private", "Friends/Family", "Public", "Trash")
NOW = 1_780_000_000.0


@pytest.fixture(params=["en", "de"])
def spoken(request, qapp):
    language.speak(qapp, request.param)
    return request.param


def of_page(spoken, key):
    """A text of the page, with the apostrophes of the code."""
    found = re.search(rf"(?<![\w'])'?{re.escape(key)}'?: '([^']*)'", (WORDS / f"{spoken}.js").read_text("utf-8"))
    return found[1].replace("’", "'") if found else None


def test_what_strangers_see_is_one_sentence_from_the_one_list(spoken):
    assert strangers_see() == of_page(spoken, "publicWarn")
    if spoken == "en":
        assert strangers_see() == f"{public_fields.SEEN} {public_fields.NEVER_SEEN} {public_fields.OF_VIDEOS}"


def test_who_adds_public_photos_reads_it_too(spoken, qtbot):
    form = WordsForm("Private")
    qtbot.addWidget(form)
    form.category.choose("Public")
    assert not form.public.isHidden()
    assert form.public.text() == strangers_see()


@pytest.mark.parametrize("name", NAMES)
def test_categories_are_called_as_on_the_page(spoken, name):
    assert value_texts.category(name) == (of_page(spoken, name) or name)
    assert value_texts.category_named(value_texts.category(name)) == name
    assert value_texts.category_named(f" {value_texts.category(name).upper()} ") == name
    assert value_texts.category("Work") == value_texts.category_named("Work") == "Work"


def test_what_is_stored_is_the_albums_own_word_whatever_is_shown(spoken, qtbot):
    box = CategoryBox("Private", {"Trash"})
    qtbot.addWidget(box)
    box.set_known(["Friends/Family", "Public", "Trash", "Work"])
    shown = [box.itemText(row) for row in range(box.count())]
    assert shown == [value_texts.category(name) for name in ("Private", "Friends/Family", "Public", "Work")]
    for row, name in enumerate(("Private", "Friends/Family", "Public", "Work")):
        box.setCurrentIndex(row)
        assert box.category() == name
    box.setCurrentText("Public")  # typed in English
    assert box.category() == "Public"


def test_settings_and_event_show_and_keep_it(spoken, qtbot):
    page = PhotosPage()
    qtbot.addWidget(page)
    settings = Settings().replace("photos.category", "Friends/Family")
    page.fill(settings)
    assert page.category.currentText() == value_texts.category("Friends/Family")
    assert page.gathered(settings).photos.category == "Friends/Family"
    event = CurrentEvent("Wedding", (), "Friends/Family", NOW + 3600)
    assert value_texts.category("Friends/Family") in event_words(event, NOW)
    assert _text("cat", "Private") == value_texts.category("Private")


def test_dates_are_written_one_way(spoken, qtbot):
    day = QDate(2026, 5, 1)
    written = value_texts.date_words(day)
    assert written == value_texts.day("2026-05-01") == _text("taken", "2026-05-01")
    form = WordsForm("Private")
    event = CurrentEventDialog(CurrentEvent(), lambda: None, usual_category="Private", clock=lambda: NOW)
    for made in (form, event):
        qtbot.addWidget(made)
        for field in made.findChildren(QDateTimeEdit):
            field.setDate(day) if not isinstance(field, QDateEdit) else field.setMaximumDate(QDate(2030, 1, 1))
            field.setDate(day)
            assert field.text().startswith(written)
    assert not [label for label in event.findChildren(QLabel) if re.search(r"\d{4}-\d\d-\d\d", label.text())]


def test_an_event_of_many_days_says_its_end_the_same_way(spoken):
    end = value_texts.clock(NOW + 9 * 86_400, NOW)
    assert event_words(CurrentEvent("Trip", (), "", NOW + 9 * 86_400), NOW).endswith(end)


def test_done_is_to_be_backed_up_wherever_it_is_told(qtbot):
    form = FolderForm(list)
    qtbot.addWidget(form)
    assert any("Back this one up" in label.text() for label in form.fields["done"].findChildren(QLabel))
    started = (WORDS.parents[2] / "docs" / "getting-started.md").read_text("utf-8")
    (row,) = [line for line in started.splitlines() if line.startswith("| **done** |")]
    assert "back this one up" in row
