"""Which container a video's bytes are, whether it is whole, and what it says: asks the reader that knows.

Small reads at few places, whatever the file's size; nothing is decoded.
"""

from __future__ import annotations

from typing import BinaryIO

from photospool.photo.structure import avi, matroska, movie_boxes, transport_stream
from photospool.photo.structure.movie import Movie


def format_of(file: BinaryIO) -> str:
    """A key of ``formats.VIDEO_FORMATS`` for a video that we carry; empty for everything else. Raises OSError.

    A file of boxes may also be a picture: whoever asks has looked for that before.
    """
    file.seek(0)
    head = file.read(16)
    if head.startswith(matroska.SIGNATURE):
        return matroska.format_of(file)
    if avi.is_avi(head):
        return "AVI"
    return movie_boxes.format_of(head) or ("MTS" if transport_stream.packet_bytes(file) else "")


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether the end is there, as far as the format can tell. Raises OSError."""
    name = format_of(file)
    if name in ("MKV", "WEBM"):
        return matroska.is_whole(file, size)
    if name == "AVI":
        return avi.is_whole(file, size)
    if name == "MTS":
        return transport_stream.is_whole(file, size)
    return movie_boxes.is_whole_movie(file, size)


def read_movie(file: BinaryIO) -> Movie:
    """What it says of itself. Raises OSError."""
    size = file.seek(0, 2)
    name = format_of(file)
    if name in ("MKV", "WEBM"):
        return matroska.read_movie(file, size)
    if name == "AVI":
        return avi.read_movie(file, size)
    return transport_stream.read_movie(file, size) if name == "MTS" else movie_boxes.read_movie(file, size)
