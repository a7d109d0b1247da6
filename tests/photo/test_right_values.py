"""What files of real programs say, and what is made of it. Each row is a kind, its input is made here.

The right value is that of the format's own definition (named in the row), or of the program that wrote such files.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin
from tests.photo import made, made_clocks
from tests.photo.containers import noisy, png_chunk, png_with, saved_all, webp_with
from tests.photo.made_metadata import (
    DATED,
    EXIF,
    PICTURE,
    TURNED,
    WIDE,
    as_brands,
    as_texts,
    astray,
    bag,
    bare,
    behind_tables,
    described,
    digest_of,
    extended,
    gif_with,
    in_utf8,
    iptc_segment,
    jpeg,
    latin_1,
    raw_profile,
    subjects,
    tiff_with,
    utf8_typed,
    windows,
    xmp_segment,
    xmp_text,
)

from photospool.photo.options import Options
from photospool.photo.photo import Location
from photospool.photo.prepare import prepare

AT = "2016-05-06T07:08:09"


@dataclass(frozen=True)
class Row:
    data: bytes
    at: str = ""
    source: str = ""
    words: str | None = None
    tags: tuple[str, ...] | None = None
    orientation: int = 1
    place: Location | None = None
    name: str = "IMG_1.jpg"
    camera: str = ""
    modified_s: float | None = None
    other: str | None = None
    more: dict[str, str] = field(default_factory=dict)
    """Printed EXIF of the original."""


RIGA = subjects("R&#299;ga", "vasara") + described("R&#299;ga")
CONTAINERS: dict[str, Row] = {
    # Where programs put EXIF, XMP and IPTC
    "JPEG, EXIF first": Row(jpeg(exif=EXIF), AT, "EXIF DateTimeOriginal", "Strand", orientation=6),
    "JPEG, EXIF behind IPTC": Row(jpeg(iptc_segment((2, 5, b"t")), exif=EXIF), AT, words="Strand", orientation=6),
    "JPEG, EXIF behind the tables": Row(behind_tables(made.encoded(TURNED), (0xE1, EXIF)), AT, orientation=6),
    "JPEG, a first EXIF that is empty": Row(jpeg((0xE1, b"Exif\0\0"), exif=EXIF), AT, orientation=6),
    "JPEG, a first EXIF of zeros": Row(jpeg((0xE1, b"Exif\0\0" + bytes(40)), exif=EXIF), AT, orientation=6),
    "PNG, eXIf": Row(png_with(TURNED, (b"eXIf", bare(EXIF))), AT, orientation=6),
    "PNG, eXIf behind the pixels": Row(png_with(TURNED, (b"eXIf", bare(EXIF)), late=True), AT, orientation=6),
    "PNG, eXIf with JPEG's prefix": Row(png_with(TURNED, (b"eXIf", EXIF)), AT, orientation=6),
    "PNG, zTXt raw profile exif (exiv2 0.27)": Row(png_with(TURNED, raw_profile("exif", EXIF)), AT, orientation=6),
    "PNG, raw profile APP1 (ImageMagick)": Row(png_with(TURNED, raw_profile("APP1", EXIF)), AT, orientation=6),
    "PNG, raw profile xmp": Row(png_with(PICTURE, raw_profile("xmp", made.xmp(RIGA))), tags=("Rīga", "vasara")),
    "PNG, raw profile iptc": Row(
        png_with(PICTURE, raw_profile("iptc", made.iptc((2, 25, b"sea"), (2, 55, b"20040226"))[14:])),
        "2004-02-26", "IPTC DateCreated", tags=("sea",),
    ),
    "PNG, XMP compressed": Row(png_with(PICTURE, xmp_text(made.xmp(RIGA), compressed=True)), tags=("Rīga", "vasara")),
    "PNG, XMP with bytes behind its end (Lightroom 13.1)": Row(
        png_with(PICTURE, xmp_text(made.xmp(RIGA, 'photoshop:DateCreated="2016-05-06T07:08:09"') + b"\0\x1f junk <")),
        AT, "XMP DateCreated", "Rīga", ("Rīga", "vasara"),
    ),
    "PNG, Creation Time": Row(
        png_with(PICTURE, (b"tEXt", b"Creation Time\x002016:05:06 07:08:09")), AT, "PNG Creation Time"
    ),
    "PNG, 1.4 MB of XMP": Row(
        png_with(PICTURE, xmp_text(made.xmp(subjects("holiday") + f"<dc:x>{'y' * 1_400_000}</dc:x>"), compressed=True)),
        tags=("holiday",),
    ),
    "WebP, EXIF as Pillow writes it": Row(made.encoded(TURNED, "WEBP", exif=EXIF), AT, orientation=6),
    "WebP, EXIF without the prefix": Row(webp_with(TURNED, EXIF=bare(EXIF)), AT, orientation=6),
    "WebP, EXIF with the prefix": Row(webp_with(TURNED, EXIF=EXIF), AT, orientation=6),
    "AVIF": Row(made.encoded(PICTURE, "AVIF", exif=made.exif({0x10E: "Strand"}, DATED)), AT, words="Strand"),
    "TIFF, IPTC as bytes": Row(tiff_with(_33723=made.iptc((2, 25, b"sea"))[26:]), tags=("sea",)),
    "TIFF, XMP": Row(tiff_with(_700=made.xmp(RIGA)), words="Rīga", tags=("Rīga", "vasara")),
    "GIF, XMP": Row(
        gif_with(made.xmp(RIGA, 'photoshop:DateCreated="2016-05-06T07:08:09"')), AT, words="Rīga",
        tags=("Rīga", "vasara"),
    ),
    # A broken part costs no photo
    "PNG, eXIf of zeros": Row(png_with(PICTURE, (b"eXIf", bytes(60)))),
    "PNG, junk in its raw profile": Row(png_with(PICTURE, raw_profile("exif", b"x" * 60, junk=True))),
    "PNG, a text with a wrong checksum": Row(
        made.encoded(PICTURE, "PNG").replace(b"IDAT", b"IDAT", 1)[:33]
        + png_chunk(b"tEXt", b"a\0b")[:-4] + b"\1\2\3\4" + made.encoded(PICTURE, "PNG")[33:]
    ),
    "PNG, a profile that is none": Row(png_with(PICTURE, (b"iCCP", b"ICC\0\0" + b"junk"))),
    "PNG, a text of an unknown compression": Row(png_with(PICTURE, (b"zTXt", b"Comment\0\x07junk"))),
    "PNG, cut gamma and chromaticities": Row(png_with(PICTURE, (b"gAMA", b"\0"), (b"cHRM", b"\0\0\1"), (b"sRGB", b""))),
    "WebP, EXIF of zeros": Row(webp_with(PICTURE, EXIF=bytes(60))),
    "WebP, XMP of zeros": Row(webp_with(PICTURE, **{"XMP": bytes(60)})),
    "AVIF, EXIF of junk": Row(astray(made.encoded(PICTURE, "AVIF", exif=made.exif({0x10E: "x"})))),
    "AVIF, numbers that are texts": Row(as_texts(made.encoded(PICTURE, "AVIF", exif=made.exif(WIDE, order=">")))),
    "WebP, numbers that are texts": Row(as_texts(made.encoded(PICTURE, "WEBP", exif=made.exif(WIDE, order=">")))),
    "PNG, numbers that are texts": Row(png_with(PICTURE, (b"eXIf", as_texts(bare(made.exif(WIDE, order=">")))))),
    "JPEG, numbers that are texts": Row(as_texts(jpeg(exif=made.exif(WIDE, order=">")))),
    "JPEG, EXIF of junk": Row(jpeg((0xE1, b"Exif\0\0II*\0" + b"\xff" * 40))),
    "JPEG, an index of pictures that is none": Row(jpeg((0xE2, b"MPF\0" + b"\xff" * 40))),
    # By compatible brands
    "AVIF, major brand mif1": Row(as_brands(made.encoded(PICTURE, "AVIF"), b"mif1", b"avif", b"miaf")),
    "AVIF, major brand miaf": Row(as_brands(made.encoded(PICTURE, "AVIF"), b"mif1", b"miaf", b"avif")),
}  # fmt: skip

WORDS: dict[str, Row] = {
    # Windows' own: UTF-16LE
    "XPTitle": Row(jpeg(exif=windows(XPTitle="Strand bei Łeba")), words="Strand bei Łeba"),
    "XPComment before XPTitle": Row(jpeg(exif=windows(XPTitle="t", XPComment="Am Meer")), words="Am Meer"),
    "XPKeywords": Row(jpeg(exif=windows(XPKeywords="Anna;Ben; Łeba")), words="", tags=("Anna", "Ben", "Łeba")),
    "XPKeywords of 700 letters": Row(jpeg(exif=windows(XPKeywords=";".join(f"tag{n}" for n in range(140)))),
                                     tags=tuple(f"tag{n}" for n in range(140))),
    # Encodings
    "Latin-1": Row(jpeg(exif=latin_1(made.exif({0x10E: "Gro@mutter", 0x10F: "OLYMPUS", 0x110: "%ju 800"}))),
                   words="Großmutter", camera="µju 800"),
    "Exif 3.0, type 129": Row(jpeg(exif=utf8_typed(in_utf8(made.exif({0x10E: "Gro@~", 0x110: "K"})))), words="Groß"),
    "Exif 3.0, ImageTitle": Row(jpeg(exif=made.exif(details={0xA436: "Ein Titel"})), words="Ein Titel"),
    "660 letters": Row(jpeg(exif=in_utf8(made.exif({0x10E: "Gro@~mutter " * 60}))),
                       words=("Großmutter " * 60).strip()),
    # XMP and IPTC: MWG 2.0, 3.3.1
    "XMP before IPTC": Row(jpeg(iptc_segment((2, 120, "Рига".encode("cp1251")), (2, 25, b"Riga")), xmp_segment(RIGA)),
                           words="Rīga", tags=("Rīga", "vasara")),
    "IPTC that was changed later": Row(
        jpeg(iptc_segment((2, 120, b"Newer"), (2, 25, b"new"), digest=b"\1" * 16), xmp_segment(RIGA)),
        words="Newer", tags=("new",),
    ),
    "IPTC that was not": Row(
        jpeg(iptc_segment((2, 120, b"Same"), digest=digest_of((2, 120, b"Same"))), xmp_segment(RIGA)), words="Rīga"
    ),
    "what XMP lacks is IPTC's": Row(
        jpeg(iptc_segment((2, 120, b"Caption"), (2, 25, b"sea")), xmp_segment(subjects("lake"))),
        words="Caption", tags=("lake",),
    ),
    "IPTC cut at 2,000, XMP whole": Row(
        jpeg(iptc_segment((2, 120, b"Lang. " * 333)), xmp_segment(described("Lang. " * 433))),
        words=("Lang. " * 433).strip(),
    ),
    # Extended XMP: part 3, 1.1.3.1
    "XMP that goes on in other segments": Row(
        jpeg(*extended(subjects("sea"), subjects("sun") + described("Lang. " * 433), size=1000)),
        words=("Lang. " * 433).strip(), tags=("sea", "sun"),
    ),
    "XMP that goes on, in another order": Row(
        jpeg(*extended("", subjects("sea"), size=100)[:1], *reversed(extended("", subjects("sea"), size=100)[1:])),
        tags=("sea",),
    ),
    "XMP that goes on, a part missing": Row(jpeg(*extended(subjects("a"), subjects("b"), size=100)[:-1]), tags=("a",)),
    "XMP that goes on, of another picture": Row(
        jpeg(extended(subjects("a"), "", size=100)[0], *extended("", subjects("b"), size=100)[1:]), tags=("a",)
    ),
    # Tags that stand elsewhere only
    "lr:hierarchicalSubject": Row(
        jpeg(xmp_segment(bag("lr:hierarchicalSubject", "Places|Norway|Oslo"),
                         'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"')), tags=("Places", "Norway", "Oslo"),
    ),
    "digiKam:TagsList": Row(
        jpeg(xmp_segment(bag("digiKam:TagsList", "Places/Oslo", "sea").replace("Bag", "Seq"),
                         'xmlns:digiKam="http://www.digikam.org/ns/1.0/"')), tags=("Oslo", "sea"),
    ),
    "faces (mwg-rs)": Row(
        jpeg(xmp_segment(
            subjects("sea") + '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>'
            '<rdf:li><rdf:Description mwg-rs:Name="Anna" mwg-rs:Type="Face"/></rdf:li>'
            '<rdf:li><rdf:Description mwg-rs:Name="Focus" mwg-rs:Type="Focus"/></rdf:li>'
            "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>",
            'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"')), tags=("sea", "Anna"),
    ),
    "persons (Iptc4xmpExt)": Row(
        jpeg(xmp_segment(bag("Iptc4xmpExt:PersonInImage", "Anna"),
                         'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"')), tags=("Anna",),
    ),
    "XMP written over a longer one (FastFoto)": Row(
        jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + made.xmp(RIGA) + made.xmp(subjects("old"))[-60:])),
        words="Rīga", tags=("Rīga", "vasara"),
    ),
    "three in one, and the same in other letters": Row(
        jpeg(iptc_segment((2, 25, b"a, b; c"), (2, 25, b"anna"), (2, 25, b"Anna"), (2, 25, b"ANNA"))),
        tags=("a", "b", "c", "anna"),
    ),
}  # fmt: skip

FILE_S = 1_700_000_000.0
GPS = made.place((54, 26, 3.12), (12, 41, 20.04))
DATES: dict[str, Row] = {
    # MWG 2.0, 5.3: the original's date before the scan's
    "scan, XMP": Row(jpeg(xmp_segment("", 'photoshop:DateCreated="1975-06-15"'),
                          exif=made.exif(details={0x9004: "2024:02:03 10:11:12"})),
                     "1975-06-15", "XMP DateCreated", other="2024-02-03T10:11:12"),
    "scan, IPTC": Row(jpeg(iptc_segment((2, 55, b"19750615"), (2, 60, b"101112+0100")),
                           exif=made.exif(details={0x9004: "2024:02:03 10:11:12"})),
                      "1975-06-15T10:11:12+01:00", "IPTC DateCreated", other="2024-02-03T10:11:12"),
    "the camera's own before XMP": Row(jpeg(xmp_segment("", 'photoshop:DateCreated="2016-05-06"'),
                                            exif=made.exif(details=DATED)), AT, "EXIF DateTimeOriginal", other=""),
    "a year (XMP)": Row(jpeg(xmp_segment("", 'photoshop:DateCreated="1975"')), "1975", "XMP DateCreated"),
    "a month (XMP)": Row(jpeg(xmp_segment("", 'photoshop:DateCreated="1975-06"')), "1975-06", "XMP DateCreated"),
    "a month (EXIF)": Row(jpeg(exif=made.exif(details={0x9003: "1975:06:00 00:00:00"})), "1975-06"),
    "a month, in blanks (EXIF)": Row(jpeg(exif=made.exif(details={0x9003: "1975:06:  :  :  :  "})), "1975-06"),
    "a month that is damaged": Row(jpeg(exif=made.exif(details={0x9003: "2005:0?:03 15:31:45", 0x9004: DATED[0x9003]})),
                                   AT, "EXIF DateTimeDigitized"),
    "a year (IPTC)": Row(jpeg(iptc_segment((2, 55, b"19750000"))), "1975", "IPTC DateCreated"),
    # Dates that stand elsewhere only
    "IPTC": Row(jpeg(iptc_segment((2, 55, b"20040226"))), "2004-02-26", "IPTC DateCreated"),
    "IFD0's DateTimeOriginal": Row(jpeg(exif=made.exif({0x9003: "2016:05:06 07:08:09"})), AT,
                                   "Image DateTimeOriginal"),
    "GPS": Row(jpeg(exif=made.exif(gps={**GPS, 29: "2016:05:06", 7: (22.0, 30.0, 0.0)})), "2016-05-07T00:30:00+02:00",
               "GPS, this computer's zone", place=Location(54.4342, 12.6889)),
    # When it was changed last, where nothing better tells
    # Clocks of makers' own, where EXIF has no date
    "Picture Info (Olympus D-320L)": Row(made_clocks.picture_info(), AT, "Picture Info"),
    "CIFF (Canon PowerShot A5)": Row(made_clocks.ciff(), AT, "CIFF"),
    "CIFF, big-endian": Row(made_clocks.ciff(order=">"), AT, "CIFF"),
    "Reconyx HyperFire": Row(made_clocks.reconyx(), AT, "Reconyx"),
    "FLIR (Vue Pro)": Row(made_clocks.flir(), "2016-05-06T09:08:09.123+02:00", "FLIR"),
    "FLIR, little-endian": Row(made_clocks.flir(order="<"), "2016-05-06T09:08:09.123+02:00", "FLIR"),
    "a maker's clock that was never set": Row(made_clocks.picture_info(3600), source="file time"),
    "a maker's clock that is none": Row(made_clocks.reconyx(99, 99, 99, 99, 99, 9999), source="file time"),
    "a moving AVIF, Greenwich time": Row(made_clocks.moving(made.encoded(PICTURE, "AVIF")), "2016-05-06T09:08:09+02:00",
                                         "movie header, this computer's zone"),
    "a moving AVIF, 64 bits": Row(made_clocks.moving(made.encoded(PICTURE, "AVIF"), long=True),
                                  "2016-05-06T09:08:09+02:00", "movie header, this computer's zone"),
    "a moving AVIF of 1904": Row(made_clocks.moving(made.encoded(PICTURE, "AVIF"), 0), source="file time"),
    "XMP ModifyDate": Row(jpeg(xmp_segment("", 'xmp:ModifyDate="2016-05-06T07:08:09"')), AT, "XMP ModifyDate"),
    "XMP MetadataDate": Row(jpeg(xmp_segment("", 'xmp:MetadataDate="2016-05-06T07:08:09"')), AT, "XMP MetadataDate"),
    "PNG date:modify (ImageMagick)": Row(
        png_with(PICTURE, (b"tEXt", b"date:modify\x002016-05-06T07:08:09+02:00")), AT + "+02:00", "PNG date:modify"
    ),
    "PNG tIME, Greenwich time": Row(
        png_with(PICTURE, (b"tIME", struct.pack(">H5B", 2016, 5, 6, 22, 30, 0))), "2016-05-07T00:30:00+02:00",
        "PNG tIME, this computer's zone",
    ),
    "PNG tIME that is cut": Row(png_with(PICTURE, (b"tIME", b"\7")), source="file time"),
    "a name before them": Row(jpeg(xmp_segment("", 'xmp:ModifyDate="2016-05-06T07:08:09"')), "2017-02-01T10:11:12",
                              "file name", name="IMG_20170201_101112.jpg"),
    # Clocks that were never set
    **{
        f"never set, {text}": Row(jpeg(exif=made.exif(details={0x9003: text})), "2017-02-01T10:11:12", "file name",
                                  name="IMG_20170201_101112.jpg")
        for text in ("1970:01:01 00:00:00", "1970:01:01 01:00:00", "1970:01:01 08:00:00", "1969:12:31 19:00:00",
                     "1980:01:01 00:00:00", "1980:01:01 00:00:27", "2002:12:08 12:00:00", "1904:01:01 00:00:00",
                     "2000:01:01 00:00:00", "0000:00:00 00:00:00", "1970:01:01 05:30:00")
    },
    "a camera's first midnight, where nothing else tells": Row(
        jpeg(exif=made.exif(details={0x9003: "2000:01:01 00:00:00"})), "2000-01-01T00:00:00", "EXIF DateTimeOriginal"
    ),
    "noon on another day of 2002": Row(jpeg(exif=made.exif(details={0x9003: "2002:12:09 12:00:00"})),
                                       "2002-12-09T12:00:00", name="IMG_20170201_101112.jpg"),
    "the file's time, of the other half of the year": Row(jpeg(), "2021-07-08T00:30:00+02:00", "file time",
                                                          modified_s=1_625_697_000.0),
    "the file's time, in winter": Row(jpeg(), "2021-01-08T00:30:00+01:00", "file time", modified_s=1_610_062_200.0),
    # Two dates
    "two that disagree": Row(jpeg(exif=made.exif(details=DATED)), AT, name="IMG_20170201_101112.jpg",
                             other="2017-02-01T10:11:12"),
    "two of neighbouring days": Row(jpeg(exif=made.exif(details=DATED)), AT, name="IMG_20160507_001112.jpg", other=""),
    "a year that agrees": Row(jpeg(xmp_segment("", 'photoshop:DateCreated="1975"'),
                                   exif=made.exif(details={0x9004: "1975:06:15 10:11:12"})), "1975", other=""),
}  # fmt: skip

PLACES: dict[str, Row] = {
    "XMP alone": Row(
        jpeg(xmp_segment("", 'exif:GPSLatitude="54,26.052N" exif:GPSLongitude="12,41.334W" exif:GPSAltitude="85/10"')),
        place=Location(54.4342, -12.6889, 8.5),
    ),
    "XMP with seconds": Row(
        jpeg(xmp_segment("", 'exif:GPSLatitude="54,26,3.12S" exif:GPSLongitude="12,41,20.04E"')),
        place=Location(-54.4342, 12.6889),
    ),
    "XMP of nowhere": Row(jpeg(xmp_segment("", 'exif:GPSLatitude="0,0N" exif:GPSLongitude="0,0E"')), place=None),
    "XMP that is none": Row(jpeg(xmp_segment("", 'exif:GPSLatitude="95,0N" exif:GPSLongitude="0,0E"')), place=None),
    **{
        # Exif 3.0, 4.6.7.1.6: 1 and 3 are below, the ellipsoid and the sea
        f"GPSAltitudeRef {number}": Row(
            jpeg(exif=made.exif(gps={**GPS, 5: bytes([number]), 6: 8.5})), place=Location(54.4342, 12.6889, metres)
        )
        for number, metres in ((0, 8.5), (1, -8.5), (2, 8.5), (3, -8.5))
    },
}

ROWS = {f"{group}: {kind}": row for group, rows in (("container", CONTAINERS), ("words", WORDS), ("date", DATES),
                                                    ("place", PLACES)) for kind, row in rows.items()}  # fmt: skip


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Any:
    """This computer's zone, by the rule itself: no table of zones is needed."""
    import time

    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.parametrize("kind", ROWS)
