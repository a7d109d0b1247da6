"""The album's page of the settings: each answer of a server is named, and passwords are kept where the user says."""

from __future__ import annotations

import os
import secrets
import stat

import keyring
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from photospool.album.couchdb.connection_test import Verdict
from photospool.album.couchdb.couchapp import Policy, examine, set_policy
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.tuning import SETTING, WANTED_BYTES
from photospool.errors import AlbumUnavailable
from photospool.gui.settings.settings_dialog import PageName

from ...servers.authority import Authority
from ...servers.standin import Scripted, standin
from ..asked import PATIENCE_MS, Answers, NoKeyringAtAll
from .opened_dialog import ask, child, opened, save, test_again, type_into, words

WRONG = Scripted.json(401, "unauthorized", "Name or password is incorrect.")


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


def test_a_server_is_tuned_only_after_a_yes(qtbot, dialog, own_server):
    def sizes():
        return own_server.request("GET", "/_node/_local/_config/couchdb").get(SETTING)

    made = own_server.album("test-tuned")
    set_up(made, create=True)
    made.close()
    own_server.request("PUT", f"/_node/_local/_config/couchdb/{SETTING}", "4096")
    who = {"database": "test-tuned", "user": own_server.user, "password": own_server.password}
    assert ask(qtbot, dialog, own_server.url, **who) is Verdict.READY
    form, button = dialog.album.form, child(dialog, "album-tune")
    assert "keeps photos in pieces of 4 KB. In pieces of 1 MB" in words(form.ticks)
    assert "It works as it is" in words(form.ticks), "whether one must is said"
    for answer, size in (("Cancel", "4096"), ("Set it", str(WANTED_BYTES))):
        answers = Answers(answer)
        button.click()
        qtbot.waitUntil(lambda answers=answers: not answers.left and not form.is_busy, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda size=size: sizes() == size, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not form.is_busy and form.diagnosis is not None, timeout=PATIENCE_MS)
    assert not button.isVisible()
    assert "pieces" not in words(form.ticks)


def test_a_policy_that_lets_the_page_play_too_little_is_told(qtbot, dialog, own_server):
    made = own_server.album("test-page-policy")
    set_up(made, create=True)
    wanted = examine(made).wanted
    who = {"database": "test-page-policy", "user": own_server.user, "password": own_server.password}
    for policy, fails in (("media-src 'self'; ", "plays no motion photos there"), ("media-src 'self' blob:; ", "")):
        now = wanted.replace("media-src 'self' blob:; ", policy)
        set_policy(made, Policy("", "", "", now, lets_run=False))
        assert ask(qtbot, dialog, own_server.url, **who) is Verdict.READY
        said = words(dialog.album.form.ticks)
        assert ("the server's policy does not let it" in said, fails in said) == (bool(fails), True)
    made.close()


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


def test_an_address_of_this_computer_needs_no_scheme(qtbot, dialog, server):
    typed = server.url.removeprefix("http://")
    assert ask(qtbot, dialog, typed) is Verdict.VIEWS_MISSING
    assert child(dialog, "album-url").text() == server.url
    assert dialog.album.form.choice().url == server.url


def test_nothing_moves_while_a_password_is_typed(qtbot, dialog):
    dialog.show_page(PageName.ALBUM)
    child(dialog, "album-server").click()
    type_into(child(dialog, "album-url"), "http://127.0.0.1:5984")
    test, password = child(dialog, "album-test"), child(dialog, "album-password")

    def rests():
        """Where the button stands, once nothing moves any more: rows get their height in several turns."""
        places = [None, test.mapToGlobal(QPoint())]
        while places[-1] != places[-2]:
            for _ in range(10):
                QApplication.processEvents()
            places.append(test.mapToGlobal(QPoint()))
        return places[-1]

    before = rests()
    for letter in "secret":
        QTest.keyClicks(password, letter)
        assert rests() == before
    assert dialog.album.form.reveal.isEnabled()


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
