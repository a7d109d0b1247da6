"""Videos in AVI: whether one is whole, and what it says. Microsoft's "AVI RIFF File Reference", and OpenDML 1.02.

RIFF's chunks tell their length in front; films over 1 GB go on in further RIFFs, which the index names.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from photospool.photo.structure.movie import Movie, SaidDate

_MOST_CHUNKS: Final = 10_000
_MOST_BYTES: Final = 1 << 20
_HAS_INDEX: Final = 0x10
_NAME: Final = re.compile(rb"[\x20-\x7e]{4}")
_OF_A_FILM: Final = re.compile(rb"[0-9]{2}(d[bc]|wb|tx|pc)|ix[0-9]{2}|idx1")
"""Chunks that lie in a film, never behind it."""
_CASIO: Final = re.compile(r"(\d{4})/ ?(\d{1,2})/ ?(\d{1,2})/?\s+(\d{1,2}): ?(\d{2})\s*([AP]?)", re.ASCII)
"""``2001/ 1/27  1:42PM``, ``2005/11/28/ 09:19``: of the QV-3EX and the EX-Z30, as exiftool's RIFF.pm has them."""
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class _Chunk:
    name: bytes
    begin: int
    """Offset of what is in it, behind the kind of a list."""
    end: int
    kind: bytes = b""
    """Of a list or a RIFF."""


def is_avi(head: bytes) -> bool:
    """By its first twelve bytes."""
    return head[:4] == b"RIFF" and head[8:12] == b"AVI "


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether each RIFF is there to its end, with what the index speaks of. One whose length was never set is not."""
    outer = list(_chunks(file, 0, size))
    films = [chunk for chunk in outer if chunk.name == b"RIFF"]
    if not films or any(chunk.end > size or chunk.end - chunk.begin < 64 for chunk in films):
        return False
    # GStreamer first writes a whole RIFF without pictures, puts them behind it, and says at the end how long it is.
    if any(_OF_A_FILM.fullmatch(chunk.name) for chunk in outer):
        return False
    inner = list(_chunks(file, films[0].begin, films[0].end))
    names = {chunk.kind or chunk.name for chunk in inner}
    if not {b"hdrl", b"movi"} <= names or any(chunk.end > films[0].end for chunk in inner):
        return False
    if len(films) == 1 and all(chunk.end <= chunk.begin for chunk in inner if chunk.kind == b"movi"):
        return False
    head = next(chunk for chunk in inner if chunk.kind == b"hdrl")
    furthest = _furthest(file, head)
    header = next((one for one in _chunks(file, head.begin, head.end) if one.name == b"avih"), None)
    flags = _numbers(_data(file, header), 12, "<I")[0] if header else 0
    return furthest <= size and bool(not flags & _HAS_INDEX or b"idx1" in names or furthest)


def _furthest(file: BinaryIO, head: _Chunk) -> int:
    """Behind the last part of the index that OpenDML keeps in pieces (``indx``); 0 where there is none."""
    furthest = 0
    for stream in _streams(file, head):
        for chunk in _chunks(file, stream.begin, stream.end):
            if chunk.name == b"indx":
                data = _data(file, chunk)
                (count,) = _numbers(data, 4, "<I")
                for number in range(min(count, 4096)):
                    offset, length = _numbers(data, 24 + 16 * number, "<QI")
                    furthest = max(furthest, offset + length)
    return furthest


def read_movie(file: BinaryIO, size: int) -> Movie:
    """All that it tells. What is malformed in it is not there. Raises OSError."""
    words: dict[str, str] = {}
    dates: list[SaidDate] = []
    width = height = frames = 0
    each_us, video, audio = 0, "", ""
    film = next((chunk for chunk in _chunks(file, 0, size) if chunk.name == b"RIFF"), None)
    for chunk in _chunks(file, film.begin, min(film.end, size)) if film else ():
        if chunk.kind == b"hdrl":
            for one in _chunks(file, chunk.begin, chunk.end):
                if one.name == b"avih":
                    data = _data(file, one)
                    (each_us,), (frames,) = _numbers(data, 0, "<I"), _numbers(data, 16, "<I")
                    width, height = _numbers(data, 32, "<II")
                elif one.name == b"IDIT":
                    dates += _digitized(_data(file, one))
                elif one.kind == b"odml":
                    frames = _all_frames(file, one) or frames
            for stream in _streams(file, chunk):
                kind, codec = _stream(file, stream)
                video, audio = (
                    (video or codec if kind == b"vids" else video),
                    (audio or codec if kind == b"auds" else audio),
                )
        elif chunk.name == b"IDIT":
            dates += _digitized(_data(file, chunk))
        elif chunk.kind == b"INFO":
            for one in _chunks(file, chunk.begin, chunk.end):
                words[one.name.decode("latin-1")] = (
                    _data(file, one).split(b"\0", 1)[0].decode("utf-8", "replace")[:4096]
                )
    return Movie(
        "AVI",
        duration_s=round(frames * each_us / 1e6, 3),
        width=width,
        height=height,
        video_codec=video,
        audio_codec=audio,
        frame_rate=round(1e6 / each_us, 3) if each_us else 0.0,
        has_picture=bool(video),
        dates=(*dates, *_dated(words)),
        words=words,
    )


def _stream(file: BinaryIO, stream: _Chunk) -> tuple[bytes, str]:
    """``vids`` or ``auds``, and the codec."""
    inner = {chunk.name: chunk for chunk in _chunks(file, stream.begin, stream.end)}
    header = _data(file, inner[b"strh"]) if b"strh" in inner else b""
    form = _data(file, inner[b"strf"]) if b"strf" in inner else b""
    if header[:4] == b"vids":
        raw = form[16:20].strip(b"\0 ") or header[4:8].strip(b"\0 ")
        return b"vids", raw.decode("ascii", "replace") if raw.isalnum() else "raw"
    if header[:4] == b"iavs":  # digital video of type 1: picture and sound in one stream
        return b"vids", header[4:8].decode("ascii", "replace") if header[4:8].isalnum() else "dvsd"
    if header[:4] == b"auds" and len(form) >= 2:
        return b"auds", _SOUNDS.get(_numbers(form, 0, "<H")[0], "unknown")
    return b"", ""


_SOUNDS: Final = {
    1: "pcm",
    2: "adpcm",
    6: "alaw",
    7: "ulaw",
    0x11: "adpcm",
    0x55: "mp3",
    0xFF: "mp4a.40.2",
    0x2000: "ac-3",
}
"""``wFormatTag``, RFC 2361."""


def _digitized(data: bytes) -> Iterator[SaidDate]:
    """``IDIT``: the camera's own clock, as C's ``ctime`` writes it: ``Mon Mar 10 15:04:43 2003``; or ISO's order."""
    text = data.split(b"\0", 1)[0].decode("latin-1").strip()
    parts = text.split()
    if len(parts) == 5 and parts[1][:3].title() in _MONTHS:
        month = _MONTHS.index(parts[1][:3].title()) + 1
        yield SaidDate("AVI IDIT", f"{parts[4]}:{month:02}:{parts[2]:0>2} {parts[3]}")
    elif found := _CASIO.match(text):
        year, month_of, day, hour, minute, half = found.groups()
        on_the_clock = int(hour) % 12 + (12 if half == "P" else 0) if half else int(hour)
        yield SaidDate("AVI IDIT", f"{year}:{month_of:0>2}:{day:0>2} {on_the_clock:02}:{minute}:00")
    elif text:
        yield SaidDate("AVI IDIT", text)


