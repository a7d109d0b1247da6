"""What comes back from a worker is a stranger's word: only what an honest one says is believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.photo import made

from photospool.errors import PhotoError
from photospool.photo.photo import Location, Prepared, Reading, Rendition, Taken
from photospool.photo.workers import protocol

JPEG = made.encoded(made.corners())
HONEST = Prepared(
    Reading(
        "JPEG", "image/jpeg", "jpg", 120, 80, 6, Taken("2013-05-01", "2013-05-01T12:34:56", "EXIF DateTimeOriginal"),
        {"Image Make": "Maker"}, {"Image Make": "Maker"}, Location(48.1, 11.5, None), "Zwei\nZeilen", ("so", "so"),
    ),
    (Rendition("thumb.jpg", 120, 80, JPEG), Rendition("800x600.jpg", 120, 80, JPEG)),
    "3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
    "c42f36" * 64,
)  # fmt: skip


def sent(prepared: Prepared = HONEST) -> tuple[dict[str, Any], bytes]:
    message, data = protocol.packed(prepared)
    found: dict[str, Any] = json.loads(json.dumps(message))
    return found, data


def test_an_honest_answer_comes_through_whole() -> None:
    assert protocol.unpacked(*sent()) == HONEST


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m["reading"].update(extension="../../x"),
        lambda m: m["reading"].update(content_type="text/html"),
        lambda m: m["reading"].update(format="SVG"),
        lambda m: m["reading"].update(width="120"),
        lambda m: m["reading"].update(width=-1),
        lambda m: m["reading"].update(width=1 << 40),
        lambda m: m["reading"].update(orientation=True),
        lambda m: m["reading"].update(description=["a"]),
        lambda m: m["reading"].update(description="\x1b[31m"),
        lambda m: m["reading"].update(description="\ud800"),
        lambda m: m["reading"].update(description="x" * 70_000),
        lambda m: m["reading"].update(keywords=[{}]),
        lambda m: m["reading"].update(keywords=5),
        lambda m: m["reading"].update(keywords=["x"] * 6000),
        lambda m: m["reading"].update(exif={"Image Make": 5}),
        lambda m: m["reading"].update(exif=[["Image Make", "x"]]),
        lambda m: m["reading"].update(taken={"day": 5, "at": "", "source": ""}),
        lambda m: m["reading"].update(taken="2013"),
        lambda m: m["reading"].update(location={"lat": float("inf"), "lon": 0}),
        lambda m: m["reading"].update(cat="Public"),
        lambda m: m["reading"].pop("width"),
        lambda m: m["renditions"][0].update(name="original.jpg"),
        lambda m: m["renditions"][0].update(name="800x600.jpg"),
        lambda m: m["renditions"][0].update(data=5),
        lambda m: m["renditions"][0].update(data=-5),
        lambda m: m["renditions"].pop(),
        lambda m: m.update(placeholder="<img>"),
        lambda m: m.update(placeholder=5),
        lambda m: m.update(fields="zz"),
        lambda m: m.update(fields=5),
        lambda m: m["reading"].update(former_rendering=1),
        lambda m: m.pop("renditions"),
    ],
)
def test_what_no_honest_worker_says_is_not_believed(change: Change) -> None:
    message, data = sent()
    change(message)
    with pytest.raises((KeyError, TypeError, ValueError)):
        protocol.unpacked(message, data)


@pytest.mark.parametrize("picture", [b"<svg/>", b"GIF89a" + JPEG, JPEG + b"<svg/>", b""])
def test_a_picture_is_a_jpeg_and_nothing_else(picture: bytes) -> None:
    """The window's own library would take whatever the bytes look like."""
    answer = sent(Prepared(HONEST.reading, (Rendition("thumb.jpg", 1, 1, picture),), ""))
    with pytest.raises(ValueError):
        protocol.unpacked(*answer)


def test_an_error_that_is_none_of_ours_is_a_photos_and_its_words_are_made_printable() -> None:
    error = protocol.untold({"error": "AlbumRefused", "title": "\x1b[31mred\u202e", "advice": "x" * 5000})
    assert type(error) is PhotoError
    assert error.title == "[31mred" and len(error.advice) == 1000
    with pytest.raises(KeyError):
        protocol.untold({"error": "PhotoError"})


def test_a_frame_that_is_none_ends_the_talk() -> None:
    for start in (b"\xff" * 8, b"\0\0\0\1\xff\xff\xff\xff"):
        with pytest.raises(EOFError):
            protocol.lengths(start)
    for text in (b"{", b"[" * 100_000, b"\xff"):
        with pytest.raises(EOFError):
            protocol.parsed(text)
    assert protocol.parsed(b"[]") == {}
