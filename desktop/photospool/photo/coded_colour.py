"""How colours are meant, where only the coded picture itself says it: in HEVC's and AV1's sequence headers.

Files of some encoders have no box for it. Read up to the three numbers and no further; what is more than a still
picture needs, is given up. ITU-T H.265 (2021), 7.3.2.2 and E.2.1; AV1 Bitstream Specification 1.0.0, 5.5.
"""

from __future__ import annotations

from collections.abc import Callable

_SPS = 33
_SEQUENCE_HEADER = 1
Codes = tuple[int, int]
"""Primaries and transfer, ITU-T H.273."""


class _Bits:
    """Numbers of so many bits, one after the other; what lies behind the end reads as nothing and raises ValueError."""

    def __init__(self, data: bytes) -> None:
        self._number, self._left = int.from_bytes(data, "big"), 8 * len(data)

    def take(self, count: int) -> int:
        if count > self._left:
            raise ValueError
        self._left -= count
        return (self._number >> self._left) & ((1 << count) - 1)

    def take_golomb(self) -> int:
        """Unsigned Exp-Golomb, H.265 9.2."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise ValueError
        return (1 << zeros) - 1 + self.take(zeros)

    def skip_golombs(self, count: int) -> None:
        for _ in range(count):
            self.take_golomb()


def of_hevc(configuration: bytes) -> Codes | None:
    """Of the content of ``hvcC`` (ISO/IEC 14496-15, 8.3.3): arrays of units, among them the sequence's parameters."""
    at = 23
    for _ in range(configuration[22] if len(configuration) > 22 else 0):
        kind, units = configuration[at] & 63, int.from_bytes(configuration[at + 1 : at + 3], "big")
        at += 3
        for _ in range(units):
            length = int.from_bytes(configuration[at : at + 2], "big")
            if kind == _SPS:
                return _safely(_in_sps, configuration[at + 4 : at + 2 + length].replace(b"\0\0\3", b"\0\0"))
            at += 2 + length
        if at + 3 > len(configuration):
            break
    return None


def of_av1(configuration: bytes) -> Codes | None:
    """Of the content of ``av1C`` (AV1 in ISOBMFF 1.2, 2.3.3): four bytes, then units, the sequence's header first."""
    unit = configuration[4:260]
    if len(unit) < 3 or (unit[0] >> 3) & 15 != _SEQUENCE_HEADER:
        return None
    begin = 2 if unit[0] & 4 else 1
    if unit[0] & 2:  # its length, seven bits a byte
        while begin < len(unit) and unit[begin] & 128:
            begin += 1
        begin += 1
    return _safely(_in_sequence_header, unit[begin:])


def _safely(read: Callable[[_Bits], Codes | None], data: bytes) -> Codes | None:
    try:
        return read(_Bits(data[:1024]))
    except ValueError:
        return None


def _in_sps(bits: _Bits) -> Codes | None:
    bits.take(4)
    layers = bits.take(3)
    bits.take(1 + 96)  # the general profile, tier and level
    present = [(bits.take(1), bits.take(1)) for _ in range(layers)]
    bits.take(2 * (8 - layers) if layers else 0)
    for has_profile, has_level in present:
        bits.take(88 * has_profile + 8 * has_level)
    bits.take_golomb()
    if bits.take_golomb() == 3:  # 4:4:4
        bits.take(1)
    bits.skip_golombs(2)
    bits.skip_golombs(4 * bits.take(1))  # the window that is shown
    bits.skip_golombs(2)
    order = bits.take_golomb() + 4
    bits.skip_golombs(3 * (layers + 1 if bits.take(1) else 1))
    bits.skip_golombs(6)
    if bits.take(1) and bits.take(1):  # lists for scaling
        return None
    bits.take(2)
    if bits.take(1):  # PCM
        bits.take(8)
        bits.skip_golombs(2)
        bits.take(1)
    if bits.take_golomb():  # sets of reference pictures
        return None
    if bits.take(1):
        for _ in range(bits.take_golomb()):
            bits.take(order + 1)
    bits.take(2)
    return _in_usability(bits) if bits.take(1) else None


def _in_usability(bits: _Bits) -> Codes | None:
    if bits.take(1) and bits.take(8) == 255:  # the pixels' shape
        bits.take(32)
    if bits.take(1):  # overscan
        bits.take(1)
    if not bits.take(1):
        return None
    bits.take(4)
    return (bits.take(8), bits.take(8)) if bits.take(1) else None


def _in_sequence_header(bits: _Bits) -> Codes | None:
    profile, _still, is_reduced = bits.take(3), bits.take(1), bits.take(1)
    if is_reduced:
        bits.take(5)
    elif not _skip_operating_points(bits):
        return None
    wide, high = bits.take(4) + 1, bits.take(4) + 1
    bits.take(wide + high)
    if not is_reduced and bits.take(1):
        bits.take(7)
    bits.take(3)
    if not is_reduced:
        _skip_tools(bits)
    bits.take(3)
    has_depth = bits.take(1)
    if profile == 2 and has_depth:
        bits.take(1)
    if profile != 1:
        bits.take(1)
    return (bits.take(8), bits.take(8)) if bits.take(1) else None


def _skip_operating_points(bits: _Bits) -> bool:
    if bits.take(1):  # timing
        return False
    has_delay = bits.take(1)
    for _ in range(bits.take(5) + 1):
        bits.take(12)
        if bits.take(5) > 7:
            bits.take(1)
        if has_delay and bits.take(1):
            bits.take(4)
    return True


def _skip_tools(bits: _Bits) -> None:
    bits.take(4)
    has_order = bits.take(1)
    bits.take(2 * has_order)
    screen_content = 2 if bits.take(1) else bits.take(1)
    if screen_content and not bits.take(1):
        bits.take(1)
    bits.take(3 * has_order)
