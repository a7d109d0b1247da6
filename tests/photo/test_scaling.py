"""One function scales, with or without the resizer, and nobody sees which."""

from __future__ import annotations

import io
import math
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from tests.photo import made

from photospool.demo.scenes import SCENES, draw
from photospool.photo import scaling
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.render import _on_white

ENOUGH_DB = 50.0
"""The next of the encoder's own losses at quality 85 is 36.5 dB."""

needs_the_resizer = pytest.mark.skipif(not scaling.is_fast(), reason="cykooz-resizer has no wheel for this Python")


@pytest.fixture
def without() -> Iterator[None]:
    """As where the resizer has no wheel."""
    kept, scaling.fast = scaling.fast, None
    scaling.is_fast.cache_clear()
    yield
    scaling.fast = kept
    scaling.is_fast.cache_clear()


def likeness_db(one: Image.Image, other: Image.Image) -> float:
    """PSNR over all colours."""
    assert (one.mode, one.size) == (other.mode, other.size)
    squares = ImageStat.Stat(ImageChops.difference(one, other)).sum2
    mean = sum(squares) / (one.width * one.height * len(one.getbands()))
    return 10 * math.log10(255**2 / mean) if mean else math.inf


@cache
def _scene(size: tuple[int, int]) -> Image.Image:
    """A drawn scene with some grain. The grain is another one each time, so it is made once."""
    grain = Image.effect_noise(size, 12)
    return ImageChops.overlay(draw(next(iter(SCENES)), size), Image.merge("RGB", (grain, grain, grain)))


def photo(mode: str = "RGB", size: tuple[int, int] = (1800, 1200)) -> Image.Image:
    """A copy of the scene; its alpha runs from clear to full."""
    picture = _scene(size).copy()
    if mode != "RGBA":
        return picture.convert(mode)
    picture.putalpha(Image.linear_gradient("L").resize(size))
    return picture


@needs_the_resizer
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "L"])
@pytest.mark.parametrize("size", [(1600, 1067), (800, 533), (220, 146)])
def test_both_ways_give_one_picture(mode: str, size: tuple[int, int]) -> None:
    slow, quick = photo(mode).resize(size, Image.Resampling.LANCZOS), scaling.scaled(photo(mode), size)
    if mode == "RGBA":  # as it is seen: the colour of a nearly clear pixel is anybody's guess
        slow, quick = _on_white(slow), _on_white(quick)
    assert likeness_db(quick, slow) >= ENOUGH_DB


