"""How a picture looks, in 64 fields: so that two of them can be compared where no picture may be opened.

A worker says it (``in_fields``); the program compares (``difference``). Colours are sRGB; differences are CIE 1976 ΔE,
of which an eye sees about 2.3 (CIE 15:2004; Mahy and others, 1994).
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from typing import Final

SIDE: Final = 8
"""Fields on each side."""
_FORM: Final = re.compile(rf"[0-9a-f]{{{SIDE * SIDE * 6}}}")
_LONGEST_HASH: Final = 100

Colour = tuple[int, int, int]
Lab = tuple[float, float, float]


def is_fields(text: str) -> bool:
    """Whether this is what ``in_fields`` writes."""
    return _FORM.fullmatch(text) is not None


def in_fields(pixels: bytes) -> str:
    """Of ``SIDE`` × ``SIDE`` mean colours, row by row, three bytes each (RGB): as hexadecimal digits.

    Raises ValueError for another number of bytes.
    """
    if len(pixels) != 3 * SIDE * SIDE:
        raise ValueError(len(pixels))
    return pixels.hex()


def difference(one: str, other: str) -> tuple[float, str, str]:
    """The largest ΔE of any field, and its colour in both, as ``#c42f36``. Raises ValueError for what is none."""
    if not is_fields(one) or not is_fields(other):
        raise ValueError
    worst = max(range(SIDE * SIDE), key=lambda n: math.dist(_lab(_colour(one, n)), _lab(_colour(other, n))))
    distance = math.dist(_lab(_colour(one, worst)), _lab(_colour(other, worst)))
    was, becomes = (f"#{text[6 * worst : 6 * worst + 6]}" for text in (one, other))
    return distance, was, becomes


def is_of(placeholder: str, other: str) -> bool:
    """Whether two thumbhashes (base64) are of one picture, as far as those tell: shape, mean colour, drawing in large.

    One was made of a picture, the other of a copy of it that was compressed once more.
    """
    one, two = _bytes(placeholder), _bytes(other)
    if min(len(one), len(two)) < 5 or len(one) != len(two):
        return False
    means, mine = _head(one), _head(two)
    if any(abs(a - b) > most for a, b, most in zip(means, mine, (1, 1, 1, 2, 4, 4, 0, 0), strict=True)):
        return False
    return all(
        contrast < faint or all(abs(a - b) <= 2 for a, b in zip(mine_waves, waves, strict=True))
        for contrast, faint, mine_waves, waves in zip(means[3:6], _FAINT, _waves(one), _waves(two), strict=True)
    )


_FAINT: Final = (1, 4, 4)
"""Of 31 and twice of 63: with less contrast of brightness, or of the two colours, waves are chance.

Of 197 photos 196 were known again after one more compression, and of 19,000 pairs of others 22 were taken for one.
"""


def _bytes(placeholder: str) -> bytes:
    if len(placeholder) > _LONGEST_HASH:
        return b""
    try:
        return base64.b64decode(placeholder, validate=True)
    except binascii.Error:
        return b""


def _head(data: bytes) -> tuple[int, ...]:
    """Mean brightness and two colours, their contrasts, whether anything is transparent, the shape: as it is packed."""
    first, second = int.from_bytes(data[:3], "little"), int.from_bytes(data[3:5], "little")
    contrasts = first >> 18 & 31, second >> 3 & 63, second >> 9 & 63
    return first & 63, first >> 6 & 63, first >> 12 & 63, *contrasts, first >> 23, (second & 7) | second >> 15 << 3


def _waves(data: bytes) -> tuple[list[int], list[int], list[int]]:
    """Of brightness, and of both colours (five each), four bits each."""
    shape = int.from_bytes(data[3:5], "little")
    short, is_wide = max(3, shape & 7), shape >> 15
    across, down = (7, short) if is_wide else (short, 7)
    count = sum(sum(1 for x in range(0 if y else 1, 8) if x * down < across * (down - y)) for y in range(down))
    every = [part for byte in data[5:] for part in (byte & 15, byte >> 4)]
    return every[:count], every[count : count + 5], every[count + 5 : count + 10]


def _colour(text: str, field: int) -> Colour:
    red, green, blue = bytes.fromhex(text[6 * field : 6 * field + 6])
    return red, green, blue


def _lab(colour: Colour) -> Lab:
    """CIE 1976 L*a*b* of sRGB, white D65 (IEC 61966-2-1, CIE 15:2004)."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    x, y, z = (
        _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505),
        _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue),
        _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089),
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(share: float) -> float:
    return share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116
