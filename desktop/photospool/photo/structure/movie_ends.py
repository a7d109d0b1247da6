"""Whether whoever writes a film of boxes has still to come back to it, though each box is there to its end.

Programs that want to lose nothing in a crash keep the file playable all the time, and put down at the end what they
could not know before: how much media there is, how long all pieces are together, where each begins. What they left
room for and did not fill tells that the end is to come. ISO/IEC 14496-12; OBS's mp4-mux.c, ffmpeg's movenc.c and
GStreamer's gstqtmux.c know when each of them is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from photospool.photo.structure.box_paths import find, inner_boxes, number_at
from photospool.photo.structure.isobmff import IsoBox, read_at

_ROOM: Final = frozenset({b"free", b"skip", b"wide"})
"""Boxes that say nothing."""
_BEFORE_A_LENGTH: Final = 8
"""Bytes that are kept free before ``mdat``: above 4 GB its header takes so many more."""
_MOST_BYTES: Final = 1 << 22
_ANYWHERE: Final = 1 << 63
_OF_STREAMS: Final = frozenset({b"styp", b"sidx"})


@dataclass(slots=True)
class Outermost:
    """What lies on a film's outermost level, box after box."""

    size: int
    """Of the file."""
    names: set[bytes] = field(default_factory=set)
    rooms: list[IsoBox] = field(default_factory=list)
    """Those before anything that matters."""
    first_media: IsoBox | None = None
    last_media: IsoBox | None = None
    is_room_before: bool = False
    """Whether room for a longer header is kept before the last media."""
    _last: IsoBox | None = None

    def add(self, box: IsoBox) -> None:
        """The next one."""
        if box.name in _ROOM and self.names <= {b"ftyp", *_ROOM}:
            self.rooms.append(box)
        if box.name == b"mdat":
            self.first_media = self.first_media or box
            self.last_media, last = box, self._last
            self.is_room_before = last is not None and last.name in _ROOM and last.end - last.at == _BEFORE_A_LENGTH
        self.names.add(box.name)
        self._last = box


def is_to_come(file: BinaryIO, moov: IsoBox, film: Outermost) -> bool:
    """Whether something is missing that its writer puts down at the very end. Raises OSError."""
    if film.last_media is not None and not number_at(file, film.last_media.at, 4):
        # The media go on to the file's end, wherever that will be.
        told = max((_end_of_track(file, track) for track in _tracks(file, moov)), default=0)
        return film.is_room_before or told < film.size
    if b"mfra" in film.names or find(file, moov, b"mvex") is None:
        return False
    return (
        (b"moof" not in film.names and not any(_end_of_track(file, track) for track in _tracks(file, moov)))
        or _announces_nothing(file, moov)
        # A stream says first what its media are.
        or (film.first_media is not None and film.first_media.at < moov.at)
        or any(_is_for_the_end(file, room) for room in film.rooms)
        or (not film.names & _OF_STREAMS and _is_of_ffmpeg(file, moov))
    )


def _end_of_track(file: BinaryIO, track: IsoBox) -> int:
    """Behind the last sample that the description knows (``stco``, ``stsc``, ``stsz``); far behind where it is mute."""
    tables = find(file, track, b"mdia", b"minf", b"stbl")
    inner = {box.name: box for box in inner_boxes(file, tables)} if tables else {}
    places = inner.get(b"co64") or inner.get(b"stco")
    per_chunk, sizes = inner.get(b"stsc"), inner.get(b"stsz")
    if places is None or not number_at(file, places.begin + 4, 4):
        return 0
    if per_chunk is None or sizes is None:
        return _ANYWHERE
    width = 8 if places.name == b"co64" else 4
    chunks, rows = number_at(file, places.begin + 4, 4), number_at(file, per_chunk.begin + 4, 4)
    each, samples = number_at(file, sizes.begin + 4, 4), number_at(file, sizes.begin + 8, 4)
    if not rows or not samples:
        return 0
    last = number_at(file, places.begin + 8 + (chunks - 1) * width, width)
    count = min(number_at(file, per_chunk.begin + 8 + (rows - 1) * 12 + 4, 4), samples, _MOST_BYTES // 4)
    if each:
        return last + each * count
    told = read_at(file, sizes.begin + 12 + 4 * (samples - count), 4 * count)
    return last + sum(int.from_bytes(told[at : at + 4], "big") for at in range(0, len(told), 4))


def _announces_nothing(file: BinaryIO, moov: IsoBox) -> bool:
    """Whether there is room for how long all pieces are together, and nobody has said it (``mehd``, 8.8.2)."""
    whole = find(file, moov, b"mvex", b"mehd")
    return whole is not None and not read_at(file, whole.begin + 4, 8).strip(b"\0")


def _is_for_the_end(file: BinaryIO, room: IsoBox) -> bool:
    """Whether it keeps the place of the one ``mdat`` that all pieces shall lie in: OBS's is empty, in ffmpeg's a copy
    of the beginning lies."""
    content = read_at(file, room.begin, min(room.end - room.begin, 256))
    return len(content) >= _BEFORE_A_LENGTH and (not content.strip(b"\0") or content[4:8] == b"ftyp")


def _is_of_ffmpeg(file: BinaryIO, moov: IsoBox) -> bool:
    """Whether ffmpeg wrote it by its own word: it ends a film of pieces with a list of them (``mfra``)."""
    notes = find(file, moov, b"udta")
    return notes is not None and b"Lavf" in read_at(file, notes.begin, min(notes.end - notes.begin, 1 << 16))


def _tracks(file: BinaryIO, moov: IsoBox) -> Iterator[IsoBox]:
    for box in inner_boxes(file, moov):
        if box.name == b"trak":
            yield box
