"""How the program and its decoding workers speak: JSON and raw bytes in frames over two pipes.

No pickles: what comes back was made of a stranger's file. Nothing in here starts a process or decodes a picture.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, replace
from typing import Any, BinaryIO

from photospool import errors
from photospool.errors import PhotospoolError
from photospool.photo.photo import Location, Prepared, Reading, Rendition, Taken

Message = dict[str, Any]

_HEAD = struct.Struct(">II")
_MOST_JSON_BYTES = 16 << 20
_MOST_BYTES = 256 << 20


def send(pipe: BinaryIO, message: Message, data: bytes = b"") -> None:
    """One frame: the length of both parts, the message, the bytes. Raises OSError when nobody listens."""
    text = json.dumps(message).encode("ascii")
    pipe.write(_HEAD.pack(len(text), len(data)) + text)
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[Message, bytes]:
    """The next frame. Raises EOFError at the end or where something else than a frame comes."""
    text_length, data_length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if text_length > _MOST_JSON_BYTES or data_length > _MOST_BYTES:
        raise EOFError
    try:
        message = json.loads(_exactly(pipe, text_length))
    except ValueError as exc:
        raise EOFError from exc
    data = _exactly(pipe, data_length)
    return (message if isinstance(message, dict) else {}), data


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def packed(prepared: Prepared) -> tuple[Message, bytes]:
    """A prepared photo as message and bytes; ``unpacked`` makes it again."""
    data = b"".join(rendition.data for rendition in prepared.renditions)
    sizes = [len(rendition.data) for rendition in prepared.renditions]
    light = replace(prepared, renditions=tuple(replace(rendition, data=b"") for rendition in prepared.renditions))
    message = asdict(light)
    for rendition, size in zip(message["renditions"], sizes, strict=True):
        rendition["data"] = size
    return message, data


def unpacked(message: Message, data: bytes) -> Prepared:
    """Raises KeyError, TypeError or ValueError for what ``packed`` never makes."""
    reading = dict(message["reading"])
    reading["taken"] = Taken(**reading["taken"])
    reading["location"] = Location(**reading["location"]) if reading["location"] else None
    reading["keywords"] = tuple(reading["keywords"])
    renditions, at = [], 0
    for rendition in message["renditions"]:
        end = at + int(rendition["data"])
        renditions.append(Rendition(**{**rendition, "data": data[at:end]}))
        at = end
    return Prepared(reading=Reading(**reading), renditions=tuple(renditions), placeholder=str(message["placeholder"]))


def told(error: PhotospoolError) -> Message:
    """An error of ours as a message."""
    return {"error": type(error).__name__, "title": error.title, "advice": error.advice}


def untold(message: Message) -> PhotospoolError:
    """The error again; a name that isn't ours becomes PhotoError."""
    kind = getattr(errors, str(message["error"]), errors.PhotoError)
    is_of_a_photo = isinstance(kind, type) and issubclass(kind, errors.PhotoError | errors.PhotoNotReady)
    known: type[PhotospoolError] = kind if is_of_a_photo else errors.PhotoError
    return known(str(message["title"]), str(message["advice"]))
