"""JPEG XL: known by its bytes, whole by its boxes, opened by an extra in the cage; refused in words without it."""

from __future__ import annotations

import importlib.metadata
import io
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from photospool.errors import LooksIncomplete, NotAPhoto, TooLarge
from photospool.photo import jxl, jxl_support
from photospool.photo.formats import PHOTOS, classify, is_picture, kind_of_name
from photospool.photo.metadata import packed_notes
from photospool.photo.options import Options
from photospool.photo.prepare import prepare, reread
from photospool.photo.structure import completeness
from photospool.photo.structure import jxl_boxes as boxes
from photospool.photo.workers.pool import WorkerPool

needs_decoder = pytest.mark.skipif(
    not find_spec("pillow_jxl"), reason="needs pillow-jxl-plugin, which opens JPEG XL (the extra “jxl”)"
)

RED: bytes = bytes.fromhex("ff0a4140240800010050004b188b1500d4884117e31d404c98a2020005e154")
"""8 × 8 pixels of one colour."""
OPTIONS = Options(large=False)


def box(name: bytes, content: bytes, *, to_end: bool = False) -> bytes:
    return (0 if to_end else 8 + len(content)).to_bytes(4, "big") + name + content


FRONT = boxes.IN_BOXES + box(b"ftyp", b"jxl \0\0\0\0jxl ")


def saved(image: Image.Image, **options: object) -> bytes:
    """As the plugin writes it."""
    import pillow_jxl  # noqa: F401 - it registers itself

    made = io.BytesIO()
    image.save(made, "JXL", effort=3, **options)
    return made.getvalue()


def halves(left: tuple[int, int, int], right: tuple[int, int, int]) -> Image.Image:
    image = Image.new("RGB", (320, 200), left)
    image.paste(right, (160, 0, 320, 200))
    return image


def file_of(folder: Path, data: bytes) -> Path:
    path = folder / "IMG_20260102_030405.jxl"
    path.write_bytes(data)
    return path


