"""Colours that no ICC profile tells: code points (ITU-T H.273), gamma and chromaticities, EXIF's Adobe RGB.

The right values are worked out here by the formulas of IEC 61966-2-1, ITU-R BT.2020, BT.2100 and Adobe RGB (1998), and
three are what Chromium 156 shows: Display P3 (180, 60, 60) as (196, 47, 54), (200, 90, 80) as (216, 81, 74), and grey
0.58 in PQ, the reference white of 203 cd/m², as 187.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from tests.photo import made
from tests.photo.containers import box, png_with

from photospool.photo import coded_colour
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.structure import isobmff

HEIC = (Path(__file__).parents[2] / "resources" / "samples" / "upright.heic").read_bytes()
Colour = tuple[int, int, int]


def flat(colour: Colour) -> Image.Image:
    return Image.new("RGB", (64, 48), colour)


def shown(tmp_path: Path, data: bytes) -> Colour:
    path = tmp_path / "photo"
    path.write_bytes(data)
    pixel = made.opened(prepare(path, "photo", Options(large=False)).renditions[1].data).getpixel((30, 20))
    assert isinstance(pixel, tuple) and len(pixel) == 3
    return pixel


def is_near(one: Colour, other: Colour, most: float = 3) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= most


def avif(colour: Colour, primaries: int, transfer: int) -> bytes:
    """As Pillow writes it, with other code points."""
    return with_codes(made.encoded(flat(colour), "AVIF", quality=100, subsampling="4:4:4"), primaries, transfer)


def with_codes(data: bytes, primaries: int, transfer: int) -> bytes:
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


def cicp(colour: Colour, primaries: int, transfer: int, *more: tuple[bytes, bytes]) -> bytes:
    return png_with(flat(colour), *more, (b"cICP", bytes((primaries, transfer, 0, 1))))


def points(*numbers: float) -> tuple[bytes, bytes]:
    """A cHRM chunk: white, red, green, blue."""
    return b"cHRM", struct.pack(">8I", *(round(number * 100_000) for number in numbers))


def gamma(exponent: float) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", round(100_000 / exponent))


P3_POINTS = points(0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
P3: dict[Colour, Colour] = {
    (180, 60, 60): (196, 47, 54),
    (200, 90, 80): (216, 81, 74),
    (90, 180, 90): (41, 183, 77),
    (128, 128, 128): (128, 128, 128),
    (255, 255, 255): (255, 255, 255),
}


@pytest.mark.parametrize(("told", "right"), P3.items())
def test_display_p3_by_code_points(tmp_path: Path, told: Colour, right: Colour) -> None:
    assert is_near(shown(tmp_path, cicp(told, 12, 13)), right)
    assert is_near(shown(tmp_path, avif(told, 12, 13)), right, 5)


@pytest.mark.parametrize("codes", [(1, 13), (1, 1), (2, 2), (1, 6), (1, 2), (0, 0), (99, 99)])
def test_code_points_of_srgb_or_of_nothing_change_nothing(tmp_path: Path, codes: tuple[int, int]) -> None:
    assert is_near(shown(tmp_path, cicp((180, 60, 60), *codes)), (180, 60, 60), 1)


def linear(value: float) -> float:
    value /= 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def as_srgb(light: tuple[float, float, float]) -> Colour:
    def one(x: float) -> int:
        x = min(1.0, max(0.0, x))
        return round(255 * (x * 12.92 if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055))

    return one(light[0]), one(light[1]), one(light[2])


def from_adobe(colour: Colour) -> Colour:
    """Adobe RGB (1998) encoding, 4.3.5; then IEC 61966-2-1."""
    red, green, blue = ((value / 255) ** (563 / 256) for value in colour)
    return as_srgb((1.39836 * red - 0.39836 * green, green, -0.04293 * green + 1.04293 * blue))


def from_2020(colour: Colour) -> Colour:
    """ITU-R BT.2087, annex 1 (the inverse), with sRGB's curve."""
    red, green, blue = map(linear, colour)
    return as_srgb(
        (
            1.6605 * red - 0.5876 * green - 0.0728 * blue,
            -0.1246 * red + 1.1329 * green - 0.0083 * blue,
            -0.0182 * red - 0.1006 * green + 1.1187 * blue,
        )
    )


COLOURS: list[Colour] = [(150, 120, 90), (90, 120, 110), (120, 100, 140), (200, 200, 200)]


@pytest.mark.parametrize("colour", COLOURS)
def test_wide_colours_of_bt_2020(tmp_path: Path, colour: Colour) -> None:
    assert is_near(shown(tmp_path, cicp(colour, 9, 13)), from_2020(colour))


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("space", [65535, 2])
def test_adobe_rgb_by_exifs_word(tmp_path: Path, colour: Colour, space: int) -> None:
    packet = Image.Exif()
    packet.get_ifd(0x8769)[0xA001] = space
    packet.get_ifd(0x8769)[0xA005] = {1: "R03"} if space == 65535 else {1: "R98"}
    data = made.encoded(flat(colour), quality=100, subsampling=0, exif=packet.tobytes())
    assert is_near(shown(tmp_path, data), from_adobe(colour))


