"""Videos in Matroska and WebM: whether one is whole, and what it says. RFC 8794 (EBML), RFC 9559 (Matroska).

Elements tell their length in front, clusters of a recording under way don't: those are walked block by block. It
reads headers, never a picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from photospool.photo.structure.isobmff import ends_in_zeros
from photospool.photo.structure.movie import MAKERS_PREFIX, Movie, SaidDate

SIGNATURE: Final = b"\x1aE\xdf\xa3"
_EBML, _DOC_TYPE = 0x1A45DFA3, 0x4282
_SEGMENT: Final = 0x18538067
_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675
_CUES, _TAGS, _ATTACHMENTS, _CHAPTERS = 0x1C53BB6B, 0x1254C367, 0x1941A469, 0x1043A770
_CRC, _VOID = 0xBF, 0xEC
_SEEK, _SEEK_NAME, _SEEK_PLACE = 0x4DBB, 0x53AB, 0x53AC
_LEVEL_ONE: Final = frozenset(
    {_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES, _TAGS, _ATTACHMENTS, _CHAPTERS, _CRC, _VOID}
)
_CLUSTER_TIME, _SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK, _BLOCK_DURATION = 0xE7, 0xA3, 0xA0, 0xA1, 0x9B
_IN_CLUSTER: Final = frozenset({_CLUSTER_TIME, 0x5854, 0xA7, 0xAB, _SIMPLE_BLOCK, _BLOCK_GROUP, 0xAF, _CRC, _VOID})
_SCALE, _DURATION, _DATE, _TITLE, _WRITING_APP = 0x2AD7B1, 0x4489, 0x4461, 0x7BA9, 0x5741
_TRACK_ENTRY, _TRACK_TYPE, _CODEC, _DEFAULT_DURATION = 0xAE, 0x83, 0x86, 0x23E383
_VIDEO, _WIDTH, _HEIGHT, _SHOWN_WIDTH, _SHOWN_HEIGHT, _SHOWN_UNIT = 0xE0, 0xB0, 0xBA, 0x54B0, 0x54BA, 0x54B2
_PROJECTION, _ROLL = 0x7670, 0x7675
_TAG, _SIMPLE_TAG, _TAG_NAME, _TAG_TEXT = 0x7373, 0x67C8, 0x45A3, 0x4487
_PICTURE, _SOUND = 1, 2
_PROPORTIONS: Final = 3
"""Of width and height as they are shown, where no pixels are told (RFC 9559, 5.1.4.1.28.14); ffmpeg writes it so."""
_MOST_ELEMENTS: Final = 500_000
_HEADER: Final = 12
"""Bytes of an element's name and length, at most."""
_MOST_BYTES: Final = 1 << 20
_EPOCH: Final = datetime(2001, 1, 1)
_CODECS: Final = {
    "V_VP8": "vp8", "V_VP9": "vp09", "V_AV1": "av01", "V_MPEG4/ISO/AVC": "avc1", "V_MPEGH/ISO/HEVC": "hvc1",
    "A_OPUS": "opus", "A_VORBIS": "vorbis", "A_AAC": "mp4a.40.2", "A_FLAC": "flac", "A_AC3": "ac-3", "A_MPEG/L3": "mp3",
}  # fmt: skip
"""Matroska's names of what browsers know by another; https://www.iana.org/assignments/matroska and RFC 6381."""
_REGISTERED: Final = frozenset(
    "V_MS/VFW/FOURCC V_UNCOMPRESSED V_MPEG4/ISO/SP V_MPEG4/ISO/ASP V_MPEG4/ISO/AP V_MPEG4/MS/V3 V_MPEG1 V_MPEG2 "
    "V_REAL/RV10 V_REAL/RV20 V_REAL/RV30 V_REAL/RV40 V_QUICKTIME V_THEORA V_PRORES V_FFV1 V_AVS2 V_AVS3 V_MJPEG "
    "A_MPEG/L1 A_MPEG/L2 A_PCM/INT/BIG A_PCM/INT/LIT A_PCM/FLOAT/IEEE A_MPC A_AC3/BSID9 A_AC3/BSID10 A_ALAC A_DTS "
    "A_DTS/EXPRESS A_DTS/LOSSLESS A_EAC3 A_TRUEHD A_MLP A_MS/ACM A_REAL/14_4 A_REAL/28_8 A_REAL/COOK A_REAL/SIPR "
    "A_REAL/RALF A_REAL/ATRC A_QUICKTIME A_TTA1 A_WAVPACK4 A_ATRAC/AT1 A_AAC/MPEG2/MAIN A_AAC/MPEG2/LC "
    "A_AAC/MPEG2/LC/SBR A_AAC/MPEG2/SSR A_AAC/MPEG4/MAIN A_AAC/MPEG4/LC A_AAC/MPEG4/LC/SBR A_AAC/MPEG4/SSR "
    "A_AAC/MPEG4/LTP".split()
)
"""The other registered ones. Any text may stand there, and strangers see a public video's codec: others have none."""
_OTHER: Final = "other"
_SPELT: Final = {"location.iso6709": "location.ISO6709"}
"""As Apple spells it."""


