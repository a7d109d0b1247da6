"""An export fetches two photos at a time, and still gives the same names in the same order."""

import hashlib
import threading
from contextlib import contextmanager

import pytest
from tests.children import PATIENCE_S
from tests.parts import local_album

from photospool.album.base import Write
from photospool.album.maintenance.export import export

from .shots import added, shot


@pytest.fixture
def own_album(tmp_path):
    album = local_album(tmp_path / "album")
    yield album
    album.close()


def test_two_of_different_days_are_fetched_together(own_album, tmp_path, monkeypatch):
    for number in range(2):
        photo_id = added(own_album, tmp_path, shot(number))
        photo = own_album.find([photo_id])[photo_id].photo
        own_album.write(Write({**photo, "taken": f"201{number}-05-01T12:00:00", "taken_source": "user"}))
    both, read = threading.Barrier(2), own_album.read

    @contextmanager
    def together(doc_id, name):
        with read(doc_id, name) as chunks:
            both.wait(PATIENCE_S)  # neither is read before the other has come, too
            yield chunks

    monkeypatch.setattr(own_album, "read", together)
    assert export(own_album, tmp_path / "out").written == 2


def test_those_of_one_day_are_fetched_in_turn_and_named_in_their_order(own_album, tmp_path, monkeypatch):
    """They want the same names: the first one is to get the plain one, today and in every further export."""
    under_way, most, read = set(), [0], own_album.read

    @contextmanager
    def counted(doc_id, name):
        under_way.add(doc_id)
        most[0] = max(most[0], len(under_way))
        with read(doc_id, name) as chunks:
            yield chunks
        under_way.remove(doc_id)

    monkeypatch.setattr(own_album, "read", counted)
    ids = sorted(added(own_album, tmp_path, shot(number)) for number in range(8))
    assert export(own_album, tmp_path / "out").written == 8
    assert most == [1]
    names = {hashlib.md5(path.read_bytes()).hexdigest(): path.name for path in (tmp_path / "out").rglob("*.jpg")}
    numbers = ["", *(f" ({number})" for number in range(2, 9))]
    assert [names[photo_id] for photo_id in ids] == [f"2013-05-01 IMG_1{number}.jpg" for number in numbers]


def test_whoever_ends_it_leaves_nothing_half_made(own_album, tmp_path, monkeypatch):
    """The second photo never ends by itself: it is cut off, and its bytes go."""
    ids = [added(own_album, tmp_path, shot(number)) for number in range(3)]
    for number, photo_id in enumerate(ids):
        photo = own_album.find([photo_id])[photo_id].photo
        own_album.write(Write({**photo, "taken": f"201{number}-05-01T12:00:00", "taken_source": "user"}))
    read, first, begun = own_album.read, f"original-{min(ids)}", threading.Event()

    @contextmanager
    def endless(doc_id, name):
        if doc_id == first:
            assert begun.wait(PATIENCE_S)
        with read(doc_id, name) as chunks:
            yield chunks if doc_id == first else forever(chunks)

    def forever(chunks):
        piece = next(chunks)
        begun.set()
        while True:
            yield piece[:1]

    def tell(progress):
        if progress.written:
            raise KeyboardInterrupt

    monkeypatch.setattr(own_album, "read", endless)
    with pytest.raises(KeyboardInterrupt):
        export(own_album, tmp_path / "out", tell)
    left = [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert sorted(name.rpartition(".")[2] for name in left) == ["jpg", "xmp"]
