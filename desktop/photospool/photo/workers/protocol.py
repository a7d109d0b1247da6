"""How the program and its decoding workers speak: JSON and raw bytes in frames.

No pickles: what comes back was made of a stranger's file. It never starts a process or decodes a picture.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any, Protocol, TypeVar

from photospool import errors
from photospool.errors import PhotospoolError
from photospool.messages import record, recorded
from photospool.photo import looks
from photospool.photo.formats import READABLE, is_raw, is_video
from photospool.photo.metadata.text import is_safe, printable
from photospool.photo.options import Options
from photospool.photo.photo import Location, Prepared, Reading, Rendition, Taken

Message = dict[str, Any]

_HEAD = struct.Struct(">II")
HEAD_BYTES = _HEAD.size
_MOST_JSON_BYTES = 16 << 20
_MOST_BYTES = 256 << 20


def head(message: Message, data: bytes = b"") -> bytes:
    """The beginning of a frame: the length of both parts, and the message; the bytes follow."""
    text = json.dumps(message).encode("ascii")
    return _HEAD.pack(len(text), len(data)) + text


def lengths(start: bytes) -> tuple[int, int]:
    """Bytes of the message and of what follows it, from a frame's first ``HEAD_BYTES``.

    Raises EOFError where something else than a frame comes.
    """
    text_length, data_length = _HEAD.unpack(start)
    if text_length > _MOST_JSON_BYTES or data_length > _MOST_BYTES:
        raise EOFError
    return text_length, data_length


def parsed(text: bytes) -> Message:
    """The message of a frame; an empty one for other JSON. Raises EOFError for what is none."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise EOFError from exc
    return message if isinstance(message, dict) else {}


class Packable(Protocol):
    """What another task than preparing answers: it knows by itself how it is sent."""

    def packed(self) -> tuple[Message, bytes]:
        """As message and bytes."""


def packed(prepared: Prepared | Packable) -> tuple[Message, bytes]:
    """A prepared photo as message and bytes; ``unpacked`` makes it again."""
    if not isinstance(prepared, Prepared):
        return prepared.packed()
    data = b"".join(rendition.data for rendition in prepared.renditions)
    sizes = [len(rendition.data) for rendition in prepared.renditions]
    light = replace(prepared, renditions=tuple(replace(rendition, data=b"") for rendition in prepared.renditions))
    message = asdict(light)
    for rendition, size in zip(message["renditions"], sizes, strict=True):
        rendition["data"] = size
    return message, data


def unpacked(message: Message, data: bytes) -> Prepared:
    """Raises KeyError, TypeError or ValueError for what ``packed`` never makes of an honest worker's answer.

    A worker that a photo has taken over may still answer: what it says is a stranger's word, looked at piece by piece.
    """
    reading = dict(message["reading"])
    reading["taken"] = _checked(Taken, reading["taken"])
    reading["location"] = _checked(Location, reading["location"]) if reading["location"] else None
    for name in ("keywords", "people", "former_texts", "former_keywords"):
        reading[name] = tuple(reading.get(name, ()))
    known = READABLE[reading["format"]]
    if (reading["content_type"], reading["extension"]) != (known.content_type, known.extension):
        raise ValueError(reading["extension"])
    renditions, at = [], 0
    for rendition in message["renditions"]:
        end = at + int(rendition["data"])
        renditions.append(_picture({**rendition, "data": data[at:end]}))
        at = end
    if at != len(data) or len({rendition.name for rendition in renditions}) != len(renditions):
        raise ValueError(at)
    placeholder = message["placeholder"]
    if not _PLACEHOLDER.fullmatch(placeholder):
        raise ValueError(placeholder)
    fields_told = message["fields"]
    if fields_told and not looks.is_fields(fields_told):
        raise ValueError(fields_told)
    poster = message["poster"]
    if poster not in _posters(reading["format"]):
        raise ValueError(poster)
    return Prepared(_checked(Reading, reading), tuple(renditions), placeholder, fields_told, poster)


def _posters(format_name: str) -> tuple[str, ...]:
    if is_video(format_name):
        return ("drawn", "frame")
    return ("preview", "developed", "small", "undeveloped", "drawn") if is_raw(format_name) else ("",)


_LONGEST_SENTENCE = 1000
_PLACEHOLDER = re.compile(r"[A-Za-z0-9+/]{0,60}={0,2}")
_LONGEST_TEXT = 1 << 16
_MOST_TEXTS = 5000
_Value = TypeVar("_Value")


def _picture(values: Message) -> Rendition:
    """A JPEG, and by its first and last bytes nothing else: the window's own library guesses what a picture is."""
    rendition = _checked(Rendition, values)
    is_jpeg = rendition.data[:3] == b"\xff\xd8\xff" and rendition.data[-2:] == b"\xff\xd9"
    if rendition.name not in Options().names or not is_jpeg or min(rendition.width, rendition.height) < 1:
        raise ValueError(rendition.name)
    return rendition


def _checked(kind: type[_Value], values: Message) -> _Value:
    """The value, each field of the type that its class names. Raises KeyError, TypeError, ValueError."""
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in values and not _IS[str(field.type)](values[field.name]):
            raise ValueError(field.name)
    return kind(**values)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and is_safe(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _are_texts(values: object) -> bool:
    return isinstance(values, tuple) and len(values) <= _MOST_TEXTS and all(map(_is_text, values))


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and _are_texts(tuple(value)) and _are_texts(tuple(value.values()))


_IS: dict[str, Callable[[object], bool]] = {
    "str": _is_text,
    "bool": lambda value: type(value) is bool,
    "int": lambda value: type(value) is int and 0 <= value < 1 << 31,
    "float": _is_number,
    "float | None": lambda value: value is None or _is_number(value),
    "bytes": lambda value: isinstance(value, bytes),
    "tuple[str, ...]": _are_texts,
    "dict[str, str]": _is_table,
    "Taken": lambda value: isinstance(value, Taken),
    "Location | None": lambda value: value is None or isinstance(value, Location),
}
"""A field's type, as the values' classes write it → whether something is one."""


def told(error: PhotospoolError) -> Message:
    """An error of ours as a message."""
    return {"error": type(error).__name__, "title": record(error.title), "advice": record(error.advice)}


def untold(message: Message) -> PhotospoolError:
    """The error again; a name that isn't ours becomes PhotoError. Raises KeyError for what is none."""
    kind = getattr(errors, str(message["error"]), errors.PhotoError)
    is_of_a_photo = isinstance(kind, type) and issubclass(kind, errors.PhotoError | errors.PhotoNotReady)
    known: type[PhotospoolError] = kind if is_of_a_photo else errors.PhotoError
    return known(*(recorded(message[part], _sentence) for part in ("title", "advice")))


def _sentence(text: str) -> str:
    return printable(text, _LONGEST_SENTENCE)
