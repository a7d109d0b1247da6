"""Files of real programs go the whole way, through both albums: what stands there is right, row by row.

The rows are those of the issue "Real files" (F1 to F12, the small ones, B1 to B15), in real_files. B3, a folder that
refuses, is tests/faults/test_failing_disk.py.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.engine.real_files import ROWS, Row
from tests.parts import NAMES, House
from tests.photo import made

from photospool.album.documents import Stored
from photospool.album.embedded.album import LocalAlbum
from photospool.album.replication.filters import unfit
from photospool.engine.factory import words_at_claim
from photospool.events import PhotoSetAside
from photospool.photo.digests import digests
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.prepare import prepare


class Decoder:
    """Real pictures, in this process."""

    def prepare(self, path: Path, name: str) -> Prepared:
        return prepare(path, name, Options(large=False))

    def close(self) -> None:
        pass


class Stocked:
    """An album into which every row was put, and where the files are."""

    def __init__(self, house: House, album: Any, ids: dict[str, str]) -> None:
        self.house, self.album, self.ids = house, album, ids


@pytest.fixture(scope="module", params=["local", "couch"])
def stocked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stocked]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone can't be set for a test")
    root = tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        if request.param == "local":
            album: Any = LocalAlbum(root / "album")
        else:
            server = request.getfixturevalue("couchdb_server")
            name = f"test-{secrets.token_hex(6)}"
            server.request("PUT", f"/{name}")
            album = server.album(name)
        house = House(root, album, Decoder())  # type: ignore[arg-type]
        ids = {}
        for kind, row in ROWS.items():
            path = house.incoming / row.name
            path.parent.mkdir(parents=True, exist_ok=True)
            assert not path.exists(), f"two rows of one name: {kind}"
            path.write_bytes(row.data)
            os.utime(path, (row.modified_s, row.modified_s))
            ids[kind] = digests(path).md5
        assert len(set(ids.values())) == len(ids), "two rows of the same bytes"
        house.engine(words_for=words_at_claim(root / "memory.json", from_folders=True)).run_once()
        album = LocalAlbum(root / "album") if request.param == "local" else server.album(name)
        yield Stocked(house, album, ids)
        album.close()
        if request.param == "couch":
            server.request("DELETE", f"/{name}")
    time.tzset()


def found(stocked: Stocked, kind: str) -> Stored:
    photo_id = stocked.ids[kind]
    stored: Stored = stocked.album.find([photo_id])[photo_id]
    return stored


@pytest.mark.parametrize("kind", ROWS)
def test_what_stands_in_the_album_is_right(stocked: Stocked, kind: str) -> None:
    row = ROWS[kind]
    stored = found(stocked, kind)
    if row.waits:
        assert stored.photo is None and stored.original is None
        (waiting,) = stocked.house.work.rglob(row.name)
        assert "failed" not in waiting.parts and waiting.read_bytes() == row.data
        return
    told = [event for event in stocked.house.of(PhotoSetAside) if row.name in str(event)]
    assert stored.photo is not None and stored.original is not None, told
    for name, right in row.says.items():
        group, _, within = name.partition(".")
        value = stored.photo[group][within] if within else stored.photo.get(name)
        assert value == right, name
    if row.tags is not None:
        assert stored.photo["keywords"] == [*row.tags, "unprocessed"]
    for name, value in row.private.items():
        assert name not in stored.photo["exif"]
        assert stored.original["exif"][name] == value
    if row.place is not None:
        lat, lon, alt = row.place
        assert stored.original["location"] == {"lat": lat, "lon": lon, "alt": alt}
        assert "location" not in stored.photo
    check_picture(stocked, row, stored.photo["_id"])


def check_picture(stocked: Stocked, row: Row, photo_id: str) -> None:
    with stocked.album.read(photo_id, NAMES[1]) as chunks:
        picture = Image.open(io.BytesIO(b"".join(chunks))).convert("RGB")
    if row.upright:
        assert made.seen(picture) == list(made.CORNERS)
    if row.pixel is not None:
        (x, y), right, most = row.pixel
        pixel = picture.getpixel((int(x * picture.width), int(y * picture.height)))
        assert isinstance(pixel, tuple)
        assert max(abs(one - other) for one, other in zip(pixel, right, strict=True)) <= most, pixel


@pytest.mark.parametrize("kind", [kind for kind, row in ROWS.items() if not row.waits])
def test_its_bytes_are_unchanged_and_strangers_could_be_shown_it(stocked: Stocked, kind: str) -> None:
    row, stored = ROWS[kind], found(stocked, kind)
    assert stored.original is not None and stored.photo is not None
    (name,) = stored.original["_attachments"]
    with stocked.album.read(stored.original["_id"], name) as chunks:
        assert b"".join(chunks) == row.data
    assert unfit({**stored.photo, "cat": "Public"}) == []


def test_every_row_of_the_issue_is_there() -> None:
    named = {re.split(r"[ :]", kind)[0] for kind in ROWS} | {"B3"}
    assert named == {*(f"F{n}" for n in range(1, 13)), "small", *(f"B{n}" for n in range(1, 16))}
