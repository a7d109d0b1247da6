"""What every album knows of a sidecar's photo by what both say themselves: one class, run against each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from photospool.album.attach_sidecars import attach
from photospool.album.sidecar_owner import NOBODY, Owner, owner_of
from photospool.album.sidecars import Sidecar
from photospool.photo.digests import digests
from photospool.photo.metadata.sidecars import read
from photospool.photo.photo import Reading

from ..photo.made_sidecars import aae, takeout, xmp
from .shots import AT, shot

ZULU_S = 1_714_566_896
"""``AT`` on a clock that shows Greenwich's time, in seconds since 1970."""
CANON, SONY = ({"Image Make": make, "Image Model": model} for make, model in (("Canon", "EOS 5D"), ("Sony", "A7")))


class SidecarOwnerContract:
    """Brings the tests; the class that inherits brings the fixture ``viewed``."""

    @pytest.fixture
    def viewed(self) -> Any:
        raise NotImplementedError

    @pytest.fixture
    def has(self, viewed: Any, tmp_path: Path) -> Callable[..., str]:
        """Stores a photo of this name; its id."""

        def store(name: str, **said: Any) -> str:
            given = shot(tmp_path, name, **said)
            viewed.store(given)
            return given.digests.md5

        return store

    @pytest.fixture
    def asked(self, viewed: Any, tmp_path: Path) -> Callable[..., Owner]:
        """Asks about a sidecar of this name with these bytes."""

        def ask(name: str, data: bytes) -> Owner:
            return owner_of(viewed, name, reading_of(tmp_path, name, data))

        return ask

    @pytest.mark.parametrize(
        ("photo", "sidecar", "data"),
        [
            ("IMG_1.JPG", "IMG_1.xmp", xmp("Words", taken=AT)),
            ("IMG_1.CR2", "IMG_1_01.CR2.xmp", xmp("Words", taken=AT + ".25+02:00")),
            ("IMG_1.JPG", "IMG_1.jpg.json", takeout("IMG_1.jpg", ZULU_S)),
            ("IMG_1.JPG", "IMG_1.JPG.supplemental-metadata(2).json", takeout("IMG_1.JPG", ZULU_S - 7200)),
            ("IMG_1(2).JPG", "IMG_1.JPG(2).json", takeout("IMG_1.JPG", ZULU_S + 4 * 3600)),
            ("IMG_1.JPG", "IMG_1.JPG.json", takeout("IMG_1.JPG", ZULU_S - 20_700)),
        ],
        ids=["adobe", "darktable", "takeout", "numbered", "the number is its photo's", "in Nepal"],
    )
    def test_name_and_second_tell(self, has: Any, asked: Any, photo: str, sidecar: str, data: bytes) -> None:
        has("IMG_1.JPG", at="2024-05-01T12:34:57")
        has("IMG_2.JPG")
        wanted = has(photo)
        assert asked(sidecar, data) == Owner((wanted,))

    @pytest.mark.parametrize(
        ("sidecar", "data"),
        [
            ("IMG_1.xmp", xmp("Words")),
            ("IMG_1.xmp", xmp("Words", taken="2024-05-01")),
            ("IMG_1.xmp", xmp("Words", taken="2024-05-01T12:34:55")),
            ("IMG_2.xmp", xmp("Words", taken=AT)),
            ("IMG_1.AAE", aae()),
            ("IMG_1.jpg.json", takeout("IMG_1.jpg", ZULU_S + 600)),
            ("IMG_1.json", takeout("IMG_2.jpg", ZULU_S)),
        ],
        ids=["no date", "a day", "another second", "another name", "Apple's", "no zone's", "another title"],
    )
    def test_nobodys_where_they_say_too_little_or_differ(self, has: Any, asked: Any, sidecar: str, data: bytes) -> None:
        has("IMG_1.JPG")
        assert asked(sidecar, data) == NOBODY

    def test_of_two_that_fit_none_is_guessed(self, has: Any, asked: Any) -> None:
        has("IMG_1.JPG", camera=CANON)
        has("IMG_1.JPG", camera=SONY)
        assert asked("IMG_1.xmp", xmp("Whose?", taken=AT)) == Owner(is_unsure=True)
        assert asked("IMG_1.JPG.json", takeout("IMG_1.JPG", ZULU_S)) == Owner(is_unsure=True)

    def test_of_two_takeouts_sidecars_that_are_told_alike_one_goes_with_it(
        self, viewed: Any, has: Any, asked: Any, tmp_path: Path
    ) -> None:
        """The album has one of two photos of this name and second: it got the words of both."""
        wanted = has("IMG_1.JPG")
        first, second = (takeout("IMG_1.JPG", ZULU_S, description=words) for words in ("One's", "The other's"))
        assert asked("IMG_1.JPG.json", first) == Owner((wanted,))
        path = tmp_path / "IMG_1.JPG.json"
        path.write_bytes(first)
        attach(wanted, Sidecar(path, path.name, digests(path), read(path, path.name)), viewed.find, viewed.write)
        assert asked("IMG_1.JPG.json", first) == Owner((wanted,))
        assert asked("IMG_1.JPG(1).json", second) == Owner(is_unsure=True)
        assert asked("IMG_1.xmp", xmp("Words", taken=AT)) == Owner((wanted,))

    def test_unless_the_camera_tells(self, viewed: Any, has: Any, tmp_path: Path) -> None:
        has("IMG_1.JPG", camera=CANON)
        wanted = has("IMG_1.JPG", camera=SONY)
        said = replace(reading_of(tmp_path, "IMG_1.xmp", xmp("Sony's", taken=AT)), exif=SONY)
        assert owner_of(viewed, "IMG_1.xmp", said) == Owner((wanted,))
        others = replace(said, exif={"Image Make": "Nikon"})
        assert owner_of(viewed, "IMG_1.xmp", others) == NOBODY

    def test_of_one_shot_the_file_that_it_was_made_for(self, has: Any, asked: Any) -> None:
        picture, raw = has("IMG_1.JPG"), has("IMG_1.NEF")
        has("IMG_1.MOV")
        edited = has("IMG_1-edited.JPG")
        assert asked("IMG_1.xmp", xmp("Words", taken=AT)) == Owner((raw,))
        assert asked("IMG_1.JPG.json", takeout("IMG_1.JPG", ZULU_S)) == Owner((picture, edited))


def reading_of(folder: Path, name: str, data: bytes) -> Reading:
    path = folder / "sidecar"
    path.write_bytes(data)
    return read(path, name)
