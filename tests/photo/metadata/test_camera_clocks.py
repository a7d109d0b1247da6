"""Makers' own clocks, cut anywhere or of junk: a date or nothing, and never an exception."""

from __future__ import annotations

import pytest
from tests.photo import made_clocks

from photospool.photo.metadata.camera_clocks import CIFF, FLIR, PICTURE_INFO, clocks, segment_of


def segments(jpeg: bytes) -> dict[str, bytes]:
    """The makers' own of a JPEG that made_clocks made: they stand first."""
    found: dict[str, bytes] = {}
    at = 2
    while jpeg[at + 1] not in (0xDB, 0xDA):
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if own := segment_of(jpeg[at + 1], jpeg[at + 4 : end]):
            found[own[0]] = found.get(own[0], b"") + own[1]
        at = end
    return found


WHOLE = {
    PICTURE_INFO: (made_clocks.picture_info(), "2016:05:06 07:08:09"),
    CIFF: (made_clocks.ciff(), "2016:05:06 07:08:09"),
    FLIR: (made_clocks.flir(), "2016-05-06T09:08:09.123+02:00"),
}


@pytest.mark.parametrize("maker", WHOLE)
def test_cut_anywhere_it_is_right_or_nothing(maker: str) -> None:
    data, right = WHOLE[maker]
    content = segments(data)[maker]
    assert list(clocks({maker: content}, b"")) == [(maker, right)]
    for end in range(len(content)):
        found = list(clocks({maker: content[:end]}, b""))
        assert found in ([], [(maker, right)]) or maker == PICTURE_INFO


@pytest.mark.parametrize("maker", WHOLE)
@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x7f"])
def test_junk_in_any_place_raises_nothing(maker: str, fill: bytes) -> None:
    content = segments(WHOLE[maker][0])[maker]
    for at in range(0, len(content), 3):
        list(clocks({maker: content[:at] + fill * 8 + content[at + 8 :]}, b""))


def test_a_heap_that_holds_itself_ends() -> None:
    own = made_clocks.heap((0x3000, b"x" * 40), order="<")
    looped = b"II" + (26).to_bytes(4, "little") + b"HEAPJPGM" + bytes(12) + own.replace(b"x" * 40, own[:40])
    assert list(clocks({CIFF: looped}, b"")) == []


@pytest.mark.parametrize("notes", [b"", b"\x01\xf1", b"\x01\xf1" + bytes(90), b"Nikon\0" + bytes(90)])
def test_other_makers_notes_say_nothing(notes: bytes) -> None:
    assert [text for _, text in clocks({}, notes)] in ([], ["0000:00:00 00:00:00"])