def test_an_uncalibrated_jpeg_without_a_word_is_left(tmp_path: Path) -> None:
    packet = made.exif(details={0xA001: 65535})
    data = made.encoded(flat((150, 120, 90)), quality=100, subsampling=0, exif=packet)
    assert is_near(shown(tmp_path, data), (150, 120, 90), 2)


@pytest.mark.parametrize(("told", "right"), P3.items())
def test_gamma_and_chromaticities_of_png(tmp_path: Path, told: Colour, right: Colour) -> None:
    assert is_near(shown(tmp_path, png_with(flat(told), gamma(2.2), P3_POINTS)), right, 4)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "I;16"])
@pytest.mark.parametrize(("exponent", "right"), [(1.0, 188), (1.8, 146), (2.2, 128)])
def test_a_gamma_alone_of_png(tmp_path: Path, mode: str, exponent: float, right: int) -> None:
    """As Chromium shows PngSuite: the light is (128 / 255) ** exponent, and sRGB has another number for it."""
    plain = flat((128, 128, 128))
    grey = {"P": plain.quantize(4), "I;16": Image.new("I;16", (60, 40), 128 * 257)}.get(mode) or plain.convert(mode)
    assert is_near(shown(tmp_path, png_with(grey, gamma(exponent))), (right, right, right), 3)


def test_which_of_pngs_ways_is_believed(tmp_path: Path) -> None:
    """PNG 3, 4.3: cICP, then the profile, then sRGB, then gAMA with cHRM; points without a curve say nothing."""
    colour, p3 = (180, 60, 60), (196, 47, 54)
    srgb = (b"sRGB", b"\0")
    assert is_near(shown(tmp_path, png_with(flat(colour), srgb, gamma(2.2), P3_POINTS)), colour, 1)
    assert is_near(shown(tmp_path, png_with(flat(colour), P3_POINTS)), colour, 1)
    assert is_near(shown(tmp_path, cicp(colour, 12, 13, srgb, gamma(2.2))), p3)
    assert is_near(shown(tmp_path, png_with(flat(colour), gamma(2.2), points(*[0.9] * 8))), colour, 1)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with_profile = made.encoded(flat(colour), "PNG", icc_profile=profile)
    assert is_near(shown(tmp_path, with_profile), colour, 1)
    at = with_profile.index(b"iCCP") - 4
    extra = png_with(flat(colour), (b"cICP", bytes((12, 13, 0, 1))))
    chunk = extra[extra.index(b"cICP") - 4 : extra.index(b"cICP") + 12]
    assert is_near(shown(tmp_path, with_profile[:at] + chunk + with_profile[at:]), p3)