@dataclass(frozen=True, slots=True)
class _Element:
    number: int
    begin: int
    """Offset of what is in it."""
    end: int | None
    """Offset behind it; None where it does not tell its length."""


def format_of(file: BinaryIO) -> str:
    """``WEBM`` or ``MKV``, by the file's own word; empty for other EBML."""
    for element in _elements(file, 0, 4096):
        if element.number != _EBML or element.end is None:
            return ""
        for inner in _elements(file, element.begin, element.end):
            if inner.number == _DOC_TYPE:
                return {"webm": "WEBM", "matroska": "MKV"}.get(_text(file, inner), "")
        return "MKV"
    return ""


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether the segment is there to its end, its tracks and the last cluster among it."""
    segment = _segment(file, size)
    if segment is None or (segment.end or 0) > size:
        return False
    if segment.end is None and _is_under_way(file, segment, size):
        return False
    at, end, has_tracks, has_cluster = segment.begin, segment.end or size, False, False
    for count, element in enumerate(_elements(file, at, end)):
        if element.number not in _LEVEL_ONE:
            return segment.end is None and has_tracks and at == end
        has_tracks = has_tracks or element.number == _TRACKS
        has_cluster = has_cluster or element.number == _CLUSTER
        behind = element.end if element.end is not None else _end_of_cluster(file, element.begin, end)
        if behind is None or behind > end:
            return False
        if element.number == _CLUSTER and behind == end and ends_in_zeros(file, end, end - element.begin, 1 << 18):
            return False
        at = behind
        if count > _MOST_ELEMENTS:
            return has_tracks
    # Mediabunny's, while it is written, ends before its first cluster: that its length is another is said at the end.
    return has_tracks and has_cluster and at >= end


def _is_under_way(file: BinaryIO, segment: _Element, size: int) -> bool:
    """Whether a segment that tells no length will: its writer kept room for the index at its head, and did not fill it.

    Who records into a stream keeps none. One without any cluster has just been begun.
    """
    for element in _elements(file, segment.begin, size):
        if element.number == _CLUSTER:
            return False
        if element.number == _VOID and element.begin - segment.begin <= _HEADER:
            return True  # ffmpeg's
        if element.number == _SEEK_HEAD and any(_leads_nowhere(file, segment, one) for one in _inner(file, element)):
            return True  # GStreamer's
        if element.number not in _LEVEL_ONE or element.end is None:
            break
    return True


def _leads_nowhere(file: BinaryIO, segment: _Element, seek: _Element) -> bool:
    """Whether an entry of the index names a place where what it promises is not (RFC 9559, 5.1.1)."""
    inner = {one.number: _data(file, one) for one in _inner(file, seek)}
    name, place = inner.get(_SEEK_NAME, b""), inner.get(_SEEK_PLACE, b"")
    if seek.number != _SEEK or not name:
        return False
    at = segment.begin + int.from_bytes(place[:8], "big")
    if at >= 1 << 63:
        return True
    file.seek(at)
    return file.read(len(name)) != name


def _inner(file: BinaryIO, element: _Element) -> Iterator[_Element]:
    return _elements(file, element.begin, element.end or element.begin)


def _end_of_cluster(file: BinaryIO, at: int, end: int) -> int | None:
    """Behind the last element of a cluster that tells no length; None where that is not there to its end."""
    for element in _elements(file, at, end, within=_IN_CLUSTER):
        if element.end is None or element.end > end:
            return None
        at = element.end
    return at


def read_movie(file: BinaryIO, size: int) -> Movie:
    """All that it tells. What is malformed in it is not there. Raises OSError."""
    movie = Movie(format_of(file) or "MKV")
    segment = _segment(file, size)
    if segment is None:
        return movie
    for count, element in enumerate(_elements(file, segment.begin, segment.end or size)):
        if element.end is None or count > 10_000 or element.number not in _LEVEL_ONE:
            break
        if element.number == _INFO:
            movie = _with_info(file, element, movie)
        elif element.number == _TRACKS:
            movie = _with_tracks(file, element, movie)
        elif element.number == _TAGS:
            movie = replace(movie, words={**_tags(file, element), **movie.words})
    if not movie.duration_s:
        movie = replace(movie, duration_s=_last_shown(file, segment, size))
    if told := movie.words.get("date_recorded"):  # before the time at which it was put together
        movie = replace(movie, dates=(SaidDate("Matroska DATE_RECORDED", told), *movie.dates))
    if told := movie.words.get("creationdate"):  # the clock on the wall with its offset, before Greenwich time
        movie = replace(movie, dates=(SaidDate("QuickTime creationdate", told), *movie.dates))
    return movie


def _last_shown(file: BinaryIO, segment: _Element, size: int) -> float:
    """Seconds to the last picture or sound, where no length is told: browsers record so, and ffmpeg into a pipe."""
    scale, last, at = 1_000_000, None, segment.end or size
    for count, element in enumerate(_elements(file, segment.begin, at)):
        if count > _MOST_ELEMENTS or element.number not in _LEVEL_ONE:
            break
        if element.number == _INFO:
            inner = {one.number: one for one in _elements(file, element.begin, element.end or element.begin)}
            scale = _unsigned(file, inner.get(_SCALE)) or scale
        last = element if element.number == _CLUSTER else last
    begins = latest = 0
    for element in _elements(file, last.begin, last.end or at, within=_IN_CLUSTER) if last else ():
        if element.number == _CLUSTER_TIME:
            begins = _unsigned(file, element)
        elif element.number == _BLOCK_GROUP and element.end is not None:
            inner = {one.number: one for one in _elements(file, element.begin, element.end)}
            lasts = _unsigned(file, inner.get(_BLOCK_DURATION))
            latest = max(latest, _shown_at(file, inner[_BLOCK]) + lasts if _BLOCK in inner else 0)
        elif element.number == _SIMPLE_BLOCK:
            latest = max(latest, _shown_at(file, element))
    seconds = (begins + latest) * scale / 1e9
    return round(seconds, 3) if 0 < seconds < 1e7 else 0.0


def _shown_at(file: BinaryIO, block: _Element) -> int:
    """When it is shown, counted from its cluster's time (RFC 9559, 10.1)."""
    file.seek(block.begin)
    head = file.read(12)
    _, width = _vint(head, keep=False)
    return int.from_bytes(head[width : width + 2], "big", signed=True) if width else 0


