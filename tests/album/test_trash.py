"""The trash of both albums: emptied after thirty days or at once, both documents, never what was restored."""

from __future__ import annotations

import json

import pytest

from photospool.album.base import ChangedMeanwhile, Write
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import PART, PART_OF, TRASHED_WITH, restored, trashed
from photospool.album.embedded.album import LocalAlbum
from photospool.album.trash import KEPT_S, Trash, empty, look

from .photos import photo

DAY = 24 * 3600.0


@pytest.fixture(params=["local", "couch"])
def album(request, tmp_path):
    if request.param == "local":
        made = LocalAlbum(tmp_path / "album")
    else:
        server, name = request.getfixturevalue("couchdb_server"), request.getfixturevalue("database")
        made = server.album(name)
        set_up(made, create=False)
    yield made
    made.close()


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "trash.json"


def add(album, folder, content):
    made = photo(folder, content)
    album.store(made)
    return made.digests.md5


def put(album, photo_id, change):
    album.write(Write(change(album.find([photo_id])[photo_id].photo)))


def is_there(album, photo_id):
    stored = album.find([photo_id])[photo_id]
    return stored.photo is not None, stored.original is not None


def test_after_thirty_days_both_documents_go(album, notes, tmp_path):
    kept, thrown = add(album, tmp_path, b"kept"), add(album, tmp_path, b"thrown")
    put(album, thrown, trashed)
    assert look(album) == Trash(1)
    assert empty(album, notes, clock=lambda: 0.0) == Trash(1, 0, KEPT_S)
    assert empty(album, notes, clock=lambda: 29 * DAY) == Trash(1, 0, DAY)
    assert is_there(album, thrown) == (True, True)
    assert empty(album, notes, clock=lambda: 30 * DAY) == Trash(0, 1, None)
    assert is_there(album, thrown) == (False, False)
    assert is_there(album, kept) == (True, True)
    assert json.loads(notes.read_text()) == {}


def test_at_once(album, notes, tmp_path):
    ids = [add(album, tmp_path, content) for content in (b"one", b"two")]
    for photo_id in ids:
        put(album, photo_id, trashed)
    assert empty(album, notes, kept_s=0) == Trash(0, 2, None)
    assert [is_there(album, photo_id) for photo_id in ids] == [(False, False)] * 2


def test_what_was_restored_and_thrown_away_again_begins_anew(album, notes, tmp_path):
    photo_id = add(album, tmp_path, b"one")
    put(album, photo_id, trashed)
    empty(album, notes, clock=lambda: 0.0)
    put(album, photo_id, restored)
    put(album, photo_id, trashed)
    assert empty(album, notes, clock=lambda: 30 * DAY).emptied == 0
    assert empty(album, notes, clock=lambda: 60 * DAY).emptied == 1


def test_what_is_restored_in_the_last_moment_stays(album, notes, tmp_path, monkeypatch):
    photo_id = add(album, tmp_path, b"one")
    put(album, photo_id, trashed)
    erase = album.erase

    def late(doc_id, rev):
        if doc_id == photo_id:
            put(album, photo_id, restored)
        erase(doc_id, rev)

    monkeypatch.setattr(album, "erase", late)
    assert empty(album, notes, kept_s=0).emptied == 0
    assert is_there(album, photo_id) == (True, True)


def test_cut_short_between_the_two_documents_it_is_finished(album, notes, tmp_path, monkeypatch):
    photo_id = add(album, tmp_path, b"one")
    put(album, photo_id, trashed)
    erase = album.erase

    def killed(doc_id, rev):
        erase(doc_id, rev)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(album, "erase", killed)
        empty(album, notes, kept_s=0)
    assert is_there(album, photo_id) == (False, True)
    empty(album, notes)
    assert is_there(album, photo_id) == (False, False)


