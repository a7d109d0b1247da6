"""TIFFs of every kind of samples come out right, or are refused with a true reason: never a wrong picture.

The right value is the tone that the sample stands for (TIFF 6.0, PhotometricInterpretation and BitsPerSample).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from tests.photo import made
from tests.photo.made_tiffs import Kind, written

from photospool.errors import NotAPhoto
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.prepare import prepare


def kinds() -> Iterator[Kind]:
    for order in "<>":
        for planar in (False, True):
            for deflated in (False, True):
                for bits in (8, 16, 32):
                    plain = Kind(bits, planar=planar, order=order, deflated=deflated)
                    yield replace(plain, samples=2, extra=(2,))
                    yield replace(plain, samples=3, photometric=2)
                    yield replace(plain, samples=4, photometric=2, extra=(2,))
                    yield replace(plain, samples=4, photometric=2, extra=(0,))
                    if not planar:
                        yield from (plain, replace(plain, photometric=0))
                    if bits == 32:
                        yield replace(plain, floats=True, samples=3, photometric=2)
                        yield replace(plain, floats=True)
        for deflated in (False, True):
            for photometric in (0, 1):
                yield Kind(12, photometric=photometric, order=order, deflated=deflated)
                yield Kind(12, photometric=photometric, order=order, deflated=deflated, size=(41, 30))


def tone(x: float, y: float, sample: int) -> float:
    return (x, y, 1 - x, 1.0)[sample]


def right(kind: Kind, x: float, y: float) -> tuple[float, ...]:
    """The colour from 0 to 1, on white where it is transparent."""
    if kind.samples >= 3:
        return tuple(tone(x, y, sample) for sample in range(3))
    alpha = tone(x, y, 1) if kind.samples == 2 else 1
    return (tone(x, y, 0) * alpha + 1 - alpha,) * 3


def prepared(tmp_path: Path, data: bytes) -> Prepared:
    path = tmp_path / "photo.tif"
    path.write_bytes(data)
    return prepare(path, path.name, Options(large=False))


def picture(tmp_path: Path, data: bytes) -> Image.Image:
    return made.opened(prepared(tmp_path, data).renditions[1].data).convert("RGB")


@pytest.mark.parametrize("kind", list(kinds()), ids=str)
def test_white_is_white_and_every_tone_in_its_place(tmp_path: Path, kind: Kind) -> None:
    seen = picture(tmp_path, written(kind, tone))
    width, height = kind.size
    assert seen.size == kind.size
    for x in (4, width // 2, width - 5):
        for y in (4, height // 2, height - 5):
            wanted = right(kind, x / (width - 1), y / (height - 1))
            pixel = seen.getpixel((x, y))
            assert isinstance(pixel, tuple)
            assert max(abs(want * 255 - got) for want, got in zip(wanted, pixel, strict=True)) < 15, (x, y, pixel)


def grey_at(tmp_path: Path, data: bytes, x: int, y: int) -> float:
    found = picture(tmp_path, data).convert("L").getpixel((x, y))
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("highlight", [1.5, 60000.0])
def test_one_highlight_above_white_darkens_nothing(tmp_path: Path, highlight: float) -> None:
    """Floating-point pictures of photo editors keep what is brighter than white."""
    data = written(Kind(32, floats=True), lambda x, y, sample: 0.5, odd=[(3, highlight)])
    assert abs(grey_at(tmp_path, data, 20, 20) - 128) <= 2
    colours = Kind(32, floats=True, samples=3, photometric=2)
    data = written(colours, lambda x, y, sample: 0.5, odd=[(3, highlight)])
    assert abs(grey_at(tmp_path, data, 20, 20) - 128) <= 2


def test_a_grey_of_16_bits_with_nothing_bright_in_it_stays_dark(tmp_path: Path) -> None:
    for order in "<>":
        data = written(Kind(16, order=order), lambda x, y, sample: 0.5)
        assert abs(grey_at(tmp_path, data, 20, 20) - 128) <= 2


def test_a_picked_tiff_keeps_its_notes_and_is_turned_once(tmp_path: Path) -> None:
    kind = Kind(16, 3, 2, planar=True, more=((274, 3, 1, 6),))
    reading = prepared(tmp_path, written(kind, tone)).reading
    assert (reading.width, reading.height, reading.orientation) == (30, 40, 6)
    seen = picture(tmp_path, written(kind, tone))
    assert seen.size == (30, 40)
    top_left = seen.getpixel((1, 1))
    assert isinstance(top_left, tuple)
    assert top_left[0] < 30 and top_left[1] > 220 and top_left[2] > 220  # the stored bottom left


def with_entry(data: bytes, tag: int, value: int) -> bytes:
    """The file, little-endian, with another value of a SHORT entry."""
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    changed = bytearray(data)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if struct.unpack_from("<H", data, entry)[0] == tag:
            struct.pack_into("<H", changed, entry + 8, value)
    return bytes(changed)


def test_what_nobody_reads_right_is_refused_with_the_reason(tmp_path: Path) -> None:
    by_lzw = with_entry(written(Kind(32, 3, 2), tone), 259, 5)
    predicted = written(Kind(16, 2, extra=(2,), deflated=True, more=((317, 3, 1, 2),)), tone)
    for data in (by_lzw, predicted):
        with pytest.raises(NotAPhoto, match="can't be read without mistakes") as refused:
            prepared(tmp_path, data)
        assert "8 bits a channel" in refused.value.advice


def test_a_wrong_plan_costs_no_more_than_the_photo(tmp_path: Path) -> None:
    data = written(Kind(16, 3, 2, planar=True), tone)
    for tag, value in ((256, 60000), (257, 1), (277, 1), (277, 5), (278, 1), (258, 8)):
        broken = with_entry(data, tag, value)
        try:
            assert prepared(tmp_path, broken).renditions
        except Exception as exc:
            assert type(exc).__name__ in ("NotAPhoto", "LooksIncomplete", "TooLarge"), (tag, value, exc)


def test_the_library_still_errs(tmp_path: Path) -> None:
    """If this fails, the image library has learnt it, and less is to be done here."""
    with Image.open(io.BytesIO(written(Kind(16, 3, 2, planar=True), tone))) as image:
        wrong = image.convert("RGB").getpixel((35, 4))
    assert isinstance(wrong, tuple)
    assert abs(wrong[0] - 228) > 30


@pytest.mark.parametrize("compression", [50001, 34887])
def test_a_tiff_packed_in_an_unknown_way_is_not_called_damaged(tmp_path: Path, compression: int) -> None:
    """WebP and LERC in TIFF (libtiff's own numbers): nobody knows whether the file is well."""
    data = bytearray(written(Kind(8, size=(40, 30)), lambda x, _y, _s: x))
    at = data.rindex(struct.pack("<HHI", 259, 3, 1))
    struct.pack_into("<H", data, at + 8, compression)
    path = tmp_path / "scan.tif"
    path.write_bytes(bytes(data))
    with pytest.raises(NotAPhoto, match="TIFF photo can't be opened"):
        prepare(path, path.name, Options(large=False))