def exif_of(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = orientation, "Canon", "EOS R5"
    exif.get_ifd(0x8769)[0x9003] = "2024:05:06 07:08:09"
    return exif.tobytes()


def shown(prepared, at: tuple[float, float]) -> tuple[int, ...]:
    """The colour of the largest picture at a place, in parts of its sides."""
    image = Image.open(io.BytesIO(prepared.renditions[-1].data))
    return image.getpixel((int(at[0] * image.width), int(at[1] * image.height)))


def test_it_is_known_by_its_bytes_and_is_a_photo():
    assert classify("a.JXL") is None
    assert kind_of_name("a.jxl") == PHOTOS
    for head in (RED, FRONT + box(b"jxlc", RED)):
        assert is_picture(io.BytesIO(head))
        assert not completeness.is_video(io.BytesIO(head))
        assert boxes.header(io.BytesIO(head)) == boxes.JxlHeader(8, 8, 1)
    assert boxes.header(io.BytesIO(b"\xff\x0a")) is None


@pytest.mark.parametrize("container", ["jxlc", "jxlp"])
def test_a_cut_container_waits(container):
    whole = FRONT + box(b"Exif", b"\0\0\0\0II*\0" + bytes(40))
    if container == "jxlc":
        whole += box(b"jxlc", RED)
    else:
        whole += box(b"jxlp", b"\0\0\0\0" + RED[:9]) + box(b"jxlp", b"\x80\0\0\1" + RED[9:])
    completeness.check_content(io.BytesIO(whole))
    assert boxes.tells_its_end(io.BytesIO(whole))
    for end in range(12, len(whole)):
        with pytest.raises(LooksIncomplete):
            completeness.check_content(io.BytesIO(whole[:end]))


def test_of_a_bare_one_nothing_can_be_told():
    completeness.check_content(io.BytesIO(RED[:20]))
    assert not boxes.tells_its_end(io.BytesIO(RED))
    assert not boxes.tells_its_end(io.BytesIO(FRONT + box(b"jxlc", RED, to_end=True)))


@pytest.mark.parametrize("missing", [True, False])
def test_without_what_opens_it_the_reason_and_the_extra_are_said(tmp_path, monkeypatch, missing):
    if missing:
        monkeypatch.setattr(jxl, "_decoder", lambda: None)
        said, options = "nothing here can open it", OPTIONS
    else:
        monkeypatch.setattr(jxl, "_decoder", lambda: object)
        said, options = "can't close in", Options(large=False, develops=False)
    with pytest.raises(NotAPhoto) as refused:
        prepare(file_of(tmp_path, RED), "a.jxl", options)
    assert said in refused.value.title
    assert "JPEG" in str(refused.value.advice)


@pytest.mark.parametrize(("is_fit", "is_closed_in", "waits"), [(True, True, None), (False, True, jxl_support.WAITS)])
def test_it_waits_in_incoming_where_nothing_may_open_it(monkeypatch, is_fit, is_closed_in, waits):
    monkeypatch.setattr(jxl_support, "is_fit", lambda: is_fit)
    assert jxl_support.held("/in/a.JXL", is_closed_in=lambda: is_closed_in) == waits
    assert jxl_support.held("/in/a.jxl", is_closed_in=lambda: False) == jxl_support.WAITS
    assert jxl_support.held("/in/a.jpg", is_closed_in=lambda: False) is None


@pytest.mark.parametrize(("version", "is_fit"), [("1.3.7", False), ("1.3.8", True), ("2.0.0", True), ("x", False)])
def test_an_old_decoder_is_not_used(monkeypatch, version, is_fit):
    monkeypatch.setattr(jxl_support.importlib.util, "find_spec", lambda name: name)
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    assert jxl_support.is_fit.__wrapped__() is is_fit


@needs_decoder
@pytest.mark.parametrize("is_packed", [True, False])
def test_pictures_day_and_camera(tmp_path, is_packed):
    made = saved(halves((200, 30, 30), (30, 30, 200)), exif=exif_of(6), use_container=True, compress_metadata=is_packed)
    found = prepare(file_of(tmp_path, made), "IMG_20260102_030405.jxl", OPTIONS)
    reading = found.reading
    assert (reading.format, reading.content_type, reading.extension) == ("JXL", "image/jxl", "jxl")
    assert (reading.width, reading.height) == (320, 200), "the codestream says how it lies, and EXIF nothing beside it"
    assert shown(found, (0.2, 0.5))[0] > 180
    assert shown(found, (0.8, 0.5))[2] > 180
    assert (b"brob" in made) is is_packed
    assert (reading.taken.day, reading.full_exif["Image Model"]) == ("2024-05-06", "EOS R5")
    again = reread(file_of(tmp_path, made), "IMG_20260102_030405.jxl", OPTIONS).reading
    assert (again.taken, again.width) == (reading.taken, reading.width)


@needs_decoder
def test_a_jpeg_that_was_packed_is_shown_and_read_as_that_jpeg(tmp_path):
    jpeg = tmp_path / "a.jpg"
    halves((200, 30, 30), (30, 30, 200)).save(jpeg, quality=95, exif=exif_of(6))
    with Image.open(jpeg) as image, pytest.warns(UserWarning, match="reconstruction"):
        path = file_of(tmp_path, saved(image))
    as_jpeg, as_jxl = prepare(jpeg, "x.jpg", OPTIONS), prepare(path, "x.jxl", OPTIONS)
    assert [one.data for one in as_jxl.renditions] == [one.data for one in as_jpeg.renditions]
    assert as_jxl.reading.format == "JXL"
    assert (as_jxl.reading.width, as_jxl.reading.height) == (200, 320)
    assert as_jxl.reading.taken == as_jpeg.reading.taken
    assert as_jxl.reading.full_exif == as_jpeg.reading.full_exif
    packed = jxl.jpeg_in(path)
    assert packed is not None
    assert packed.read_bytes() == jpeg.read_bytes()


@needs_decoder
@pytest.mark.parametrize(("value", "right"), [(0.0, 0), (0.5, 188), (1.0, 255), (7.5, 255), (-1.0, 0)])
def test_grey_in_floating_point_numbers(tmp_path, value, right):
    """The plugin writes them as linear light, of which a half is a light grey."""
    made = saved(Image.new("F", (40, 30), value), lossless=True)
    found = prepare(file_of(tmp_path, made), "a.jxl", OPTIONS)
    assert all(abs(colour - right) < 4 for colour in shown(found, (0.5, 0.5)))


GREY = {"L": 100, "LA": (100, 255), "RGB": (100,) * 3, "RGBA": (100, 100, 100, 255), "I;16": 257 * 100}


@needs_decoder
@pytest.mark.parametrize("mode", GREY)
def test_each_way_of_pixels(tmp_path, mode):
    made = saved(Image.new(mode, (40, 30), GREY[mode]), lossless=True)
    found = prepare(file_of(tmp_path, made), "a.jxl", OPTIONS)
    right = 168 if mode == "I;16" else 100  # the plugin writes 16 bits as linear light, and says so in the file
    assert all(abs(value - right) < 4 for value in shown(found, (0.5, 0.5)))


def packed(name: bytes, data: bytes) -> bytes:
    """A box that Brotli packed; its package comes with the extra."""
    brotli = pytest.importorskip("brotli", reason="needs brotli, which unpacks notes of JPEG XL (the extra “jxl”)")
    return box(b"brob", name + brotli.compress(data))


@needs_decoder
@pytest.mark.parametrize("broken", [b"Exif" + bytes(20), b"xml \xff\xff\xff"], ids=["zeros", "rubbish"])
def test_broken_packed_notes_cost_no_photo(tmp_path, broken):
    made = FRONT + box(b"brob", broken) + box(b"jxlc", RED)
    assert prepare(file_of(tmp_path, made), "IMG_20260102_030405.jxl", OPTIONS).reading.taken.day == "2026-01-02"


def test_packed_notes_are_unpacked_up_to_a_bound():
    made = FRONT + packed(b"Exif", b"\0\0\0\0II*\0here") + packed(b"xml ", b"<x/>") + box(b"jxlc", RED)
    assert boxes.notes(io.BytesIO(made), packed_notes.unpacked) == (b"II*\0here", b"<x/>")
    huge = FRONT + packed(b"xml ", bytes(64 << 20)) + box(b"jxlc", RED)
    assert len(huge) < 1000
    assert boxes.notes(io.BytesIO(huge), packed_notes.unpacked) == (b"", b"")


def test_without_brotli_packed_notes_are_left_alone(monkeypatch):
    monkeypatch.setattr(packed_notes, "_brotli", lambda: None)
    made = FRONT + box(b"brob", b"xml packed") + box(b"jxlc", RED)
    assert boxes.notes(io.BytesIO(made), packed_notes.unpacked) == (b"", b"")


@pytest.mark.parametrize("front", [b"", b"\0\0\0\0", b"\0\0\0\6Exif\0\0"])
def test_exif_is_found_with_and_without_the_number_in_front(front):
    made = FRONT + box(b"Exif", front + b"II*\0here") + box(b"xml ", b"<x/>") + box(b"jxlc", RED)
    assert boxes.notes(io.BytesIO(made), packed_notes.unpacked) == (b"II*\0here", b"<x/>")


@needs_decoder
def test_a_cut_bare_one_waits_and_a_damaged_container_is_named(tmp_path):
    bare = saved(halves((200, 30, 30), (30, 30, 200)))
    for part in (0.2, 0.5, 0.95):
        with pytest.raises(LooksIncomplete):
            prepare(file_of(tmp_path, bare[: int(len(bare) * part)]), "a.jxl", OPTIONS)
    codestream = bare if bare.startswith(boxes.BARE) else RED
    with pytest.raises(NotAPhoto, match="damaged"):
        prepare(file_of(tmp_path, FRONT + box(b"jxlc", codestream[: len(codestream) // 2])), "a.jxl", OPTIONS)


@needs_decoder
def test_leave_is_asked_before_the_pixels_are_there(tmp_path):
    asked: list[int] = []
    prepare(file_of(tmp_path, saved(Image.new("RGB", (40, 30)))), "a.jxl", OPTIONS, asked.append)
    assert asked == [2 * 40 * 30]


@needs_decoder
def test_more_pixels_than_any_photo_has_are_refused_before_decoding(tmp_path):
    bits = 0x0AFF | 0 << 16 | 3 << 17 | 99_999 << 19 | 1 << 49  # 100,000 rows, square
    with pytest.raises(TooLarge):
        prepare(file_of(tmp_path, bits.to_bytes(40, "little")), "a.jxl", OPTIONS)


@needs_decoder
def test_in_a_caged_worker_too_with_packed_notes(tmp_path):
    """Nothing is loaded once the cage is closed; where it can't be closed, the photo is refused in words."""
    made = saved(halves((200, 30, 30), (30, 30, 200)), exif=exif_of(6), use_container=True, compress_metadata=True)
    pool = WorkerPool(1, OPTIONS)
    try:
        found = pool.prepare(file_of(tmp_path, made), "a.jxl")
        assert (found.reading.taken.day, found.reading.full_exif["Image Model"]) == ("2024-05-06", "EOS R5")
    except NotAPhoto as refused:
        assert pool.parts is not None
        assert not pool.parts.keeps_secrets, refused
    finally:
        pool.close()
