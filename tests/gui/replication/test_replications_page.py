"""The Copies tab as a person uses it: an album on one real server, its copies on another, real clicks."""

from __future__ import annotations

import secrets
from dataclasses import replace
from urllib.error import HTTPError

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from shiboken6 import isValid

from photospool.album.couchdb.link_preview import PICTURE, TITLE
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import original_id
from photospool.album.replication.models import Condition, Copy, CopyState, Direction, Endpoint, Missing, RemovalMode
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import Replications
from photospool.album.replication.status_text import sentence as sentence_of_command_line
from photospool.config.folder_checks import Level
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.demo.playground import throwaway
from photospool.gui.i18n import language
from photospool.gui.replication import CopiesPage, replication_texts
from photospool.gui.replication.publish import PHOTO_ID
from photospool.gui.state import Status
from photospool.gui.theme import EmptyPlace

from ...album.photos import photo
from ...album.replication.conftest import conflicting, edit, make_as_of_0_1_0, until, with_pictures
from ...servers.couchdb import Server
from ..conftest import PATIENCE_MS, application


@pytest.fixture(autouse=True)
def english(qapp):
    language.speak(qapp, "en")
    yield
    for translator in application().property("photospool-translators"):
        application().removeTranslator(translator)


@pytest.fixture
def album(real_couchdb: Server, second_couchdb: Server):
    """An album on the first server; whatever was copied goes with it."""
    made = real_couchdb.album(f"test-{secrets.token_hex(6)}")
    set_up(made, create=True)
    yield made
    for copy in Replications(made).copies():
        remove(made, copy, RemovalMode.KEEP, lambda _tick: None)
    made.close()
    real_couchdb.request("DELETE", f"/{made.database.name}")


@pytest.fixture
def name(second_couchdb: Server):
    """Of a database on the second server, made by whoever adds a copy."""
    made = f"copy-{secrets.token_hex(6)}"
    yield made
    if made in second_couchdb.request("GET", "/_all_dbs"):
        second_couchdb.request("DELETE", f"/{made}")


@pytest.fixture
def here(tmp_path, monkeypatch, album, real_couchdb) -> Profile:
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    found = throwaway(tmp_path)
    found.vault.keep_for_session(real_couchdb.url, real_couchdb.user, real_couchdb.password)
    choice = AlbumChoice(url=real_couchdb.url, database=album.database.name, user=real_couchdb.user)
    return found.with_settings(replace(found.settings, album=choice))


class Tab:
    """The page and how a test looks at it."""

    def __init__(self, qtbot, here: Profile) -> None:
        self.qtbot = qtbot
        self.page = CopiesPage()
        qtbot.addWidget(self.page)
        self.page.resize(760, 520)
        self.page.show_installation(here)
        self.page.show()

    def wait(self, is_so) -> None:
        self.qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    def looking_until(self, is_so) -> None:
        """The tab looks by itself each half minute; a test does not wait so long."""

        def look() -> bool:
            if not is_so():
                self.page.look_again()
            return bool(is_so())

        self.wait(look)

    @property
    def card(self):
        (card,) = self.page.cards.values()
        return card

    def button(self, name: str, within=None) -> QAbstractButton:
        found = (within or self.page).findChild(QAbstractButton, name)
        assert found is not None, name
        return found

    def dialog(self, name: str):
        found = []

        def is_there() -> bool:
            found[:] = [one for one in self.page.window().findChildren(object, name) if one.isVisible()]
            return bool(found)

        self.wait(is_there)
        return found[0]

    def add(self, server: Server, database: str, password: str, **more: str):
        """Fill the dialog and try."""
        self.wait(lambda: self.button("copies-add").isEnabled())
        self.button("copies-add").click()
        dialog = self.dialog("add-copy")
        given = {"copy-url": server.url, "copy-database": database, "copy-user": server.user, "copy-password": password}
        for field, text in {**given, **more}.items():
            type_into(dialog.findChild(QLineEdit, field), text)
        dialog.go.click()
        assert dialog.is_busy
        self.wait(lambda: not dialog.is_busy)
        return dialog


