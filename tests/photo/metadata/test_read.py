"""What is read of a photo: EXIF, place, captions and keywords, and what of it is for everybody."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational
from tests.photo import made

from photospool.photo.metadata.captions import MOST_KEYWORDS, Captions
from photospool.photo.metadata.iptc import of_iptc
from photospool.photo.metadata.public_fields import CAMERA_NOTES
from photospool.photo.metadata.xmp import of_xmp
from photospool.photo.options import Options
from photospool.photo.photo import Location, Reading
from photospool.photo.prepare import prepare

CAMERA = {0x10F: "Canon", 0x110: "Canon EOS 80D"}


def read(tmp_path: Path, data: bytes, name: str = "IMG_1.jpg") -> Reading:
    path = tmp_path / "photo"
    path.write_bytes(data)
    return prepare(path, name, Options(large=False)).reading


def jpeg(tmp_path: Path, *, image: Any = None, details: Any = None, gps: Any = None) -> Reading:
    return read(tmp_path, made.encoded(made.corners(), exif=made.exif(image, details, gps)))


def test_names_and_values_are_those_of_exifread(tmp_path: Path) -> None:
    reading = jpeg(
        tmp_path,
        image=CAMERA | {0x112: 6},
        details={0x829A: IFDRational(1, 500), 0x829D: IFDRational(28, 10), 0x9003: "2019:07:14 12:05:31", 0x9209: 16},
    )
    assert reading.exif["Image Make"] == "Canon"
    assert reading.exif["Image Model"] == "Canon EOS 80D"
    assert reading.exif["EXIF ExposureTime"] == "1/500"
    assert reading.exif["EXIF FNumber"] == "14/5"
    assert reading.exif["EXIF Flash"] == "Flash did not fire, compulsory flash mode"
    assert reading.exif["Image Orientation"] == "Horizontal (normal)"
    assert reading.full_exif["Image Orientation"] == "Rotated 90 CW"
    assert (reading.orientation, reading.width, reading.height) == (6, 80, 120)
    assert reading.taken.at == "2019-07-14T12:05:31"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_private_things_stay_with_the_original(tmp_path: Path, kind: str) -> None:
    image = CAMERA | {
        **{0x13B: "OWNER artist", 0x8298: "OWNER copyright", 0xC62F: "SERIAL camera", 0x13C: "OWNER host"},
        **{0x10E: "WORDS description", 0x10D: "WORDS /home/anna/name", 0x11D: "WORDS page"},
        **{number: f"WORDS of Windows {number}".encode("utf-16-le") + b"\0\0" for number in range(0x9C9B, 0x9CA0)},
    }
    details = {
        0xA430: "OWNER name",
        0xA431: "SERIAL body",
        0xA435: "SERIAL lens",
        0xA420: "SERIAL unique",
        0x927C: b"NOTE maker",
        0x9003: "2019:07:14 12:05:31",
    }
    gps = made.place((54, 26, 3.12), (12, 41, 20.04), GPSDateStamp="PLACE 2019")
    packet = made.exif(image, details, gps)
    if kind == "TIFF":  # takes the tags into its own directories
        tags = Image.Exif()
        tags.load(packet)
        data = made.encoded(made.corners(), kind, tiffinfo=tags)
    else:
        data = made.encoded(made.corners(), kind, exif=packet)
    reading = read(tmp_path, data)
    public, complete = json.dumps(reading.exif), json.dumps(reading.full_exif)
    assert reading.exif.keys() <= CAMERA_NOTES
    for marker in ("OWNER", "SERIAL", "NOTE", "PLACE", "GPS", "MakerNote", "WORDS", "XP"):
        assert marker not in public
    for marker in ("OWNER artist", "OWNER name", "SERIAL body", "PLACE 2019", "GPS GPSLatitude", "WORDS description"):
        assert marker in complete
    assert reading.exif["Image Make"] == "Canon"
    assert reading.location == Location(54.4342, 12.6889)


@pytest.mark.parametrize("missing", [0x10F, 0x110])
def test_make_and_model_both_or_neither(tmp_path: Path, missing: int) -> None:
    reading = jpeg(tmp_path, image={tag: value for tag, value in CAMERA.items() if tag != missing})
    assert not {"Image Make", "Image Model"} & reading.exif.keys()
    assert {"Image Make", "Image Model"} & reading.full_exif.keys()


def test_a_picture_without_notes(tmp_path: Path) -> None:
    reading = read(tmp_path, made.encoded(made.corners()))
    assert (reading.exif, reading.full_exif, reading.location) == ({}, {}, None)
    assert (reading.orientation, reading.description, reading.keywords) == (1, "", ())
    assert (reading.format, reading.content_type, reading.extension) == ("JPEG", "image/jpeg", "jpg")


@pytest.mark.parametrize(
    ("kind", "content_type", "extension"),
    [
        ("PNG", "image/png", "png"),
        ("WEBP", "image/webp", "webp"),
        ("TIFF", "image/tiff", "tif"),
        ("GIF", "image/gif", "gif"),
        ("AVIF", "image/avif", "avif"),
    ],
)
def test_the_type_is_that_of_the_content(tmp_path: Path, kind: str, content_type: str, extension: str) -> None:
    reading = read(tmp_path, made.encoded(made.corners(), kind), "lies.jpg")
    assert (reading.format, reading.content_type, reading.extension) == (kind, content_type, extension)


def test_exif_behind_other_segments(tmp_path: Path) -> None:
    """ExifRead gives up on some of these; the image library doesn't."""
    data = made.encoded(made.corners(), exif=made.exif(CAMERA))
    for segment in ((0xED, made.iptc((2, 5, b"title"))), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + made.xmp(""))):
        reading = read(tmp_path, made.with_segments(data, segment))
        assert reading.exif["Image Model"] == "Canon EOS 80D"