def _with_info(file: BinaryIO, info: _Element, movie: Movie) -> Movie:
    scale, lasts, dates, words = 1_000_000, 0.0, movie.dates, dict(movie.words)
    for element in _elements(file, info.begin, info.end or info.begin):
        data = _data(file, element)
        if element.number == _SCALE:
            scale = int.from_bytes(data, "big") or scale
        elif element.number == _DURATION:
            lasts = _float(data)
        elif element.number == _DATE and len(data) == 8:
            dates = (*dates, *_made(struct.unpack(">q", data)[0]))
        elif element.number in (_TITLE, _WRITING_APP):
            words["title" if element.number == _TITLE else "software"] = _text(file, element)
    seconds = lasts * scale / 1e9
    return replace(movie, duration_s=round(seconds, 3) if 0 < seconds < 1e7 else 0.0, dates=dates, words=words)


def _made(nanoseconds: int) -> Iterator[SaidDate]:
    """Since the millennium, in Greenwich time (RFC 9559, 5.1.2.11)."""
    try:
        at = _EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        return
    yield SaidDate("Matroska DateUTC", at.strftime("%Y:%m:%d %H:%M:%S"), is_instant=True)


def _with_tracks(file: BinaryIO, tracks: _Element, movie: Movie) -> Movie:
    for count, element in enumerate(_elements(file, tracks.begin, tracks.end or tracks.begin)):
        if element.number != _TRACK_ENTRY or element.end is None or count > 64:
            continue
        inner = {one.number: one for one in _elements(file, element.begin, element.end)}
        kind = _unsigned(file, inner.get(_TRACK_TYPE))
        name = _text(file, inner[_CODEC]) if _CODEC in inner else ""
        codec = _CODECS.get(name) or (name if name in _REGISTERED or not name else _OTHER)
        if kind == _SOUND and not movie.audio_codec:
            movie = replace(movie, audio_codec=codec)
        elif kind == _PICTURE and not movie.has_picture:
            each = _unsigned(file, inner.get(_DEFAULT_DURATION))
            size, orientation = _size(file, inner.get(_VIDEO))
            movie = replace(
                movie,
                has_picture=True,
                video_codec=codec,
                width=size[0],
                height=size[1],
                orientation=orientation,
                frame_rate=round(1e9 / each, 3) if each else 0.0,
            )
    return movie


