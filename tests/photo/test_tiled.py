"""HEIC of tiles: made smaller row by row, and the same picture as of the whole; what is not usual is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pi_heif.as_plugin import HeifImageFile
from PIL import Image
from tests.photo.made_tiles import Tiles, box
from tests.photo.test_scaling import likeness_db

from photospool.errors import NotAPhoto
from photospool.photo import heif, render, tiled
from photospool.photo.decode import opened
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.structure import heif_grid

TURNED = [
    pytest.param([], id="upright"),
    *(pytest.param([box(b"irot", bytes((turns,)))], id=f"irot {turns}") for turns in range(4)),
    *(pytest.param([box(b"imir", bytes((axis,)))], id=f"imir {axis}") for axis in range(2)),
]


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a picture was decoded whole."""
    count: list[int] = []
    former = HeifImageFile.load
    monkeypatch.setattr(HeifImageFile, "load", lambda image: (count.append(1), former(image))[1])
    return count


def saved(tmp_path: Path, tiles: Tiles) -> Path:
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(tiles.encoded())
    return path


def by_the_library(path: Path, size: tuple[int, int]) -> Image.Image:
    with opened(path) as image:
        return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


@pytest.mark.parametrize("turns", TURNED)
@pytest.mark.parametrize("cut", [(0, 0), (34, 71)], ids=["even", "cut"])
def test_the_same_picture_without_decoding_the_whole(
    tmp_path: Path, whole: list[int], turns: list[bytes], cut: tuple[int, int]
) -> None:
    path = saved(tmp_path, Tiles(3, 2, cut=cut, turns=turns))
    with opened(path) as image:
        size = render.fitted(image.size, (700, 700))
        small = image.info[render.TILES].scaled(size)
    assert (small.size, whole) == (size, [])
    assert likeness_db(small, by_the_library(path, size)) > 45
    assert whole


@pytest.mark.parametrize("is_wide", [False, True])
@pytest.mark.parametrize("box_px", [120, 333, 900])
def test_any_size_of_any_numbering(tmp_path: Path, box_px: int, is_wide: bool) -> None:
    path = saved(tmp_path, Tiles(3, 3, cut=(1, 1), is_wide=is_wide))
    with opened(path) as image:
        size = render.fitted(image.size, (box_px, box_px))
        small = image.info[render.TILES].scaled(size)
    assert likeness_db(small, by_the_library(path, size)) > 40


def test_all_pictures_of_a_photo_come_of_its_tiles(tmp_path: Path, whole: list[int]) -> None:
    prepared = prepare(saved(tmp_path, Tiles(4, 3)), "IMG_1.HEIC", Options())
    assert whole == []
    assert [one.name for one in prepared.renditions] == ["thumb.jpg", "800x600.jpg", "1600x1200.jpg"]


@pytest.mark.parametrize(
    "tiles",
    [
        pytest.param(Tiles(aux=b"auxl"), id="alpha or depth beside it"),
        pytest.param(Tiles(turns=[box(b"irot", b"\1"), box(b"imir", b"\0")]), id="turned and mirrored"),
        pytest.param(Tiles(turns=[box(b"irot", b"\1"), box(b"irot", b"\1")]), id="turned twice"),
        pytest.param(Tiles(turns=[box(b"uuid", bytes(16))]), id="an unknown property"),
    ],
)
def test_an_unusual_form_is_left_to_the_library(tmp_path: Path, tiles: Tiles) -> None:
    with saved(tmp_path, tiles).open("rb") as file:
        assert heif_grid.read(file) is None
    with saved(tmp_path, Tiles()).open("rb") as file:
        assert heif_grid.read(file) is not None


def test_the_sample_is_no_picture_of_tiles(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "resources" / "samples" / "upright.heic"
    with opened(sample) as image:
        assert image.info[render.TILES] is None


def test_a_small_picture_is_not_enlarged(tmp_path: Path) -> None:
    path = saved(tmp_path, Tiles(1, 1))
    with opened(path) as image:
        assert image.info[render.TILES].scaled(image.size) is None


def test_a_tile_that_does_not_decode_gives_the_librarys_own_verdict(
    tmp_path: Path, whole: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, Tiles(4, 3, broken=2))

    def verdict() -> object:
        try:
            return [len(one.data) for one in prepare(path, path.name, Options()).renditions]
        except NotAPhoto as exc:
            return exc.title

    with_tiles = verdict()
    assert whole
    monkeypatch.setattr(tiled, "of", lambda _file, _image: None)
    assert with_tiles == verdict()


def test_every_cut_and_every_changed_byte_of_a_description_is_survived(tmp_path: Path) -> None:
    """What the reader makes of it is a picture of the same size or None, never an error of its own."""
    data = Tiles(2, 2).encoded()
    end = data.index(b"mdat") - 4
    path = tmp_path / "IMG_1.HEIC"
    found = set()
    for at in range(end):
        for changed in (data[:at], data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]):
            path.write_bytes(changed)
            with path.open("rb") as file:
                grid = heif_grid.read(file)
            found.add(grid is None)
            if grid is not None:
                assert len(grid.tiles) <= 4
                assert all(begin + length <= len(data) for tile in grid.tiles for begin, length in tile.extents)
    assert found == {True, False}


def test_a_tile_of_another_size_than_is_said_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, Tiles(2, 2))
    monkeypatch.setattr(heif, "coded_picture", lambda _data: Image.new("RGB", (9, 9)))
    with opened(path) as image:
        assert image.info[render.TILES].scaled((100, 100)) is None