def test_user_comment(tmp_path: Path) -> None:
    for raw in (
        b"ASCII\0\0\0Hello there",
        b"UNICODE\0" + "Hello there".encode("utf-16-le"),
        b"UNICODE\0" + "Hello there".encode("utf-16-be"),
        b"\0\0\0\0\0\0\0\0Hello there\0\0\0",
    ):
        assert jpeg(tmp_path, details={0x9286: raw}).full_exif["EXIF UserComment"] == "Hello there"
    assert "EXIF UserComment" not in jpeg(tmp_path, details={0x9286: b"ASCII\0\0\0" + b"\0" * 50}).full_exif


@pytest.mark.parametrize("words", ["Привет, мама", "Привет", "日本の写真", "かわいい", "שלום", "Mémé à Riga", "Łódź"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_wide_user_comment_in_any_script(tmp_path: Path, words: str, order: str) -> None:
    """Exif 3.0, 4.6.6.3, leaves its byte order open: cameras and exiftool take that of the whole block."""
    encoding = {"<": "utf-16-le", ">": "utf-16-be"}[order]
    packet = made.exif(CAMERA, {0x9286: b"UNICODE\0" + words.encode(encoding)}, order=order)
    # A TIFF is always written little endian here, whatever its EXIF was.
    for kind in ("JPEG", "PNG", "TIFF") if order == "<" else ("JPEG", "PNG"):
        reading = read(tmp_path, made.encoded(made.corners(), kind, exif=packet))
        assert reading.full_exif["EXIF UserComment"] == words, kind


def test_wide_user_comment_against_the_order_of_its_block(tmp_path: Path) -> None:
    """As piexif writes it, big endian always: a letter or a blank of ASCII tells; so does a byte order mark."""
    for raw in (
        "Mémé à Riga".encode("utf-16-be"),
        "\ufeffПривет".encode("utf-16-be"),
        "Привет, мама".encode("utf-16-be"),
    ):
        comment = jpeg(tmp_path, details={0x9286: b"UNICODE\0" + raw}).full_exif["EXIF UserComment"]
        assert comment == raw.decode("utf-16-be").removeprefix("\ufeff")


def test_values_are_cut_and_printable(tmp_path: Path) -> None:
    nasty = "a\x1b[31m\u202eb</script>" + "x" * 5000
    reading = jpeg(tmp_path, image={0x10E: nasty, 0x131: "soft\nware"} | CAMERA)
    for value in reading.full_exif.values():
        assert len(value) <= 300
        assert value.isprintable()
    many = {0xE000 + number: "y" * 299 for number in range(600)}
    reading = read(tmp_path, made.encoded(made.corners(), "PNG", exif=made.exif(many)))
    assert len(json.dumps(reading.full_exif)) <= 64 * 1024


@pytest.mark.parametrize(
    ("gps", "location"),
    [
        (made.place((48, 51, 24.5), (2, 21, 3.6)), Location(48.8568056, 2.351)),
        (made.place((33, 51, 25), (151, 12, 54), "SE"), Location(-33.8569444, 151.215)),
        (made.place((40, 41, 21), (74, 2, 40), "NW"), Location(40.6891667, -74.0444444)),
        (made.place((40.5, 0, 0), (74.25, 0, 0)), Location(40.5, 74.25)),
        (made.place((1, 0, 0), (1, 0, 0), GPSAltitude=IFDRational(85, 10)), Location(1.0, 1.0, 8.5)),
        (made.place((1, 0, 0), (1, 0, 0), GPSAltitude=IFDRational(85, 10), GPSAltitudeRef=b"\1"), Location(1, 1, -8.5)),
        (made.place((1, 0, 0), (1, 0, 0), GPSAltitude=IFDRational(85, 0)), Location(1.0, 1.0)),
        (made.place((1, 0, 0), (1, 0, 0), GPSAltitude=IFDRational(4_000_000, 1)), Location(1.0, 1.0)),
        (made.place((0, 0, 0), (0, 0, 0)), None),
        (made.place((91, 0, 0), (1, 0, 0)), None),
        (made.place((1, 0, 0), (181, 0, 0)), None),
        (made.place((1, 0, 0), (1, 0, 0)) | {2: (IFDRational(1, 0), IFDRational(0, 0), IFDRational(0, 1))}, None),
        ({2: made.place((1, 0, 0), (1, 0, 0))[2]}, None),
        ({1: "N", 3: "E"}, None),
        ({}, None),
    ],
)
def test_places(tmp_path: Path, gps: dict[int, Any], location: Location | None) -> None:
    assert jpeg(tmp_path, gps=gps).location == location


def test_captions_and_keywords(tmp_path: Path) -> None:
    described = (
        '<dc:description><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li><rdf:li xml:lang="x-default">Harbour</rdf:li>'
        "</rdf:Alt></dc:description><dc:title><rdf:Alt><rdf:li>A title</rdf:li></rdf:Alt></dc:title>"
        "<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li> two  words </rdf:li></rdf:Bag></dc:subject>"
    )
    by_iptc = made.iptc((2, 25, b"sea"), (2, 25, "Köln".encode()), (2, 120, b"From IPTC\rsecond line"), (2, 5, b"T"))
    plain = made.encoded(made.corners(), exif=made.exif({0x10E: "From EXIF"}))
    with_xmp = made.encoded(made.corners(), exif=made.exif({0x10E: "From EXIF"}), xmp=made.xmp(described))
    assert read(tmp_path, plain).description == "From EXIF"
    reading = read(tmp_path, with_xmp)
    assert (reading.description, reading.keywords) == ("Harbour", ("sea", "two words"))
    reading = read(tmp_path, made.with_segments(with_xmp, (0xED, by_iptc)))
    assert (reading.description, reading.keywords) == ("Harbour", ("sea", "two words"))
    reading = read(tmp_path, made.with_segments(plain, (0xED, by_iptc)))
    assert (reading.description, reading.keywords) == ("From IPTC\nsecond line", ("sea", "Köln"))


@pytest.mark.parametrize(
    "text",
    ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM\\100GOPRO", "   ", "DSC00019", "000015", "Exif_JPEG_422"],
)
def test_what_cameras_write_for_a_caption_is_none(tmp_path: Path, text: str) -> None:
    assert jpeg(tmp_path, image={0x10E: text}).description == ""


def test_dates_of_xmp(tmp_path: Path) -> None:
    for attributes, inside, source in (
        ('photoshop:DateCreated="2003-04-05T06:07:08+01:00"', "", "XMP DateCreated"),
        ("", "<xmp:CreateDate>2003-04-05T06:07:08+01:00</xmp:CreateDate>", "XMP CreateDate"),
        ('exif:DateTimeOriginal="2003-04-05T06:07:08+01:00"', "", "XMP DateTimeOriginal"),
    ):
        for kind in ("JPEG", "WEBP", "AVIF"):
            data = made.encoded(made.corners(), kind, xmp=made.xmp(inside, attributes))
            taken = read(tmp_path, data, "2013-05-01 12.34.56.jpg").taken
            assert (taken.at, taken.source) == ("2003-04-05T06:07:08+01:00", source)


def test_dates_from_the_camera_to_the_file(tmp_path: Path) -> None:
    original = {0x9003: "2001:02:03 04:05:06", 0x9291: "5", 0x9011: "+02:00"}
    digitized = {0x9004: "2002:02:03 04:05:06", 0x9292: "7", 0x9012: "-01:00"}
    changed = {0x132: "2005:02:03 04:05:06"}
    assert jpeg(tmp_path, image=changed, details=original | digitized).taken.at == "2001-02-03T04:05:06.5+02:00"
    assert jpeg(tmp_path, image=changed, details=digitized).taken.at == "2002-02-03T04:05:06.7-01:00"
    data = made.encoded(made.corners(), exif=made.exif(changed, {0x9003: "0000:00:00 00:00:00"}))
    assert read(tmp_path, data, "2004-02-03 04.05.06.jpg").taken.source == "file name"
    assert read(tmp_path, data).taken.source == "Image DateTime"
    path = tmp_path / "photo.jpg"
    made.corners().save(path)
    noon = datetime(2010, 6, 1, 12, 0, tzinfo=UTC).timestamp()
    os.utime(path, (noon, noon))
    taken = prepare(path, "IMG_1.jpg", Options()).reading.taken
    assert (taken.day, taken.source) == ("2010-06-01", "file time")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>""" + made.xmp("<dc:title>&c;</dc:title>")


@pytest.mark.parametrize(
    "packet",
    [
        None,
        b"",
        b"<",
        b"\xff\xfe",
        "<a/>",
        b"<?xml version='1.0' encoding='no-such'?><a/>",
        BOMB,
        BOMB.decode().encode("utf-16"),
    ],
)
def test_broken_or_hostile_xmp_says_nothing(packet: bytes | str | None) -> None:
    captions = of_xmp(packet)
    assert (captions.title, captions.description, captions.keywords, captions.dates) == ("", "", (), {})


def test_the_limit_of_keywords_is_told(tmp_path: Path) -> None:
    many = "".join(f"<rdf:li>{number}{'x' * 500}</rdf:li>" for number in range(1203))
    packet = made.xmp(f"<dc:subject><rdf:Bag>{many}</rdf:Bag></dc:subject>")
    reading = read(tmp_path, made.encoded(made.corners(), "PNG", pnginfo=itxt(packet)))
    assert (len(reading.keywords), reading.keywords_left_off) == (MOST_KEYWORDS, 203)
    assert max(map(len, reading.keywords)) == 100


def itxt(packet: bytes) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet.decode(), zip=True)
    return info


def test_iptc_encodings() -> None:
    def of(*records: tuple[int, int, bytes]) -> Captions:
        return of_iptc(made.iptc(*records)[26:])

    assert of((2, 120, "Zürich".encode("cp1252"))).description == "Zürich"
    assert of((2, 120, "Zürich".encode())).description == "Zürich"
    assert of((1, 90, b"\x1b%G"), (2, 25, "Zürich".encode()), (2, 25, b"a")).keywords == ("Zürich", "a")
    assert of((2, 120, b"x" * 3000)).description == "x" * 3000
    for broken in (b"", b"\x1c", b"\x1c\2\x78\xff\xff", b"\x1c\2\x78\x00\x90ab", b"junk"):
        assert of_iptc(broken).keywords == ()
