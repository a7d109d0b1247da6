"""Cameras' raw files: known by their bytes, whole or waiting, shown upright by the JPEG in them, else developed."""

from __future__ import annotations

import dataclasses
import io
from importlib.util import find_spec

import pytest
from PIL import Image, ImageCms
from tests.photo import raw_files
from tests.photo.raw_files import MAKERS, SERIAL, picture

from photospool.album.documents import original_document, photo_document
from photospool.errors import LooksIncomplete, NotAPhoto
from photospool.photo import raw_developer
from photospool.photo.formats import RAW_EXTENSIONS, RAW_FORMATS, classify
from photospool.photo.options import Options
from photospool.photo.photo import Digests, Photo
from photospool.photo.prepare import prepare, reread
from photospool.photo.structure import raws
from photospool.photo.workers.pool import WorkerPool

OPTIONS = Options(raw=True)
RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 200, 40)
needs_rawpy = pytest.mark.skipif(not find_spec("rawpy"), reason="needs rawpy, which develops (the extra “raw”)")


@pytest.fixture
def lay(tmp_path):
    def laid(data, name="photo.bin"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return laid


@pytest.fixture
def undeveloped(monkeypatch):
    """As where nothing is installed that develops."""
    monkeypatch.setattr(raw_developer, "can_develop", lambda _pixels, _size: False)


def quarters(data):
    """The colours in the four corners of a picture, row by row."""
    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
        return [image.getpixel((x, y)) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]


def near(one, other, most=12):
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", MAKERS)
def test_each_is_known_by_its_bytes_and_read(name, lay):
    prepared = prepare(lay(MAKERS[name]()), "folder/DSC_1.jpg", OPTIONS)
    reading = prepared.reading
    known = RAW_FORMATS[name]
    assert (reading.format, reading.content_type, reading.extension) == (name, known.content_type, known.extension)
    assert (reading.width, reading.height, prepared.poster) == (3000, 2000, "preview")
    assert reading.taken.at.startswith("2023-05-01T12:34:56"), reading.taken
    assert reading.exif["Image Make"]
    assert reading.exif["Image Model"]
    if name == "CRW":  # which says it in a way of its own, in steps
        assert reading.exif["EXIF ExposureTime"] == "1/256"
        assert reading.exif["EXIF FNumber"] == "14/5"
        assert reading.exif["EXIF ISOSpeedRatings"] == "200"
        assert reading.exif["EXIF FocalLength"] == "50"
        assert reading.exif["EXIF LensSpecification"] == "[24, 105, 0, 0]"
    else:
        assert reading.exif["EXIF ExposureTime"] == "1/250"
        assert reading.exif["EXIF LensModel"] == "50mm F1.8"
    assert [(one.width, one.height) for one in prepared.renditions][-1] == (1600, 1064)
    assert all(
        near(*pair) for pair in zip(quarters(prepared.renditions[-1].data), (RED, GREEN, BLUE, YELLOW), strict=True)
    )


@pytest.mark.parametrize("name", MAKERS)
def test_a_camera_held_upright(name, lay):
    prepared = prepare(lay(MAKERS[name](6)), "DSC_1.NEF", OPTIONS)
    reading = prepared.reading
    assert (reading.width, reading.height, reading.orientation) == (2000, 3000, 6)
    assert reading.exif.get("Image Orientation", "Horizontal (normal)") == "Horizontal (normal)"
    found = quarters(prepared.renditions[-1].data)
    assert all(near(*pair) for pair in zip(found, (BLUE, RED, YELLOW, GREEN), strict=True)), found


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_cut_off_waits(name, lay):
    """At every twentieth, and where all but the last bytes are there; never taken for a photo that is whole."""
    whole = MAKERS[name]()
    for part in range(1, 20):
        with pytest.raises((LooksIncomplete, NotAPhoto)) as problem:
            prepare(lay(whole[: len(whole) * part // 20]), "DSC_1.NEF", OPTIONS)
        assert isinstance(problem.value, LooksIncomplete), (part, problem.value)
    with pytest.raises(LooksIncomplete):
        prepare(lay(whole[:-8]), "DSC_1.NEF", OPTIONS)


@pytest.mark.parametrize("name", MAKERS)
def test_serial_numbers_stay_with_the_original(name, lay):
    path = lay(MAKERS[name]())
    prepared = prepare(path, "DSC_1.NEF", OPTIONS)
    digests = Digests("0" * 32, "1" * 64, 1)
    now, taken = "2026-01-01T00:00:00", prepared.reading.taken
    photo = Photo(path, "DSC_1.NEF", digests, prepared, "Private", (), "", "", now, taken)
    serial = "4711" if name == "CRW" else SERIAL
    document = photo_document(photo)
    assert serial not in str(document)
    assert serial in str(original_document(photo)["exif"])
    assert (document["media"], document["poster"]) == ("raw", "preview")


def test_reading_again_decodes_nothing(lay):
    again = reread(lay(raw_files.nef(8)), "DSC_1.NEF", OPTIONS)
    assert (again.renditions, again.reading.width, again.reading.height) == ((), 2000, 3000)


@pytest.mark.parametrize("name", MAKERS)
def test_without_a_yes_none_is_taken_for_its_preview(name, lay):
    with pytest.raises(NotAPhoto, match=r"raw file.*--take-raw"):
        prepare(lay(MAKERS[name]()), "photo.jpg", Options())


def test_all_extensions_of_formats_are_counted_as_raw():
    assert {classify(f"a.{extension}") for extension in RAW_EXTENSIONS} == {"raw"}
    assert {known.extension for known in RAW_FORMATS.values()} - RAW_EXTENSIONS == {"raw"}


def test_a_preview_that_lies_upright_already_is_not_turned_again(lay):
    prepared = prepare(lay(raw_files.nef(6, picture((1130, 1700)))), "a.nef", OPTIONS)
    assert near(quarters(prepared.renditions[-1].data)[0], RED)


def test_a_preview_whose_own_bytes_are_broken_gives_way_to_the_next(lay, undeveloped):
    broken = picture()[:600] + b"\xff\xd9" * 20000
    first = raw_files.nef(1, broken)
    prepared = prepare(lay(first), "a.nef", OPTIONS)
    assert prepared.renditions, "a broken preview costs no raw file its way"


# Colours.

ADOBE = ImageCms.ImageCmsProfile(
    io.BytesIO(__import__("photospool.photo.colours", fromlist=["x"]).of_space("Adobe RGB"))
)


def of_adobe(colour):
    """A colour of Adobe RGB in sRGB."""
    one = Image.new("RGB", (1, 1), colour)
    return ImageCms.profileToProfile(one, ADOBE, ImageCms.createProfile("sRGB")).getpixel((0, 0))


@pytest.mark.parametrize(
    "data",
    [
        raw_files.nef(notes=raw_files.nikons_notes(2)),
        raw_files.dng(1, picture(), size=(3000, 2000), space=3),
        raw_files.nef(1, picture(icc_profile=ADOBE.tobytes())),
        raw_files.cr3(space=2),
        raw_files.crw(space=2),
    ],
    ids=["maker's notes", "DNG's own tag", "profile in the JPEG", "CR3", "CRW"],
)
def test_adobe_rgb_is_brought_to_srgb(data, lay):
    found = quarters(prepare(lay(data), "a.raw", OPTIONS).renditions[-1].data)
    assert near(found[1], of_adobe(GREEN)), (found[1], of_adobe(GREEN))
    assert not near(found[1], GREEN), "it would have been shown too dull"


def test_a_preview_said_to_be_srgb_is_left_as_it_is(lay):
    data = raw_files.nef(notes=raw_files.nikons_notes(1))
    assert near(quarters(prepare(lay(data), "a.nef", OPTIONS).renditions[-1].data)[1], GREEN)


# What is too small.


def test_a_small_preview_is_said_to_be_one(lay, undeveloped):
    prepared = prepare(lay(raw_files.dng(1, picture((320, 240)), size=(3000, 2000))), "a.dng", OPTIONS)
    assert (prepared.poster, prepared.renditions[-1].width) == ("small", 320)


def test_without_a_jpeg_a_small_picture_that_is_not_packed_is_shown(lay, undeveloped):
    """As old cameras and Adobe lay one in front; one that is not all there is none."""
    with Image.open(io.BytesIO(picture((160, 120)))) as image:
        pixels = image.convert("RGB").tobytes()
    first = raw_files.camera("NIKON CORPORATION", "NIKON D1", 6)
    first.values |= {0x100: (4, (160,)), 0x101: (4, (120,)), 0x102: (3, (8, 8, 8)), 0x103: (3, (1,)), 0x106: (3, (2,))}
    first.values |= {0x111: raw_files.Blob(pixels, 0x117), 0x115: (3, (3,)), 0x14A: [raw_files.sensor()]}
    prepared = prepare(lay(raw_files.Tiff(">").write([first])), "a.nef", OPTIONS)
    assert (prepared.poster, prepared.renditions[-1].width, prepared.renditions[-1].height) == ("small", 120, 160)
    found = quarters(prepared.renditions[-1].data)
    assert all(near(*pair, 24) for pair in zip(found, (BLUE, RED, YELLOW, GREEN), strict=True)), found
    first[0x111] = raw_files.Blob(pixels[:-3], 0x117)
    assert prepare(lay(raw_files.Tiff(">").write([first])), "a.nef", OPTIONS).poster == "drawn"


def test_without_any_preview_a_field_is_drawn(lay, undeveloped):
    prepared = prepare(lay(raw_files.dng()), "a.dng", OPTIONS)
    assert prepared.poster == "drawn"
    assert len(set(quarters(prepared.renditions[-1].data))) == 1


@needs_rawpy
@pytest.mark.parametrize("jpeg", [b"", picture((160, 120))], ids=["no preview", "a small one"])
def test_it_is_developed(jpeg, lay):
    prepared = prepare(lay(raw_files.dng(6, jpeg)), "a.dng", OPTIONS)
    assert (prepared.poster, prepared.reading.width, prepared.reading.height) == ("developed", 480, 640)
    assert (prepared.renditions[-1].width, prepared.renditions[-1].height) == (480, 640)
    red, green, blue = quarters(prepared.renditions[-1].data)[0]
    assert red > green + 40
    assert red > blue + 40


@needs_rawpy
@pytest.mark.parametrize(("orientation", "size"), [(1, (540, 300)), (6, (300, 540))])
@pytest.mark.parametrize("factor", [1, 6], ids=["all pixels", "a half of them"])
def test_only_the_part_that_the_camera_shows_is_developed(factor, orientation, size, lay):
    """LibRaw develops the sensor: what a camera set to 16:9 left out, and the margins that no picture shows."""
    shown = (40 * factor, 90 * factor, 540 * factor, 300 * factor)
    file = lay(raw_files.dng(orientation, size=(640 * factor, 480 * factor), shown=shown))
    prepared = prepare(file, "a.dng", OPTIONS)
    assert prepared.poster == "developed"
    assert (prepared.reading.width, prepared.reading.height) == (size[0] * factor, size[1] * factor)
    with Image.open(io.BytesIO(prepared.renditions[-1].data)) as picture:
        width, height = picture.size
        assert abs(width / height - size[0] / size[1]) < 0.01
        for at in [(4, 4), (width - 5, 4), (4, height - 5), (width - 5, height - 5)]:
            red, green, blue = picture.getpixel(at)
            assert red > max(green, blue) + 40, at


@needs_rawpy
def test_where_the_cage_is_open_nothing_is_developed(lay):
    path = lay(raw_files.dng(1, picture((160, 120))))
    assert prepare(path, "a.dng", dataclasses.replace(OPTIONS, develops=False)).poster == "small"


@needs_rawpy
def test_what_cannot_be_developed_keeps_its_preview(lay):
    prepared = prepare(lay(raw_files.dng(1, picture((320, 240)), size=(3000, 2000), compression=34713)), "a", OPTIONS)
    assert (prepared.poster, prepared.renditions[-1].width) == ("undeveloped", 320)


@needs_rawpy
def test_what_would_be_shown_in_wrong_colours_keeps_its_preview(lay):
    """Linear colours packed as a usual JPEG, whose numbers are light only by steps that LibRaw passes over."""
    numbers = picture((1200, 800))
    first = raw_files.camera("SONY", "ILCE-7RM4")
    first.values |= {0xFE: (4, (0,)), 0x100: (4, (1200,)), 0x101: (4, (800,)), 0x102: (3, (8, 8, 8)), 0x103: (3, (7,))}
    first.values |= {0x106: (3, (34892,)), 0x111: raw_files.Blob(numbers, 0x117), 0x115: (3, (3,)), 0x116: (4, (800,))}
    first.values |= {0xC612: (1, (1, 7, 0, 0)), 0xC741: (7, bytes(40))}
    first[0x14A] = [raw_files.thumb_of(picture((160, 120)))]
    prepared = prepare(lay(raw_files.Tiff("<").write([first])), "a.dng", OPTIONS)
    assert (prepared.poster, prepared.renditions[-1].width) == ("undeveloped", 160)
    assert (prepared.reading.width, prepared.reading.height) == (1200, 800)


@needs_rawpy
def test_in_a_caged_worker_too(lay):
    pool = WorkerPool(1, OPTIONS)
    try:
        prepared = pool.prepare(lay(raw_files.dng(1, picture((160, 120)), size=(3200, 2400))), "a.dng")
        shown = pool.prepare(lay(raw_files.cr3(), "b"), "b.cr3")
    finally:
        pool.close()
    parts = pool.parts
    assert parts is not None
    assert prepared.poster == ("developed" if parts.keeps_secrets else "small")
    assert shown.poster == "preview"


@needs_rawpy
def test_that_it_is_developed_is_told_and_when_it_is_over(lay):
    """Of one that is shown by its own JPEG nothing is told: that takes no seconds."""
    told = []
    pool = WorkerPool(1, OPTIONS, developing=lambda path, is_over: told.append((path.name, is_over)))
    try:
        pool.prepare(lay(raw_files.nef(), "b.nef"), "b.nef")
        assert told == []
        pool.prepare(lay(raw_files.dng(1, picture((160, 120))), "a.dng"), "a.dng")
    finally:
        pool.close()
    assert pool.parts is not None
    assert told == ([("a.dng", False), ("a.dng", True)] if pool.parts.keeps_secrets else [])


@needs_rawpy
def test_what_asks_for_room_twice_is_answered_twice(lay):
    """A raw file that can't be developed, whose small preview can't be made smaller while it is decoded."""
    small = picture((320, 240), progressive=True)
    path = lay(raw_files.dng(1, small, size=(3000, 2000), compression=34713), "a.dng")
    pool = WorkerPool(1, OPTIONS)
    try:
        prepared = pool.prepare(path, "a.dng")
    finally:
        pool.close()
    assert pool.parts is not None
    assert (prepared.poster, prepared.renditions[-1].width) == (
        "undeveloped" if pool.parts.keeps_secrets else "small",
        320,
    )


def test_bytes_that_only_begin_as_one_are_none():
    for head in (
        b"FUJIFILMCCD-RAW 0201",
        b"FOVb\0\0\0\0",
        b"\0MRM\0\0\0\1",
        b"IIU\0\x08\0\0\0",
        b"II*\0\x08\0\0\0CR\2\0",
    ):
        assert not raws.read_raw(io.BytesIO(head + bytes(40))).is_whole
