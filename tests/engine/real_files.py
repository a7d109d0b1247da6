"""Files as real programs write them, each with what has to stand in the album: the table of issue "Real files".

Every input is made here by code. ``why`` names the program and where the right value comes from.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from tests.photo import made
from tests.photo.containers import SAMSUNG, box, multi_picture, noisy, png_with, video, webp_with
from tests.photo.made_tiffs import Kind, written
from tests.photo.test_colours import with_codes
from tests.photo.test_right_values import (
    as_brands,
    bag,
    described,
    gif_with,
    iptc_segment,
    latin_1,
    raw_profile,
    subjects,
    utf8_typed,
    windows,
    xmp_segment,
    xmp_text,
)

PICTURE = made.corners()
HEIC = (Path(__file__).parents[2] / "resources" / "samples" / "upright.heic").read_bytes()
DATED = {0x9003: "2016:05:06 07:08:09"}
AT = "2016-05-06T07:08:09"
NIGHT_S = 1_625_697_000.0  # 8 July 2021, 0:30 in Berlin
WINTER_S = 1_736_380_800.0  # 9 January 2025, 1:00 in Berlin


@dataclass(frozen=True)
class Row:
    """One file, and what becomes of it."""

    name: str
    """In incoming, behind its folders."""
    data: bytes
    why: str
    says: dict[str, Any] = field(default_factory=dict)
    """Fields of the photo's document."""
    tags: tuple[str, ...] | None = None
    """Without ``unprocessed``."""
    pixel: tuple[tuple[float, float], tuple[int, int, int], int] | None = None
    """Where in the picture (0 to 1), the colour, how far off it may be."""
    upright: bool = False
    """Whether the four corners are where they belong."""
    place: tuple[float, float, float | None] | None = None
    private: dict[str, str] = field(default_factory=dict)
    """Notes that stand with the original, and not in the photo's document."""
    waits: bool = False
    modified_s: float = WINTER_S


def jpeg(*segments: tuple[int, bytes], **options: Any) -> bytes:
    return made.with_segments(made.encoded(PICTURE, **options), *segments)


def plain(mark: str) -> bytes:
    """A photo that says nothing of itself; another for each mark."""
    return jpeg((0xFE, mark.encode()))


