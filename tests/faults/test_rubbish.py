"""Any bytes, cut, flipped or with other numbers in their headers: a photo, or a reason that a person understands.

A real decoding worker reads them, so that one that crashes is seen as what it is and not as the end of the tests.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.photo import made
from tests.search import examples

from photospool.errors import LooksIncomplete, PhotoError, PhotoNotReady, PhotospoolError
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.workers.pool import WorkerPool

EVERY = int(os.environ.get("PHOTOSPOOL_RUBBISH", "1"))
"""How much more than usual: 100 for every truncation and every bit."""
EXAMPLES = settings(
    max_examples=examples(150) * EVERY,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PICTURE = made.corners(40, 30)
TAGS = made.exif({0x10F: "Maker", 0x110: "Model", 0x112: 6}, {0x9003: "2019:07:14 12:05:31"}, made.place((1,), (2,)))
GOOD: dict[str, bytes] = {
    "JPEG": made.with_segments(
        made.encoded(PICTURE, exif=TAGS, xmp=made.xmp("<dc:title>x</dc:title>")), (0xED, made.iptc((2, 25, b"word")))
    ),
    "progressive": made.encoded(PICTURE, progressive=True),
    "PNG": made.encoded(PICTURE, "PNG", exif=TAGS),
    "WEBP": made.encoded(PICTURE, "WEBP", exif=TAGS),
    "TIFF": made.encoded(PICTURE, "TIFF", compression="tiff_lzw"),
    "GIF": made.encoded(PICTURE.quantize(16), "GIF"),
    "AVIF": made.encoded(PICTURE, "AVIF", exif=TAGS),
    "MPO": made.encoded(PICTURE, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))]),
    "HEIC": (Path(__file__).parents[2] / "resources" / "samples" / "upright.heic").read_bytes(),
}


class Reader:
    """One worker, and what comes of bytes in it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "photo.jpg"
        self._decoders = WorkerPool(1, Options(large=False))

    def read(self, data: bytes) -> Prepared | PhotospoolError:
        self._path.write_bytes(data)
        try:
            prepared = self._decoders.prepare(self._path, "photo.jpg")
        except (PhotoError, PhotoNotReady) as exc:
            assert exc.title and exc.advice
            assert "ended the reader" not in exc.title, "the reader crashed"
            assert "makers of Photospool" not in exc.advice, exc.advice
            return exc
        for rendition in prepared.renditions:
            with Image.open(made.io.BytesIO(rendition.data)) as image:
                assert image.size == (rendition.width, rendition.height)
        return prepared

    def close(self) -> None:
        self._decoders.close()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    made_one = Reader(tmp_path_factory.mktemp("rubbish"))
    yield made_one
    made_one.close()


@pytest.mark.parametrize("kind", GOOD)
def test_every_truncation(reader: Reader, kind: str) -> None:
    data = GOOD[kind]
    assert isinstance(reader.read(data), Prepared)
    stride = max(1, len(data) // (60 * EVERY))
    for length in [0, 1, 2, 3, *range(4, len(data), stride), len(data) - 1]:
        if kind == "MPO" and data.find(b"\xff\xd8\xff", 4) == length:
            continue  # the first picture is whole, and some programs drop the others
        found = reader.read(data[:length])
        # What a GIF lacks may be only the end of its list of pictures.
        assert isinstance(found, PhotospoolError) or kind == "GIF", length
        if length > 40 and kind != "GIF":
            assert isinstance(found, LooksIncomplete), (length, found)


@pytest.mark.parametrize("kind", GOOD)
def test_every_bit(reader: Reader, kind: str) -> None:
    data = GOOD[kind]
    bits = 8 * len(data)
    many = 25 if kind == "HEIC" else 120  # it is the one that takes long to decode
    for bit in range(0, bits, max(1, bits // (many * EVERY) | 1)):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        reader.read(bytes(flipped))


@EXAMPLES
@given(data=st.binary(max_size=400))
def test_any_bytes(reader: Reader, data: bytes) -> None:
    assert isinstance(reader.read(data), PhotospoolError)


HEADS = [
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08",
    b"II+\0\x08\0\0\0", b"RIFF\xff\0\0\0WEBPVP8 ", b"RIFF\xff\0\0\0WEBPVP8L", b"RIFF\xff\0\0\0WEBPVP8X",
    b"\0\0\0\x18ftypheic", b"\0\0\0\x18ftypavif", b"\0\0\0\x18ftypmif1",
]  # fmt: skip


@EXAMPLES
@given(head=st.sampled_from(HEADS), data=st.binary(max_size=400))
def test_any_bytes_behind_a_formats_first(reader: Reader, head: bytes, data: bytes) -> None:
    reader.read(head + data)


NUMBERS = st.sampled_from([0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])


FORMS = st.sampled_from([">B", "<H", ">H", "<I", ">I", ">Q"])
CHANGES = st.lists(st.tuples(st.floats(0, 1), NUMBERS, FORMS), min_size=1, max_size=4)


@EXAMPLES
@given(kind=st.sampled_from(sorted(set(GOOD) - {"HEIC"})), changes=CHANGES)
def test_other_sizes_and_counts_in_the_headers(
    reader: Reader, kind: str, changes: list[tuple[float, int, str]]
) -> None:
    data = bytearray(GOOD[kind])
    for where, number, form in changes:
        packed = struct.pack(form, number & (256 ** struct.calcsize(form) - 1))
        at = int(where * min(600, len(data) - len(packed)))
        data[at : at + len(packed)] = packed
    reader.read(bytes(data))
