"""The settings dialog as a person uses it: real folders, real servers, real clicks."""

from __future__ import annotations

import os
import secrets
import stat

import keyring
import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox

from photospool.album.couchdb.connection_test import Verdict
from photospool.config import settings as choices
from photospool.config.existing_files import keep_baseline
from photospool.config.folder_checks import Level
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import AlbumUnavailable
from photospool.gui.settings import SettingsDialog
from photospool.gui.settings.consent import ConfirmDialog
from photospool.gui.settings.settings_dialog import PageName
from photospool.system.autostart.autostart import Autostart, login_item
from photospool.system.sync_clients import SyncFolder

from ...servers.authority import Authority
from ...servers.standin import DATABASE, Scripted, standin
from ..asked import PATIENCE_MS, Answers, MemoryKeyring, NoKeyringAtAll

WRONG = Scripted.json(401, "unauthorized", "Name or password is incorrect.")


@pytest.fixture
def vault(monkeypatch):
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def here(tmp_path, vault):
    """Three folders that were chosen and confirmed, and the album on this computer."""
    settings = Settings()
    for name in ("Drop", "work", "done"):
        (tmp_path / name).mkdir()
    for name, folder in (("incoming", "Drop"), ("work", "work"), ("done", "done")):
        settings = settings.replace(f"folders.{name}", str(tmp_path / folder))
    where = places(tmp_path / "home")
    choices.save(settings, where.settings)
    return Profile.load(where).confirmed()


@pytest.fixture
def login(tmp_path):
    return login_item(["photospool"], platform="linux", home=tmp_path, env={})


@pytest.fixture
def dialog(qtbot, here, login, tmp_path):
    return opened(qtbot, here, login, tmp_path)


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


@pytest.fixture
def server():
    with standin() as server:
        yield server


def test_connected_then_views_installed_then_saved(qtbot, dialog, here, server, vault):
    assert ask(qtbot, dialog, server.url) is Verdict.VIEWS_MISSING
    form = dialog.album.form
    assert "Connected: CouchDB 3.5.0, signed in as admin." in words(form.ticks)
    child(dialog, "album-views").click()
    qtbot.waitUntil(lambda: form.diagnosis and form.diagnosis.verdict is Verdict.READY, timeout=PATIENCE_MS)
    assert "views are installed" in words(form.ticks)
    answers = Answers("Begin")
    told = save(qtbot, dialog)
    assert not answers.left
    assert (told.album.url, told.album.user) == (server.url, "anna")
    assert vault.kept == {(server.url, "anna"): "right"}
    assert "right" not in here.places.settings.read_text()


@pytest.mark.parametrize(
    ("scripted", "verdict", "says"),
    [
        (WRONG, Verdict.WRONG_PASSWORD, "is wrong. It is not tried again"),
        (
            Scripted.json(403, "forbidden", "Account is temporarily locked due to multiple authentication failures"),
            Verdict.LOCKED_OUT,
            "five minutes",
        ),
        (Scripted.json(403, "forbidden", "You may not."), Verdict.MAY_NOT_WRITE, "may not add photos"),
        (Scripted.html(200), Verdict.NO_COUCHDB, "no CouchDB"),
        (Scripted.html(503), Verdict.NOT_NOW, "can't work now"),
    ],
)
def test_what_a_server_answers_is_named(qtbot, dialog, server, scripted, verdict, says):
    server.answer_with(scripted)
    assert ask(qtbot, dialog, server.url) is verdict
    assert says in words(dialog.album.form.ticks)


def test_a_wrong_password_is_sent_once_whatever_is_pressed(qtbot, dialog, here, server):
    server.answer_with(WRONG)
    ask(qtbot, dialog, server.url)
    for _ in range(3):
        test_again(qtbot, dialog)
    answers = Answers("Go back")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not answers.left, timeout=PATIENCE_MS)
    assert "password is wrong" in answers.asked[0]
    assert len(server.seen()) == 1
    assert here.reloaded() == here


def test_a_sign_in_that_is_wanted(qtbot, dialog, server):
    server.answer_with(Scripted.json(401, "unauthorized", "You are not authorized to access this db."), path="^/photo")
    assert ask(qtbot, dialog, server.url, user="", password="") is Verdict.WANTS_SIGN_IN


def test_nothing_answers_and_it_may_be_saved_all_the_same(qtbot, dialog, here):
    assert ask(qtbot, dialog, "http://127.0.0.1:9") is Verdict.NOTHING_ANSWERS
    answers = Answers("Save all the same", "Begin")
    told = save(qtbot, dialog)
    assert "Nothing answers at 127.0.0.1:9" in answers.asked[0]
    assert told.album.url == "http://127.0.0.1:9"