def test_the_right_value(tmp_path: Path, kind: str) -> None:
    row = ROWS[kind]
    path = tmp_path / "photo"
    path.write_bytes(row.data)
    modified_s = FILE_S if row.modified_s is None else row.modified_s
    os.utime(path, (modified_s, modified_s))
    prepared = prepare(path, row.name, Options(large=False))
    reading = prepared.reading
    assert made.seen(made.opened(prepared.renditions[0].data)) == list(made.CORNERS)
    assert reading.orientation == row.orientation
    assert reading.location == row.place
    if row.at:
        assert reading.taken.at == row.at
    else:
        assert reading.taken.source in ("file time", "file name") or not kind.startswith("date")
    assert reading.taken.source == (row.source or reading.taken.source)
    if row.words is not None:
        assert reading.description == row.words
    if row.tags is not None:
        assert reading.keywords == row.tags
    if row.other is not None:
        assert reading.taken.other == row.other
    if row.camera:
        assert reading.full_exif["Image Model"] == row.camera
    for value in reading.full_exif.values():
        assert not value.startswith(("b'", 'b"'))


def test_no_xp_tag_is_printed_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(exif=windows(XPTitle="T", XPComment="C", XPAuthor="Łucja", XPKeywords="K", XPSubject="S")))
    words = prepare(path, path.name, Options(large=False)).reading.full_exif
    printed = {name: words[f"Image XP{name}"] for name in ("Title", "Comment", "Author", "Keywords", "Subject")}
    assert printed == {"Title": "T", "Comment": "C", "Author": "Łucja", "Keywords": "K", "Subject": "S"}


