"""Pictures: what is whole, whose turn and colours and samples have to be right."""

from __future__ import annotations

import struct
from pathlib import Path

from PIL import Image
from tests.engine.real_files.row import Row
from tests.photo import made
from tests.photo.containers import SAMSUNG, box, multi_picture, noisy, png_with, video, webp_with
from tests.photo.made_metadata import (
    PICTURE,
    as_brands,
    raw_profile,
    subjects,
    xmp_text,
)
from tests.photo.made_tiffs import Kind, written
from tests.photo.test_colours import with_codes

HEIC = (Path(__file__).parents[3] / "resources" / "samples" / "upright.heic").read_bytes()
P3, P3_SHOWN = (200, 90, 80), (216, 81, 74)
CENTRE = (0.5, 0.5)
SECOND = made.encoded(noisy(80, 60))
MPF = multi_picture(made.encoded(noisy()), SECOND)
MPF_OFF = multi_picture(made.encoded(noisy(), quality=80), SECOND, off_by=-588)


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


PICTURES: dict[str, Row] = {
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
    # B15
    "B15 RGB of 16 bits in planes (tifffile)": Row(
        "B15a.tif", planar_sixteen(), "a sample against the strip's own bytes", pixel=((0.9, 0.5), (230, 64, 64), 12)
    ),
    "B15 grey and alpha of 16 bits": Row(
        "B15b.tif", grey_alpha_sixteen(), "right or refused", pixel=((0.9, 0.5), (230, 230, 230), 12)
    ),
}
