"""A public copy in the window: shown before, set up, shared, checked, taken back."""

from __future__ import annotations

import threading
from dataclasses import replace
from urllib.error import HTTPError

import pytest
from PySide6.QtWidgets import QLabel

from photospool.album.couchdb.link_preview import PICTURE, TITLE
from photospool.album.documents import UNDESCRIBED, original_id
from photospool.album.replication.models import CheckResult
from photospool.album.replication.replications import Replications
from photospool.album.views import UNPROCESSED
from photospool.config.folder_checks import Level
from photospool.errors import AlbumUnavailable
from photospool.gui.replication import actions
from photospool.gui.replication.publish import PHOTO_ID
from photospool.gui.replication.sharing import PublicPhotosDialog
from photospool.gui.widgets.fit import Scrolled

from ...album.replication.conftest import edit, make_as_of_0_1_0, until
from ..conftest import PATIENCE_MS, application
from .copies_tab import Tab, guide, published, texts, type_into


def test_a_public_copy_is_shown_before_set_up_proved_and_closed(qtbot, here, add_photo, second_couchdb, name):
    shown, private = add_photo(b"shown", cat="Public", descr="At the sea"), add_photo(b"private")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    others = [tick for tick in dialog.ticks.ticks if "copying server's notes" not in tick.text]
    assert all(tick.level is Level.FINE for tick in others), texts(dialog)
    (notes,) = [tick for tick in dialog.ticks.ticks if tick not in others]
    assert (notes.level, "A proxy" in notes.text) == (Level.NOTE, True), "no hook before what is left to do"
    assert "A stranger can't delete a document." in texts(dialog)
    assert "1 photo or video will be seen; nothing in it is for the album's own people only." in texts(dialog)
    assert "serial number in 1 photo, 0 former versions, " in texts(dialog)[-1]
    assert f"location ^~ /{name}/" in dialog.proxy.toPlainText()
    assert not dialog.proxy.isVisible(), "nobody has to read that"
    dialog.lines.button.click()
    assert dialog.proxy.isVisible()
    assert "its page does not run there yet" in dialog.page.text()
    assert "It works on this computer only" in dialog.page.text()
    assert second_couchdb.request("GET", f"/{name}/{shown}", user="")["descr"] == "At the sea"
    assert private not in str(second_couchdb.request("GET", f"/{name}/_all_docs", user=""))
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))
    tab.looking_until(lambda: "Strangers see 1 photo or video." in tab.card.detail.text())
    assert tab.card.detail.text().startswith("Its page does not run there, for that server's policy does not let it: ")
    tab.do("copy-check")
    tab.wait(lambda: tab.card.said.endswith("strangers see what is Public and nothing else."))
    assert "A stranger can't delete the whole copy." in texts(tab.card)
    tab.do("copy-remove")
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


def test_the_album_s_own_server_is_proposed_and_every_page_leads_back(qtbot, here, add_photo, real_couchdb):
    add_photo(b"shown", cat="Public", media="video", duration=2)
    tab = Tab(qtbot, here)
    dialog = guide(tab)
    assert not dialog.back.isVisible()
    dialog.go.click()
    dialog.go.click()
    form = dialog.form
    assert form.use_own.isVisible()
    said = [label.text() for label in form.findChildren(QLabel)]
    assert any(f"also the one that your album lies in: {real_couchdb.url}" in text for text in said)
    form.use_own.click()
    assert (form.url.text(), form.user.text()) == (real_couchdb.url, real_couchdb.user)
    assert form.password.placeholderText() == "empty: the one that is known"
    wish = form.wish()
    assert (wish.password, actions.with_known_password(here, wish).password) == ("", real_couchdb.password)
    for other in (
        replace(wish, password="typed"),
        replace(wish, user="somebody-else"),
        replace(wish, url="https://elsewhere.example.org"),
    ):
        assert actions.with_known_password(here, other) == other
    for page in (dialog.videos, dialog.view):
        dialog.back.click()
        assert page.isVisible()
        assert not form.isVisible()
        assert dialog.go.text() == "&Next"
    assert not dialog.back.isVisible()
    dialog.go.click()
    dialog.go.click()
    assert form.url.text() == real_couchdb.url, "and what was entered is there"
    dialog.reject()