CAMERAS = (
    "OLYMPUS DIGITAL CAMERA|SONY DSC|MINOLTA DIGITAL CAMERA|KONICA MINOLTA DIGITAL CAMERA|KODAK Digital Still Camera|"
    "SAMSUNG|SAMSUNG CAMERA PICTURES|<Digimax i5, Samsung #1>|<KENOX S1050  / Samsung S1050>|edf|cof|dav|mde|_cuva|"
    "oznorWO|sdr_HDRB|fbthdr|HELLOMOTO|My beautiful picture|MEDION DIGITAL CAMERA|MOULTRIE DIGITAL GAME CAMERA|"
    "DCF 1.0|Exif_JPEG_PICTURE|EXIF_JPEG_T422|Created with GIMP|Created with The GIMP|Processed with VSCO|"
    "Processed with VSCO with a6 preset|Created by Imlib|binary comment|default|Scanner|DVC 10.1 HDMI|charset=Ascii|"
    "DCIM\\100GOPRO|"
    'DSC00019|IMG_0001.jpg|000015|{"shape": [3, 100, 200]}|ImageJ=1.53|Digital Camera|Screenshot'
).split("|")
PEOPLE = "Mon|Burst of joy|Hdr|Nor the sea|Samsung S9 of Anna|My old digital camera!|GIMP|Anna, 3|1975|Dav|Smart".split(
    "|"
)


