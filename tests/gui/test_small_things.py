"""Small things of the windows that people stumbled over, each held by one look."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QToolButton

from photospool import events
from photospool.album.replication.models import CheckResult
from photospool.album.replication.public.publish import Preview
from photospool.config.folder_checks import Fact, Level, What
from photospool.demo.playground import throwaway
from photospool.gui import theme
from photospool.gui.replication import actions
from photospool.gui.replication.actions import Previewed
from photospool.gui.replication.publish import PublishDialog, StrangersView
from photospool.gui.settings.check_texts import fact_ticks
from photospool.gui.state import KindsChosen, Status, fold_all
from photospool.gui.window.window import Window
from photospool.photo.formats import PHOTOS, VIDEOS

from ..children import PATIENCE_S
from .asked import PATIENCE_MS


@pytest.fixture(params=["light", "dark"])
def looks(request, qapp):
    theme.apply_theme(qapp, request.param)
    yield request.param
    theme.apply_theme(qapp)


def drawn(icon, mode):
    """The colours of an icon's solid parts."""
    image = icon.pixmap(QSize(64, 64), 1.0, mode).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def test_an_icon_in_a_selected_row_has_the_colour_of_its_text(qapp, looks):
    palette = qapp.palette()
    icon = theme.icon("folder")
    assert drawn(icon, QIcon.Mode.Selected) == {palette.color(QPalette.ColorRole.HighlightedText).name()}
    assert drawn(icon, QIcon.Mode.Normal) == {palette.color(QPalette.ColorRole.ButtonText).name()}


def test_a_field_that_is_grey_shows_no_example(qapp, looks):
    role, group = QPalette.ColorRole.PlaceholderText, QPalette.ColorGroup
    assert qapp.palette().color(group.Disabled, role).alpha() == 0
    assert qapp.palette().color(group.Active, role) != QColor(0, 0, 0, 0)


def test_help_and_about_stand_in_the_windows_menu(qtbot):
    window = Window(list)
    qtbot.addWidget(window)
    menu = window.findChild(QToolButton, "more").menu()
    assert [action.objectName() for action in menu.actions() if action.objectName()][-3:] == ["help", "about", "quit"]
    for name, wanted in (("help", window.help_wanted), ("about", window.about)):
        with qtbot.waitSignal(wanted):
            next(action for action in menu.actions() if action.objectName() == name).trigger()


def test_one_disk_that_is_missing_is_told_once():
    facts = [Fact(name, Level.WRONG, What.NOT_MAKEABLE, "/media/usb") for name in ("incoming", "work", "done")]
    first, *others = (fact_ticks(facts, name)[0].text for name in ("incoming", "work", "done"))
    assert "/media/usb" in first
    assert others == ["It is not there either: see “incoming”."] * 2


def test_where_nothing_is_public_it_says_how_photos_become_so(qtbot):
    view = StrangersView(None)
    qtbot.addWidget(view)
    view._show(Previewed(Preview(()), {}))
    assert view.title.text() == "Strangers would see nothing"
    assert not view.none.isHidden()
    assert view.list.isHidden()
    assert "press “Make public” there" in view.none.text()


def test_sentence_and_strip_say_one_number_of_what_is_in_incoming(qtbot):
    window = Window(list)
    qtbot.addWidget(window)
    seen = [events.EngineStarted(), events.ScanFinished(9, 2, {}), events.Claimed("a", "IMG_1.jpg")]
    window.show_status(fold_all(Status(), seen))
    assert window.strip.incoming.accessibleName() == "Incoming: 10"  # one of eleven is under way
    assert "10 photo(s) wait in incoming" in window.state.detail.text()


def test_where_nothing_is_listed_yet_but_photos_come_nobody_is_told_to_bring_some(qtbot):
    window = Window(list)
    qtbot.addWidget(window)
    window.show_status(fold_all(Status(), [events.EngineStarted(), events.ScanFinished(0, 0, {})]))
    text = window.recent._empty.text
    assert text.text().startswith("Put photos into")
    both = [events.EngineStarted(), events.ScanFinished(0, 0, {}), KindsChosen((PHOTOS, VIDEOS))]
    window.show_status(fold_all(Status(), both))
    assert text.text().startswith("Put photos and videos into")  # where videos are taken, and there only
    window.show_status(fold_all(Status(), [events.EngineStarted(), events.ScanFinished(3, 0, {})]))
    assert text.text() == "What is on its way is listed here as it reaches your album."


def test_go_back_stands_before_what_leads_on_in_the_guide_as_in_the_first_run(qtbot, tmp_path):
    here = throwaway(tmp_path)
    dialog = PublishDialog(here)
    qtbot.addWidget(dialog)
    dialog.view.end()
    dialog.go.setEnabled(True)
    dialog.begin()
    dialog.show()
    assert dialog.back.mapToGlobal(QPoint()).x() < dialog.go.mapToGlobal(QPoint()).x()


def test_the_guide_counts_while_it_looks(qtbot, monkeypatch):
    def preview(_here, stop, counted):
        counted(12)
        stop.wait(PATIENCE_S)

    monkeypatch.setattr(actions, "preview", preview)
    view = StrangersView(None)
    qtbot.addWidget(view)
    view.begin()
    qtbot.waitUntil(lambda: view.title.text() == "Looking at the public photos: 12", timeout=PATIENCE_MS)
    view.end()


def test_one_count_takes_the_place_of_the_last(qtbot, tmp_path):
    dialog = PublishDialog(throwaway(tmp_path))
    qtbot.addWidget(dialog)
    dialog.view.end()
    counts = [CheckResult(f"{n} of 30 have arrived.", goes_on=True) for n in (6, 12)]
    for tick in (CheckResult("It is there."), *counts, CheckResult("Every one is there.")):
        dialog.told(tick)
    assert [tick.text for tick in dialog.ticks.ticks] == ["It is there.", "Every one is there."]