def type_into(edit: QLineEdit, text: str) -> None:
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def texts(dialog) -> list[str]:
    return [tick.text for tick in dialog.ticks.ticks]


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

    tab.button("copy-check").click()
    assert not tab.button("copy-remove").isEnabled()
    tab.wait(lambda: tab.card.said.endswith("every photo is there."))

    tab.button("copy-pause").click()
    tab.wait(lambda: tab.card.sentence.text() == "Paused")
    (copy,) = Replications(album).copies()
    assert copy.is_paused
    assert tab.button("copy-pause").isHidden() and not tab.button("copy-resume").isHidden()
    tab.wait(lambda: tab.button("copy-resume").isEnabled())
    tab.button("copy-resume").click()
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))

    tab.button("copy-remove").click()
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
    assert tab.button("copy-pause").isHidden()
    tab.button("copy-password").click()
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


@pytest.fixture
def add_photo(album, tmp_path):
    """Store a photo; its id."""

    def add(content: bytes, **fields: object) -> str:
        made = with_pictures(photo(tmp_path, content))
        album.store(made)
        edit(album, made.digests.md5, **fields)
        return str(made.digests.md5)

    return add


def published(tab: Tab, server: Server, database: str):
    """The guided set-up, up to its last click."""
    tab.wait(lambda: tab.button("copies-publish").isEnabled())
    tab.button("copies-publish").click()
    dialog = tab.dialog("publish")
    tab.wait(dialog.go.isEnabled)
    assert dialog.view.title.text() == "Strangers would see 1 photo"
    assert not dialog.view.list.item(0).icon().isNull()
    dialog.go.click()
    fields = {"copy-url": server.url, "copy-database": database, "copy-user": server.user}
    for field, text in {**fields, "copy-password": server.password, "title": "Our summer"}.items():
        type_into(dialog.findChild(QLineEdit, field), text)
    dialog.go.click()
    assert dialog.is_busy
    return dialog


def test_a_public_copy_is_shown_before_set_up_proved_and_closed(qtbot, here, add_photo, second_couchdb, name):
    shown, private = add_photo(b"shown", cat="Public", descr="At the sea"), add_photo(b"private")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    assert all(tick.level is Level.FINE for tick in dialog.ticks.ticks), texts(dialog)
    assert "A stranger can't delete a document." in texts(dialog)
    assert "1 photo will be seen; nothing in it is for the album's own people only." in texts(dialog)
    assert "serial number in 1 photo, 0 former versions, " in texts(dialog)[-1]
    assert f"location ^~ /{name}/" in dialog.proxy.toPlainText()
    assert "its page does not run there yet" in dialog.page.text()
    assert second_couchdb.request("GET", f"/{name}/{shown}", user="")["descr"] == "At the sea"
    assert private not in str(second_couchdb.request("GET", f"/{name}/_all_docs", user=""))
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))
    assert "Strangers see 1 photo." in tab.card.detail.text()
    tab.button("copy-check").click()
    tab.wait(lambda: tab.card.said.endswith("strangers see what is Public and nothing else."))
    assert "A stranger can't delete the whole copy." in texts(tab.card)
    tab.button("copy-remove").click()
    asked = tab.dialog("remove-copy")
    tab.button("fate-close", asked).click()
    asked.go.click()
    tab.wait(lambda: not asked.is_busy)
    (note,) = [tick for tick in asked.ticks.ticks if tick.level is not Level.FINE]
    assert note.level is Level.NOTE and "Its administrator can delete it." in note.text
    asked.leave.click()
    tab.looking_until(lambda: tab.page.shows == "empty")
    with pytest.raises(HTTPError, match="401"):
        second_couchdb.request("GET", f"/{name}/{shown}", user="")


