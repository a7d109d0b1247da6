"""Whether strangers get videos: words stand above the choice, what holds is ticked, and it can be undone."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import pytest

from photospool.album.replication.models import Films, ReplicaSpec
from photospool.album.replication.replications import Replications
from photospool.errors import CopyUnreachable
from photospool.gui.replication import actions
from photospool.gui.replication.actions import Stopped

from ...album.maintenance.test_videos import drawn, video_photo
from ...photo.films import film, needs_ffmpeg
from .copies_tab import Tab, published, texts


def test_videos_are_chosen_below_what_they_carry_and_taken_back(qtbot, here, add_photo, album, second_couchdb, name):
    add_photo(b"shown", cat="Public", descr="At the sea")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    for ticked, wanted in ((Films.NONE, Films.PICTURE), (Films.PICTURE, Films.NONE)):
        tab.looking_until(lambda ticked=ticked: tab.card.state.copy.films is ticked)
        tab.do("copy-videos")
        asked = tab.dialog("videos-dialog")
        said = " ".join(label.text() for label in asked.findChildren(type(asked._doing).__mro__[1]))
        assert "number plates" in said and "written anew" in said
        assert asked.chosen() is ticked
        assert not asked.go.isEnabled()
        asked.choices[wanted].click()
        assert asked.go.isEnabled()
        asked.go.click()
        tab.wait(lambda asked=asked: not asked.is_busy)
        assert any(text.startswith("Strangers get") for text in texts(asked)), texts(asked)
        assert Replications(album).copies()[0].films is wanted
        asked.leave.click()


@needs_ffmpeg
@pytest.mark.parametrize("name_of_film", ["plain.mp4", "plain.mkv"])
def test_videos_are_chosen_while_the_copy_is_made(
    qtbot, here, add_photo, album, second_couchdb, name, tmp_path, name_of_film
):
    add_photo(b"shown", cat="Public", descr="At the sea")
    video = replace(video_photo(tmp_path, film(name_of_film), name_of_film, how=drawn), category="Public")
    album.store(video)
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name, Films.SOUND, photos=2)
    tab.wait(lambda: not dialog.is_busy)
    assert Replications(album).copies()[0].films is Films.SOUND
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    told = "\n".join(texts(dialog))
    tab.looking_until(lambda: "Strangers see 2 photos or videos." in tab.card.detail.text())
    # What is shown may have been read before the choice was noted.
    tab.looking_until(lambda: "Strangers get videos, with their sound." in tab.card.detail.text())
    is_shown = name_of_film == "plain.mp4"
    film_of = f"film-{video.digests.md5}"
    assert (film_of in str(second_couchdb.request("GET", f"/{name}/_all_docs", user=""))) is is_shown
    if is_shown:
        assert "Strangers can play plain.mp4 now." in told
        tab.looking_until(lambda: "They can play 1 video." in tab.card.detail.text())
    else:
        why = "Strangers see one picture of plain.mkv and can't play it: the place and other notes"
        assert why in told
        tab.looking_until(lambda: why in tab.card.detail.text())


@pytest.mark.parametrize(
    ("ended", "told"),
    [(Stopped(), "Not all videos are there yet"), (CopyUnreachable("It can't be reached."), "It can't be reached.")],
    ids=["stopped", "away"],
)
def test_a_copy_that_is_open_stays_told_as_open_where_its_videos_are_not_all_there(here, monkeypatch, ended, told):
    from photospool.album.replication import service

    made, ticks = SimpleNamespace(copy=None), []

    def cut_short(*_args):
        raise ended

    monkeypatch.setattr(actions, "opened", lambda _here: nullcontext())
    monkeypatch.setattr(service, "publish", lambda *_args, **_more: made)
    monkeypatch.setattr(service, "bring_films", cut_short)
    wish = ReplicaSpec("http://127.0.0.1:1", "x", "", "")
    assert actions.publish(here, wish, ticks.append, threading.Event(), films=Films.SOUND) is made
    assert [tick.title.startswith(told) for tick in ticks] == [True]
