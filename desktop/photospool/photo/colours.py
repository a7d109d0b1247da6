"""What the numbers of a picture mean as colours, where no ICC profile says it: code points, gamma and chromaticities.

A file says so in four ways: CICP (ITU-T H.273) in a box of HEIC and AVIF (``nclx``) or a chunk of PNG (``cICP``), the
chunks ``gAMA`` and ``cHRM`` of PNG, and EXIF's word for Adobe RGB. Each becomes an ICC profile (ICC.1:2001-04, a matrix
and three curves) made here, so that one engine converts them all. It never looks at pixels.

High dynamic range (PQ and HLG, ITU-R BT.2100) is brought to what a screen shows: light relative to the reference white
of 203 cd/m² (ITU-R BT.2408), then ``x * (1 + x / m²) / (1 + x)``, m the brightest light in the picture. That is what
the file says of it (CTA-861.3's content light level, else SMPTE ST 2086's mastering display), else 1,000 cd/m², as
Chromium has it. So the reference white becomes a light grey, as browsers show it, highlights keep their drawing, and a
picture with none brighter than the reference white is left as it is.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from PIL import Image

from photospool.photo.source import Source
from photospool.photo.structure import isobmff, png

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
Point = tuple[float, float]
"""CIE 1931 x and y."""

_D65: Final = (0.3127, 0.3290)
_D50: Final = (0.9642, 1.0, 0.8249)  # the profile connection space, ICC.1:2001-04, 6.3.4.3, as XYZ
_SRGB: Final = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
_ADOBE: Final = ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060))
_PROPHOTO: Final = ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001))  # ISO 22028-2
_D50_POINT: Final = (0.3457, 0.3585)
_BT601: Final = ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070))

_PRIMARIES: Final[dict[int, tuple[tuple[Point, Point, Point], Point]]] = {
    # ITU-T H.273 (2024), table 2: red, green, blue; white
    4: (((0.670, 0.330), (0.210, 0.710), (0.140, 0.080)), (0.310, 0.316)),
    5: (((0.640, 0.330), (0.290, 0.600), (0.150, 0.060)), _D65),
    6: (_BT601, _D65),
    7: (_BT601, _D65),
    8: (((0.681, 0.319), (0.243, 0.692), (0.145, 0.049)), (0.310, 0.316)),
    9: (((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)), _D65),
    11: (((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)), (0.314, 0.351)),
    12: (((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)), _D65),
    22: (((0.630, 0.340), (0.295, 0.605), (0.155, 0.077)), _D65),
}
_PQ, _HLG, _SRGB_CURVE, _LINEAR = 16, 18, 13, 8
_GAMMAS: Final = {4: 2.2, 5: 2.8, 17: 2.6}
"""Transfer → exponent. All other curves for screens (BT.709 and its kin) are shown as sRGB's, as browsers do."""

REFERENCE_WHITE: Final = 203.0
"""cd/m², ITU-R BT.2408-7, table 1."""


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """Primaries, white and curve; a value, so that what is made of it can be kept."""

    primaries: tuple[Point, Point, Point] = _SRGB
    white: Point = _D65
    transfer: int = _SRGB_CURVE
    """As ITU-T H.273, table 3."""
    gamma: float = 0.0
    """The exponent, where no code stands for the curve."""
    brightest: float = 1000.0
    """cd/m², of PQ."""

    @property
    def is_srgb(self) -> bool:
        """Whether nothing is to be converted, as far as anybody sees."""
        is_same_curve = 2.15 <= self.gamma <= 2.25 if self.gamma else self.transfer == _SRGB_CURVE
        near = zip((*self.primaries, self.white), (*_SRGB, _D65), strict=True)
        return is_same_curve and all(abs(one[0] - other[0]) + abs(one[1] - other[1]) < 0.002 for one, other in near)


