"""Switches for videos, raw files and sidecars: a yes after number and size, or of only new ones; off unasked."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.photo.made_sidecars import xmp

from photospool.config import kinds
from photospool.gui.i18n.kind_words import size_words
from photospool.gui.settings.kinds_dialog import KindDialog
from photospool.photo.formats import VIDEOS

from ..asked import PATIENCE_MS
from .opened_dialog import child, opened, save


@pytest.fixture
def incoming(here, tmp_path):
    folder = tmp_path / "Drop"
    for name in ("a.mp4", "b.mov"):
        (folder / name).write_bytes(b"x" * 1_000_000)
    return folder


def question(qtbot, shown):
    """Save, and wait for what is asked."""
    shown.save_button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), KindDialog), timeout=PATIENCE_MS)
    return QApplication.activeModalWidget()


def taken(profile):
    now = profile.reloaded()
    return kinds.taken(now.settings, now.memory)


@pytest.mark.parametrize("only_new", [True, False])
def test_videos_are_taken_after_a_yes_that_shows_number_and_size(qtbot, incoming, dialog, here, only_new):
    qtbot.waitUntil(lambda: "2 video" in child(dialog, "photos-lying").text(), timeout=PATIENCE_MS)
    box = child(dialog, "photos-videos")
    assert not box.isChecked()
    box.click()
    asked = question(qtbot, dialog)
    said = " ".join(label.text() for label in asked.findChildren(object) if hasattr(label, "text"))
    assert f"({size_words(2_000_000)})" in said
    assert "A year of a phone's videos may weigh" in said
    assert not asked.take.isEnabled(), "nothing is chosen for the user"
    assert taken(here) == ("photos",)
    (asked.which.only_new if only_new else asked.which.all).click()
    with qtbot.waitSignal(dialog.saved, timeout=PATIENCE_MS):
        asked.take.click()
    assert taken(here) == ("photos", "videos")
    assert here.reloaded().settings.folders.only_new is only_new
    assert here.reloaded().is_confirmed


def test_going_back_takes_no_videos_and_saves_nothing(qtbot, incoming, dialog, here):
    child(dialog, "photos-videos").click()
    question(qtbot, dialog).back.click()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert taken(here) == ("photos",)


def test_off_again_without_a_question(qtbot, here, login, tmp_path):
    profile, _ = kinds.take(here, VIDEOS)
    shown = opened(qtbot, profile, login, tmp_path)
    box = child(shown, "photos-videos")
    assert box.isChecked()
    box.click()
    save(qtbot, shown)
    assert taken(here) == ("photos",)
    assert not kinds.is_to_be_asked(here.reloaded(), VIDEOS)


def test_both_are_asked_of_one_after_the_other(qtbot, incoming, dialog, here):
    (incoming / "c.nef").write_bytes(b"x" * 3_000_000)
    child(dialog, "photos-videos").click()
    child(dialog, "photos-raw").click()
    asked = question(qtbot, dialog)
    assert asked.objectName() == "videos-dialog"
    asked.which.all.click()
    asked.take.click()
    qtbot.waitUntil(lambda: getattr(QApplication.activeModalWidget(), "objectName", str)() == "raw-dialog")
    asked = QApplication.activeModalWidget()
    said = " ".join(label.text() for label in asked.findChildren(object) if hasattr(label, "text"))
    assert f"raw file(s) ({size_words(3_000_000)})" in said.replace("files", "file(s)")
    assert "A year of raw files, 100 a week, may weigh" in said
    assert taken(here) == ("photos",), "nothing is kept before the last answer"
    asked.which.only_new.click()
    with qtbot.waitSignal(dialog.saved, timeout=PATIENCE_MS):
        asked.take.click()
    assert taken(here) == ("photos", "videos", "raw")


def test_going_back_from_the_second_question_keeps_neither(qtbot, incoming, dialog, here):
    (incoming / "c.nef").write_bytes(b"x")
    child(dialog, "photos-videos").click()
    child(dialog, "photos-raw").click()
    asked = question(qtbot, dialog)
    asked.which.all.click()
    asked.take.click()
    qtbot.waitUntil(lambda: getattr(QApplication.activeModalWidget(), "objectName", str)() == "raw-dialog")
    QApplication.activeModalWidget().back.click()
    assert taken(here) == ("photos",)
    child(dialog, "photos-videos").click()
    assert dialog.photos.kinds.wanted_newly == ["raw"]


def test_sidecars_are_taken_after_a_yes_that_shows_number_and_size(qtbot, incoming, dialog, here):
    (incoming / "a.xmp").write_bytes(xmp("Words") + b" " * 400_000)
    assert not child(dialog, "photos-sidecars").isChecked()
    child(dialog, "photos-sidecars").click()
    asked = question(qtbot, dialog)
    said = " ".join(label.text() for label in asked.findChildren(object) if hasattr(label, "text"))
    assert f"sidecar(s) ({size_words((incoming / 'a.xmp').stat().st_size)})" in said.replace(
        "sidecar (", "sidecar(s) ("
    )
    assert "A year" not in said
    assert taken(here) == ("photos",)
    asked.which.all.click()
    with qtbot.waitSignal(dialog.saved, timeout=PATIENCE_MS):
        asked.take.click()
    assert taken(here) == ("photos", "sidecars")
    assert not here.reloaded().settings.folders.only_new
