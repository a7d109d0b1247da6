"""The Copies tab as a person uses it: an album on one real server, its copies on another, real clicks."""

from __future__ import annotations

import secrets

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from shiboken6 import isValid

from photospool.album.replication.replications import Replications
from photospool.config.folder_checks import Level
from photospool.gui.state import Status
from photospool.gui.widgets.labels import EmptyPlace

from ...album.replication.conftest import conflicting
from .copies_tab import Tab, texts, type_into


def test_a_copy_is_added_goes_well_is_paused_resumed_and_removed(qtbot, here, album, second_couchdb, name):
    album.put_document({"_id": "a-note", "type": "comment"})
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.page.shows == "empty")
    dialog = tab.add(second_couchdb, name, second_couchdb.password, **{"copy-name": "Attic"})
    assert all(tick.level is Level.FINE for tick in dialog.ticks.ticks), texts(dialog)
    assert f"Made the database “{name}”. Nobody but its administrators can see it." in texts(dialog)
    assert dialog.form.password.text() == ""
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    assert "Attic" in tab.card.accessibleName()
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))
    assert second_couchdb.request("GET", f"/{name}/a-note")["type"] == "comment"

    tab.do("copy-check")
    assert not tab.action("copy-remove").isEnabled()
    tab.wait(lambda: tab.card.said.endswith("every photo and video is there."))

    tab.do("copy-pause")
    tab.wait(lambda: tab.card.sentence.text() == "Paused")
    (copy,) = Replications(album).copies()
    assert copy.is_paused
    assert not tab.action("copy-pause").isVisible() and tab.has_button("copy-resume")
    tab.wait(lambda: tab.button("copy-resume").isEnabled())
    tab.do("copy-resume")
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))

    tab.do("copy-remove")
    asked = tab.dialog("remove-copy")
    tab.button("fate-delete", asked).click()
    assert not asked.go.isEnabled()  # an administrator is needed for that
    type_into(asked.findChild(QLineEdit, "administrator"), second_couchdb.user)
    type_into(asked.findChild(QLineEdit, "administrator-password"), second_couchdb.password)
    asked.go.click()
    # What it still tells must not meet a dialog that went with the end of the test.
    tab.wait(lambda: not isValid(asked) or not asked.is_busy)
    tab.looking_until(lambda: tab.page.shows == "empty")
    assert name not in second_couchdb.request("GET", "/_all_dbs")
    assert Replications(album).copies() == []


def test_a_wrong_password_is_said_and_nothing_stays_behind(qtbot, here, album, second_couchdb, name):
    tab = Tab(qtbot, here)
    dialog = tab.add(second_couchdb, name, "wrong")
    said = texts(dialog)
    assert said[-1].startswith("The copy's server does not accept the name and the password.")
    assert sum("does not accept" in text for text in said) == 1
    assert dialog.go.isEnabled() and dialog.form.isEnabled()  # it can be tried with another one
    assert Replications(album).copies() == []
    assert name not in second_couchdb.request("GET", "/_all_dbs")


def test_a_password_that_changed_there_is_asked_for_and_goes_on(qtbot, here, album, second_couchdb, name):
    tab = Tab(qtbot, here)
    tab.add(second_couchdb, name, second_couchdb.password).leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    (copy,) = Replications(album).copies()
    path = f"/_users/org.couchdb.user:{copy.made_user}"
    changed = {**second_couchdb.request("GET", path), "password": "another"}
    second_couchdb.request("PUT", path, changed)
    Replications(album).resume(copy)  # a connection that was open before knows nothing of it
    tab.looking_until(lambda: tab.card.sentence.text() == "Name or password refused")
    assert "account" in tab.card.detail.text()
    assert not tab.action("copy-pause").isVisible() and tab.has_button("copy-password")
    tab.do("copy-password")
    asked = tab.dialog("copy-password-dialog")
    type_into(asked.findChild(QLineEdit, "new-password"), "another")
    tab.button("go", asked).click()
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))


