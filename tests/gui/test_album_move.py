"""The album on this computer moves into a real CouchDB, with the whole program running."""

from __future__ import annotations

import secrets
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog

from photospool.config.settings import AlbumChoice

from ..servers.couchdb import Server
from .asked import Answers, MemoryKeyring, NoKeyringAtAll


@pytest.fixture
def name(real_couchdb: Server):
    """Of a database that is not there yet."""
    made = f"test-{secrets.token_hex(6)}"
    yield made
    if made in real_couchdb.request("GET", "/_all_dbs"):
        real_couchdb.request("DELETE", f"/{made}")


@pytest.fixture
def kept():
    """A keyring that forgets, so that the user's own is never touched."""
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours.kept
    keyring.set_keyring(before)


@pytest.fixture
def program(kept, run, here, photo, monkeypatch):
    """With one photo in the album on this computer, and its Copies shown."""
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    incoming = Path(here.settings.folders.incoming)
    found = run()
    photo(incoming / "first.jpg")
    found.wait(lambda: found.names() == ["first.jpg"])
    found.window.tabs.setCurrentWidget(found.window.copies)
    return found


def opened(program, server: Server, name: str) -> QDialog:
    """The dialog, with its fields filled in and tested."""
    program.button("move-album").click()
    dialog = program.window.findChild(QDialog, "move-album")
    assert not dialog.go.isEnabled()
    assert dialog.why_not.text() == dialog.go.accessibleDescription() == "Test the server first."
    form = dialog.form
    form.url.setText(server.url)
    form.database.setText(name)
    form.user.setText(server.user)
    form.password.setText(server.password)
    form.url.textEdited.emit(server.url)
    form.test.click()
    program.wait(form.create_button.isVisible)
    form.create_button.click()
    program.wait(dialog.go.isEnabled)
    assert not dialog.why_not.text()
    return dialog


def photos(server: Server, name: str) -> list[str]:
    rows = server.request("GET", f"/{name}/_all_docs?include_docs=true")["rows"]
    return sorted(row["doc"]["filename"] for row in rows if "filename" in row["doc"] and not row["id"].startswith("_"))


def test_the_album_moves_and_new_photos_follow(program, here, photo, kept, real_couchdb, name):
    dialog = opened(program, real_couchdb, name)
    dialog.go.click()
    assert dialog.form.isHidden(), "how far it is stands where one looks"
    assert dialog.progress.isVisible()
    photo(Path(here.settings.folders.incoming) / "second.jpg", "firebrick")
    program.wait(lambda: not dialog.is_busy)
    assert dialog.intro.isHidden(), "nothing is to be waited for any more"
    assert dialog.ticks.ticks[0].text.startswith("All is there.")
    assert photos(real_couchdb, name)[:1] == ["first.jpg"]
    album = here.reloaded().settings.album
    assert album == AlbumChoice(url=real_couchdb.url, database=name, user=real_couchdb.user)
    assert here.reloaded().is_confirmed
    assert list(kept.values()) == [real_couchdb.password]
    program.wait(lambda: sorted(program.names()) == ["first.jpg", "second.jpg"])
    assert "second.jpg" in photos(real_couchdb, name)
    dialog.leave.click()
    program.wait(lambda: program.window.copies.shows == "empty")
    assert program.status.is_running


def test_without_a_keyring_it_asks_where_the_password_is_kept(program, here, kept, real_couchdb, name):
    dialog = opened(program, real_couchdb, name)
    keyring.set_keyring(NoKeyringAtAll())
    answers = Answers("Until Photospool ends")
    dialog.go.click()
    program.wait(lambda: not dialog.is_busy)
    assert not answers.left
    assert here.reloaded().settings.album.database == name
    dialog.leave.click()
    program.wait(lambda: program.window.copies.shows == "empty")


def test_it_can_be_stopped_and_nothing_has_changed(program, here, kept, real_couchdb, name):
    dialog = opened(program, real_couchdb, name)
    dialog.go.click()
    assert dialog.is_busy
    dialog.findChild(QAbstractButton, "leave").click()
    program.wait(lambda: not dialog.is_busy)
    assert dialog.form.isVisible(), "it can be begun again"
    assert here.reloaded().settings.album == AlbumChoice()
    assert kept == {}
    program.wait(lambda: program.status.is_running)
    dialog.leave.click()


def test_the_program_ends_at_once_while_photos_are_on_their_way(program, real_couchdb, name):
    dialog = opened(program, real_couchdb, name)
    dialog.go.click()
    assert dialog.is_busy  # and the fixture asserts how long quitting takes
