"""A photo that is still arriving is never taken: every kind of whole file, cut everywhere.

What is left of a cut file may itself be whole: the picture without the video behind it. Each such length is listed.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from tests.photo import made
from tests.photo.containers import SAMSUNG, box, multi_picture, noisy, png_with, saved_all, video

from photospool.errors import LooksIncomplete
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.structure import completeness

HEIC = (Path(__file__).parents[3] / "resources" / "samples" / "upright.heic").read_bytes()
FIRST, SECOND = made.encoded(noisy()), made.encoded(noisy(80, 60))
MPF = multi_picture(FIRST, SECOND)
PRIMARY = len(MPF) - len(SECOND)
AVIF = made.encoded(noisy(), "AVIF")
GIF = made.encoded(noisy(60, 40).quantize(), "GIF")
MOVING_GIF = saved_all("GIF", *(noisy(60, 40).quantize() for _ in range(3)), loop=0)
PAGES = saved_all("TIFF", noisy(), noisy(), noisy())
TEXT = b"Written by some program.\n"


@dataclass(frozen=True)
class Whole:
    """A whole file, and the lengths at which what is left of it is whole too."""

    data: bytes
    also: Callable[[int], bool] = lambda length: False
    why: str = ""


def at_least(least: int) -> Callable[[int], bool]:
    return lambda length: length >= least


WHOLE: dict[str, Whole] = {
    "JPEG": Whole(FIRST),
    "JPEG, progressive": Whole(made.encoded(noisy(), progressive=True)),
    "JPEG and a text": Whole(FIRST + TEXT, at_least(len(FIRST)), "the picture, and some of the text"),
    "JPEG and zeros": Whole(FIRST + bytes(300), at_least(len(FIRST)), "the picture, and fewer zeros"),
    "two pictures": Whole(MPF, lambda n: n == PRIMARY, "the first picture alone"),
    "two pictures, the index off by 588 bytes": Whole(
        multi_picture(FIRST, SECOND, off_by=-588), lambda n: n == PRIMARY, "the first picture alone"
    ),
    "two pictures, zeros between": Whole(
        multi_picture(FIRST, SECOND, between=bytes(900)),
        lambda n: n == PRIMARY,
        "the first picture alone; with zeros behind it the index still tells that more will come",
    ),
    "two pictures, the second dropped": Whole(MPF[:PRIMARY]),
    "two pictures, the second dropped, a trailer kept": Whole(
        MPF[:PRIMARY] + SAMSUNG, lambda n: n == PRIMARY, "the first picture alone"
    ),
    "a gain map and a video": Whole(
        MPF + video(), lambda n: n in (PRIMARY, *range(len(MPF), len(MPF) + 4)), "without the video, and three zeros"
    ),
    "a motion photo": Whole(
        FIRST + video(), lambda n: len(FIRST) <= n <= len(FIRST) + 3, "the picture alone, and three zeros"
    ),
    "Samsung's trailer with a video": Whole(
        FIRST + SAMSUNG, lambda n: len(FIRST) <= n <= len(FIRST) + 2, "the picture alone, and two zeros"
    ),
    "PNG": Whole(made.encoded(noisy(), "PNG")),
    "PNG with notes behind its pixels": Whole(png_with(noisy(), (b"eXIf", made.exif({0x10F: "x"})[6:]), late=True)),
    "WebP": Whole(made.encoded(noisy(), "WEBP")),
    "WebP with notes": Whole(made.encoded(noisy(), "WEBP", exif=made.exif({0x10F: "x"}))),
    "WebP, moving": Whole(saved_all("WEBP", noisy(), noisy())),
    "TIFF": Whole(made.encoded(noisy(), "TIFF")),
    "TIFF, compressed": Whole(made.encoded(noisy(), "TIFF", compression="tiff_lzw")),
    "TIFF of three pages": Whole(PAGES, at_least(len(PAGES.rstrip(b"\0"))), "fewer of the zeros that fill it up"),
    "BigTIFF": Whole(made.encoded(noisy(), "TIFF", big_tiff=True)),
    "TIFF with a long caption": Whole(made.encoded(noisy(), "TIFF", description="x" * 3000)),
    "GIF": Whole(GIF, lambda n: n == len(GIF) - 1, "only the last byte is missing, which some programs forget"),
    "GIF, moving": Whole(MOVING_GIF),
    "AVIF": Whole(AVIF),
    "AVIF, moving": Whole(saved_all("AVIF", noisy(60, 40), noisy(60, 40))),
    "PNG, moving": Whole(saved_all("PNG", noisy(60, 40), noisy(60, 40))),
    "HEIC": Whole(HEIC),
    "HEIC and 200 zeros (Fujifilm X-T5)": Whole(HEIC + bytes(200), at_least(len(HEIC)), "fewer zeros"),
    "HEIC and a text": Whole(HEIC + TEXT, at_least(len(HEIC)), "some of the text"),
    "AVIF and a text": Whole(AVIF + TEXT, at_least(len(AVIF)), "some of the text"),
    "HEIC and its video (Google)": Whole(
        HEIC + box(b"mpvd", video()), lambda n: len(HEIC) <= n <= len(HEIC) + 2, "the picture alone, and two zeros"
    ),
    "HEIC and Samsung's box": Whole(
        HEIC + box(b"sefd", SAMSUNG), lambda n: len(HEIC) <= n <= len(HEIC) + 2, "the picture alone, and two zeros"
    ),
    "HEIC and Samsung's trailer": Whole(
        HEIC + SAMSUNG, lambda n: len(HEIC) <= n <= len(HEIC) + 2, "the picture alone, and two zeros"
    ),
}


def is_taken(data: bytes) -> bool:
    try:
        completeness.check_content(io.BytesIO(data))
    except LooksIncomplete:
        return False
    return True


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_is_taken(tmp_path: Path, kind: str) -> None:
    assert is_taken(WHOLE[kind].data)
    path = tmp_path / "photo"
    path.write_bytes(WHOLE[kind].data)
    assert prepare(path, "photo", Options(large=False)).renditions


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_at_every_percent_waits_unless_it_is_whole(kind: str) -> None:
    whole = WHOLE[kind]
    lengths = {len(whole.data) * percent // 100 for percent in range(100)}
    lengths |= {len(whole.data) - missing for missing in range(1, 40)}
    taken = {length for length in lengths if is_taken(whole.data[:length])}
    assert {length for length in taken if not whole.also(length)} == set()
    assert bool(whole.why) or not taken


@pytest.mark.parametrize("kind", [kind for kind, whole in WHOLE.items() if whole.why])
def test_the_lengths_that_are_whole_too_and_no_others(tmp_path: Path, kind: str) -> None:
    """Around the end of the picture, byte by byte. What is left opens."""
    whole = WHOLE[kind]
    ends = [n for n in range(len(whole.data)) if whole.also(n)]
    around = {n for end in (ends[0], ends[-1]) for n in range(end - 12, min(end + 60, len(whole.data)))}
    taken = {length for length in around if is_taken(whole.data[:length])}
    assert taken
    assert {length for length in taken if not whole.also(length)} == set()
    for length in sorted(taken)[:2]:
        path = tmp_path / "photo"
        path.write_bytes(whole.data[:length])
        assert prepare(path, "photo", Options(large=False)).renditions


@pytest.mark.parametrize("kind", [kind for kind, whole in WHOLE.items() if not whole.why and "TIFF" not in kind])
def test_a_file_whose_space_is_reserved_waits(kind: str) -> None:
    data = WHOLE[kind].data
    for percent in range(0, 98, 7):
        have = len(data) * percent // 100
        rest = len(data) - have
        if rest > 8192 or kind not in ("AVIF", "AVIF, moving", "HEIC", "WebP", "WebP with notes", "WebP, moving"):
            assert not is_taken(data[:have] + bytes(rest)), percent


def test_a_second_picture_that_is_reserved_waits() -> None:
    for kind in ("two pictures", "two pictures, the index off by 588 bytes", "two pictures, zeros between"):
        data = WHOLE[kind].data
        for have in (PRIMARY, PRIMARY + 1, len(data) - 300):
            assert not is_taken(data[:have] + bytes(len(data) - have)), (kind, have)


def test_bytes_that_only_look_like_a_photo_begun_are_passed_over() -> None:
    for junk in (b"\xff\xd8\xff\xe1\x00\x10" + b"x" * 50, b"....ftypjunk" + b"x" * 50, b"\xff\xd8\xff\xd9" * 9 + b"x"):
        assert is_taken(FIRST + b"junk " + junk)
    assert not is_taken(FIRST + b"junk " + SECOND[: len(SECOND) // 2])


def test_a_picture_is_still_a_picture() -> None:
    with Image.open(io.BytesIO(MPF)) as image:
        assert (image.format, getattr(image, "n_frames", 1)) == ("MPO", 2)