def test_a_public_copy_is_shared_and_a_photo_taken_back_in_one_click(
    qtbot, here, add_photo, album, second_couchdb, name
):
    shown = add_photo(b"shown", cat="Public", descr="At the sea")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    tab.button("copy-link").click()
    page = f"{second_couchdb.url}/{name}/_design/photospool/index.html"
    assert application().clipboard().text() == page
    tab.button("copy-code").click()
    code = tab.dialog("qr-dialog")
    assert code.said.text() == page
    code.leave.click()
    tab.button("copy-title").click()
    title = tab.dialog("title-dialog")
    tab.wait(title.go.isEnabled)
    assert title.edit.text() == "Our summer"
    assert [title.list.item(row).data(PHOTO_ID) for row in range(title.list.count())] == ["", shown]
    assert title.list.currentRow() == 0  # no picture yet
    title.list.setCurrentRow(1)
    title.go.click()
    tab.wait(lambda: not title.is_busy)
    assert [tick.level for tick in title.ticks.ticks] == [Level.FINE, Level.FINE], texts(title)
    design = second_couchdb.request("GET", f"/{name}/_design/photospool")
    assert (design[TITLE], design[PICTURE]) == ("Our summer", shown)
    title.leave.click()
    tab.button("copy-title").click()
    title = tab.dialog("title-dialog")
    tab.wait(lambda: title.list.currentRow() == 1)  # the one that was chosen
    title.reject()
    tab.button("copy-proxy").click()
    assert f"location ^~ /{name}/_local {{ return 403; }}" in application().clipboard().text()

    tab.button("copy-let-run").click()
    run = tab.dialog("let-run-dialog")
    type_into(run.user, second_couchdb.user)
    type_into(run.password, second_couchdb.password)
    run.go.click()
    tab.wait(lambda: not run.is_busy)
    assert f"script-src {page.removesuffix('index.html')}" in run.text.text()  # shown before anything is set
    assert run.password.text() == ""
    run.reject()

    tab.wait(lambda: tab.button("copy-what").isEnabled())
    tab.button("copy-what").click()
    seen = tab.dialog("public-photos")
    tab.wait(lambda: seen.view.list.count() == 1)
    assert not seen.go.isEnabled()
    seen.view.list.setCurrentRow(0)
    seen.go.click()
    tab.wait(lambda: not seen.is_busy)
    assert [tick.level for tick in seen.ticks.ticks] == [Level.FINE, Level.FINE, Level.NOTE], texts(seen)
    assert album.get(shown)["cat"] == "Private"
    with pytest.raises(HTTPError, match="404"):
        second_couchdb.request("GET", f"/{name}/{shown}", user="")
    tab.wait(lambda: seen.view.title.text() == "0 photos are public")
    seen.leave.click()


def test_a_copy_of_0_1_0_is_mended_in_the_window(qtbot, here, add_photo, album, real_couchdb, second_couchdb, name):
    shown = add_photo(b"shown", cat="Public", descr="At the sea")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    assert not tab.card.mend.isVisible()
    make_as_of_0_1_0(Replications(album).copies()[0], second_couchdb.album(name), real_couchdb)
    edit(album, shown, filename="Anna at school.jpg", addedby="bert42")
    until(lambda: "filename" in second_couchdb.request("GET", f"/{name}/{shown}", user=""))
    tab.looking_until(tab.card.mend.isVisible)
    tab.card.mend.click()
    asked = tab.dialog("mend")
    tab.wait(lambda: asked.title.text() == "1 photo tells strangers more than it should")
    type_into(asked.shown_as.edit, "Bert")
    tab.button("go", asked).click()
    tab.wait(lambda: tab.card.said.endswith("strangers see what is Public and nothing else."))
    seen = second_couchdb.request("GET", f"/{name}/{shown}", user="")
    assert ("filename" in seen, seen["descr"]) == (False, "At the sea")
    assert "bert42" not in str(seen)
    assert album.get(original_id(shown))["filename"] == "Anna at school.jpg"
    assert not tab.card.mend.isVisible()


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
    tab.wait(lambda: dialog.title.text() == "No photo waits for a choice")
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
    before = {row["id"] for row in second_couchdb.request("GET", "/_users/_all_docs")["rows"]}
    dialog.go.click()
    assert dialog.leave.text() == "Stop"
    dialog.leave.click()
    tab.wait(lambda: not dialog.is_busy)
    assert texts(dialog)[-1].startswith("Stopped: nothing is copied")
    assert Replications(album).copies() == []
    assert {row["id"] for row in second_couchdb.request("GET", "/_users/_all_docs")["rows"]} <= before
    dialog.reject()


