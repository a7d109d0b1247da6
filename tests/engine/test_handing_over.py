"""What stands in the way of handing a sidecar over is no fault of the photo that came: that is in the album."""

import tempfile
from contextlib import contextmanager

import pytest
from tests.parts import House
from tests.photo.made_sidecars import aae

from photospool import events
from photospool.album.sidecars import beside


@pytest.fixture
def house(tmp_path):
    """A film with its adjustments is in the album."""
    made = House(tmp_path)
    made.takes_sidecars = True
    (made.incoming / "I.MOV").write_bytes(b"film")
    (made.incoming / "I.AAE").write_bytes(aae())
    made.pass_over()
    return made


def come(house):
    (house.incoming / "I.HEIC").write_bytes(b"picture")
    house.pass_over()
    assert house.of(events.PhotoWaiting) == house.of(events.PhotoSetAside) == []
    assert house.files("work") == []
    assert house.files("done") == ["I.AAE", "I.HEIC", "I.MOV"]
    documents = [row["doc"] for row in house.album.all_docs(include_docs=True)]
    return {one["filename"]: len(beside(one)) for one in documents if one["type"] == "original"}


def test_a_film_may_have_lost_its_photo(house):
    """Somebody deleted one of its two documents, or was ended between the two."""
    (film,) = house.photos()
    house.album.delete(film["_id"], film["_rev"])
    assert come(house) == {"I.MOV": 1, "I.HEIC": 0}


def test_a_sidecar_may_be_damaged(house):
    read = house.album.read

    @contextmanager
    def spoilt(doc_id, name):
        with read(doc_id, name) as chunks:
            yield (chunk[::-1] for chunk in chunks)

    house.album.read = spoilt
    assert come(house) == {"I.MOV": 1, "I.HEIC": 0}


def test_the_systems_folder_for_what_is_temporary_may_be_full(house, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert come(house) == {"I.MOV": 0, "I.HEIC": 1}