def _size(file: BinaryIO, video: _Element | None) -> tuple[tuple[int, int], int]:
    """Upright, and how it is turned: by the display's proportions, and by the roll of its projection."""
    if video is None or video.end is None:
        return (0, 0), 1
    inner = {one.number: one for one in _elements(file, video.begin, video.end)}
    width, height = _unsigned(file, inner.get(_WIDTH)), _unsigned(file, inner.get(_HEIGHT))
    shown = _unsigned(file, inner.get(_SHOWN_WIDTH)), _unsigned(file, inner.get(_SHOWN_HEIGHT))
    unit = _unsigned(file, inner.get(_SHOWN_UNIT))
    if all(shown) and not unit:
        width, height = shown
    elif unit == _PROPORTIONS and 0 < shown[1] <= 32 * shown[0] and shown[0] <= 32 * shown[1]:
        width = height * shown[0] // shown[1]
    orientation = 1
    if (projection := inner.get(_PROJECTION)) is not None and projection.end is not None:
        for one in _elements(file, projection.begin, projection.end):
            if one.number == _ROLL:  # degrees, against the clock
                orientation = {90: 8, -90: 6, 180: 3, -180: 3}.get(round(_float(_data(file, one))), 1)
    return ((height, width) if orientation in (6, 8) else (width, height)), orientation


def _tags(file: BinaryIO, tags: _Element) -> dict[str, str]:
    """Names in small letters; ffmpeg makes tags of a phone's keys, in capitals, as it writes all."""
    found: dict[str, str] = {}
    for tag in _elements(file, tags.begin, tags.end or tags.begin):
        if tag.number != _TAG or tag.end is None or len(found) > 200:
            continue
        for simple in _elements(file, tag.begin, tag.end):
            if simple.number == _SIMPLE_TAG and simple.end is not None:
                inner = {one.number: one for one in _elements(file, simple.begin, simple.end)}
                if _TAG_NAME in inner and _TAG_TEXT in inner:
                    name = MAKERS_PREFIX.sub("", _text(file, inner[_TAG_NAME]).lower())
                    found.setdefault(_SPELT.get(name, name), _text(file, inner[_TAG_TEXT]))
    return found


def _segment(file: BinaryIO, size: int) -> _Element | None:
    for count, element in enumerate(_elements(file, 0, size)):
        if element.number == _SEGMENT:
            return element
        if element.end is None or count > 8:
            return None
    return None


def _elements(file: BinaryIO, at: int, end: int, within: frozenset[int] | None = None) -> Iterator[_Element]:
    """One after the other, up to ``end``, to what is no element, or to one that is not ``within``."""
    while at < end:
        file.seek(at)
        head = file.read(12)
        number, width = _vint(head, keep=True)
        length, more = _vint(head[width:], keep=False)
        if not width or not more or (within is not None and number not in within):
            if within is None:
                yield _Element(0, at, None)  # something that is none
            return
        begin = at + width + more
        is_open = length == (1 << 7 * more) - 1
        yield _Element(number, begin, None if is_open else begin + length)
        if is_open:
            if number != _CLUSTER:
                return
            behind = _end_of_cluster(file, begin, end)
            if behind is None:
                return
            at = behind
        else:
            at = begin + length


def _vint(data: bytes, *, keep: bool) -> tuple[int, int]:
    """A number of variable width and its bytes; ``keep`` leaves the mark of the width in, as in an element's name."""
    if not data or not data[0]:
        return 0, 0
    width = 9 - data[0].bit_length()
    if len(data) < width or (keep and width > 4):
        return 0, 0
    value = int.from_bytes(data[:width], "big")
    return (value if keep else value & (1 << 7 * width) - 1), width


def _data(file: BinaryIO, element: _Element) -> bytes:
    length = (element.end or element.begin) - element.begin
    if length > _MOST_BYTES:
        return b""
    file.seek(element.begin)
    return file.read(length)


def _text(file: BinaryIO, element: _Element) -> str:
    return _data(file, element)[:4096].split(b"\0", 1)[0].decode("utf-8", "replace")


def _unsigned(file: BinaryIO, element: _Element | None) -> int:
    value = int.from_bytes(_data(file, element)[:8], "big") if element else 0
    return value if value < 1 << 40 else 0


def _float(data: bytes) -> float:
    if len(data) not in (4, 8):
        return 0.0
    value: float = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]
    return value if abs(value) < 1e15 else 0.0  # also for what is no number