def profile(path: Source, image: Image.Image, exif: Mapping[str, str]) -> bytes:
    """An ICC profile for this picture: its own, or one made of what else the file says; empty where it is sRGB.

    ``exif`` are ExifRead's names and printed values. Raises OSError.
    """
    own = image.info.get("icc_profile")
    own = own if isinstance(own, bytes) else b""
    if image.format == "PNG":
        return _of_png(path, own)
    if own:
        return own
    if image.format in ("HEIF", "AVIF"):
        with path.open("rb") as file:
            codes = isobmff.colour_codes(file)
            brightest = isobmff.brightest(file) if codes and codes[1] == _PQ else 0.0
        return _made(_of_codes(*codes, brightest)) if codes else b""
    return _made(ColourSpace(primaries=_ADOBE, gamma=563 / 256)) if _is_adobe_rgb(exif) else b""


def of_space(name: str) -> bytes:
    """The profile of a space by the name that cameras give it; empty for sRGB, and for names that nobody knows."""
    known = {
        "Adobe RGB": ColourSpace(primaries=_ADOBE, gamma=563 / 256),
        "ProPhoto RGB": ColourSpace(primaries=_PROPHOTO, white=_D50_POINT, gamma=1.8),
    }
    return _made(known[name]) if name in known else b""


def _is_adobe_rgb(exif: Mapping[str, str]) -> bool:
    """DCF 2.0, 5.2.2: ``R03`` beside a colour space that EXIF has no number for; some cameras write 2."""
    space = exif.get("EXIF ColorSpace", "")
    index = exif.get("Interoperability InteroperabilityIndex", exif.get("EXIF InteroperabilityIndex", ""))
    return space == "Adobe RGB" or (index.strip("\0 ") == "R03" and space in ("Uncalibrated", ""))


def _of_png(path: Source, own: bytes) -> bytes:
    """PNG 3, 4.3: cICP comes before the profile, that before sRGB, that before gAMA and cHRM."""
    with path.open("rb") as file:
        found = png.colour_chunks(file)
    code = found.get(b"cICP", b"")
    if len(code) == 4 and code[2] == 0:  # RGB; the last byte is the range, and full wherever it was seen
        return _made(_of_codes(code[0], code[1], _brightest(found) if code[1] == _PQ else 0.0))
    if own or b"sRGB" in found:
        return own
    gamma, points = found.get(b"gAMA", b""), found.get(b"cHRM", b"")
    if len(gamma) != 4:
        return b""  # points without a curve say too little
    (exponent,) = struct.unpack(">I", gamma)
    if not 10_000 <= exponent <= 500_000:
        return b""
    if len(points) != 32:
        return _made(ColourSpace(gamma=100_000 / exponent))  # as Chromium shows it, on PngSuite's pictures
    x = [number / 100_000 for number in struct.unpack(">8I", points)]
    if min(x[1::2]) <= 0 or max(x) >= 1:
        return b""
    primaries = ((x[2], x[3]), (x[4], x[5]), (x[6], x[7]))
    return _made(ColourSpace(primaries, (x[0], x[1]), gamma=100_000 / exponent))


def _brightest(found: Mapping[bytes, bytes]) -> float:
    """cd/m² by PNG 3, 11.3.2.8 and 11.3.2.9; 0 where nothing is said."""
    for name, at in ((b"cLLI", 0), (b"mDCV", 16)):
        if light := int.from_bytes(found.get(name, b"")[at : at + 4], "big"):
            return light / 10_000
    return 0.0


def _of_codes(primaries: int, transfer: int, brightest: float) -> ColourSpace:
    """``brightest`` in cd/m²; 0 for not known."""
    points, white = _PRIMARIES.get(primaries, (_SRGB, _D65))
    is_known = transfer in (_PQ, _HLG, _LINEAR)
    light = min(max(brightest, REFERENCE_WHITE), 10_000.0) if brightest else 1000.0
    return ColourSpace(points, white, transfer if is_known else _SRGB_CURVE, _GAMMAS.get(transfer, 0.0), light)