def test_plain_http_to_another_machine_wants_a_tick(qtbot, dialog):
    assert ask(qtbot, dialog, "http://photospool.invalid") is Verdict.NOT_ENCRYPTED
    plain = child(dialog, "album-plain")
    assert plain.isVisible()
    plain.click()
    assert test_again(qtbot, dialog) is Verdict.NAME_UNKNOWN
    type_into(child(dialog, "album-url"), "http://127.0.0.1:9")
    assert not plain.isVisible()
    assert not dialog.gathered().album.allow_plain_http


def test_a_certificate_is_shown_and_may_be_trusted(qtbot, dialog, here, tmp_path):
    (tmp_path / "authority").mkdir()
    with standin(Authority(tmp_path / "authority").self_signed()) as server:
        assert ask(qtbot, dialog, server.url) is Verdict.CERTIFICATE
        form = dialog.album.form
        found = form.diagnosis.fingerprint
        assert found in words(form.ticks).replace(" ", "")
        assert server.seen() == []
        answers = Answers("It is the same: trust it")
        child(dialog, "album-trust").click()
        qtbot.waitUntil(lambda: form.diagnosis and form.diagnosis.verdict.is_connected, timeout=PATIENCE_MS)
        assert found in answers.asked[0]
        assert dialog.gathered().album.ca_file.endswith("127.0.0.1.pem")


def test_a_missing_album_is_made_on_a_real_server(qtbot, dialog, real_couchdb):
    name = f"test-{secrets.token_hex(6)}"
    account = {"user": real_couchdb.user, "password": real_couchdb.password}
    assert ask(qtbot, dialog, real_couchdb.url, database=name, **account) is Verdict.DATABASE_MISSING
    form = dialog.album.form
    try:
        child(dialog, "album-create").click()
        qtbot.waitUntil(lambda: form.diagnosis and form.diagnosis.verdict is Verdict.READY, timeout=PATIENCE_MS)
        assert "Connected: CouchDB 3." in words(form.ticks)
    finally:
        real_couchdb.request("DELETE", f"/{name}")


# Passwords.


def test_a_kept_password_is_used_and_stays(qtbot, here, login, tmp_path, server, vault):
    vault.kept[server.url, "anna"] = "kept"
    album = here.settings.replace("album.url", server.url).replace("album.user", "anna")
    here = here.with_settings(album).confirmed()
    dialog = opened(qtbot, here, login, tmp_path)
    assert child(dialog, "album-password").text() == ""
    assert test_again(qtbot, dialog).is_connected
    save(qtbot, dialog)
    assert vault.kept == {(server.url, "anna"): "kept"}


@pytest.mark.parametrize(("button", "source"), [("Until Photospool ends", "session"), ("Into a file", "file")])
def test_without_a_keyring_the_user_is_asked(qtbot, dialog, here, server, button, source):
    keyring.set_keyring(NoKeyringAtAll())
    ask(qtbot, dialog, server.url)
    answers = Answers("Begin", button)
    save(qtbot, dialog)
    assert not answers.left
    assert here.vault.find(server.url, "anna").source == source
    kept = here.places.settings.with_name("passwords.json")
    assert kept.exists() == (source == "file")
    if source == "file" and os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_without_a_keyring_going_back_saves_nothing(qtbot, dialog, here, server):
    keyring.set_keyring(NoKeyringAtAll())
    ask(qtbot, dialog, server.url)
    answers = Answers("Begin", "Go back")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not answers.left, timeout=PATIENCE_MS)
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=PATIENCE_MS)
    assert here.reloaded() == here


# The rest.


def test_the_albums_own_categories_are_offered(qtbot, here, login, tmp_path):
    dialog = opened(qtbot, here, login, tmp_path, categories=lambda: ("Private", "Public", "Trash", "Work"))
    box = child(dialog, "photos-category")
    qtbot.waitUntil(lambda: box.count() == 3, timeout=PATIENCE_MS)
    assert [box.itemText(index) for index in range(3)] == ["Private", "Friends/Family", "Work"]
    assert box.currentText() == "Private"


def test_an_album_that_cannot_be_asked_offers_none(qtbot, here, login, tmp_path):
    def asked():
        raise AlbumUnavailable("Nobody answers.")

    dialog = opened(qtbot, here, login, tmp_path, categories=asked)
    assert child(dialog, "photos-category").count() == 2
    assert save(qtbot, dialog) == here.settings


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
