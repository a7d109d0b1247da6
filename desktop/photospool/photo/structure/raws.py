"""Which raw file a file's bytes are, whether it is whole, and what it says: asks the reader that knows its form.

Small reads at few places, whatever the file's size; nothing is decoded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from photospool.photo.formats import sniff_content
from photospool.photo.structure import raw_boxes, raw_makers, raw_tiff
from photospool.photo.structure.raw_file import RawFile, read_at

_READERS: Final[tuple[tuple[bytes, int, Callable[[BinaryIO, int], RawFile]], ...]] = (
    (b"FUJIFILMCCD-RAW", 0, raw_makers.read_raf),
    (b"\0MRM", 0, raw_makers.read_mrw),
    (b"FOVb", 0, raw_makers.read_x3f),
    (b"HEAPCCDR", 6, raw_makers.read_crw),
    (b"ftypcrx ", 4, raw_boxes.read_raw),
)


def is_raw(file: BinaryIO) -> bool:
    """Whether the bytes are those of a raw file that we carry. Leaves its position anywhere. Raises OSError."""
    return sniff_content(file) == "raw" and _reader(read_at(file, 0, 16)) is not None


def read_raw(file: BinaryIO) -> RawFile:
    """What it says of itself; of what is none, that it is not whole. Raises OSError."""
    size = file.seek(0, 2)
    reader = _reader(read_at(file, 0, 16))
    return reader(file, size) if reader else RawFile("", is_whole=False)


def _reader(head: bytes) -> Callable[[BinaryIO, int], RawFile] | None:
    for signature, at, reader in _READERS:
        if head[at : at + len(signature)] == signature:
            return reader
    return raw_tiff.read_raw if raw_tiff.order_of(head) else None
