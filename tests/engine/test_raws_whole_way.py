"""Raw files of every form go the whole way, through both albums: whole ones arrive once with their bytes unchanged,
cut and broken ones wait or are set aside, each with its reason. None is lost, and none is taken for less than it is.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.parts import NAMES, House
from tests.photo.raw_files import MAKERS

from photospool.album.base import Stored
from photospool.album.embedded.album import LocalAlbum
from photospool.events import PhotoSetAside, PhotoWaiting
from photospool.photo.digests import digests
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.prepare import prepare

BLUE, RED, YELLOW, GREEN = (30, 30, 200), (200, 30, 30), (220, 200, 40), (30, 160, 30)
"""The corners of a picture whose camera was held upright (orientation 6), row by row."""


class Decoder:
    """Real pictures, in this process."""

    def prepare(self, path: Path, name: str) -> Prepared:
        return prepare(path, name, Options(large=False, raw=True))

    def close(self) -> None:
        pass


@dataclass
class Sent:
    """An album into which all were put, with where the files are."""

    house: House
    album: Any
    data: dict[str, bytes]
    """Name in incoming → bytes."""

    def where(self, name: str) -> str:
        """Which of the folders holds the file, whose bytes are the same."""
        (path,) = [path for path in self.house.root.rglob(name) if path.is_file() and "album" not in path.parts]
        assert path.read_bytes() == self.data[name]
        parts = path.relative_to(self.house.root).parts
        return "failed" if "failed" in parts else parts[0]


def files() -> dict[str, bytes]:
    """Of each form a whole one, three cut ones, and two that are broken."""
    found = {}
    for form, make in MAKERS.items():
        whole, name = make(6), form.replace("/", "-").lower()
        found[f"{name}-whole.nef"] = whole
        for part in (10, 50, 90):
            found[f"{name}-cut{part}.nef"] = whole[: len(whole) * part // 100]
        found[f"{name}-headless.nef"] = bytes(64) + whole[64:]
        at = whole.rindex(b"\xff\xda") + 2000  # in the middle of a JPEG's own data, as a card's fault leaves it
        found[f"{name}-scratched.nef"] = whole[:at] + bytes(512) + whole[at + 512 :]
    return found


@pytest.fixture(scope="module", params=["local", "couch"])
def sent(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    root = tmp_path_factory.mktemp("raws")
    name = f"test-{secrets.token_hex(6)}"
    if request.param == "local":
        album: Any = LocalAlbum(root / "album")
    else:
        server = request.getfixturevalue("couchdb_server")
        server.request("PUT", f"/{name}")
        album = server.album(name)
    house = House(root, album, Decoder(), takes_sidecars=True)  # type: ignore[arg-type]
    data = files()
    for file, content in data.items():
        (house.incoming / file).write_bytes(content)
    house.engine().run_once()
    album = LocalAlbum(root / "album") if request.param == "local" else server.album(name)
    yield Sent(house, album, data)
    album.close()
    if request.param == "couch":
        server.request("DELETE", f"/{name}")


def test_none_is_lost(sent: Sent) -> None:
    found = [sent.where(name) for name in sent.data]
    assert len(found) == len(sent.data)
    assert set(found) <= {"done", "work", "failed"}


@pytest.mark.parametrize("form", [form.replace("/", "-").lower() for form in MAKERS])
def test_a_whole_one_arrives_with_its_bytes_and_is_shown_upright(sent: Sent, form: str) -> None:
    name = f"{form}-whole.nef"
    assert sent.where(name) == "done"
    photo_id = digests(sent.house.done / name).md5
    stored: Stored = sent.album.find([photo_id])[photo_id]
    assert stored.photo is not None and stored.original is not None
    (attached,) = stored.original["_attachments"]
    with sent.album.read(stored.original["_id"], attached) as chunks:
        assert b"".join(chunks) == sent.data[name]
    assert (stored.photo["media"], stored.photo["poster"]) == ("raw", "preview")
    assert (stored.photo["width"], stored.photo["height"]) == (2000, 3000)
    assert stored.photo["taken_at"].startswith("2023-05-01T12:34:56")
    with sent.album.read(photo_id, NAMES[1]) as chunks:
        picture = Image.open(io.BytesIO(b"".join(chunks))).convert("RGB")
    for place, (x, y) in zip((BLUE, RED, YELLOW, GREEN), ((1, 1), (3, 1), (1, 3), (3, 3)), strict=True):
        pixel = picture.getpixel((x * picture.width // 4, y * picture.height // 4))
        assert isinstance(pixel, tuple)
        assert max(abs(one - other) for one, other in zip(pixel, place, strict=True)) < 16


@pytest.mark.parametrize("form", [form.replace("/", "-").lower() for form in MAKERS])
@pytest.mark.parametrize("part", [10, 50, 90])
def test_a_cut_one_waits_and_says_why(sent: Sent, form: str, part: int) -> None:
    """On a slow machine its patience may end within the pass; then it is set aside for the same reason."""
    name = f"{form}-cut{part}.nef"
    assert sent.where(name) in ("work", "failed")
    told = [event for event in [*sent.house.of(PhotoWaiting), *sent.house.of(PhotoSetAside)] if event.name == name]
    assert isinstance(told[0], PhotoWaiting)
    assert {event.title for event in told} == {"The end of this photo is missing."}


@pytest.mark.parametrize("form", [form.replace("/", "-").lower() for form in MAKERS])
def test_one_without_its_beginning_is_not_taken_and_says_why(sent: Sent, form: str) -> None:
    """Zeros in front may be a file that is still being filled, so it waits, and is set aside where it stays so."""
    name = f"{form}-headless.nef"
    assert sent.where(name) in ("work", "failed")
    told = [event for event in [*sent.house.of(PhotoWaiting), *sent.house.of(PhotoSetAside)] if event.name == name]
    assert told
    assert all(event.title for event in told)
    assert all(event.advice for event in told if isinstance(event, PhotoSetAside))


@pytest.mark.parametrize("form", [form.replace("/", "-").lower() for form in MAKERS])
def test_one_whose_picture_is_scratched_arrives_as_it_is(sent: Sent, form: str) -> None:
    """Whether bytes in the middle are the camera's nobody can know: it is whole by all that it says."""
    assert sent.where(f"{form}-scratched.nef") == "done"
