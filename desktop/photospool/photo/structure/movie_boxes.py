"""Videos of boxes: MP4, MOV, M4V and 3GP. Whether one is whole, and what it says. ISO/IEC 14496-12; Apple's QTFF.

The boxes are walked by their headers, and of what is inside only small tables are read, so that a film of many
gigabytes costs as little as a short one. It never decodes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from photospool.photo.structure import codec_names, movie_ends
from photospool.photo.structure.box_paths import find, inner_boxes, number_at
from photospool.photo.structure.isobmff import IsoBox, ends_in_zeros, is_box, may_begin_box, read_at, walk
from photospool.photo.structure.movie import MAKERS_PREFIX, Movie, SaidDate
from photospool.photo.structure.movie_pieces import all_pieces

_MOST_BYTES: Final = 1 << 20
"""Of one box that is read."""
_MOST_TRACKS: Final = 32
_MOST_OUTERMOST: Final = 200_000
"""A film for streams has two boxes for every second or two."""
_ZEROS_BYTES: Final = 1 << 18
"""A film's sound may be silent, its pictures are never so long nothing but zeros."""
_UNPACKED: Final = frozenset(
    b"sowt/twos/in24/in32/fl32/fl64/lpcm/ipcm/fpcm/raw /NONE/24BG/BGRA/RGBA/yuv2/yv12".split(b"/")
)
_MOST_PAIRS: Final = 4096
_PROBED_BYTES: Final = 64
_FROM_1904, _FROM_1970 = datetime(1904, 1, 1), datetime(1970, 1, 1)
_UP_TO_1970_S: Final = (_FROM_1970 - _FROM_1904).total_seconds()
_PRIVATE: Final = re.compile(rb"[A-Za-z][A-Za-z0-9_ ]{3}")
_BEGINNINGS: Final = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
TURNS: Final = {
    (1, 0, 0, 1): 1, (-1, 0, 0, 1): 2, (-1, 0, 0, -1): 3, (1, 0, 0, -1): 4,
    (0, 1, 1, 0): 5, (0, 1, -1, 0): 6, (0, -1, -1, 0): 7, (0, -1, 1, 0): 8,
}  # fmt: skip
"""EXIF's orientation by the signs of a track's matrix: a, b, c, d (``tkhd``, 8.3.2)."""
ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
_3GP: Final = re.compile(rb"3g[a-z0-9]{2}")


def format_of(head: bytes) -> str:
    """Which of ``formats.VIDEO_FORMATS`` a file of boxes is that holds a film, by its first 16 bytes; empty for others.

    QuickTime's own have no brand at all, or ``qt``.
    """
    if head[4:8] not in _BEGINNINGS or not is_box(head.ljust(16, b"\0")):
        return ""
    if head[4:8] != b"ftyp" or head[8:12] == b"qt  ":
        return "MOV"
    if head[8:11] == b"M4V":
        return "M4V"
    return "3GP" if _3GP.match(head[8:12]) else "MP4"


def is_whole_movie(file: BinaryIO, size: int) -> bool:
    """Whether a film is there to its end: every box begun, its description among them, and all that this speaks of."""
    names, end = set[bytes](), 0
    moov: IsoBox | None = None
    media: IsoBox | None = None
    outermost = movie_ends.Outermost(size)
    for box in walk(file, 0, size, most=_MOST_OUTERMOST):
        if box is None or ({b"moov", b"mdat"} <= names and not _is_one_more(read_at(file, box.at, 16))):
            break  # something hung on
        if box.end > size:
            return False
        moov = box if box.name == b"moov" and moov is None else moov
        media = box if box.name == b"mdat" else media
        outermost.add(box)
        names.add(box.name)
        end = box.end
    if moov is None or _breaks_off(file, moov):
        return False
    # Only believed where the description came behind them: whoever wrote that had written what it speaks of.
    is_behind = media is not None and media.at < moov.at
    if movie_ends.is_to_come(file, moov, outermost):
        return False
    may_be_zeros = is_behind and any(_is_unpacked(file, track) for track in _tracks(file, moov))
    if not may_be_zeros and media and ends_in_zeros(file, media.end, media.end - media.at, zeros=_ZEROS_BYTES):
        return False
    for track, at in _last_pieces(file, moov):
        is_written = (is_behind and _is_unpacked(file, track)) or read_at(file, at, _PROBED_BYTES).strip(b"\0")
        if at >= size or not is_written:
            return False
    rest = read_at(file, end, _PROBED_BYTES)
    is_reserved = b"moof" in names and bool(rest) and not rest.strip(b"\0")
    return not is_reserved and not may_begin_box(rest[:8] if len(rest) < 8 else rest)