def _dated(words: dict[str, str]) -> Iterator[SaidDate]:
    if text := words.get("ICRD"):
        yield SaidDate("AVI ICRD", text)


def _all_frames(file: BinaryIO, extension: _Chunk) -> int:
    """Of all RIFFs together (``dmlh``)."""
    for chunk in _chunks(file, extension.begin, extension.end):
        if chunk.name == b"dmlh":
            return _numbers(_data(file, chunk), 0, "<I")[0]
    return 0


def _streams(file: BinaryIO, head: _Chunk) -> Iterator[_Chunk]:
    for count, chunk in enumerate(_chunks(file, head.begin, head.end)):
        if chunk.kind == b"strl" and count < 64:
            yield chunk


def _chunks(file: BinaryIO, at: int, end: int) -> Iterator[_Chunk]:
    for _ in range(_MOST_CHUNKS):
        if at + 8 > end:
            return
        file.seek(at)
        head = file.read(14)
        if not _NAME.fullmatch(head[:4]) and _NAME.fullmatch(head[2:6]) and head[6:10].strip(b"\0"):
            at, head = at + 2, head[2:]  # MEncoder counts no padding in a list's length
        if len(head) < 8 or not head[:4].strip(b"\0"):
            return
        length = int.from_bytes(head[4:8], "little")
        is_list = head[:4] in (b"RIFF", b"LIST")
        yield _Chunk(head[:4], at + (12 if is_list else 8), at + 8 + length, head[8:12] if is_list else b"")
        at += 8 + length + length % 2


def _data(file: BinaryIO, chunk: _Chunk) -> bytes:
    file.seek(chunk.begin)
    return file.read(max(0, min(chunk.end - chunk.begin, _MOST_BYTES)))


def _numbers(data: bytes, at: int, form: str) -> tuple[int, ...]:
    """What is not there reads as zeros."""
    size = struct.calcsize(form)
    return struct.unpack(form, data[at : at + size].ljust(size, b"\0"))
