"""Films of boxes with a mark at a place of one's choice; offsets and lengths are put right, so that they still play."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

MARK = b"+50.0977+008.2172/Anna/"
"""Stands where a film would say where it was made, and by whom."""
_HOLDERS = frozenset(b"moov trak mdia minf stbl dinf edts udta".split())


class Box:
    """A box as a tree; ``content`` of those that hold no others."""

    def __init__(self, name: bytes, content: bytes = b"", inner: list[Box] | None = None) -> None:
        self.name, self.content, self.inner = name, content, inner

    def __bytes__(self) -> bytes:
        data = self.content if self.inner is None else b"".join(map(bytes, self.inner)) + self.content
        if self.name == b"mdat" and self.is_long:
            return struct.pack(">I4sQ", 1, b"mdat", len(data) + 16) + data
        return struct.pack(">I4s", len(data) + 8, self.name) + data

    is_long = False


def parsed(data: bytes) -> list[Box]:
    """The boxes of a film."""
    found, at = [], 0
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1:
            (length,), head = struct.unpack_from(">Q", data, at + 8), 16
        content = data[at + head : at + length]
        one = Box(name, b"", parsed(content)) if name in _HOLDERS else Box(name, content)
        one.is_long = head == 16
        found.append(one)
        at += length
    return found


def walked(boxes: list[Box]) -> Iterator[Box]:
    """All of them, outer ones first."""
    for one in boxes:
        yield one
        yield from walked(one.inner or [])


def named(boxes: list[Box], name: bytes, number: int = 0) -> Box:
    """The box of this name."""
    return [one for one in walked(boxes) if one.name == name][number]


def joined(boxes: list[Box]) -> bytes:
    """The film again; where its samples lie is put right for what grew before them."""
    return b"".join(map(bytes, boxes))


def edited(film: bytes, edit: Callable[[list[Box]], object]) -> bytes:
    """The film with its boxes edited, and its samples' places moved by what came before the media."""
    boxes = parsed(film)
    before = film.index(b"mdat")
    edit(boxes)
    made = joined(boxes)
    by = made.index(b"mdat") - before
    return joined(_moved(boxes, lambda at: at + by)) if by else made


def _moved(boxes: list[Box], where: Callable[[int], int]) -> list[Box]:
    for one in walked(boxes):
        if one.name in (b"stco", b"co64"):
            code, width = ("I", 4) if one.name == b"stco" else ("Q", 8)
            (count,) = struct.unpack_from(">I", one.content, 4)
            end = 8 + count * width
            places = [where(at) for at in struct.unpack(f">{count}{code}", one.content[8:end])]
            one.content = one.content[:8] + struct.pack(f">{count}{code}", *places) + one.content[end:]
    return boxes


def grown(name: bytes, number: int = 0, mark: bytes = MARK) -> Callable[[list[Box]], None]:
    """The box holds a mark behind what it should hold."""

    def edit(boxes: list[Box]) -> None:
        named(boxes, name, number).content += mark

    return edit


def written(name: bytes, at: int, mark: bytes, number: int = 0) -> Callable[[list[Box]], None]:
    """The mark stands over what stood there."""

    def edit(boxes: list[Box]) -> None:
        one = named(boxes, name, number)
        one.content = one.content[:at] + mark + one.content[at + len(mark) :]

    return edit


def added(to: bytes, *new: Box) -> Callable[[list[Box]], None]:
    """Further boxes at the end of one; outermost for an empty name."""

    def edit(boxes: list[Box]) -> None:
        (boxes if not to else named(boxes, to).inner).extend(new)

    return edit


def in_front(*new: Box) -> Callable[[list[Box]], None]:
    """Further boxes before the media."""

    def edit(boxes: list[Box]) -> None:
        boxes[1:1] = new

    return edit


def with_bytes(film: bytes, mark: bytes, *, number: int = 0, is_in_sample: bool) -> bytes:
    """The mark before the first sample of a track's first chunk: a part of it, or between samples."""
    boxes = parsed(film)
    media, table = named(boxes, b"mdat"), named(boxes, b"stbl", number)
    places = next(one for one in table.inner if one.name in (b"stco", b"co64"))
    (at,) = struct.unpack_from(">I" if places.name == b"stco" else ">Q", places.content, 8)
    begin = film.index(b"mdat") + (12 if media.is_long else 4)
    media.content = media.content[: at - begin] + mark + media.content[at - begin :]
    _moved(boxes, lambda place: place + len(mark) if place > at or (place == at and not is_in_sample) else place)
    if is_in_sample:
        sizes = next(one for one in table.inner if one.name == b"stsz")
        (first,) = struct.unpack_from(">I", sizes.content, 12)
        sizes.content = sizes.content[:12] + struct.pack(">I", first + len(mark)) + sizes.content[16:]
    return joined(boxes)


def with_track(film: bytes, kind: bytes) -> bytes:
    """A further track of this kind, whose one sample is the mark, in media of its own at the end."""
    boxes = parsed(film)
    made = parsed(bytes(named(boxes, b"trak")))[0]
    at = len(film) + len(bytes(made)) * 2 + 4096
    for one in walked([made]):
        if one.name == b"hdlr":
            one.content = one.content[:8] + kind + one.content[12:]
        elif one.name == b"stsd":
            entry = Box({b"meta": b"mebx", b"text": b"tx3g"}.get(kind, kind), bytes(8) + MARK)
            one.content = b"\0\0\0\0\0\0\0\1" + bytes(entry)
        elif one.name in (b"stts", b"stsc"):
            one.content = one.content[:4] + (
                b"\0\0\0\1\0\0\0\1\0\0\2\0" if one.name == b"stts" else struct.pack(">4I", 1, 1, 1, 1)
            )
        elif one.name == b"stsz":
            one.content = struct.pack(">4I", 0, 0, 1, len(MARK))
        elif one.name == b"stco":
            one.content = struct.pack(">3I", 0, 1, at + 8)
    for one in walked([made]):
        one.inner = one.inner and [inner for inner in one.inner if inner.name not in (b"ctts", b"stss", b"edts")]
    named(boxes, b"moov").inner.append(made)
    whole = joined(boxes)
    return whole + bytes(Box(b"free", bytes(at - len(whole) - 8))) + bytes(Box(b"mdat", MARK))


def unit(head: bytes, mark: bytes = MARK) -> bytes:
    """A unit of a picture's sample (NAL) with its length in front."""
    return struct.pack(">I", len(head) + len(mark)) + head + mark


def user_data(head: bytes, kind: int) -> bytes:
    """A unit of notes (SEI) of one message: 4 is registered user data, 5 unregistered."""
    content = (b"\xb5\0\x31GA94" if kind == 4 else bytes(range(16))) + MARK
    return unit(head + bytes([kind, len(content)]) + content + b"\x80", b"")
