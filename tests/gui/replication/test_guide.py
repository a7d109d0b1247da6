"""The guide to a public copy asks only what there is to ask."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from photospool.album.couchdb.couchapp import Policy
from photospool.album.replication.models import Copy, Endpoint, Films
from photospool.album.replication.public.publish import Preview, Shown
from photospool.album.replication.service import Published
from photospool.demo.playground import throwaway
from photospool.gui.replication import actions
from photospool.gui.replication.actions import Previewed
from photospool.gui.replication.publish import PublishDialog
from photospool.gui.replication.replications_page import CopiesPage
from photospool.gui.replication.sharing import PublicPhotosDialog

from ..asked import PATIENCE_MS, Answers
from .copies_tab import texts


@pytest.fixture
def guided(qtbot, tmp_path):
    """The guide, as if the album had been looked at."""

    def begin(found):
        dialog = PublishDialog(throwaway(tmp_path))
        qtbot.addWidget(dialog)
        dialog.view.end()
        dialog.view._show(Previewed(found, {}))
        dialog.show()
        return dialog

    return begin


def test_it_asks_of_videos_only_where_one_is_public(guided):
    dialog = guided(Preview())
    dialog.go.click()
    assert dialog.form.isVisible() and not dialog.videos.isVisible()
    assert dialog.go.text() == "Make it pu&blic"
    dialog.back.click()
    assert dialog.view.isVisible() and not dialog.back.isVisible()
    dialog = guided(Preview(videos=1))
    dialog.go.click()
    assert dialog.videos.isVisible() and dialog.videos.chosen() is Films.NONE
    dialog.go.click()
    assert dialog.form.isVisible()
    dialog.back.click()
    assert dialog.videos.isVisible()


@pytest.mark.parametrize("is_all", [False, True])
def test_where_nothing_is_public_the_album_is_a_button_away(qtbot, guided, tmp_path, is_all):
    """“In the album (“Open album”), select …” stood there, and that button behind the guide, out of reach."""
    if is_all:
        dialog = PublicPhotosDialog(throwaway(tmp_path))
        qtbot.addWidget(dialog)
        dialog.view.end()
        dialog.view._show(Previewed(Preview(), {}))
        dialog.show()
    else:
        dialog = guided(Preview())
    button = dialog.findChild(QPushButton, "view-open-album")
    assert button.isVisible()
    with qtbot.waitSignal(dialog.view.open_album, timeout=PATIENCE_MS):
        button.click()
    dialog.view._show(Previewed(Preview(photos=(Shown("a" * 32, "IMG_1.jpg", "2026-01-01", "", ()),)), {}))
    assert not button.isVisible()


def test_the_page_of_copies_opens_the_album_for_its_guide(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "preview", lambda *_what: Previewed(Preview(), {}))
    monkeypatch.setattr(CopiesPage, "here", property(lambda _page: throwaway(tmp_path)))
    page = CopiesPage()
    qtbot.addWidget(page)
    for show in (page.publish, lambda: page._show_photos(None)):
        show()
        dialog = QApplication.activeModalWidget()
        button = dialog.findChild(QPushButton, "view-open-album")
        qtbot.waitUntil(button.isVisible, timeout=PATIENCE_MS)
        with qtbot.waitSignal(page.open_album, timeout=PATIENCE_MS):
            button.click()
        dialog.close()


def test_of_an_earlier_photospool_only_those_hear_who_had_one(guided):
    dialog = guided(Preview(to_mend=1))
    assert any(text.startswith("1 photo says more yet than strangers get") for text in texts(dialog.view))
    dialog.go.click()
    assert dialog.form.isVisible() and not dialog.shown_as.isVisible()
    dialog = guided(Preview(to_mend=1, to_name=1))
    dialog.go.click()
    assert dialog.shown_as.isVisible()


def test_a_page_that_was_let_run_is_told_to_the_copies_at_once(qtbot, guided, monkeypatch):
    there = Endpoint("http://127.0.0.1:1", "public", "", "")
    stopped = Published(
        Copy("1", "Public", there, is_public=True), there, Policy("http://127.0.0.1:1/page", "", "", "", lets_run=False)
    )
    running = Published(stopped.copy, there, Policy("http://127.0.0.1:1/page", "", "", "", lets_run=True))
    monkeypatch.setattr(actions, "let_run", lambda _answer: running)
    dialog = guided(Preview())
    dialog.succeeded(stopped)
    assert "does not run there yet" in dialog.page.text()
    answers = Answers("Let it run")
    with qtbot.waitSignal(dialog.changed, timeout=PATIENCE_MS):
        dialog.let_run.click()
    assert not answers.left
    assert "It is open now" in dialog.page.text()


def test_enter_goes_on_from_the_choice_of_videos(qtbot, guided):
    """It did nothing there: the choice has the keys, not the button."""
    dialog = guided(Preview(videos=1))
    dialog.go.click()
    picture = dialog.videos.buttons[Films.PICTURE]
    picture.click()
    assert dialog.go.isDefault()
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert dialog.form.isVisible() and dialog.videos.chosen() is Films.PICTURE
