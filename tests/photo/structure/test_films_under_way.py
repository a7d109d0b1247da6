"""Films whose programs keep them playable while they record: not whole until the end is put down."""

from __future__ import annotations

import io
import struct

import pytest
from tests.photo.containers import box

from photospool.photo.structure import videos

BRAND = box(b"ftyp", b"isom\0\0\2\0isomiso6")
PICTURES = [bytes(range(1, 201)) * 4, bytes(range(1, 101)) * 3]
MEDIA = b"".join(PICTURES)
PIECES = box(b"mvex", box(b"trex", bytes(4), struct.pack(">5I", 1, 1, 0, 0, 0)))
PIECE = box(b"moof", box(b"mfhd", bytes(8))) + box(b"mdat", MEDIA)
BY_FFMPEG = box(b"udta", box(b"meta", bytes(4), box(b"ilst", b"\xa9too Lavf61.7.100")))
LIST_OF_PIECES = box(b"mfra", box(b"mfro", bytes(4), struct.pack(">I", 24)))


def whole(film: bytes) -> bool:
    return videos.is_whole(io.BytesIO(film), len(film))


def described(*others: bytes, at: int = 0, wide: bool = False) -> bytes:
    """A description of the two pictures, which begin there; of none where ``at`` is 0."""
    sizes = [len(one) for one in PICTURES] if at else []
    places = struct.pack(">IQ" if wide else ">II", 1, at) if at else bytes(4)
    tables = box(
        b"stbl",
        box(b"stsd", bytes(8)),
        box(b"stsc", bytes(4), struct.pack(">4I", 1, 1, 2, 1) if at else bytes(4)),
        box(b"stsz", bytes(8), struct.pack(f">{1 + len(sizes)}I", len(sizes), *sizes)),
        box(b"co64" if wide else b"stco", bytes(4), places),
    )
    kind = box(b"hdlr", bytes(8), b"vide", bytes(13))
    return box(b"moov", box(b"trak", box(b"mdia", kind, box(b"minf", tables))), *others)


def before_media(room: bytes, *, wide: bool = False) -> bytes:
    """All that lies in front of media that the description in front knows."""
    at = len(BRAND + described(at=1, wide=wide) + room) + 8
    return BRAND + described(at=at, wide=wide) + room


def announced(units: int) -> bytes:
    return box(b"mvex", box(b"mehd", b"\1\0\0\0", struct.pack(">Q", units)))


OPEN = b"\0\0\0\0mdat" + MEDIA
"""Media up to the file's end."""
LONG = struct.pack(">I4sQ", 1, b"mdat", 16 + len(described(PIECES) + PIECE)) + described(PIECES) + PIECE
"""Media that all pieces, and their description, lie in by now."""
AT_LAST = described(at=len(BRAND + LONG) - len(MEDIA))

FILMS = {
    "its length is not told yet": (
        before_media(box(b"free")) + OPEN,
        before_media(box(b"free")) + box(b"mdat", MEDIA),
    ),
    "more media than the description knows": (before_media(b"") + OPEN + MEDIA, before_media(b"") + OPEN),
    "more media, far behind": (before_media(b"", wide=True) + OPEN + MEDIA, before_media(b"", wide=True) + OPEN),
    "no media known yet": (BRAND + described() + OPEN, before_media(b"") + box(b"mdat", MEDIA)),
    "no piece yet": (BRAND + described(PIECES), BRAND + described(PIECES) + PIECE),
    "nobody said how long all pieces are": (
        BRAND + described(announced(0)) + PIECE,
        BRAND + described(announced(5000)) + PIECE,
    ),
    "the first media lie before it": (
        BRAND + box(b"mdat", MEDIA) + described(PIECES, at=len(BRAND) + 8) + PIECE,
        BRAND + box(b"mdat", MEDIA) + described(at=len(BRAND) + 8),
    ),
    "room for all pieces": (BRAND + box(b"free", bytes(8)) + described(PIECES) + PIECE, BRAND + LONG + AT_LAST),
    "room in a film of QuickTime": (BRAND + box(b"wide", bytes(8)) + described(PIECES) + PIECE, BRAND + LONG + AT_LAST),
    "a copy of its beginning in that room": (
        BRAND + box(b"free", BRAND) + described(PIECES) + PIECE,
        BRAND + LONG + AT_LAST,
    ),
    "ffmpeg lists the pieces at the end": (
        BRAND + described(PIECES, BY_FFMPEG) + PIECE,
        BRAND + described(PIECES, BY_FFMPEG) + PIECE + LIST_OF_PIECES,
    ),
}
"""What is missing → a film under way, and the same with its end."""


@pytest.mark.parametrize("what", FILMS)
def test_a_film_waits_until_its_program_put_down_the_end(what):
    under_way, ended = FILMS[what]
    assert [whole(under_way), whole(ended)] == [False, True]


@pytest.mark.parametrize(
    "film",
    [
        BRAND + described(PIECES) + PIECE,
        BRAND + described(PIECES, BY_FFMPEG) + box(b"styp", b"msdh\0\0\0\0msdh") + PIECE,
        BRAND + described(announced(0)) + PIECE + LIST_OF_PIECES,
        BRAND + box(b"free", b"written by a program of 2024") + described(PIECES) + PIECE,
    ],
)
def test_a_film_that_was_made_for_a_stream_has_no_end_to_wait_for(film):
    assert whole(film)