@pytest.mark.parametrize("text", CAMERAS)
def test_what_nobody_wrote_is_no_description(tmp_path: Path, text: str) -> None:
    for data in (jpeg(exif=made.exif({0x10E: text})), jpeg(iptc_segment((2, 120, text.encode())))):
        path = tmp_path / "photo.jpg"
        path.write_bytes(data)
        assert prepare(path, path.name, Options(large=False)).reading.description == ""


@pytest.mark.parametrize("text", [text for text in PEOPLE if text != "1975"])
def test_what_somebody_may_have_written_is_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(exif=made.exif({0x10E: text})))
    assert prepare(path, path.name, Options(large=False)).reading.description == text


def test_the_margins_of_a_moving_webp_are_transparent(tmp_path: Path) -> None:
    """libwebp's img2webp and Pillow write opaque rectangles on a transparent canvas; Chromium shows it through."""
    frames = []
    for colour in ((200, 30, 40), (30, 160, 60)):
        frame = Image.new("RGBA", (100, 60))
        frame.paste((*colour, 255), (20, 10, 60, 40))
        frames.append(frame)
    path = tmp_path / "photo.webp"
    path.write_bytes(saved_all("WEBP", *frames, lossless=True))
    with Image.open(path) as image:
        assert image.mode == "RGB", "the library tells of transparency now"
    seen = made.opened(prepare(path, path.name, Options(large=False)).renditions[1].data).convert("RGB")
    for x, y, right in ((5, 5, (255, 255, 255)), (90, 50, (255, 255, 255)), (40, 25, (200, 30, 40))):
        pixel = seen.getpixel((x, y))
        assert isinstance(pixel, tuple)
        assert max(abs(a - b) for a, b in zip(pixel, right, strict=True)) < 12, (x, y, pixel)


def test_a_long_text_in_png_is_no_reason_to_wait(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "x" * 3_000_000, zip=True)
    path = tmp_path / "photo.png"
    noisy(60, 40).save(path, pnginfo=info)
    assert prepare(path, path.name, Options(large=False)).renditions