def test_a_public_copy_that_was_not_waited_for_is_opened_by_checking_it(qtbot, here, add_photo, second_couchdb, name):
    shown = add_photo(b"shown", cat="Public")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    dialog.leave.click()
    tab.wait(lambda: not dialog.is_busy)
    assert texts(dialog)[-1].startswith("Not opened yet.")
    with pytest.raises(HTTPError, match="401"):
        second_couchdb.request("GET", f"/{name}/{shown}", user="")
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))
    assert "Strangers see nothing of it yet." in tab.card.detail.text()
    tab.button("copy-check").click()
    tab.wait(lambda: tab.card.said.endswith("strangers see what is Public and nothing else."))
    tab.looking_until(lambda: "Strangers see 1 photo." in tab.card.detail.text())
    assert second_couchdb.request("GET", f"/{name}/{shown}", user="")["cat"] == "Public"


def test_nothing_is_published_while_a_photo_says_where_it_was_taken(qtbot, here, add_photo, album):
    add_photo(b"old", cat="Public", exif={"GPS GPSLatitude": "47"})
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.button("copies-publish").isEnabled())
    tab.button("copies-publish").click()
    dialog = tab.dialog("publish")
    tab.wait(lambda: bool(dialog.view.ticks.ticks))
    assert dialog.view.ticks.ticks[0].text == "IMG_1.jpg: it says where it was taken"
    assert not dialog.go.isEnabled()


COPY = Copy("a", "Attic", Endpoint("http://127.0.0.1:1", "photo", "anna", "x"))


@pytest.mark.parametrize(
    ("state", "more"),
    [
        (CopyState(COPY, Condition.STARTING), ""),
        (CopyState(COPY, Condition.COPYING, waiting=120), ""),
        (CopyState(COPY, Condition.COPYING), ""),
        (CopyState(COPY, Condition.UP_TO_DATE), ""),
        (CopyState(COPY, Condition.PAUSED), "until you resume it"),
    ],
)
def test_the_window_says_what_the_command_line_says(state, more):
    assert replication_texts.sentence(state).casefold() == sentence_of_command_line(state)
    assert more in replication_texts.advice(state)


def test_troubles_come_with_their_reason_and_what_happens_next():
    failing = CopyState(COPY, Condition.FAILING, since="2026-11-25T12:00:00Z", reason="disk is full")
    assert replication_texts.sentence(failing).startswith("Copying fails since ")
    assert "disk is full" in replication_texts.advice(failing)
    away = CopyState(COPY, Condition.UNREACHABLE, last_success="2026-11-25T12:00:00Z")
    assert replication_texts.sentence(away) == "Can't be reached"
    assert "by itself" in replication_texts.advice(away)
    assert replication_texts.last_success(away).startswith("Last copied: ")


def test_photos_that_could_not_be_copied_are_named():
    found = tuple(Missing(str(n), f"{n}.jpg", 8_000_000, is_original=True) for n in range(10))
    state = CopyState(COPY, Condition.UP_TO_DATE, missing=found)
    assert replication_texts.sentence(state) == "10 photos could not be copied"
    lines = replication_texts.missing(found)
    assert lines[0].startswith("0.jpg (") and "client_max_body_size" in lines[0]
    assert lines[-1] == "and 2 more"


def test_a_direction_is_named():
    assert "anybody" in replication_texts.direction(replace(COPY, is_public=True))
    assert replication_texts.direction(replace(COPY, direction=Direction.SEND)).startswith("Send only")