def test_a_short_page_of_the_guide_needs_no_scroll_bar(qtbot, here, add_photo):
    """Whatever the others need: the guide is as high as the page that is shown."""
    add_photo(b"shown", cat="Public")
    tab = Tab(qtbot, here)
    dialog = guide(tab)
    scrolled = dialog.findChild(Scrolled)
    dialog.go.click()
    dialog.resize(640, 430)
    tab.wait(lambda: scrolled.verticalScrollBar().maximum() > 0)
    dialog.back.click()
    tab.wait(lambda: scrolled.verticalScrollBar().maximum() == 0)
    dialog.reject()


def test_a_public_copy_is_shared_and_a_photo_taken_back_in_one_click(
    qtbot, here, add_photo, album, second_couchdb, name
):
    shown = add_photo(b"shown", cat="Public", descr="At the sea")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    shown_outside = ("copy-open", "copy-link", "copy-what")
    assert all(tab.has_button(deed) for deed in shown_outside)
    assert tab.button("copy-more").accessibleName() == "More for Public"
    assert not any(tab.has_button(deed) for deed in ("copy-code", "copy-title", "copy-videos", "copy-remove"))
    tab.do("copy-link")
    page = f"{second_couchdb.url}/{name}/_design/photospool/index.html"
    assert application().clipboard().text() == page
    tab.do("copy-code")
    code = tab.dialog("qr-dialog")
    assert code.said.text().splitlines()[0] == page
    code.leave.click()
    tab.do("copy-title")
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
    tab.do("copy-title")
    title = tab.dialog("title-dialog")
    tab.wait(lambda: title.list.currentRow() == 1)  # the one that was chosen
    title.reject()
    tab.do("copy-proxy")
    assert f"location ^~ /{name}/_local {{ return 403; }}" in application().clipboard().text()

    tab.do("copy-let-run")
    run = tab.dialog("let-run-dialog")
    type_into(run.user, second_couchdb.user)
    type_into(run.password, second_couchdb.password)
    run.go.click()
    tab.wait(lambda: not run.is_busy)
    assert "csp" not in run.text.text(), "a plain sentence first"
    assert not run.details.isVisible()
    run.fold.button.click()
    assert f"script-src {page.removesuffix('index.html')}" in run.details.text()  # shown before anything is set
    assert run.details.isVisible()
    assert run.password.text() == ""
    run.reject()

    tab.do("copy-what")
    seen = tab.dialog("public-photos")
    tab.wait(lambda: seen.view.list.count() == 1)
    assert not seen.go.isEnabled()
    assert seen.all.isHidden(), "one is chosen by a click"
    seen.view.list.setCurrentRow(0)
    assert seen.go.text() == "&Take 1 back from public"
    seen.go.click()
    tab.wait(lambda: not seen.is_busy)
    assert [tick.level for tick in seen.ticks.ticks] == [Level.FINE, Level.FINE, Level.NOTE], texts(seen)
    assert album.get(shown)["cat"] == "Private"
    with pytest.raises(HTTPError, match="404"):
        second_couchdb.request("GET", f"/{name}/{shown}", user="")
    tab.wait(lambda: seen.view.title.text() == "Nothing is public yet")
    assert "Make public" in seen.view.none.text()
    assert "go on" not in seen.view.none.text(), "nothing goes on here"
    seen.leave.click()


def test_all_that_is_public_is_chosen_by_one_click_and_counted(qtbot, here, add_photo):
    for number in range(3):
        add_photo(b"shown %d" % number, cat="Public")
    seen = PublicPhotosDialog(here)
    qtbot.addWidget(seen)
    seen.show()
    qtbot.waitUntil(lambda: seen.view.list.count() == 3, timeout=PATIENCE_MS)
    qtbot.waitUntil(seen.all.isVisible, timeout=PATIENCE_MS)
    seen.all.click()
    assert seen.go.text() == "&Take 3 back from public"
    assert seen.go.isEnabled()
    seen.reject()


def test_a_copy_of_0_1_0_is_mended_in_the_window(qtbot, here, add_photo, album, real_couchdb, second_couchdb, name):
    shown = add_photo(b"shown", cat="Public", descr="At the sea")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    assert not tab.has_button("copy-mend")
    make_as_of_0_1_0(Replications(album).copies()[0], second_couchdb.album(name), real_couchdb)
    edit(album, shown, filename="Anna at school.jpg", addedby="bert42")
    until(lambda: "filename" in second_couchdb.request("GET", f"/{name}/{shown}", user=""))
    tab.looking_until(lambda: tab.has_button("copy-mend"))
    tab.do("copy-mend")
    asked = tab.dialog("mend")
    tab.wait(lambda: asked.title.text() == "1 photo tells strangers more than it should")
    type_into(asked.shown_as.edit, "Bert")
    tab.button("go", asked).click()
    tab.wait(lambda: tab.card.said.endswith("strangers see what is Public and nothing else."))
    seen = second_couchdb.request("GET", f"/{name}/{shown}", user="")
    assert ("filename" in seen, seen["descr"]) == (False, "At the sea")
    assert "bert42" not in str(seen)
    assert album.get(original_id(shown))["filename"] == "Anna at school.jpg"
    assert not tab.has_button("copy-mend")


