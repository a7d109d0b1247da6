"""A phone's camera reads from the code what was put into it: here another library does, from a picture of it."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from photospool.album.replication.qr_code import BORDER, squares, text

ADDRESS = "https://photos.example.org/public/_design/photospool/index.html"
ADDRESSES = [
    ADDRESS,
    f"{ADDRESS}#/search/sea%202024?photo={'ab' * 16}",
    "https://f.example.org/" + "long/" * 80,
]


def read(rows):
    """What stands in a code, given as rows of dark squares."""
    side = len(rows)
    image = Image.new("L", (side, side), 255)
    image.putdata([0 if is_dark else 255 for row in rows for is_dark in row])
    (found,) = zxingcpp.read_barcodes(image.resize((4 * side, 4 * side), Image.Resampling.NEAREST))
    return found.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_code_says_the_address(address):
    assert read(squares(address)) == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_half_blocks_say_the_same(address):
    lines = text(address).split("\n")
    rows = []
    for line in lines:
        rows += [[block in "▀█" for block in line], [block in "▄█" for block in line]]
    side = len(lines[0])
    assert {len(line) for line in lines} == {side}
    assert read(rows[:side]) == address


def test_the_quiet_zone_is_as_wide_as_the_norm_wants_it():
    rows = squares(ADDRESS)
    assert not any(any(row) for row in (*rows[:BORDER], *rows[-BORDER:]))
    assert not any(any((*row[:BORDER], *row[-BORDER:])) for row in rows)
    assert rows[BORDER][BORDER]  # and no wider
