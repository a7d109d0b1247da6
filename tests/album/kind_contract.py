"""What a person does with a stack, for each kind of it: one class, run against each album."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from photospool.album.documents import PART, PART_OF, TRASHED_WITH, original_id, restored, trashed
from photospool.album.stack_edits import put_back_together, show_first, take_apart
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.stack_watch import StackWatch
from photospool.album.views import is_part
from photospool.photo.photo import Photo

from .shots import AT, shot

ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"
LATER = "2024-05-01T18:00:00"


@dataclass(frozen=True)
class Kind:
    """How the files of one stack say that they are one; the shown one comes first."""

    part: str
    """Empty: it has none, for all of it is in one file."""
    says: tuple[dict[str, Any], ...]

    def files(self, folder: Path, **more: Any) -> list[Photo]:
        made = [shot(folder, **{**says, **more}) for says in self.says]
        return made if self.part else [_with_film(one) for one in made]


def _with_film(photo: Photo) -> Photo:
    reading = replace(photo.prepared.reading, motion_offset=20, motion_length=len(photo.path.read_bytes()) - 20)
    return replace(photo, prepared=replace(photo.prepared, reading=reading))


KINDS = {
    "live": Kind("live", ({"name": "IMG_1.HEIC", "content": ID}, {"name": "IMG_1.MOV", "content": ID})),
    "edit": Kind(
        "edit", ({"name": "IMG_E1234.HEIC", "content": ID, "at": LATER}, {"name": "IMG_1234.HEIC", "content": ID})
    ),
    "raw": Kind("raw", ({"name": "DSC_1.JPG"}, {"name": "DSC_1.NEF"})),
    "burst": Kind(
        "burst", ({"name": "IMG_1.HEIC", "burst": ID}, {"name": "IMG_2.HEIC", "burst": ID, "at": AT[:-1] + "7"})
    ),
    "motion": Kind("", ({"name": "PXL_1.MP.jpg"},)),
}


class KindContract:
    """Brings the tests; the class that inherits brings the fixture ``viewed``."""

    @pytest.fixture
    def viewed(self) -> Any:
        raise NotImplementedError

    @pytest.fixture(params=KINDS)
    def kind(self, request: pytest.FixtureRequest) -> Kind:
        return KINDS[request.param]

    @pytest.fixture
    def files(self, kind: Kind, tmp_path: Path) -> list[Photo]:
        return kind.files(tmp_path, category="Public")

    @pytest.fixture
    def ids(self, viewed: Any, files: list[Photo]) -> list[str]:
        """Of the shown one, and of its part."""
        for one in files:
            viewed.store(one)
        StackLinker(viewed).of_all()
        return [one.digests.md5 for one in files]

    @pytest.fixture
    def look(self, viewed: Any, ids: list[str]) -> Callable[[], Linked]:
        watch = StackWatch(viewed, StackLinker(viewed))
        watch.daily()
        return watch.often

    def listed(self, album: Any, name: str = "timeline", **options: Any) -> set[str]:
        return {row["id"] for row in album.view(name, reduce=False, **options)["rows"]}

    def keeps(self, album: Any, files: list[Photo]) -> None:
        """Whatever was done: every original has its bytes, a motion photo the place of its film."""
        for one in files:
            original = album.get(original_id(one.digests.md5))
            (name,) = original["_attachments"]
            with album.read(original["_id"], name) as chunks:
                assert b"".join(chunks) == one.path.read_bytes()
            offset = one.prepared.reading.motion_offset
            assert album.get(one.digests.md5).get("motion_offset", 0) == offset

    def test_it_is_one_thing(self, viewed: Any, kind: Kind, ids: list[str], files: list[Photo]) -> None:
        shown, *parts = ids
        assert self.listed(viewed) == self.listed(viewed, "recent-added") == self.listed(viewed, "cat") == {shown}
        assert [(viewed.get(one)[PART], viewed.get(one)[PART_OF]) for one in parts] == [(kind.part, shown)] * len(parts)
        self.keeps(viewed, files)

    def test_unlinked_and_put_together(self, viewed: Any, ids: list[str], files: list[Photo], look: Any) -> None:
        shown, *parts = ids
        assert take_apart(viewed, shown) == len(parts)
        assert look() == StackLinker(viewed).of_all() == Linked()
        assert self.listed(viewed) == set(ids)
        for one in parts:
            assert put_back_together(viewed, one) == 1
        assert self.listed(viewed) == {shown}
        for one in parts:
            assert show_first(viewed, one) == 2
            assert look().parts == 0
            assert self.listed(viewed) == {one}
        self.keeps(viewed, files)

    def test_through_the_trash_and_back(self, viewed: Any, ids: list[str], files: list[Photo], look: Any) -> None:
        shown, *parts = ids
        viewed.put_document(trashed(viewed.get(shown)))
        assert look().followed == len(parts)
        assert self.listed(viewed, "cat", key="Trash") == {shown}
        assert {document["_id"] for page in viewed.trashed() for document in page} == set(ids)
        viewed.put_document(restored(viewed.get(shown)))
        assert look().followed == len(parts)
        assert [viewed.get(one)["cat"] for one in ids] == ["Public"] * len(ids)
        assert not any(TRASHED_WITH in viewed.get(one) for one in ids)
        assert self.listed(viewed) == {shown}
        self.keeps(viewed, files)

    def test_unlinked_in_the_trash_it_lies_there_by_itself(
        self, viewed: Any, ids: list[str], files: list[Photo], look: Any
    ) -> None:
        shown, *parts = ids
        viewed.put_document(trashed(viewed.get(shown)))
        look()
        take_apart(viewed, shown)
        assert self.listed(viewed, "cat", key="Trash") == set(ids)
        viewed.put_document(restored(viewed.get(shown)))
        assert look() == Linked()
        assert self.listed(viewed) == {shown}
        for one in parts:
            viewed.put_document(restored(viewed.get(one)))
        assert look() == Linked()
        assert self.listed(viewed) == set(ids)
        assert not any(is_part(viewed.get(one)) for one in ids)
        self.keeps(viewed, files)

    def test_private_with_the_shown_one_and_public_by_nothing_but_a_person(
        self, viewed: Any, ids: list[str], files: list[Photo], look: Any
    ) -> None:
        shown, *parts = ids
        viewed.put_document({**viewed.get(shown), "cat": "Private"})
        assert look().followed == len(parts)
        assert [viewed.get(one)["cat"] for one in ids] == ["Private"] * len(ids)
        viewed.put_document({**viewed.get(shown), "cat": "Public"})
        assert look() == Linked()
        assert [viewed.get(one)["cat"] for one in parts] == ["Private"] * len(parts)
        self.keeps(viewed, files)
