"""What every album does with the files of one shot: one class, run against each of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photospool.album.base import NotThere
from photospool.album.documents import PART, PART_OF, original_id, restored, trashed
from photospool.album.stack_edits import put_back_together, show_first, take_apart
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.stack_watch import StackWatch
from photospool.album.views import is_part
from photospool.events import Outcome
from photospool.photo.photo import Photo

from .shots import AT, shot

ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"
OTHER = "0B9E8D7C-0002-4B5C-8D7E-112233445566"


class StackContract:
    """Brings the tests; the class that inherits brings the fixture ``viewed``."""

    @pytest.fixture
    def viewed(self) -> Any:
        raise NotImplementedError

    @pytest.fixture
    def stored(self, viewed: Any) -> Callable[..., str]:
        """Stores a photo, and looks for its partners as the engine does; its id."""
        linker = StackLinker(viewed, pause=lambda _s: None)

        def store(given: Photo) -> str:
            viewed.store(given)
            linker.came(viewed.listed([given.digests.md5])[given.digests.md5].original.get("pair_keys", ()))
            return given.digests.md5

        return store

    def timeline(self, album: Any) -> set[str]:
        return {row["id"] for row in album.view("timeline", reduce=False)["rows"]}

    @pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
    def test_one_thing_whatever_comes_first(self, viewed: Any, stored: Any, tmp_path: Path, order: Any) -> None:
        files = [
            shot(tmp_path, "IMG_1234.HEIC", content=ID),
            shot(tmp_path, "IMG_1234.MOV", content=ID),
            shot(tmp_path, "IMG_E1234.HEIC", content=ID, at="2025-12-31T00:00:01"),
        ]
        ids = [file.digests.md5 for file in files]
        for number in order:
            stored(files[number])
        assert self.timeline(viewed) == {ids[2]}
        rows = viewed.view("parts", key=ids[2], reduce=False)["rows"]
        assert {(row["id"], row["value"]["part"]) for row in rows} == {(ids[0], "edit"), (ids[1], "live")}
        # Each keeps its own documents; the original's bytes are never touched.
        for one in ids:
            assert viewed.get(original_id(one))["photo"] == one
        before = [viewed.get(one)["_rev"] for one in ids]
        assert StackLinker(viewed).of_all() == Linked()
        assert [viewed.get(one)["_rev"] for one in ids] == before

    def test_strangers_of_one_name_never_meet(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        canon = {"Image Make": "Canon", "Image Model": "EOS 5D"}
        others = [
            shot(tmp_path, "IMG_0001.JPG", camera=canon),
            shot(tmp_path, "IMG_0001.MOV", at="2024-05-01T12:34:57", camera=canon),  # another second
            shot(tmp_path, "IMG_0001.JPG", at="2019-05-01T12:34:56", camera=canon),  # another year
            shot(tmp_path, "IMG_0001.MOV", content=ID),  # says to whom it belongs
            shot(tmp_path, "IMG_0001.HEIC", content=OTHER),
            shot(tmp_path, "IMG_0001.MOV", camera={"Image Make": "Sony", "Image Model": "A7"}),  # another camera
            shot(tmp_path, "IMG_0001.MP4", camera=canon, seconds=600.0),  # a film
            shot(tmp_path, "IMG_0002.JPG", camera=canon),
        ]
        ids = {stored(other) for other in others}
        assert StackLinker(viewed).of_all() == Linked()
        assert self.timeline(viewed) == ids

    def test_a_name_is_enough_where_second_and_camera_agree(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        film = stored(shot(tmp_path, "IMG_0001.MOV", camera={}))
        photo = stored(shot(tmp_path, "img_0001.jpg"))
        raw = stored(shot(tmp_path, "IMG_0001.DNG"))
        assert self.timeline(viewed) == {photo}
        assert {one: viewed.get(one)[PART] for one in (film, raw)} == {film: "live", raw: "raw"}

    def test_a_burst_is_shown_by_its_first(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        frames = [stored(shot(tmp_path, f"IMG_{n}.HEIC", burst=ID, at=f"2024-05-01T12:34:5{n}")) for n in (3, 1, 2)]
        assert self.timeline(viewed) == {frames[1]}
        assert {viewed.get(one)[PART] for one in (frames[0], frames[2])} == {"burst"}

    def test_words_of_a_half_are_not_hidden_with_it(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        words = {"keywords": ("beach", "unprocessed"), "description": "At sea", "category": "Public"}
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID, **words))
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID, keywords=("family",)))
        shown, half = viewed.get(photo), viewed.get(film)
        assert shown["keywords"] == ["family", "beach"]
        assert shown["descr"] == "At sea"
        assert half["keywords"] == ["beach", "unprocessed"]
        assert (shown["cat"], half["cat"]) == ("Private", "Private")
        assert half[PART_OF] == photo

    @pytest.mark.parametrize("category", ["Private", "Friends/Family"])
    def test_words_of_a_half_that_fewer_see_stay_with_it(
        self, viewed: Any, stored: Any, tmp_path: Path, category: str
    ) -> None:
        """They were written for fewer people than those who see the shown one."""
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID, category="Public"))
        words = {"keywords": ("hospital",), "description": "Before the operation"}
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID, category=category, **words))
        shown, half = viewed.get(photo), viewed.get(film)
        assert half[PART_OF] == photo
        assert (shown["cat"], half["cat"]) == ("Public", category)
        assert "hospital" not in shown.get("keywords", ())
        assert "operation" not in shown["descr"]
        assert half["descr"] == "Before the operation"

    def test_a_half_follows_the_shown_one(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID, category="Public"))
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID, category="Public"))
        watch = StackWatch(viewed, StackLinker(viewed))
        watch.daily()

        def change(**fields: Any) -> Any:
            viewed.put_document({**viewed.get(photo), **fields})
            return watch.often()

        assert change(cat="Friends/Family") == Linked(followed=1)
        assert viewed.get(film)["cat"] == "Friends/Family"
        assert change(cat="Public") == Linked()  # not by itself
        viewed.put_document(trashed(viewed.get(photo)))
        assert watch.often().followed == 1
        assert viewed.get(film)["cat"] == "Trash"
        assert [row["id"] for row in viewed.view("cat", key="Trash", reduce=False)["rows"]] == [photo]
        assert {doc["_id"] for page in viewed.trashed() for doc in page} == {photo, film}
        change(cat="Public", trashed_from=None)
        half = viewed.get(film)
        assert half["cat"] == "Friends/Family"
        assert "trashed_with" not in half
        assert watch.often() == Linked()

    def test_a_half_is_seen_again_when_the_shown_one_is_gone(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID))
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID))
        watch = StackWatch(viewed, StackLinker(viewed))
        watch.daily()
        viewed.erase(photo, viewed.get(photo)["_rev"])
        assert watch.often().freed == 1 or StackLinker(viewed).of_all().freed == 1
        assert self.timeline(viewed) == {film}
        assert not is_part(viewed.get(film))

    def test_taken_apart_stays_apart_until_a_person_says_otherwise(
        self, viewed: Any, stored: Any, tmp_path: Path
    ) -> None:
        photo, film, edit = (
            stored(shot(tmp_path, name, content=ID, at=at))
            for name, at in (("A.HEIC", AT), ("A.MOV", AT), ("B.HEIC", "2024-06-01T00:00:00"))
        )
        assert take_apart(viewed, film) == 1
        assert StackLinker(viewed).of_all() == Linked()
        assert self.timeline(viewed) == {photo, film}
        assert take_apart(viewed, photo) == 1
        assert StackLinker(viewed).of_all() == Linked()
        assert self.timeline(viewed) == {photo, film, edit}
        assert [put_back_together(viewed, one) for one in (photo, film, edit)].count(0) < 3
        assert len(self.timeline(viewed)) == 1
        with pytest.raises(NotThere):
            take_apart(viewed, "0" * 32)

    def test_another_one_is_shown_first(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID))
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID))
        assert show_first(viewed, film) == 2
        assert self.timeline(viewed) == {film}
        stored(shot(tmp_path, "IMG_E0001.HEIC", content=ID))
        assert StackLinker(viewed).of_all() == Linked()
        assert self.timeline(viewed) == {film}
        assert show_first(viewed, photo) == 3
        assert self.timeline(viewed) == {photo}

    def test_one_that_lies_in_the_trash_is_not_shown_first(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        """All others would follow it there."""
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID))
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID))
        viewed.put_document(trashed(viewed.get(film)))
        assert show_first(viewed, film) == 0
        assert self.timeline(viewed) == {photo}
        assert viewed.get(photo)["cat"] == "Private"

    def test_a_half_that_comes_again_leaves_the_trash_alone(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        film = shot(tmp_path, "IMG_1.MOV", content=ID)
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID))
        stored(film)
        viewed.put_document(trashed(viewed.get(photo)))
        StackLinker(viewed).of_all()
        assert self.timeline(viewed) == set()
        assert viewed.store(film) is Outcome.RESTORED
        StackLinker(viewed).of_all()
        assert self.timeline(viewed) == {film.digests.md5}
        viewed.put_document(restored(viewed.get(photo)))
        assert StackLinker(viewed).of_all() == Linked(parts=1)
        assert self.timeline(viewed) == {photo}

    def test_what_a_person_says_of_a_half_is_said_of_the_shown_one(
        self, viewed: Any, stored: Any, tmp_path: Path
    ) -> None:
        photo = stored(shot(tmp_path, "IMG_1.HEIC", content=ID))
        film = stored(shot(tmp_path, "IMG_1.MOV", content=ID))
        viewed.join(film, {"keywords": ["beach"], "descr": "At sea"})
        assert "beach" in viewed.get(photo)["keywords"]
        assert "beach" not in viewed.get(film)["keywords"]
        viewed.put_document({**viewed.get(photo), "cat": "Public"})  # more people see it than the half now
        viewed.join(film, {"keywords": ["hospital"]})
        assert "hospital" not in viewed.get(photo)["keywords"]
        assert "hospital" in viewed.get(film)["keywords"]

    def test_two_that_are_part_of_each_other_come_apart(self, viewed: Any, stored: Any, tmp_path: Path) -> None:
        one, other = (stored(shot(tmp_path, f"IMG_{n}.HEIC")) for n in (1, 2))
        viewed.put_document({**viewed.get(one), PART_OF: other, PART: "edit"})
        viewed.put_document({**viewed.get(other), PART_OF: one, PART: "edit"})
        assert self.timeline(viewed) == set()
        StackLinker(viewed).of_all()
        StackLinker(viewed).of_all()
        assert len(self.timeline(viewed)) == 1
