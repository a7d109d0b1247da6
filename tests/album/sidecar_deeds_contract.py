"""What a person does with a photo that has a sidecar, for each kind of it: one class, run against each album."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photospool.album.attach_sidecars import attach
from photospool.album.documents import original_id, restored, trashed
from photospool.album.replication.filters import is_fit
from photospool.album.sidecars import Sidecar, beside
from photospool.album.stack_edits import put_back_together, show_first, take_apart
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.stack_watch import StackWatch
from photospool.photo.digests import digests
from photospool.photo.metadata.sidecars import read
from photospool.photo.photo import Photo

from ..photo.made_sidecars import aae, takeout, xmp
from .kind_contract import KINDS

WORDS = "By the lake"
SIDECARS = {
    "xmp": ("IMG_1.xmp", xmp(WORDS, ["lake"], person="Anna", place=("50,6.0N", "8,12.0E"))),
    "aae": ("IMG_1.AAE", aae()),
    "takeout": ("IMG_1.HEIC.json", takeout("IMG_1.HEIC", description=WORDS, people=[{"name": "Anna"}])),
}


def brought(album: Any, folder: Path, photo_id: str, name: str, data: bytes) -> bool:
    """A sidecar comes to this photo; whether it was not there yet."""
    path = folder / name
    path.write_bytes(data)
    return attach(photo_id, Sidecar(path, name, digests(path), read(path, name)), album.find, album.write)


def beside_of(album: Any, photo_id: str) -> dict[str, bytes]:
    """Its sidecars as the album has them, each proved."""
    found = {}
    for one in beside(album.get(original_id(photo_id))):
        assert one.is_good
        assert one.stub["content_type"] == "application/octet-stream"
        with album.read(original_id(photo_id), one.attachment) as chunks:
            found[one.name] = b"".join(chunks)
    return found


class SidecarDeedContract:
    """Brings the tests; the class that inherits brings the fixture ``viewed``."""

    @pytest.fixture
    def viewed(self) -> Any:
        raise NotImplementedError

    @pytest.fixture(params=SIDECARS)
    def sidecar(self, request: pytest.FixtureRequest) -> tuple[str, bytes]:
        return SIDECARS[request.param]

    @pytest.fixture
    def files(self, tmp_path: Path) -> list[Photo]:
        return KINDS["live"].files(tmp_path)

    @pytest.fixture
    def ids(self, viewed: Any, files: list[Photo], sidecar: tuple[str, bytes], tmp_path: Path) -> list[str]:
        """Of a picture that has a sidecar, and of its film, which has none."""
        for one in files:
            viewed.store(one)
        StackLinker(viewed).of_all()
        picture, film = (one.digests.md5 for one in files)
        assert brought(viewed, tmp_path, picture, *sidecar)
        return [picture, film]

    @pytest.fixture
    def look(self, viewed: Any, ids: list[str]) -> Callable[[], Linked]:
        watch = StackWatch(viewed, StackLinker(viewed))
        watch.daily()
        return watch.often

    @pytest.fixture
    def keeps(self, viewed: Any, ids: list[str], files: list[Photo], sidecar: tuple[str, bytes]) -> Callable[[], None]:
        """Whatever was done: each original has its bytes, the picture its sidecar and its words, the film none."""
        name, data = sidecar
        picture, film = ids
        before = {field: viewed.get(picture)[field] for field in ("descr", "keywords", "taken")}
        assert (before["descr"] == WORDS) is (not name.endswith(".AAE"))

        def check() -> None:
            for one in files:
                original = viewed.get(original_id(one.digests.md5))
                (own,) = set(original["_attachments"]) - {found.attachment for found in beside(original)}
                with viewed.read(original["_id"], own) as chunks:
                    assert b"".join(chunks) == one.path.read_bytes()
            assert (beside_of(viewed, picture), beside_of(viewed, film)) == ({name: data}, {})
            now = viewed.get(picture)
            assert {field: now[field] for field in before} == before
            assert viewed.get(original_id(picture)).get("people", []) == ([] if name.endswith(".AAE") else ["Anna"])
            assert "Anna" not in str([viewed.get(one) for one in ids])

        return check

    def test_its_stack_is_taken_apart_and_put_together(
        self, viewed: Any, ids: list[str], look: Any, keeps: Callable[[], None]
    ) -> None:
        picture, film = ids
        keeps()
        assert take_apart(viewed, picture) == 1
        look()
        keeps()
        assert put_back_together(viewed, film) == 1
        keeps()
        assert show_first(viewed, film) == 2
        look()
        keeps()

    def test_through_the_trash_and_back(
        self, viewed: Any, ids: list[str], look: Any, keeps: Callable[[], None], sidecar: Any, tmp_path: Path
    ) -> None:
        picture, _film = ids
        viewed.put_document(trashed(viewed.get(picture)))
        look()
        assert [viewed.get(one)["cat"] for one in ids] == ["Trash", "Trash"]
        keeps()
        assert not brought(viewed, tmp_path, picture, *sidecar)
        viewed.put_document(restored(viewed.get(picture)))
        look()
        assert [viewed.get(one)["cat"] for one in ids] == ["Private", "Private"]
        keeps()

    def test_public_and_private_again(
        self, viewed: Any, ids: list[str], look: Any, keeps: Callable[[], None], sidecar: Any, tmp_path: Path
    ) -> None:
        picture, _film = ids
        for category in ("Public", "Private"):
            for one in ids:
                viewed.put_document({**viewed.get(one), "cat": category})
            look()
            assert [viewed.get(one)["cat"] for one in ids] == [category, category]
            keeps()
            assert not brought(viewed, tmp_path, picture, *sidecar)
            assert not any(is_fit(viewed.get(original_id(one))) for one in ids)
            keeps()

    def test_erased_with_its_photo(self, viewed: Any, ids: list[str]) -> None:
        picture, _film = ids
        for doc_id in (original_id(picture), picture):
            viewed.erase(doc_id, viewed.get(doc_id)["_rev"])
        gone = viewed.find([picture])[picture]
        assert (gone.photo, gone.original) == (None, None)