def test_what_is_missing_in_the_form_is_said_at_its_field(qtbot, here):
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.page.shows == "empty")
    tab.button("copies-add").click()
    dialog = tab.dialog("add-copy")
    dialog.go.click()
    assert dialog.form.fields["album.url"].problem
    type_into(dialog.form.url, "http://anna:secret@attic.example.org:5984")
    type_into(dialog.form.database, "photo")
    dialog.go.click()
    assert dialog.form.fields["album.url"].problem
    assert not dialog.is_busy


def test_a_wrong_password_of_the_album_is_tried_once(qtbot, here, real_couchdb):
    here.vault.keep_for_session(real_couchdb.url, real_couchdb.user, "wrong")
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.page.shows == "problem")
    assert not tab.page.is_looking_on
    here.vault.keep_for_session(real_couchdb.url, real_couchdb.user, real_couchdb.password)
    tab.button("copies-again").click()
    tab.wait(lambda: tab.page.shows == "empty")
    assert tab.page.is_looking_on


def test_who_is_no_administrator_is_told_so(qtbot, here, real_couchdb, album):
    user = f"test-{secrets.token_hex(4)}"
    path = f"/_users/org.couchdb.user:{user}"
    real_couchdb.request("PUT", path, {"name": user, "password": "x", "roles": [], "type": "user"})
    members = {"admins": {"names": [], "roles": ["_admin"]}, "members": {"names": [user], "roles": []}}
    real_couchdb.request("PUT", f"/{album.database.name}/_security", members)
    here.vault.keep_for_session(real_couchdb.url, user, "x")
    tab = Tab(qtbot, here.with_settings(here.settings.replace("album.user", user)))
    tab.wait(lambda: tab.page.shows == "problem")
    assert "administrator" in tab.page.findChild(EmptyPlace, "copies-problem").text.text()
    assert not tab.button("copies-add").isEnabled()
    real_couchdb.request("DELETE", f"{path}?rev={real_couchdb.request('GET', path)['_rev']}")


def test_nothing_is_asked_while_nobody_looks(qtbot, here):
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.page.shows == "empty")
    assert tab.page.is_looking_on
    tab.page.hide()
    assert not tab.page.is_looking_on


def test_a_conflict_is_settled_with_both_versions_side_by_side(qtbot, here, add_photo, album):
    photo_id = add_photo(b"torn", descr="Sea", cat="Private")
    conflicting(album, photo_id, descr="Sun")
    shown = album.get(photo_id)["descr"]
    other = ({"Sea", "Sun"} - {shown}).pop()
    tab = Tab(qtbot, here)
    tab.page.show_status(Status(conflicts=("IMG_1.jpg",)))
    tab.button("choose").click()
    dialog = tab.dialog("conflicts")
    tab.wait(lambda: dialog.findChild(QAbstractButton, "keep-1") is not None)
    assert dialog.title.text() == "IMG_1.jpg"
    bold = [label.text() for label in dialog.sides.findChildren(QLabel) if label.font().bold()]
    assert bold == [shown, other]
    tab.button("keep-1", dialog).click()
    tab.wait(lambda: dialog.title.text() == "Nothing waits for a choice")
    document = album.get(photo_id, conflicts="true")
    assert (document["descr"], "_conflicts" in document) == (other, False)
    dialog.reject()


def test_adding_is_stopped_halfway_and_leaves_nothing_behind(qtbot, here, album, second_couchdb, name):
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.button("copies-add").isEnabled())
    tab.button("copies-add").click()
    dialog = tab.dialog("add-copy")
    given = {"copy-url": second_couchdb.url, "copy-database": name, "copy-user": second_couchdb.user}
    for field, text in {**given, "copy-password": second_couchdb.password}.items():
        type_into(dialog.findChild(QLineEdit, field), text)
    before = second_couchdb.users()
    dialog.go.click()
    assert dialog.leave.text() == "Stop"
    dialog.leave.click()
    tab.wait(lambda: not dialog.is_busy)
    assert texts(dialog)[-1].startswith("Stopped: nothing is copied")
    assert Replications(album).copies() == []
    assert second_couchdb.users() <= before
    dialog.reject()