def test_a_profile_comes_before_a_box(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = made.encoded(flat((180, 60, 60)), "AVIF", quality=100, subsampling="4:4:4", icc_profile=profile)
    data = data if b"colrnclx" not in data else with_codes(data, 12, 13)
    assert is_near(shown(tmp_path, data), (180, 60, 60), 4)


def test_the_box_of_a_heic(tmp_path: Path) -> None:
    as_it_is = shown(tmp_path, HEIC)
    wide = shown(tmp_path, with_codes(HEIC, 12, 13))
    right = as_srgb(
        (
            1.2249 * linear(as_it_is[0]) - 0.2247 * linear(as_it_is[1]),
            -0.0420 * linear(as_it_is[0]) + 1.0419 * linear(as_it_is[1]),
            -0.0197 * linear(as_it_is[0]) - 0.0786 * linear(as_it_is[1]) + 1.0979 * linear(as_it_is[2]),
        )
    )
    assert right != as_it_is
    assert is_near(wide, right, 4)


GREY_58: Colour = (148, 148, 148)


@pytest.mark.parametrize(("transfer", "grey"), [(16, 148), (18, 191)])
def test_the_reference_white_of_high_dynamic_range_is_a_light_grey(tmp_path: Path, transfer: int, grey: int) -> None:
    """BT.2408: 203 cd/m² lie at 58 % of PQ and 75 % of HLG."""
    for data in (cicp((grey,) * 3, 9, transfer), avif((grey,) * 3, 9, transfer)):
        red, green, blue = shown(tmp_path, data)
        assert abs(green - 187) <= 8
        assert max(red, green, blue) - min(red, green, blue) <= 3


@pytest.mark.parametrize("transfer", [16, 18])
def test_brighter_is_never_darker_and_black_and_white_stay(tmp_path: Path, transfer: int) -> None:
    greys = [shown(tmp_path, cicp((value,) * 3, 9, transfer))[1] for value in range(0, 256, 15)]
    assert greys == sorted(greys)
    assert greys[0] == 0 and greys[-1] >= 250
    assert len(set(greys)) > 12


# Grey in PQ, the brightest light that the file tells (0: nothing) → what is shown: as Chromium 156 shows it, but for
# the fourth, where its curve has 221, and this is the formula's own.
TONES = [(72, 203, 56), (128, 203, 181), (148, 203, 255), (148, 470, 201), (192, 1000, 255), (192, 0, 255)]


@pytest.mark.parametrize(("grey", "light", "right"), TONES)
def test_what_the_file_says_of_its_brightest_light(tmp_path: Path, grey: int, light: int, right: int) -> None:
    """CTA-861.3's content light level (PNG's cLLI), else the mastering display (mDCV): what is bright is white."""
    level = (b"cLLI", struct.pack(">II", light * 10_000, 100_000))
    display = (b"mDCV", struct.pack(">8HII", *[0] * 8, light * 10_000, 50))
    for chunk in (level, display) if light else ((b"tEXt", b"a\0b"),):
        assert abs(shown(tmp_path, cicp((grey,) * 3, 9, 16, chunk))[1] - right) <= 8, chunk[0]


def test_the_brightest_light_of_boxes() -> None:
    """ISO/IEC 14496-12, 12.1.5 and 12.1.6, of the picture that pitm names."""
    level = box(b"clli", struct.pack(">HH", 470, 263))
    display = box(b"mdcv", bytes(16) + struct.pack(">II", 6_000_000, 5))

    def told(*properties: bytes) -> float:
        given = b"\0\0\0\0" + struct.pack(">IHB", 1, 7, len(properties)) + bytes(range(1, len(properties) + 1))
        described = box(b"iprp", box(b"ipco", *properties), box(b"ipma", given))
        meta = box(b"meta", bytes(4), box(b"pitm", bytes(4), struct.pack(">H", 7)), described)
        return isobmff.brightest(io.BytesIO(box(b"ftyp", b"avif\0\0\0\0") + meta))

    assert told(level) == told(display, level) == 470
    assert told(display) == 600
    assert told(box(b"pixi", b"\0\0\0\0")) == told(box(b"clli", b"")) == told(box(b"mdcv", b"\1")) == 0


def test_a_grey_picture_in_pq(tmp_path: Path) -> None:
    data = png_with(Image.new("L", (64, 48), 148), (b"cICP", bytes((9, 16, 0, 1))))
    assert abs(shown(tmp_path, data)[0] - 187) <= 8


def bits(*fields: tuple[int, int]) -> bytes:
    """(number, bits) after another; a length of 0 is Exp-Golomb."""
    text = ""
    for number, length in fields:
        code = bin(number + 1)[2:]
        text += f"{number:0{length}b}" if length else "0" * (len(code) - 1) + code
    return int(text + "0" * (-len(text) % 8), 2).to_bytes((len(text) + 7) // 8, "big")


def sps(primaries: int, transfer: int) -> bytes:
    """A still picture's sequence parameters, H.265 7.3.2.2, with the colours of E.2.1 at their end."""
    fields = [(0, 4), (0, 3), (1, 1), (0, 96), (0, 0), (1, 0), (64, 0), (64, 0), (0, 1), (0, 0), (0, 0), (4, 0), (1, 1)]
    fields += [(0, 0)] * 3 + [(0, 0)] * 6 + [(0, 1), (0, 2), (0, 1), (0, 0), (0, 1), (0, 2), (1, 1)]
    fields += [(0, 1), (0, 1), (1, 1), (5, 3), (1, 1), (1, 1), (primaries, 8), (transfer, 8), (9, 8)]
    unit = b"\x42\x01" + bits(*fields).replace(b"\0\0\0", b"\0\0\3\0")
    return bytes(22) + b"\1\x21\0\1" + struct.pack(">H", len(unit)) + unit


@pytest.mark.parametrize("codes", [(12, 13), (9, 16), (9, 18), (1, 1)])
def test_codes_in_the_coded_picture_itself(codes: tuple[int, int]) -> None:
    assert coded_colour.of_hevc(sps(*codes)) == codes
    still = [(0, 3), (1, 1), (1, 1), (0, 5), (7, 4), (7, 4), (63, 8), (47, 8), (0, 3), (0, 3), (0, 1), (0, 1)]
    whole, silent = bits(*still, (1, 1), (codes[0], 8), (codes[1], 8), (9, 8)), bits(*still, (0, 1))
    assert coded_colour.of_av1(b"\x81\0\0\0\x0a" + bytes([len(whole)]) + whole) == codes
    assert coded_colour.of_av1(b"\x81\0\0\0\x0a" + bytes([len(silent)]) + silent) is None


def test_an_avif_that_tells_nothing_is_srgb(tmp_path: Path) -> None:
    data = avif((180, 60, 60), 12, 13).replace(b"colrnclx", b"freenclx")
    assert is_near(shown(tmp_path, data), (180, 60, 60), 4)


@pytest.mark.parametrize("junk", [b"", b"\0" * 40, b"\xff" * 400, bytes(22) + b"\xff\x21\0\1\xff\xff"])
def test_broken_headers_say_nothing(junk: bytes) -> None:
    assert coded_colour.of_hevc(junk) in (None, (0, 0), (255, 255))
    assert coded_colour.of_av1(junk) is None
    for name in (b"iprp", b"ipco", b"ipma", b"pitm", b"colr"):
        at = HEIC.index(name)
        broken = HEIC[:at] + junk + HEIC[at + len(junk) :]
        assert isobmff.colour_codes(io.BytesIO(broken[: len(HEIC)])) in (None, (1, 13))