@lru_cache(maxsize=32)
def _made(colours: ColourSpace) -> bytes:
    """The profile, ICC.1:2001-04: header, nine tags. Empty for sRGB and for primaries that span nothing."""
    if colours.is_srgb:
        return b""
    try:
        columns = _columns(colours)
    except ZeroDivisionError:
        return b""
    curve = _curve(colours)
    tags: dict[bytes, bytes] = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"made\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(column) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, data, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    begin = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        if content not in places:
            places[content] = begin + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    head = struct.pack(">I4sI4s4s4s", begin + len(data), bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _numbers(_D50)
    return head.ljust(128, b"\0") + table + data


def _xyz(numbers: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(numbers)


def _numbers(numbers: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(number * 65536) for number in numbers))


def _columns(colours: ColourSpace) -> list[tuple[float, float, float]]:
    """XYZ of each primary at full light, adapted to D50 by Bradford's cones (ICC.1:2001-04, annex E)."""
    red, green, blue = (_from_point(point) for point in colours.primaries)
    white = _from_point(colours.white)
    plain: Matrix = ((red[0], green[0], blue[0]), (red[1], green[1], blue[1]), (red[2], green[2], blue[2]))
    shares = _times(_inverse(plain), white)
    here, there = _times(_BRADFORD, white), _times(_BRADFORD, _D50)
    scale = (there[0] / here[0], there[1] / here[1], there[2] / here[2])
    back = _inverse(_BRADFORD)
    adapted = []
    for share, primary in zip(shares, (red, green, blue), strict=True):
        cones = _times(_BRADFORD, (primary[0] * share, primary[1] * share, primary[2] * share))
        adapted.append(_times(back, (cones[0] * scale[0], cones[1] * scale[1], cones[2] * scale[2])))
    return adapted


_BRADFORD: Final[Matrix] = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def _from_point(point: Point) -> tuple[float, float, float]:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _times(matrix: Matrix, vector: tuple[float, float, float]) -> tuple[float, float, float]:
    x, y, z = vector
    one, two, three = (row[0] * x + row[1] * y + row[2] * z for row in matrix)
    return one, two, three


def _inverse(matrix: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    size = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / size, (c * h - b * i) / size, (b * f - c * e) / size),
        ((f * g - d * i) / size, (a * i - c * g) / size, (c * d - a * f) / size),
        ((d * h - e * g) / size, (b * g - a * h) / size, (a * e - b * d) / size),
    )


_STEPS = 1024


def _curve(colours: ColourSpace) -> bytes:
    """Number → light, as a table; a gamma alone is one number."""
    if colours.gamma:
        return b"curv" + bytes(4) + struct.pack(">IH", 1, min(round(colours.gamma * 256), 65535))
    if colours.transfer == _LINEAR:
        return b"curv" + bytes(4) + struct.pack(">I", 0)
    to_light: dict[int, Callable[[float], float]] = {
        _PQ: partial(_light_of_pq, brightest=colours.brightest),
        _HLG: _light_of_hlg,
    }
    light = to_light.get(colours.transfer, _light_of_srgb)
    steps = [round(min(1.0, light(step / (_STEPS - 1))) * 65535) for step in range(_STEPS)]
    return b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *steps)


def _light_of_srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _light_of_pq(value: float, *, brightest: float) -> float:
    """SMPTE ST 2084: up to 10,000 cd/m²."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    powered = value ** (1 / m2)
    light = (max(powered - c1, 0.0) / (c2 - c3 * powered)) ** (1 / m1)
    return _toned(light * 10_000, brightest)


def _light_of_hlg(value: float) -> float:
    """ITU-R BT.2100-2, table 5, on a screen of 1,000 cd/m²: the system's gamma is 1.2."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = value * value / 3 if value <= 0.5 else (2.718281828459045 ** ((value - c) / a) + b) / 12
    return _toned(1000 * scene**1.2, 1000)


def _toned(light: float, brightest: float) -> float:
    """cd/m² → 0 to 1."""
    x, most = light / REFERENCE_WHITE, brightest / REFERENCE_WHITE
    return x * (1 + x / most**2) / (1 + x)