def test_added_again_after_a_cut_it_keeps_its_original(album, notes, tmp_path, monkeypatch):
    photo_id = add(album, tmp_path, b"one")
    put(album, photo_id, trashed)
    erase = album.erase

    def killed(doc_id, rev):
        erase(doc_id, rev)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(album, "erase", killed)
        empty(album, notes, kept_s=0)
    add(album, tmp_path, b"one")
    empty(album, notes)
    assert is_there(album, photo_id) == (True, True)


def test_lost_notes_only_begin_to_count_anew(album, notes, tmp_path):
    photo_id = add(album, tmp_path, b"one")
    put(album, photo_id, trashed)
    empty(album, notes, clock=lambda: 0.0)
    notes.write_text("{ broken")
    assert empty(album, notes, clock=lambda: 30 * DAY).emptied == 0
    assert is_there(album, photo_id) == (True, True)


def test_a_clock_that_was_set_back_deletes_nothing_early(album, notes, tmp_path):
    photo_id = add(album, tmp_path, b"one")
    put(album, photo_id, trashed)
    empty(album, notes, clock=lambda: 100 * DAY)
    assert empty(album, notes, clock=lambda: 50 * DAY).emptied == 0
    assert empty(album, notes, clock=lambda: 60 * DAY).emptied == 0


def test_a_document_that_changed_is_not_erased(album, tmp_path):
    photo_id = add(album, tmp_path, b"one")
    rev = album.find([photo_id])[photo_id].photo["_rev"]
    put(album, photo_id, trashed)
    with pytest.raises(ChangedMeanwhile):
        album.erase(photo_id, rev)


def with_a_part(album, folder):
    """The ids of a photo in the trash, and of its film, which went there with it."""
    shown, part = add(album, folder, b"shown"), add(album, folder, b"its film")
    put(album, shown, trashed)
    put(album, part, lambda document: {**trashed(document), PART_OF: shown, PART: "live", TRASHED_WITH: shown})
    return shown, part


def test_a_part_goes_with_its_shown_one(album, notes, tmp_path):
    shown, part = with_a_part(album, tmp_path)
    assert empty(album, notes, clock=lambda: 0.0) == Trash(2, 0, KEPT_S)
    assert empty(album, notes, clock=lambda: 30 * DAY) == Trash(0, 2, None)
    assert (is_there(album, shown), is_there(album, part)) == ((False, False), (False, False))


def test_no_part_goes_whose_shown_one_was_restored_while_nobody_looked(album, notes, tmp_path):
    shown, part = with_a_part(album, tmp_path)
    empty(album, notes, clock=lambda: 0.0)
    put(album, shown, restored)  # by a program that knows of no stacks, or one that was cut short
    assert empty(album, notes, clock=lambda: 31 * DAY) == Trash(1, 0, None)
    assert is_there(album, part) == (True, True)
    assert empty(album, notes, kept_s=0) == Trash(1, 0, None)
    assert is_there(album, part) == (True, True)


def test_no_part_goes_before_its_shown_one(album, notes, tmp_path):
    shown, part = with_a_part(album, tmp_path)
    empty(album, notes, clock=lambda: 0.0)
    put(album, shown, lambda document: {**document, "descr": "begins anew"})
    assert empty(album, notes, clock=lambda: 30 * DAY) == Trash(2, 0, KEPT_S)
    assert is_there(album, part) == (True, True)
    assert empty(album, notes, clock=lambda: 60 * DAY) == Trash(0, 2, None)


def test_a_part_stays_whose_shown_one_is_restored_just_now(album, notes, tmp_path):
    shown, part = with_a_part(album, tmp_path)

    class Busy:
        def __getattr__(self, name):
            return getattr(album, name)

        def erase(self, doc_id, rev):
            if doc_id == shown:
                put(album, shown, restored)
            album.erase(doc_id, rev)

    empty(Busy(), notes, kept_s=0)
    assert (is_there(album, shown), is_there(album, part)) == ((True, True), (True, True))
