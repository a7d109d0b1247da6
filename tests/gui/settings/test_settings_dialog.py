"""The settings dialog as a person uses it: real folders, real servers, real clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox

from photospool.config.existing_files import keep_baseline
from photospool.config.folder_checks import Level
from photospool.gui.settings import SettingsDialog
from photospool.gui.settings.consent import ConfirmDialog, leaving_words
from photospool.system.autostart.autostart import Autostart
from photospool.system.sync_clients import SyncFolder

from ..asked import PATIENCE_MS, Answers
from .opened_dialog import child, files, opened, save, type_into, words

# Load, cancel, save.


def test_shows_what_is_chosen_and_saving_changes_nothing_else(qtbot, dialog, here):
    assert dialog.gathered() == here.settings
    assert save(qtbot, dialog) == here.settings
    assert here.reloaded().settings == here.settings
    assert here.reloaded().is_confirmed


def test_cancel_changes_nothing(qtbot, dialog, here, tmp_path, login):
    before = files(tmp_path)
    type_into(child(dialog, "folder-done"), str(tmp_path / "elsewhere"))
    child(dialog, "photos-quality").setValue(60)
    child(dialog, "app-start").setChecked(True)
    child(dialog, "album-server").setChecked(True)
    type_into(child(dialog, "album-url"), "https://couch.example.org")
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert files(tmp_path) == before
    assert not (tmp_path / "elsewhere").exists()
    assert login.state() is Autostart.OFF


def test_every_page_is_saved(qtbot, dialog, here, login):
    child(dialog, "photos-category").setEditText("Friends/Family")
    type_into(child(dialog, "photos-keywords"), "a b, c")
    type_into(child(dialog, "photos-shown-as"), "Anna")
    child(dialog, "photos-subfolders").setChecked(False)
    child(dialog, "photos-large").setChecked(False)
    assert not child(dialog, "folders-keep-one").isChecked()
    child(dialog, "folders-keep-one").setChecked(True)
    child(dialog, "photos-quality").setValue(70)
    child(dialog, "notifications-outages").setChecked(False)
    child(dialog, "app-theme").setCurrentIndex(2)
    child(dialog, "app-language").setCurrentIndex(child(dialog, "app-language").findText("Deutsch"))
    child(dialog, "app-start").setChecked(True)
    told = save(qtbot, dialog)
    assert told == here.reloaded().settings
    assert (told.photos.category, told.photos.keywords, told.photos.shown_as) == (
        "Friends/Family",
        ("a b", "c"),
        "Anna",
    )
    assert (told.folders.subfolders_as_keywords, told.photos.large_picture, told.photos.quality) == (False, False, 70)
    assert told.folders.keep_one_of_equal
    assert (told.notifications.outages, told.notifications.added) == (False, True)
    assert (told.app.theme, told.app.language) == ("dark", "de")
    assert login.state() is Autostart.ON


def test_all_problems_are_shown_at_their_fields_and_nothing_is_saved(qtbot, dialog, here, tmp_path):
    before = files(tmp_path)
    type_into(child(dialog, "folder-work"), str(tmp_path / "Drop" / "work"))
    child(dialog, "photos-category").setEditText("Public")
    dialog.save_button.click()
    assert "never public" in dialog.photos.fields["photos.category"].problem
    assert "inside incoming" in dialog.folders.fields["folders.work"].problem
    assert dialog.stack.currentWidget() is dialog.folders
    assert files(tmp_path) == before
    child(dialog, "photos-category").setEditText("Private")
    type_into(child(dialog, "folder-work"), str(tmp_path / "work"))
    save(qtbot, dialog)


# Folders.


def test_ticks_follow_what_is_typed(qtbot, dialog, tmp_path):
    field = dialog.folders.form.fields["work"]
    assert all(tick.level is Level.FINE for tick in field.ticks.ticks)
    type_into(field.edit, str(tmp_path / "Drop" / "inside"))
    qtbot.waitUntil(lambda: "inside “incoming”" in words(field.ticks), timeout=PATIENCE_MS)
    type_into(field.edit, str(tmp_path / "fresh"))
    qtbot.waitUntil(lambda: "It will be made." in words(field.ticks), timeout=PATIENCE_MS)
    assert not (tmp_path / "fresh").exists()
    assert "Dropbox" in words(dialog.folders.form.fields["incoming"].ticks)


def test_work_in_the_synced_folder_is_refused(qtbot, here, login, tmp_path):
    dialog = opened(qtbot, here, login, tmp_path)
    dialog._known = dialog.folders.form._known = lambda: [SyncFolder("Dropbox", tmp_path)]
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.save_button.click()
        qtbot.waitUntil(
            lambda: "Dropbox keeps in step" in words(dialog.folders.form.fields["work"].ticks), timeout=PATIENCE_MS
        )
        qtbot.waitUntil(dialog.save_button.isEnabled, timeout=PATIENCE_MS)
    assert dialog.isVisible()


def test_new_folders_are_asked_about_made_and_confirmed(qtbot, dialog, here, tmp_path):
    (tmp_path / "Drop" / "a.jpg").write_bytes(b"photo")
    type_into(child(dialog, "folder-done"), str(tmp_path / "new" / "done"))
    answers = Answers("All of them, and those that come", "Begin")
    told = save(qtbot, dialog)
    assert answers.asked == ["Shall photos move?"] * 2
    assert (tmp_path / "new" / "done").is_dir()
    assert here.reloaded().is_confirmed
    assert not told.folders.only_new


def test_only_the_new_ones(qtbot, dialog, here, tmp_path):
    (tmp_path / "Drop" / "a.jpg").write_bytes(b"photo")
    type_into(child(dialog, "folder-done"), str(tmp_path / "elsewhere"))
    answers = Answers("Only new ones: what is there now stays where it is", "Begin")
    told = save(qtbot, dialog)
    assert not answers.left
    assert told.folders.only_new
    assert "a.jpg" in here.places.baseline.read_text()


def test_a_list_that_was_lost_is_asked_for_again(qtbot, here, login, tmp_path):
    (tmp_path / "Drop" / "a.jpg").write_bytes(b"photo")
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    dialog = opened(qtbot, here, login, tmp_path)
    answers = Answers("Only new ones: what is there now stays where it is", "Begin")
    save(qtbot, dialog)
    assert not answers.left
    assert here.places.baseline.exists()


def test_back_to_a_folder_of_old_photos_it_is_asked_again(qtbot, here, login, tmp_path):
    """“Only new ones” was said of Drop; another folder, not begun, must not make that forgotten."""
    (tmp_path / "Drop" / "a.jpg").write_bytes(b"photo")
    (tmp_path / "other").mkdir()
    here = here.with_settings(here.settings.replace("folders.only_new", True)).confirmed()
    keep_baseline(here.settings, here.places)
    for folder, answer in (("other", "Save, but wait"), ("Drop", "Save, but wait")):
        dialog = opened(qtbot, here.reloaded(), login, tmp_path)
        type_into(child(dialog, "folder-incoming"), str(tmp_path / folder))
        answers = Answers(answer)
        save(qtbot, dialog)
        assert not answers.left
    assert not here.reloaded().is_confirmed


def test_it_may_be_saved_and_wait(qtbot, dialog, here, tmp_path):
    type_into(child(dialog, "folder-done"), str(tmp_path / "elsewhere"))
    answers = Answers("Save, but wait")
    save(qtbot, dialog)
    assert not answers.left
    assert not here.reloaded().is_confirmed
    assert here.reloaded().settings.folders.done == str(tmp_path / "elsewhere")


def test_going_back_saves_nothing(qtbot, dialog, here, tmp_path):
    type_into(child(dialog, "folder-done"), str(tmp_path / "elsewhere"))
    answers = Answers("Go back")
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.save_button.click()
        qtbot.waitUntil(lambda: not answers.left, timeout=PATIENCE_MS)
    assert dialog.isVisible()
    assert here.reloaded() == here


@pytest.mark.parametrize("answer", ["Wait", "Change now"])
def test_a_change_while_photos_are_in_work_asks(qtbot, here, login, tmp_path, answer):
    dialog = opened(qtbot, here, login, tmp_path, photos_under_way=lambda: 3)
    type_into(child(dialog, "folder-work"), str(tmp_path / "elsewhere"))
    if answer == "Wait":
        answers = Answers("Wait")
        dialog.save_button.click()
        qtbot.waitUntil(lambda: not answers.left, timeout=PATIENCE_MS)
        assert dialog.isVisible()
        assert here.reloaded() == here
    else:
        answers = Answers("Change now", "Begin")
        save(qtbot, dialog)
        assert here.reloaded().settings.folders.work == str(tmp_path / "elsewhere")
    assert "3 photo" in answers.asked[0]


def test_another_incoming_folder_leaves_what_is_in_work_on_its_way(qtbot, here, login, tmp_path):
    (tmp_path / "other").mkdir()
    dialog = opened(qtbot, here, login, tmp_path, photos_under_way=lambda: 3)
    type_into(child(dialog, "folder-incoming"), str(tmp_path / "other"))
    answers = Answers("Begin")
    save(qtbot, dialog)
    assert answers.asked == ["Shall photos move?"]


def test_the_log_is_opened(qtbot, dialog, here, monkeypatch):
    opened = []
    dialog.app._open_file = opened.append
    child(dialog, "app-log").click()
    assert opened == [QUrl.fromLocalFile(str(here.places.log.parent))]


def test_a_sample_notification(qtbot, here, login, tmp_path):
    shown = []
    dialog = opened(qtbot, here, login, tmp_path, show_sample=lambda: shown.append(1))
    child(dialog, "notifications-sample").click()
    assert shown == [1]


def test_every_control_has_a_name_and_is_reached_by_keyboard(qtbot, dialog):
    for number, page in enumerate(dialog.pages):
        dialog.list.setCurrentRow(number)
        labels = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
        for edit in page.findChildren(QLineEdit):
            owner = edit.parentWidget() if edit.objectName() == "" else edit
            assert {edit, owner} & labels or edit.accessibleName(), edit.objectName()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    seen = set()
    for _ in range(30):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.add(dialog.focusWidget().objectName())
    assert {
        "folder-incoming",
        "choose-incoming",
        "folder-work",
        "folder-done",
        "settings-save",
        "settings-cancel",
    } <= seen


def test_the_question_waits_for_an_answer(qtbot, here, tmp_path):
    from photospool.config.apply_settings import check

    (tmp_path / "Drop" / "a.jpg").write_bytes(b"photo")
    question = ConfirmDialog(check(here.settings, [SyncFolder("Dropbox", tmp_path / "Drop")], None, None))
    qtbot.addWidget(question)
    question.show()
    assert not question.begin.isEnabled()
    question.which.only_new.click()
    assert question.begin.isEnabled()
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    assert "Dropbox sees that and removes them" in said


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [(("photos",), "1 photo(s)"), (("photos", "videos"), "1 photo(s) and 2 video(s)")],
)
def test_the_question_counts_what_is_taken(qtbot, here, tmp_path, kinds, asked):
    from photospool.config.apply_settings import check

    for name in ("a.jpg", "b.mp4", "c.mov"):
        (tmp_path / "Drop" / name).write_bytes(b"x")
    question = ConfirmDialog(check(here.settings, [], None, None), kinds)
    qtbot.addWidget(question)
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    assert f"There already: {asked}. " in said
    assert ("Each photo and video in" in said) is ("videos" in kinds)


@pytest.mark.parametrize("videos_too", [False, True])
def test_a_cloud_is_named_only_where_the_sync_client_has_one(videos_too):
    """Syncthing keeps devices in step with each other: nothing of it is in a cloud."""
    assert "from the cloud" in leaving_words("Dropbox", videos_too=videos_too)
    said = leaving_words("Syncthing", videos_too=videos_too)
    assert "cloud" not in said
    assert "Syncthing sees that and removes them from your other devices too" in said


@pytest.mark.parametrize(("photos", "questions"), [(0, ConfirmDialog), (3, QMessageBox)])
def test_the_program_may_end_while_a_question_is_open(qtbot, here, login, tmp_path, photos, questions):
    before = files(tmp_path)
    dialog = SettingsDialog(here, login=login, photos_under_way=lambda: photos, known=list)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    gone = []
    dialog.destroyed.connect(lambda: gone.append(1))
    dialog.show()
    type_into(child(dialog, "folder-work"), str(tmp_path / "elsewhere"))
    ended = []

    def end():
        if isinstance(QApplication.activeModalWidget(), questions):
            ended.append(dialog.close())

    timer = QTimer(interval=50)
    timer.timeout.connect(lambda: ended or end())
    timer.start()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(gone), timeout=PATIENCE_MS)
    assert ended
    assert files(tmp_path) == before