def test_a_box_of_the_camera_s_own_behind_the_film_is_there_to_its_end():
    """Dashcams hang on where they drove; other notes that hang on have no length."""
    film = before_media(b"") + box(b"mdat", MEDIA)
    drive = film + box(b"gps ", bytes(400)) + box(b"GPS0", b"4807.038,N" * 40)
    assert [whole(drive), whole(drive[:-1]), whole(drive[:-410]), whole(film + b"$GPRMC,4807.038,N" * 40)] == [
        *(True, False, False, True)
    ]


# Matroska.


def element(name: str, *content: bytes, length: bytes = b"") -> bytes:
    data = b"".join(content)
    return bytes.fromhex(name) + (length or struct.pack(">BI", 8, len(data))) + data


UNTOLD = b"\1" + b"\xff" * 7
TRACKS = element("1654ae6b", element("ae", element("83", b"\1")))
CLUSTER = element("1f43b675", element("e7", b"\0"), element("a3", b"\x81\0\0\x80" + MEDIA))


def recorded(*parts: bytes, length: bytes = UNTOLD) -> bytes:
    return element("1a45dfa3", element("4282", b"matroska")) + element("18538067", *parts, length=length)


def index(at: bytes) -> bytes:
    """Where the tracks lie."""
    return element("114d9b74", element("4dbb", element("53ab", b"\x16\x54\xae\x6b"), element("53ac", at)))


BEHIND_INDEX = struct.pack(">Q", len(index(bytes(8))))


@pytest.mark.parametrize(
    "under_way",
    [
        recorded(element("ec", bytes(90)), TRACKS, CLUSTER),
        recorded(index(b"\xff" * 8), TRACKS, CLUSTER),
        recorded(index(bytes(8)), TRACKS, CLUSTER),
        recorded(TRACKS),
        recorded(TRACKS, length=b""),
        recorded(TRACKS, length=b"") + CLUSTER,
    ],
    ids=[
        *("room for an index", "an index without places", "an index with others", "no cluster yet"),
        *("ended before its first cluster", "clusters behind it"),
    ],
)
def test_a_matroska_waits_until_its_program_filled_the_index(under_way):
    assert not whole(under_way)


@pytest.mark.parametrize(
    "ended",
    [
        recorded(index(BEHIND_INDEX), element("ec", bytes(90)), TRACKS, CLUSTER, length=b""),
        recorded(element("ec", bytes(90)), TRACKS, CLUSTER, length=b""),
        recorded(index(BEHIND_INDEX), TRACKS, element("ec", bytes(90)), CLUSTER),
        recorded(TRACKS, element("ec", bytes(90)), CLUSTER),
        recorded(TRACKS, CLUSTER),
    ],
    ids=["with its index", "without any", "ffmpeg's into a pipe", "room elsewhere", "a browser's"],
)
def test_a_matroska_that_has_no_index_to_fill_is_whole(ended):
    assert whole(ended)


# AVI.


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def avi(frames: bytes, *, head: bytes = b"", behind: bytes = b"") -> bytes:
    head = head or chunk(b"LIST", b"hdrl" + chunk(b"avih", bytes(56)))
    return chunk(b"RIFF", b"AVI " + head + chunk(b"LIST", b"movi" + frames)) + behind


FRAME = chunk(b"00dc", MEDIA)


@pytest.mark.parametrize("frames", [b"", FRAME, chunk(b"01wb", MEDIA) + FRAME])
def test_an_avi_whose_pictures_lie_behind_it_is_under_way(frames):
    """GStreamer's: a whole RIFF without any picture, then pictures; its lengths come at the end."""
    assert not whole(avi(b"", behind=frames))
    assert whole(avi(frames or FRAME))
    assert whole(avi(frames or FRAME, behind=b"notes of some program"))


def test_a_list_s_length_without_its_padding():
    """MEncoder's, where a description has an odd length: the list around it says one or two bytes too few."""
    odd = chunk(b"LIST", b"strl" + chunk(b"strh", b"vids" + bytes(52)) + chunk(b"strf", bytes(41)))
    head = chunk(b"LIST", b"hdrl" + chunk(b"avih", bytes(56)) + odd)
    film = avi(FRAME, head=head)
    at = film.index(b"hdrl") - 4
    short = film[:at] + struct.pack("<I", struct.unpack_from("<I", film, at)[0] - 2) + film[at + 4 :]
    assert [whole(film), whole(short), whole(short[:-1])] == [True, True, False]


def test_digital_video_of_type_1_has_its_picture_and_sound_in_one_stream():
    """As camcorders' tapes were taken over: ``dvgrab --format dv1``, Windows Movie Maker."""
    stream = chunk(b"LIST", b"strl" + chunk(b"strh", b"iavsdvsd" + bytes(48)) + chunk(b"strf", bytes(32)))
    film = avi(FRAME, head=chunk(b"LIST", b"hdrl" + chunk(b"avih", bytes(56)) + stream))
    found = videos.read_movie(io.BytesIO(film))
    assert (found.has_picture, found.video_codec) == (True, "dvsd")