def flat(colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", (64, 48), colour)


def half(x: float, y: float, _sample: int) -> float:
    return 1.0 if x > 0.5 else 0.5 * y


def adobe() -> bytes:
    packet = Image.Exif()
    packet.get_ifd(0x8769)[0xA001] = 65535
    packet.get_ifd(0x8769)[0xA005] = {1: "R03"}
    return made.encoded(flat((150, 120, 90)), quality=100, subsampling=0, exif=packet.tobytes())


def planar_sixteen() -> bytes:
    """As tifffile writes RGB of 16 bits, planes one after the other."""
    return written(
        Kind(16, samples=3, photometric=2, planar=True, size=(60, 40)), lambda x, _y, sample: x if sample == 0 else 0.25
    )


def grey_alpha_sixteen() -> bytes:
    return written(Kind(16, samples=2, extra=(2,), size=(60, 40)), lambda x, _y, sample: 1.0 if sample else x)


def trailed(*parts: bytes) -> bytes:
    return b"".join((HEIC, *parts))


GPS = made.place((54, 26, 3.12), (12, 41, 20.04))
LR, DIGIKAM = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"', 'xmlns:digiKam="http://www.digikam.org/ns/1.0/"'
MWG = 'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"'
FACE = (
    '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description '
    'mwg-rs:Name="Anna" mwg-rs:Type="Face"/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>'
)
P3, P3_SHOWN = (200, 90, 80), (216, 81, 74)
CENTRE = (0.5, 0.5)
SECOND = made.encoded(noisy(80, 60))
MPF = multi_picture(made.encoded(noisy()), SECOND)
MPF_OFF = multi_picture(made.encoded(noisy(), quality=80), SECOND, off_by=-588)
CAPTION = ("Grossmutter am Strand " * 32)[:660].strip()


def time(at: str, source: str = "file name") -> dict[str, Any]:
    return {"taken_at": at, "taken_source": source, "taken": (at + "-01-01")[:10]}


ROWS: dict[str, Row] = {
    # F1
    "F1 the index is off by the profile that exiftool took": Row(
        "F1a.jpg", MPF_OFF, "CIPA DC-007 is a hint; exiv2 0.27 and exiftool leave it as it was"
    ),
    "F1 the second picture dropped, Samsung's trailer kept": Row(
        "F1b.jpg", MPF[: -len(SECOND)] + SAMSUNG, "what follows the first is whole"
    ),
    "F1 a second picture begun still waits": Row("F1c.jpg", MPF[:-200], "it is still arriving", waits=True),
    "F1 a video whose box points past the end still waits": Row(
        "F1d.jpg", made.encoded(noisy(), quality=60) + video()[:-100], "it is still arriving", waits=True
    ),
    # F2
    "F2 a narrow blank before PM (macOS 13)": Row(
        "Screenshot 2024-05-01 at 1.34.56\u202fPM.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2a")),
        "macOS 13's own name",
        time("2024-05-01T13:34:56"),
    ),
    "F2 U+00A0": Row(
        "Screenshot 2024-05-02 at 1.34.56\u00a0PM.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2b")),
        "translations of macOS",
        time("2024-05-02T13:34:56"),
    ),
    "F2 a blank": Row("Screenshot 2024-05-03 at 1.34.56 pm.jpg", plain("F2c"), "macOS 12", time("2024-05-03T13:34:56")),
    "F2 midnight": Row(
        "Screenshot 2024-05-04 at 12.05.06\u202fAM.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2d")),
        "12 AM is 0 o'clock",
        time("2024-05-04T00:05:06"),
    ),
    "F2 in Spanish": Row(
        "Captura de pantalla 2024-05-05 a las 1.34.56 p.m..png",
        png_with(PICTURE, (b"tEXt", b"a\0F2e")),
        "macOS in Spanish",
        time("2024-05-05T13:34:56"),
    ),
    "F2 in Chinese": Row(
        "截屏2024-05-06 下午1.34.56.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2f")),
        "macOS in Chinese",
        time("2024-05-06T13:34:56"),
    ),
    # F3
    "F3 XPTitle": Row(
        "F3a.jpg", jpeg(exif=windows(XPTitle="Strand")), "Windows Explorer, UTF-16LE", {"descr": "Strand"}
    ),
    "F3 XPKeywords": Row(
        "F3b.jpg",
        jpeg(exif=windows(XPKeywords="Anna;Ben; Łeba")),
        "split at semicolons",
        {"descr": "Uploaded image."},
        ("Anna", "Ben", "Łeba"),
    ),
    "F3 XPTitle in a TIFF": Row(
        "F3c.tif",
        made.encoded(PICTURE, "TIFF", tiffinfo={0x9C9B: "Strand".encode("utf-16-le") + b"\0\0"}),
        "Windows Explorer",
        {"descr": "Strand"},
    ),
    # F4
    "F4 what the owner takes back stays with the original": Row(
        "F4.jpg",
        jpeg(
            exif=made.exif(
                {
                    0x10E: "Geheim",
                    0x10D: "C:\\Users\\anna\\x.tif",
                    0x10F: "Maker",
                    0x110: "M 1",
                    0x9C9F: "Betreff".encode("utf-16-le") + b"\0\0",
                },
                {0xA431: "SERIAL-4711"},
            )
        ),
        "the allow-list of docs/formats.md",
        {"exif.Image Model": "M 1"},
        private={
            "Image ImageDescription": "Geheim",
            "Image DocumentName": "C:\\Users\\anna\\x.tif",
            "Image XPSubject": "Betreff",
            "EXIF BodySerialNumber": "SERIAL-4711",
        },
    ),
    # F5
    "F5 an AVIF whose major brand is mif1": Row(
        "F5.avif",
        as_brands(made.encoded(PICTURE, "AVIF"), b"mif1", b"avif", b"miaf"),
        "ISO/IEC 14496-12, 4.3",
        upright=True,
    ),
    # F6
    "F6 PNG, eXIf of zeros": Row(
        "F6a.png", png_with(PICTURE, (b"eXIf", bytes(60))), "the picture is whole", upright=True
    ),
    "F6 WebP, EXIF of zeros": Row("F6b.webp", webp_with(PICTURE, EXIF=bytes(60)), "the picture is whole", upright=True),
    "F6 PNG, junk in its raw profile": Row(
        "F6c.png", png_with(PICTURE, raw_profile("exif", b"x" * 60, junk=True)), "the picture is whole", upright=True
    ),
    # F7
    "F7 P3 by cICP": Row(
        "F7a.png",
        png_with(flat(P3), (b"cICP", bytes((12, 13, 0, 1)))),
        "as Chromium 156 shows it",
        pixel=(CENTRE, P3_SHOWN, 4),
    ),
    "F7 P3 by nclx in AVIF": Row(
        "F7b.avif",
        with_codes(made.encoded(flat(P3), "AVIF", quality=100, subsampling="4:4:4"), 12, 13),
        "as Chromium 156 shows it",
        pixel=(CENTRE, P3_SHOWN, 6),
    ),
    "F7 P3 by gAMA and cHRM": Row(
        "F7c.png",
        png_with(
            flat(P3),
            (b"gAMA", struct.pack(">I", 45_455)),
            (b"cHRM", struct.pack(">8I", 31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000)),
        ),
        "as Chromium 156 shows it",
        pixel=(CENTRE, P3_SHOWN, 5),
    ),
    "F7 PQ": Row(
        "F7d.png",
        png_with(flat((148, 148, 148)), (b"cICP", bytes((9, 16, 0, 1)))),
        "ITU-R BT.2408: 0.58 is 203 cd/m²",
        pixel=(CENTRE, (187, 187, 187), 8),
    ),
    "F7 HLG": Row(
        "F7e.avif",
        with_codes(made.encoded(flat((191, 191, 191)), "AVIF"), 9, 18),
        "ITU-R BT.2408: 0.75 is 203 cd/m²",
        pixel=(CENTRE, (187, 187, 187), 8),
    ),
    "F7 Adobe RGB by Interop R03": Row("F7f.jpg", adobe(), "DCF 2.0, 5.2.2", pixel=(CENTRE, (163, 121, 88), 4)),
    "F7 P3 by nclx in HEIC": Row("F7g.heic", with_codes(HEIC, 12, 13), "ITU-T H.273"),
    # F8
    "F8 a scan, XMP": Row(
        "F8a.jpg",
        jpeg(
            xmp_segment("", 'photoshop:DateCreated="1975-06-15"'), exif=made.exif({}, {0x9004: "2024:02:03 10:11:12"})
        ),
        "MWG 2.0, 5.3",
        {**time("1975-06-15", "XMP DateCreated"), "taken_precision": "day", "taken_other": "2024-02-03T10:11:12"},
    ),
    "F8 a scan, IPTC": Row(
        "F8b.jpg",
        jpeg(
            iptc_segment((2, 55, b"19750615"), (2, 60, b"101112+0100")),
            exif=made.exif({}, {0x9004: "2024:02:03 10:11:12"}),
        ),
        "MWG 2.0, 5.3",
        time("1975-06-15T10:11:12+01:00", "IPTC DateCreated"),
    ),
    "F8 a year": Row(
        "F8c.jpg",
        jpeg(xmp_segment("", 'photoshop:DateCreated="1975"')),
        "XMP part 1, 8.2.1.2",
        {**time("1975", "XMP DateCreated"), "taken_precision": "year"},
    ),
    "F8 a month": Row(
        "F8d.jpg",
        jpeg(xmp_segment("", 'photoshop:DateCreated="1975-06"')),
        "XMP part 1, 8.2.1.2",
        {"taken": "1975-06-01", "taken_at": "1975-06", "taken_precision": "month"},
    ),
    # F9
    "F9 bytes behind the packet's end (Lightroom 13.1)": Row(
        "F9.png",
        png_with(
            PICTURE,
            xmp_text(
                made.xmp(subjects("a") + described("b"), 'photoshop:DateCreated="2016-05-06T07:08:09"')
                + b"\0\x1f junk <"
            ),
        ),
        "XMP part 1, 7.3.2",
        {**time(AT, "XMP DateCreated"), "descr": "b"},
        ("a",),
    ),
    # F10
    "F10 EXIF as a raw profile (exiv2 0.27)": Row(
        "F10a.png",
        png_with(made.stored(PICTURE, 6), raw_profile("exif", made.exif({0x112: 6}, DATED))),
        "as Pillow's getexif()",
        {**time(AT, "EXIF DateTimeOriginal"), "orientation": 6},
        upright=True,
    ),
    "F10 IPTC and XMP as raw profiles": Row(
        "F10b.png",
        png_with(
            PICTURE,
            raw_profile("xmp", made.xmp(described("words"))),
            raw_profile("iptc", made.iptc((2, 25, b"sea"))[14:]),
        ),
        "as ImageMagick writes them",
        {"descr": "words"},
        ("sea",),
    ),
    "F10 XMP in a GIF": Row(
        "F10c.gif",
        gif_with(made.xmp(subjects("sea"), 'photoshop:DateCreated="2016-05-06T07:08:09"')),
        "XMP part 3, 1.1.2",
        time(AT, "XMP DateCreated"),
        ("sea",),
    ),
    # F11
    "F11 grey of 12 bits": Row(
        "F11a.tif",
        written(Kind(12, size=(60, 40)), half),
        "TIFF 6.0: 4095 is white",
        pixel=((0.8, 0.5), (255, 255, 255), 3),
    ),
    "F11 16 bits, zero is white": Row(
        "F11b.tif",
        written(Kind(16, photometric=0, size=(60, 40)), half),
        "TIFF 6.0, 262",
        pixel=((0.8, 0.5), (255, 255, 255), 3),
    ),
    "F11 a float above 1": Row(
        "F11c.tif",
        written(Kind(32, floats=True, size=(60, 40)), lambda x, _y, _s: 0.5, odd=[(3, 1.7)]),
        "0.5 is a mid grey",
        pixel=(CENTRE, (128, 128, 128), 4),
    ),
    "F11 16 bits, big-endian": Row(
        "F11d.tif",
        written(Kind(16, order=">", size=(60, 40)), half),
        "TIFF 6.0",
        pixel=((0.8, 0.5), (255, 255, 255), 3),
    ),
    # F12
    "F12 PXL_ is Greenwich time": Row(
        "PXL_20230716_221512345.jpg",
        plain("F12a"),
        "Google's camera, here in Berlin",
        time("2023-07-17T00:15:12.345+02:00", "file name, this computer's zone"),
    ),
    "F12 FB_IMG": Row(
        "FB_IMG_1682980200000.jpg",
        plain("F12b"),
        "milliseconds since 1970",
        time("2023-05-02T00:30:00+02:00", "file name, this computer's zone"),
    ),
    "F12 milliseconds": Row(
        "1682980200001.jpg",
        plain("F12c"),
        "milliseconds since 1970",
        {"taken": "2023-05-02", "taken_source": "file name, this computer's zone"},
    ),
    "F12 the camera's zone": Row(
        "PXL_20230717_221512345.jpg",
        jpeg(exif=made.exif({}, {0x9011: "+09:00"})),
        "EXIF OffsetTimeOriginal",
        time("2023-07-18T07:15:12.345+09:00", "file name, camera's zone"),
    ),
    # small
    "small: Copy of PXL_": Row(
        "Copy of PXL_20230718_221512345.jpg",
        plain("s1"),
        "Google Drive",
        {"taken": "2023-07-19", "taken_source": "file name, this computer's zone"},
    ),
    "small: original_<uuid>_PXL_": Row(
        "original_6ba7b810-9dad-11d1-80b4-00c04fd430c8_PXL_20230719_221512345.jpg",
        plain("s2"),
        "Google Photos",
        {"taken": "2023-07-20"},
    ),
    "small: um": Row(
        "Bildschirmfoto 2024-05-07 um 10.11.12.png",
        png_with(PICTURE, (b"tEXt", b"a\0s3")),
        "macOS in German",
        time("2024-05-07T10:11:12"),
    ),
    "small: à, alle, kl., в": Row(
        "Снимок экрана 2024-05-08 в 13.34.56.png",
        png_with(PICTURE, (b"tEXt", b"a\0s4")),
        "macOS in Russian",
        time("2024-05-08T13:34:56"),
    ),
    "small: Scan_20240501": Row("Scan_20240509.jpg", plain("s5"), "scanners", time("2024-05-09")),
    "small: WP_20240501_007": Row("WP_20240510_007.jpg", plain("s6"), "Windows Phone", time("2024-05-10")),
    "small: a counter is no time": Row("20240511_12345.jpg", plain("s7"), "five digits", time("2024-05-11")),
    "small: GPSAltitudeRef 2": Row(
        "s8.jpg",
        jpeg(exif=made.exif(gps={**GPS, 5: b"\2", 6: 8.5})),
        "Exif 3.0, 4.6.7.1.6",
        place=(54.4342, 12.6889, 8.5),
    ),
    "small: GPSAltitudeRef 3": Row(
        "s9.jpg",
        jpeg(exif=made.exif(gps={**GPS, 5: b"\3", 6: 8.5})),
        "Exif 3.0, 4.6.7.1.6",
        place=(54.4342, 12.6889, -8.5),
    ),
    "small: lr:hierarchicalSubject alone": Row(
        "s10.jpg",
        jpeg(xmp_segment(bag("lr:hierarchicalSubject", "Places|Norway|Oslo"), LR)),
        "Lightroom names every level",
        tags=("Places", "Norway", "Oslo"),
    ),
    "small: digiKam:TagsList alone": Row(
        "s11.jpg",
        jpeg(xmp_segment(bag("digiKam:TagsList", "Places/Oslo", "sea").replace("Bag", "Seq"), DIGIKAM)),
        "digiKam names the last level",
        tags=("Oslo", "sea"),
    ),
    "small: faces (mwg-rs)": Row("s12.jpg", jpeg(xmp_segment(FACE, MWG)), "MWG 2.0, 5.9", tags=("Anna",)),
    "small: a place in XMP alone": Row(
        "s13.jpg",
        jpeg(xmp_segment("", 'exif:GPSLatitude="54,26.052N" exif:GPSLongitude="12,41.334W"')),
        "XMP part 2, exif",
        place=(54.4342, -12.6889, None),
    ),
    "small: a caption of EXIF 3.0's type 129": Row(
        "s14.jpg",
        jpeg(exif=utf8_typed(made.exif({0x10E: "Gro@~"}).replace(b"@~", "ß".encode()))),
        "Exif 3.0, 4.6.2",
        {"descr": "Groß"},
    ),
    # B1
    "B1 Fuji's 200 zeros": Row("B1a.heic", trailed(bytes(200)), "Fujifilm X-T5"),
    "B1 Samsung's text": Row("B1b.heic", trailed(b"samsung text behind"), "meta and mdat are whole"),
    "B1 Samsung's trailer": Row("B1c.heic", trailed(SAMSUNG), "SEF, whole"),
    "B1 a video's box that points past the end waits": Row(
        "B1d.heic", trailed(box(b"mpvd", video()))[:-60], "it is still arriving", waits=True
    ),
    # B2
    "B2 1.4 MB of XMP": Row(
        "B2.png",
        png_with(PICTURE, xmp_text(made.xmp(subjects("holiday") + f"<dc:x>{'y' * 1_400_000}</dc:x>"), compressed=True)),
        "the text may be too long, the picture is not",
        tags=("holiday",),
        upright=True,
    ),
    # B4
    "B4 Latin-1": Row(
        "B4.jpg",
        jpeg(exif=latin_1(made.exif({0x10E: "Gro@mutter", 0x10F: "OLYMPUS", 0x110: "%ju 800"}))),
        "Windows-1252",
        {"descr": "Großmutter", "exif.Image Model": "µju 800"},
    ),
    # B5
    "B5 edf": Row("B5a.jpg", jpeg(exif=made.exif({0x10E: "edf"})), "Huawei's own word", {"descr": "Uploaded image."}),
    "B5 Created with GIMP": Row(
        "B5b.jpg", jpeg(exif=made.exif({0x10E: "Created with GIMP"})), "GIMP's own words", {"descr": "Uploaded image."}
    ),
    # B6
    "B6 an old code page beside XMP": Row(
        "B6a.jpg",
        jpeg(
            iptc_segment((2, 120, "Рига".encode("cp1251")), (2, 25, b"Riga")),
            xmp_segment(subjects("R&#299;ga") + described("R&#299;ga")),
        ),
        "MWG 2.0, 3.3.1",
        {"descr": "Rīga"},
        ("Rīga",),
    ),
    "B6 IPTC that was edited later": Row(
        "B6b.jpg",
        jpeg(
            iptc_segment((2, 120, b"Newer"), (2, 25, b"new"), digest=b"\1" * 16),
            xmp_segment(subjects("old") + described("Older")),
        ),
        "MWG 2.0, 3.3.1: the digest is another",
        {"descr": "Newer"},
        ("new",),
    ),
    # B7
    "B7 660 letters": Row("B7.jpg", jpeg(exif=made.exif({0x10E: CAPTION})), "whole", {"descr": CAPTION}),
    # B8
    "B8 a July night": Row(
        "B8.jpg",
        plain("B8"),
        "that day's offset",
        {"taken": "2021-07-08", "taken_at": "2021-07-08T00:30:00+02:00"},
        modified_s=NIGHT_S,
    ),
    # B9
    **{
        f"B9 never set, {text}": Row(
            f"IMG_2017020{number}_101112.jpg",
            jpeg(exif=made.exif({}, {0x9003: text})),
            why,
            time(f"2017-02-0{number}T10:11:12"),
        )
        for number, (text, why) in enumerate(
            (
                ("1970:01:01 01:00:00", "time 0 in Berlin"),
                ("1970:01:01 08:00:00", "time 0 in Beijing"),
                ("1980:01:01 00:00:00", "DOS begins there"),
                ("2002:12:08 12:00:00", "Android 2 to 4"),
            ),
            1,
        )
    },
    "B9 the file's time is 0": Row("B9.jpg", plain("B9"), "nothing tells", {"taken_source": "arrival"}, modified_s=0.0),
    # B10
    **{
        f"B10 {who}": Row(name, plain(f"B10 {who}"), "the photo's own day", {"taken": "2019-02-03"})
        for who, name in (
            ("Syncthing", "IMG-20190203-WA0007.sync-conflict-20230501-101112-ABCDEF7.jpg"),
            ("Nextcloud", "IMG-20190203-WA0007 (conflicted copy 2023-05-01 101112).jpg"),
            ("ownCloud", "IMG-20190203-WA0007_conflict-20230501-101112.jpg"),
            ("Dropbox", "IMG-20190203-WA0007 (Anna's conflicted copy 2023-05-01).jpg"),
            ("Seafile", "IMG-20190203-WA0007 (SFConflict anna@example.org 2023-05-01-10-11-12).jpg"),
            ("Synology", "IMG-20190203-WA0007_laptop_May-01-101112-2023_Conflict.jpg"),
            ("rclone", "IMG-20190203-WA0007.conflict1.jpg"),
        )
    },
    # B11
    "B11 IPTC alone": Row(
        "B11a.jpg", jpeg(iptc_segment((2, 55, b"20040226"))), "IIM 4.2, 2:55", time("2004-02-26", "IPTC DateCreated")
    ),
    "B11 IFD0's DateTimeOriginal": Row(
        "B11b.jpg",
        jpeg(exif=made.exif({0x9003: "2016:05:06 07:08:09"})),
        "some scanners",
        time(AT, "Image DateTimeOriginal"),
    ),
    "B11 GPS alone": Row(
        "B11c.jpg",
        jpeg(exif=made.exif(gps={**GPS, 29: "2016:05:06", 7: (22.0, 30.0, 0.0)})),
        "Exif 2.32, 4.6.6",
        time("2016-05-07T00:30:00+02:00", "GPS, this computer's zone"),
    ),
    "B11 a month in EXIF": Row(
        "B11d.jpg",
        jpeg(exif=made.exif({}, {0x9003: "1975:06:00 00:00:00"})),
        "blanks and zeros: unknown",
        {"taken_at": "1975-06", "taken_precision": "month"},
    ),
    "B11 an eXIf with JPEG's prefix": Row(
        "B11e.png",
        png_with(PICTURE, (b"eXIf", made.exif({}, DATED))),
        "some programs",
        time(AT, "EXIF DateTimeOriginal"),
    ),
    "B11 a first EXIF that is empty": Row(
        "B11f.jpg",
        jpeg((0xE1, b"Exif\0\0"), exif=made.exif({}, DATED)),
        "some programs",
        time(AT, "EXIF DateTimeOriginal"),
    ),
    # B12
    "B12 the day alone": Row("20230502.jpg", plain("B12a"), "phones and scanners", time("2023-05-02")),
    "B12 a screenshot's day": Row(
        "Screenshot_20230503.png", png_with(PICTURE, (b"tEXt", b"a\0B12b")), "Android", time("2023-05-03")
    ),
    "B12 the Nextcloud app": Row(
        "22-04-06 15-21-03 2160.jpg", plain("B12c"), "iOS client's default", time("2022-04-06T15:21:03")
    ),
    "B12 BURST": Row(
        "00100lPORTRAIT_00100_BURST20190203101112345_COVER.jpg",
        plain("B12d"),
        "Google's camera",
        time("2019-02-03T10:11:12.345"),
    ),
    "B12 Telegram, day first": Row(
        "photo_5@01-05-2023_10-11-12.jpg", plain("B12e"), "Telegram Desktop", time("2023-05-01T10:11:12")
    ),
    "B12 folders": Row("2016/08/18/B12f.jpg", plain("B12f"), "folders by day", time("2016-08-18", "folder"), tags=()),
    # B13
    "B13 a phone's folders are no tags": Row("DCIM/100APPLE/B13a.jpg", plain("B13a"), "DCF 2.0", tags=()),
    "B13 Camera-Uploads": Row("Camera-Uploads/Sent/B13b.jpg", plain("B13b"), "apps' own", tags=()),
    "B13 a person's folder is one": Row(
        "Camera/Norwegen/B13c.jpg", plain("B13c"), "a person named it", tags=("Norwegen",)
    ),
    # B14
    "B14 three in one; one in three spellings": Row(
        "B14a.jpg",
        jpeg(iptc_segment((2, 25, b"a, b; c"), (2, 25, b"anna"), (2, 25, b"Anna"), (2, 25, b"ANNA"))),
        "digiKam and others",
        tags=("a", "b", "c", "anna"),
    ),
    "B14 a hundred and forty": Row(
        "B14b.jpg",
        jpeg(exif=windows(XPKeywords=";".join(f"tag{n}" for n in range(140)))),
        "up to 1,000",
        tags=tuple(f"tag{n}" for n in range(140)),
    ),
    # B15
    "B15 RGB of 16 bits in planes (tifffile)": Row(
        "B15a.tif", planar_sixteen(), "a sample against the strip's own bytes", pixel=((0.9, 0.5), (230, 64, 64), 12)
    ),
    "B15 grey and alpha of 16 bits": Row(
        "B15b.tif", grey_alpha_sixteen(), "right or refused", pixel=((0.9, 0.5), (230, 230, 230), 12)
    ),
}


def told(kind: str, row: Row) -> str:
    """The row of docs/formats.md: which kind, the file, why, what becomes of it."""
    name = row.name.replace("\u202f", "⍽").replace("\u00a0", "⍽")
    cells = (kind.partition(" ")[2], f"`{name}`", row.why, right_of(row))
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def right_of(row: Row) -> str:
    """What becomes of it, in a line of docs/formats.md."""
    if row.waits:
        return "waits in work until it is whole"
    parts = [f"`{name}` {value if name != 'descr' else _short(str(value))}" for name, value in row.says.items()]
    if row.tags is not None:
        parts.append(f"tags {_short(', '.join(row.tags)) or 'none'}")
    if row.place is not None:
        parts.append("place " + ", ".join(str(number) for number in row.place if number is not None))
    if row.pixel is not None:
        parts.append(f"colour {row.pixel[1]} ± {row.pixel[2]}")
    if row.upright:
        parts.append("the picture, upright")
    if row.private:
        parts.append(f"only with the original: {', '.join(row.private)}")
    return "; ".join(parts) or "taken"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]} … ({len(text)} letters)"