@needs_the_resizer
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_all_pictures_of_a_photo_are_the_same_without_it(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they are handed to the encoder: what it drops afterwards is far more."""
    path = tmp_path / "photo"
    path.write_bytes(made.encoded(photo(size=(2400, 1600)), kind))
    slow = _before_encoding(path, monkeypatch)
    scaling.fast = sys.modules["cykooz_resizer"]
    scaling.is_fast.cache_clear()
    assert scaling.is_fast()
    quick = _before_encoding(path, monkeypatch)
    assert len(quick) == len(slow) == 3
    for one, other in zip(quick, slow, strict=True):
        assert likeness_db(one, other) >= ENOUGH_DB, one.size


def _before_encoding(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Image.Image]:
    from photospool.photo import render

    kept: list[Image.Image] = []
    encode = render._encoded

    def keep(picture: Image.Image, *words: int, **options: bool) -> bytes:
        kept.append(picture.copy())
        return encode(picture, *words, **options)

    with monkeypatch.context() as patched:
        patched.setattr(render, "_encoded", keep)
        prepare(path, path.name, Options())
    return kept


@pytest.mark.parametrize("how", ["with", "without"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "L", "CMYK", "F", "LAB", "YCbCr"])
@pytest.mark.parametrize("sizes", [((1, 3000), (1, 600)), ((3000, 1), (220, 1)), ((7, 5), (3, 2)), ((5, 5), (1, 1))])
def test_every_mode_and_the_narrowest_sizes(
    how: str, mode: str, sizes: tuple[tuple[int, int], tuple[int, int]], request: pytest.FixtureRequest
) -> None:
    if how == "without":
        request.getfixturevalue("without")
    whole = Image.new(mode, sizes[0], 100 if mode in ("L", "F") else None)
    small = scaling.scaled(whole, sizes[1])
    assert (small.mode, small.size) == (mode, sizes[1])
    assert small.getextrema() == Image.new(mode, sizes[1], 100 if mode in ("L", "F") else None).getextrema()


@pytest.mark.parametrize("how", ["with", "without"])
def test_what_is_clear_lends_no_colour(how: str, request: pytest.FixtureRequest) -> None:
    """Red that nobody sees beside a blue that everybody sees: without alpha, the edge would be violet."""
    if how == "without":
        request.getfixturevalue("without")
    whole = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    whole.paste((0, 0, 255, 255), (0, 0, 31, 64))
    small = scaling.scaled(whole, (8, 8))
    edge = small.getpixel((3, 4))
    assert isinstance(edge, tuple)
    assert 0 < edge[3] < 255
    assert edge[0] <= 1
    assert edge[2] >= 254


def test_no_second_picture_of_full_size_for_alpha() -> None:
    """The picture is used up instead of copied; without the resizer, the image library copies."""
    if not scaling.is_fast():
        pytest.skip("cykooz-resizer has no wheel for this Python")
    whole = Image.new("RGBA", (64, 64), (200, 100, 50, 128))
    pixels = whole.im
    scaling.scaled(whole, (8, 8))
    assert whole.im is pixels
    assert whole.mode == "RGBa"


def test_nothing_to_scale_is_the_same_picture() -> None:
    whole = photo(size=(300, 200))
    assert scaling.scaled(whole, (300, 200)) is whole


def test_an_image_library_that_it_does_not_know_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads pixels in memory by the library's layout: with another one it would read anything."""
    scaling.is_fast.cache_clear()
    try:
        monkeypatch.setattr(scaling.PIL, "__version__", f"{max(scaling.KNOWN_PILLOW) + 1}.0.0")
        assert not scaling.is_fast()
    finally:
        scaling.is_fast.cache_clear()


def test_one_that_scales_wrongly_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def black(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
        return Image.new(picture.mode, size)

    scaling.is_fast.cache_clear()
    try:
        monkeypatch.setattr(scaling, "_by_vectors", black)
        assert not scaling.is_fast()
    finally:
        scaling.is_fast.cache_clear()


def test_it_is_used_wherever_it_is_installed() -> None:
    """Red when the image library outgrows it: then look at its layout again, and at ``KNOWN_PILLOW``."""
    try:
        metadata.version("cykooz-resizer")
    except metadata.PackageNotFoundError:
        assert not scaling.is_fast()
    else:
        assert scaling.is_fast()


def test_a_worker_prepares_photos_with_the_package_not_installed(tmp_path: Path) -> None:
    """In an interpreter of its own, where importing it fails as where it was never installed."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(made.encoded(photo(size=(2000, 1500))))
    code = (
        "import sys; sys.modules['cykooz_resizer'] = None\n"
        "from pathlib import Path\n"
        "from photospool.photo.workers import preload; preload.everything()\n"
        "from photospool.photo import scaling; assert not scaling.is_fast()\n"
        "from photospool.photo.options import Options\n"
        "from photospool.photo.prepare import prepare\n"
        "made = prepare(Path(sys.argv[1]), 'photo.jpg', Options())\n"
        "sys.stdout.buffer.write(made.renditions[-1].data)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True)
    with Image.open(io.BytesIO(done.stdout)) as picture:
        assert picture.size == (1600, 1200)


@needs_the_resizer
@pytest.mark.parametrize("size", [(2999, 1501), (3000, 1500), (2001, 2003), (4001, 2999)])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_averaging_by_strips_gives_the_same_rows(mode: str, size: tuple[int, int]) -> None:
    """In the middle of an odd height two rows of the whole are equally near: there either may count."""
    whole, nearer = photo(mode, size=size), (math.ceil(size[0] / 3), math.ceil(size[1] / 3))
    at_once = scaling._resized(whole, nearer, mode, scaling.fast.FilterType.box)
    assert nearer[1] > 2 * scaling._ROWS
    apart = ImageChops.difference(scaling._averaged_by_strips(whole, nearer), at_once).convert("L").getbbox()
    assert apart is None or (apart[3] - apart[1] == 1 and abs(apart[1] - nearer[1] // 2) <= 1)