def test_a_public_copy_that_was_not_waited_for_is_opened_by_checking_it(qtbot, here, add_photo, second_couchdb, name):
    shown = add_photo(b"shown", cat="Public")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    dialog.leave.click()
    tab.wait(lambda: not dialog.is_busy)
    assert texts(dialog)[-1].startswith("Not opened yet.")
    dialog.failed(AlbumUnavailable("Nothing answers there.", waits="Photos wait and are added by themselves."))
    assert texts(dialog)[-2] == "Nothing answers there."
    assert texts(dialog)[-1].startswith("Not opened yet.")
    with pytest.raises(HTTPError, match="401"):
        second_couchdb.request("GET", f"/{name}/{shown}", user="")
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    tab.looking_until(lambda: tab.card.sentence.text().startswith("Up to date"))
    assert "Strangers see nothing of it yet." in tab.card.detail.text()
    assert tab.card._way.text() == "Public, but not open yet: nobody can look at it"
    tab.do("copy-check")
    tab.wait(lambda: tab.card.said.endswith("strangers see what is Public and nothing else."))
    tab.looking_until(lambda: "Strangers see 1 photo or video." in tab.card.detail.text())
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


def test_what_nobody_wrote_yet_is_said_in_words(qtbot, here, add_photo):
    add_photo(b"new", cat="Public", descr=UNDESCRIBED, keywords=["sea", UNPROCESSED])
    tab = Tab(qtbot, here)
    tab.wait(lambda: tab.button("copies-publish").isEnabled())
    tab.button("copies-publish").click()
    dialog = tab.dialog("publish")
    tab.wait(lambda: dialog.view.list.count() == 1)
    said = dialog.view.list.item(0).text()
    assert said.endswith("sea, not put in order yet")
    assert UNDESCRIBED not in said


def _refused(_tell):
    raise AlbumUnavailable("It can't be reached.", "Is it on?")


def test_on_a_small_screen_one_sees_why_it_failed_and_what_is_taken_where_nothing_is_typed(qtbot, here, add_photo):
    add_photo(b"shown", cat="Public")
    tab = Tab(qtbot, here)
    dialog = guide(tab)
    dialog.setMaximumHeight(360)
    dialog.go.click()
    assert dialog.form.database.text() == "public"
    bar = dialog.findChild(Scrolled).verticalScrollBar()
    dialog.try_out(_refused, "…")
    tab.wait(lambda: not dialog.is_busy)
    assert dialog.ticks.ticks[-1].level is Level.WRONG
    tab.wait(lambda: bar.value() == bar.maximum() > 0)
    before = bar.maximum()
    dialog.ticks.show_ticks([*dialog.ticks.ticks, *dialog.ticks.ticks])  # as if lines got their height late
    tab.wait(lambda: bar.value() == bar.maximum() > before)
    dialog.scroll_up()
    assert bar.value() == 0
    before = bar.maximum()
    dialog.ticks.show_ticks([*dialog.ticks.ticks, *dialog.ticks.ticks])
    tab.wait(lambda: bar.maximum() > before)
    assert bar.value() == 0  # somebody who reads on above is left there


def test_on_a_small_screen_one_sees_how_far_it_is(qtbot, here, add_photo):
    add_photo(b"shown", cat="Public")
    tab = Tab(qtbot, here)
    dialog = guide(tab)
    dialog.setMaximumHeight(360)
    dialog.go.click()
    bar = dialog.findChild(Scrolled).verticalScrollBar()
    is_seen = threading.Event()

    def step(tell):
        for number in range(8):
            tell(CheckResult(f"Step {number}"))
        is_seen.wait(PATIENCE_MS / 1000)

    dialog.succeeded = lambda _answer: dialog.scroll_up()
    dialog.try_out(step, "…")
    try:
        tab.wait(lambda: len(dialog.ticks.ticks) == 8 and bar.value() == bar.maximum() > 0)
        assert dialog.is_busy
    finally:
        is_seen.set()
    tab.wait(lambda: not dialog.is_busy)
    assert bar.value() == 0