def _is_one_more(head: bytes) -> bool:
    """Whether what follows is a box, also of a name that only its camera knows (``gps ``), and no other notes.

    Those are told by what stands for a length: of letters it would be longer than any film.
    """
    is_private = head[:1] == b"\0" and _PRIVATE.fullmatch(head[4:8]) and int.from_bytes(head[:4], "big") >= 8
    return is_box(head) or bool(is_private)


def _breaks_off(file: BinaryIO, moov: IsoBox) -> bool:
    """Whether the description stops early and is zeros from there on: a copier that reserves the space."""
    end = moov.begin
    for box in walk(file, moov.begin, moov.end):
        if box is None or box.end > moov.end:
            rest = read_at(file, end, min(moov.end - end, _PROBED_BYTES))
            return len(rest) > 8 and not rest.strip(b"\0")
        end = box.end
    return False


def _is_unpacked(file: BinaryIO, track: IsoBox) -> bool:
    """Whether a track's pictures or sound are not compressed: black and silence are nothing but zeros then."""
    table = find(file, track, b"mdia", b"minf", b"stbl", b"stsd")
    return table is not None and read_at(file, table.begin + 12, 4) in _UNPACKED


def _last_pieces(file: BinaryIO, moov: IsoBox) -> Iterator[tuple[IsoBox, int]]:
    """Each track of pictures, and where its last piece begins in this file (``stco``, ``co64``)."""
    for track in _tracks(file, moov):
        if not _is_picture(file, track) or _is_elsewhere(file, track):
            continue
        for name, width in ((b"stco", 4), (b"co64", 8)):
            table = find(file, track, b"mdia", b"minf", b"stbl", name)
            if table is None:
                continue
            count = min(number_at(file, table.begin + 4, 4), (table.end - table.begin - 8) // width)
            if count > 0:
                yield track, number_at(file, table.begin + 8 + (count - 1) * width, width)


def _is_picture(file: BinaryIO, track: IsoBox) -> bool:
    kind = find(file, track, b"mdia", b"hdlr")
    return kind is not None and read_at(file, kind.begin + 8, 4) == b"vide"


def _is_elsewhere(file: BinaryIO, track: IsoBox) -> bool:
    """Whether a track's bytes lie in another file (``dref`` without the flag "in this one")."""
    table = find(file, track, b"mdia", b"minf", b"dinf", b"dref")
    return table is not None and number_at(file, table.begin + 4, 4) > 0 and read_at(file, table.begin + 19, 1) != b"\1"


def read_movie(file: BinaryIO, size: int) -> Movie:
    """All that the boxes tell. What is malformed in them is not there. Raises OSError."""
    file.seek(0)
    movie = Movie(format_of(file.read(16)) or "MP4")
    brands = _brands(file)
    moov = next((box for box in walk(file, 0, size) if box is not None and box.name == b"moov"), None)
    if moov is None:
        return movie
    told = _Told(words={"brands": " ".join(brands)} if brands else {})
    is_phones = movie.format == "3GP"
    for box in inner_boxes(file, moov):
        if box.name == b"mvhd":
            told = replace(told, made=_made(file, box, is_phones=is_phones), duration_s=_duration(file, box))
        elif box.name == b"trak" and told.tracks < _MOST_TRACKS:
            told = _with_track(file, box, replace(told, tracks=told.tracks + 1), is_phones=is_phones)
        elif box.name in (b"udta", b"meta"):
            told.words.update(_notes(file, box))
    if "creationdate" not in told.words:
        told.words.update(_beside(file, size))
    if not (told.duration_s and told.rate) and find(file, moov, b"mvex"):
        told = _of_pieces(file, size, moov, told)
    return replace(
        movie,
        duration_s=round(told.duration_s, 3),
        width=told.size[0],
        height=told.size[1],
        orientation=told.orientation,
        video_codec=told.video,
        audio_codec=told.audio,
        frame_rate=round(told.rate, 3),
        has_picture=told.has_picture,
        dates=tuple(_dates(told)),
        words=told.words,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    words: dict[str, str] = field(default_factory=dict)
    made: str = ""
    duration_s: float = 0.0
    size: tuple[int, int] = (0, 0)
    orientation: int = 1
    video: str = ""
    audio: str = ""
    rate: float = 0.0
    has_picture: bool = False
    tracks: int = 0


def _dates(told: _Told) -> Iterator[SaidDate]:
    """The clock on the wall with its offset first; then the header's, in Greenwich time by the standard."""
    if text := told.words.get("creationdate"):
        yield SaidDate("QuickTime creationdate", text)
    text = told.words.get("\N{COPYRIGHT SIGN}day", "")
    is_part = len(text) < len("2013-05-01") and told.made.startswith(text.replace("-", ":"))
    if text and not is_part:  # else the header says the same, and more exactly
        yield SaidDate("QuickTime day", text)
    if told.made:
        yield SaidDate("movie header", told.made, is_instant=True)


def _with_track(file: BinaryIO, track: IsoBox, told: _Told, *, is_phones: bool) -> _Told:
    kind = find(file, track, b"mdia", b"hdlr")
    description = find(file, track, b"mdia", b"minf", b"stbl", b"stsd")
    handler = read_at(file, kind.begin + 8, 4) if kind else b""
    entry = read_at(file, description.begin + 8, min(description.end - description.begin, 4096)) if description else b""
    if handler == b"soun" and not told.audio:
        return replace(told, audio=codec_names.of_sound(entry))
    if handler != b"vide" or told.has_picture:
        return told
    header = find(file, track, b"tkhd")
    size, orientation = _shown(read_at(file, header.begin, 96)) if header else ((0, 0), 1)
    if len(entry) >= 36:
        coded = struct.unpack_from(">HH", entry, 32)
        if not all(size) or size == coded:  # the track's header mostly says it with the pixels' proportions
            size = _stretched(entry, coded)
    if orientation in ON_ITS_SIDE:
        size = size[1], size[0]
    media = find(file, track, b"mdia", b"mdhd")
    lasts_s = _duration(file, media) if media else 0.0
    frames = _frames(file, track)
    return replace(
        told,
        # Its own where the whole film's header is silent.
        made=told.made or (_made(file, media, is_phones=is_phones) if media else ""),
        duration_s=told.duration_s or lasts_s,
        has_picture=True,
        size=size,
        orientation=orientation,
        video=codec_names.of_picture(entry),
        rate=frames / lasts_s if frames > 1 and lasts_s else 0.0,
    )


def _shown(header: bytes) -> tuple[tuple[int, int], int]:
    """Width and height as the track's header has them, before it is turned or mirrored, and that (``tkhd``, 8.3.2)."""
    at = 40 if header[:1] == b"\0" else 52
    if len(header) < at + 44:
        return (0, 0), 1
    a, b, _, c, d = struct.unpack_from(">5i", header, at)
    width, height = (value >> 16 for value in struct.unpack_from(">II", header, at + 36))
    signs = tuple((value > 0) - (value < 0) for value in (a, b, c, d))
    return (width, height), TURNS.get(signs, 1)


def _stretched(entry: bytes, coded: tuple[int, int]) -> tuple[int, int]:
    """As wide as it is shown where pixels are not square: camcorders' (``pasp``, 12.1.4)."""
    at = 86
    while at + 16 <= len(entry) and (length := int.from_bytes(entry[at : at + 4], "big")) >= 8:
        if entry[at + 4 : at + 8] == b"pasp":
            across, down = struct.unpack_from(">II", entry, at + 8)
            is_likely = 0 < down <= 8 * across and across <= 8 * down
            return (coded[0] * across // down, coded[1]) if is_likely else coded
        at += length
    return coded


def _frames(file: BinaryIO, track: IsoBox) -> int:
    """How many pictures there are (``stsz``)."""
    for name in (b"stsz", b"stz2"):
        if table := find(file, track, b"mdia", b"minf", b"stbl", name):
            return number_at(file, table.begin + 8, 4)
    return 0


def _made(file: BinaryIO, box: IsoBox, *, is_phones: bool) -> str:
    """When it was made (``mvhd``), Greenwich time by the standard, as EXIF writes it; or empty.

    Of a film of 1955 somebody may have said so; a phone filmed nothing before 1970, and counted from there.
    """
    header = read_at(file, box.begin, 12)
    seconds = int.from_bytes(header[4:12] if header[:1] == b"\1" else header[4:8], "big")
    if not 0 < seconds < 1 << 34:
        return ""
    counted_from = _FROM_1970 if is_phones and seconds < _UP_TO_1970_S else _FROM_1904
    return (counted_from + timedelta(seconds=seconds)).strftime("%Y:%m:%d %H:%M:%S")


def _duration(file: BinaryIO, box: IsoBox) -> float:
    """Seconds, of ``mvhd`` or ``mdhd``; 0 where it is not known."""
    header = read_at(file, box.begin, 32)
    is_wide = header[:1] == b"\1"
    if len(header) < (32 if is_wide else 20):
        return 0.0
    scale, length = struct.unpack_from(">IQ", header, 20) if is_wide else struct.unpack_from(">II", header, 12)
    if not scale or length in ((1 << 32) - 1, (1 << 64) - 1):
        return 0.0
    seconds: float = length / scale
    return seconds if seconds < 1e7 else 0.0


def _of_pieces(file: BinaryIO, size: int, moov: IsoBox, told: _Told) -> _Told:
    """Pieces that come one after the other (MP4 for streams): the whole is as long as they are, or as is announced."""
    track = next((one for one in _tracks(file, moov) if _is_picture(file, one)), None)
    found = all_pieces(file, size, moov, track) if track else None
    seconds = told.duration_s or _announced(file, moov) or (found.seconds if found else 0.0)
    rate = told.rate or (found.frames / found.seconds if found and found.frames > 1 and found.seconds else 0.0)
    return replace(told, duration_s=seconds, rate=rate)


def _announced(file: BinaryIO, moov: IsoBox) -> float:
    """Seconds that a film of pieces announces (``mehd``)."""
    header, whole = find(file, moov, b"mvhd"), find(file, moov, b"mvex", b"mehd")
    if header is None or whole is None:
        return 0.0
    told, wide = read_at(file, whole.begin, 12), read_at(file, header.begin, 32)
    scale = int.from_bytes(wide[20:24] if wide[:1] == b"\1" else wide[12:16], "big")
    length = int.from_bytes(told[4:12] if told[:1] == b"\1" else told[4:8], "big")
    return length / scale if scale and length / scale < 1e7 else 0.0


def _brands(file: BinaryIO) -> list[str]:
    file.seek(0)
    head = file.read(256)
    if head[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(head[:4], "big"), len(head))
    claimed = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    return list(dict.fromkeys(brand.decode("latin-1").strip() for brand in claimed if brand.strip(b"\0 ")))


# What was written into it.

_LONGEST_WORD: Final = 4096
_BEFORE_ZONES: Final = re.compile(rb"([A-Z]+(?: [A-Z]+)?) (?:DIGITAL CAMERA|COMPANY)")
"""How notes begin (``TAGS``) of cameras of Fujifilm, Kodak, Minolta, Nikon, Olympus, Pentax, Samsung and Sanyo
of the years in which none of them knew its zone; exiftool's QuickTime.pm tells them apart so."""
_MAKERS_BOXES: Final = {
    **dict.fromkeys((b"CNMN", b"CNTH", b"CNOP"), b"Canon"), **dict.fromkeys((b"FFMV", b"MVTG"), b"FUJIFILM"),
    **dict.fromkeys((b"PENT", b"PXTH", b"PXMN"), b"PENTAX"), **dict.fromkeys((b"MMA0", b"MMA1"), b"Minolta"),
    b"QVMI": b"Casio", b"NCDT": b"NIKON", b"PANA": b"Panasonic", b"LEIC": b"Leica",
}  # fmt: skip
"""Boxes in which makers keep their own notes; the camera's name stands in them in their own way, or not at all."""
_MOST_BESIDE: Final = 64
_MOST_XML_BYTES: Final = 1 << 16
_IN_XML: Final = {
    "creationdate": re.compile(rb'<CreationDate value="([0-9T:+-]{19,25})"'),
    "make": re.compile(rb'<Device [^>]{0,200}?manufacturer="([^"<>]{1,60})"'),
    "model": re.compile(rb'<Device [^>]{0,200}?modelName="([^"<>]{1,60})"'),
}
_AT: Final = "\N{COPYRIGHT SIGN}"
NAMES: Final = {f"{_AT}mak": "make", f"{_AT}mod": "model", f"{_AT}xyz": "location", f"{_AT}swr": "software"}
"""QuickTime's old names of what has a new one."""


def _notes(file: BinaryIO, box: IsoBox) -> dict[str, str]:
    """``udta`` and ``meta``: Apple's keys, the four-letter ones of QuickTime and of music shops, 3GPP's place."""
    found: dict[str, str] = {}
    rounded = b""
    if box.name == b"meta":
        return _of_meta(file, box)
    for inner in inner_boxes(file, box):
        if inner.name == b"meta":
            found.update(_of_meta(file, inner))
        elif inner.name[:1] == b"\xa9":
            data = read_at(file, inner.begin, min(inner.end - inner.begin, _LONGEST_WORD))
            length = int.from_bytes(data[:2], "big")
            _keep(found, inner.name.decode("latin-1"), data[4 : 4 + length])
        elif inner.name == b"FIRM":  # GoPro's
            _keep(found, "firmware", read_at(file, inner.begin, min(inner.end - inner.begin, 64)))
        elif inner.name in (b"manu", b"modl"):  # Kodak's and Panasonic's
            data = read_at(file, inner.begin, min(inner.end - inner.begin, 256))
            _keep(found, {b"manu": "make", b"modl": "model"}[inner.name], data.lstrip(b"\0"))
        elif inner.name in _MAKERS_BOXES:
            _keep(found, "make", _MAKERS_BOXES[inner.name])
            if inner.name == b"CNMN":
                _keep(found, "model", read_at(file, inner.begin, min(inner.end - inner.begin, 64)))
        elif inner.name == b"TAGS" and (by := _BEFORE_ZONES.match(read_at(file, inner.begin, _PROBED_BYTES))):
            _keep(found, "make", by[1])
            _keep(found, "TAGS", by[0])
        elif inner.name == b"loci":  # 3GPP's; ffmpeg writes it where it makes an MP4 of a phone's MOV
            rounded = _place_of_3gpp(read_at(file, inner.begin, min(inner.end - inner.begin, _LONGEST_WORD)))
    _keep(found, "location", rounded)
    return found


def _beside(file: BinaryIO, size: int) -> dict[str, str]:
    """Sony's cameras write XML beside the description (``meta``, ``xml ``): when, with its offset, and which camera."""
    found: dict[str, str] = {}
    for box in walk(file, 0, size, most=_MOST_BESIDE):
        if box is None or box.name == b"moof":
            break
        xml = find(file, replace(box, header=box.header + 4), b"xml ") if box.name == b"meta" else None
        if xml is not None:
            text = read_at(file, xml.begin, min(xml.end - xml.begin, _MOST_XML_BYTES))
            for name, pattern in _IN_XML.items():
                if told := pattern.search(text):
                    _keep(found, name, told[1])
    return found


def _place_of_3gpp(data: bytes) -> bytes:
    """Of ``loci`` (3GPP TS 26.244, 8.10), as ISO 6709 writes it; or nothing: of another heavenly body, or cut short.

    A name, its role, degrees east and north and metres as 16.16 (no height is 0), and which heavenly body is meant.
    """
    if data[6:8] == b"\xfe\xff":
        at = next((at + 3 for at in range(6, len(data) - 1, 2) if data[at : at + 2] == b"\0\0"), len(data))
    else:
        at = 6 + len(data[6:].partition(b"\0")[0]) + 2
    if len(data) < at + 12:
        return b""
    east, north, metres = (value / 65536 for value in struct.unpack_from(">3i", data, at))
    height = f"{metres:+.2f}" if metres else ""
    body = data[at + 12 :].partition(b"\0")[0].lower()
    return f"{north:+09.5f}{east:+010.5f}{height}/".encode() if body in (b"", b"earth") else b""


def _of_meta(file: BinaryIO, meta: IsoBox) -> dict[str, str]:
    """Keys and their values (QTFF), or values by four letters (iTunes). ISO's ``meta`` has four bytes in front."""
    begin = meta.begin if read_at(file, meta.begin + 4, 4) in (b"hdlr", b"keys", b"ilst") else meta.begin + 4
    inner = {box.name: box for box in inner_boxes(file, replace(meta, header=begin - meta.at))}
    values = inner.get(b"ilst")
    if values is None:
        return {}
    names = list(_key_names(file, inner[b"keys"])) if b"keys" in inner else []
    found: dict[str, str] = {}
    for item in inner_boxes(file, values, is_named=False):
        number = int.from_bytes(item.name, "big")
        name = names[number - 1] if 0 < number <= len(names) else item.name.decode("latin-1")
        value = find(file, item, b"data")
        if value is not None and number_at(file, value.begin, 4) in (1, 4):  # a text
            _keep(found, name, read_at(file, value.begin + 8, min(value.end - value.begin - 8, _LONGEST_WORD)))
    return found


def _key_names(file: BinaryIO, keys: IsoBox) -> Iterator[str]:
    data = read_at(file, keys.begin, min(keys.end - keys.begin, _MOST_BYTES))
    at = 8
    for _ in range(min(int.from_bytes(data[4:8], "big"), _MOST_PAIRS)):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8 or at + length > len(data):
            return
        yield MAKERS_PREFIX.sub("", data[at + 8 : at + length].decode("utf-8", "replace"))
        at += length


def _keep(found: dict[str, str], name: str, raw: bytes) -> None:
    text = raw.rstrip(b"\0").decode("utf-8", "replace").strip("\0 ")
    name = NAMES.get(name, name)
    if text and name.isprintable() and len(found) < 200:
        found.setdefault(name, text)


def _tracks(file: BinaryIO, moov: IsoBox) -> Iterator[IsoBox]:
    count = 0
    for box in inner_boxes(file, moov):
        if box.name == b"trak" and count < _MOST_TRACKS:
            count += 1
            yield box
