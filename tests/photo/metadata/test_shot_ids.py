"""What a file says of the others of its shot, out of real containers made here."""

from __future__ import annotations

import struct

import pytest
from tests.photo import made

from photospool.photo.metadata.shot_ids import ShotIds, as_id, shot_ids
from photospool.photo.options import Options
from photospool.photo.prepare import prepare

CONTENT, BURST = "F3A1C2D4-0001-4B5C-8D7E-112233445566", "0B9E8D7C-0002-4B5C-8D7E-AABBCCDDEEFF"


def apple_note(order=">", **texts):
    """As an iPhone writes it: a head, a directory, the texts behind it; offsets count from the head's first byte."""
    tags = {"burst": 11, "content": 17}
    entries = sorted((tags[name], text.encode() + b"\0") for name, text in texts.items())
    at = 16 + 12 * (len(entries) + 1) + 4
    body, behind = struct.pack(order + "HHII", 1, 9, 1, 14), b""
    for tag, raw in entries:
        body += struct.pack(order + "HHII", tag, 2, len(raw), at + len(behind))
        behind += raw
    head = b"Apple iOS\0\0\1" + (b"MM" if order == ">" else b"II")
    return head + struct.pack(order + "H", len(entries) + 1) + body + bytes(4) + behind


@pytest.mark.parametrize("order", [">", "<"])
def test_apples_note(order):
    assert shot_ids(apple_note(order, content=CONTENT, burst=BURST), b"") == ShotIds(CONTENT, BURST)
    assert shot_ids(apple_note(order, content=CONTENT.lower()), b"") == ShotIds(CONTENT)


@pytest.mark.parametrize("order", [">", "<"])
def test_of_a_note_that_is_cut_off_nothing_but_what_is_whole_counts(order):
    whole = apple_note(order, content=CONTENT, burst=BURST)
    for length in range(len(whole)):
        ids = shot_ids(whole[:length], b"")
        assert CONTENT.startswith(ids.content)
        assert BURST.startswith(ids.burst)


def test_googles_burst():
    xmp = b'<rdf:Description GCamera:BurstID="7d1c9f0a-1111-2222-3333-444455556666" GCamera:BurstPrimary="1"/>'
    assert shot_ids(b"", xmp) == ShotIds(burst="7D1C9F0A-1111-2222-3333-444455556666")


@pytest.mark.parametrize("text", ["", "0000000000", "--------", "a b c d e f g h", "<script>x", "short", "x" * 101])
def test_what_is_no_identifier_joins_nothing(text):
    assert as_id(text) == ""


def test_out_of_a_jpeg(tmp_path):
    notes = made.exif(details={0x927C: apple_note(content=CONTENT, burst=BURST)})
    path = tmp_path / "IMG_1.JPG"
    path.write_bytes(made.encoded(made.corners(), exif=notes))
    reading = prepare(path, path.name, Options()).reading
    assert (reading.content_id, reading.burst_id) == (CONTENT, BURST)
    assert not any(CONTENT in value for value in reading.exif.values())
