"""Films of gigabytes that cost nothing to make: a small real one whose media box reaches over a hole in its file."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from tests.photo.films import film

BLOCK_BYTES = 1 << 16
MARK_BYTES = 4096
MARKS = 8


def write_large(path: Path, size: int, seed: int = 0) -> Path:
    """A whole MP4 of exactly ``size`` bytes, different for each seed; it takes a few hundred kB of the disk.

    As a camera writes it: ``ftyp``, ``free``, ``mdat`` with a length of 64 bits, ``moov`` behind. What lies in the
    media behind the frames of the small film is a hole, with some marks in it: a piece in the wrong place is seen.
    """
    small = film("plain.mp4")
    boxes = {kind: (at, length) for kind, at, length in _boxes(small)}
    free, (mdat, length) = boxes[b"free"][0], boxes[b"mdat"]
    assert free + 8 == mdat, "ffmpeg leaves room for a length of 64 bits"
    moov = small[boxes[b"moov"][0] :]
    media = size - len(moov) - free
    assert media > length + 8 + MARKS * MARK_BYTES, "too small to be a large one"
    with path.open("wb") as file:
        file.write(small[:free] + struct.pack(">I4sQ", 1, b"mdat", media) + small[mdat + 8 : mdat + length])
        first = file.tell()
        for number in range(MARKS):
            file.seek(first + (free + media - MARK_BYTES - first) * (number + 1) // MARKS)
            file.write(hashlib.sha256(b"%d %d" % (seed, number)).digest() * (MARK_BYTES // 32))
        file.seek(free + media)
        file.write(moov)
    assert path.stat().st_size == size
    return path


def content(path: Path) -> str:
    """What is in a file, whatever its holes: equal for equal bytes, and cheap for a hole.

    A sha256 over its size and all blocks that are not zeros, each with its place.
    """
    found = hashlib.sha256()
    nothing = bytes(BLOCK_BYTES)
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        for at in _written(file.fileno(), size):
            block = os.pread(file.fileno(), BLOCK_BYTES, at)
            if block != nothing[: len(block)]:
                found.update(b"%d:" % at + block)
    return f"{size}-{found.hexdigest()}"


def sha256_of(path: Path) -> str:
    """Of all bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = 0
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at, length
        at += length


def _written(handle: int, size: int) -> Iterator[int]:
    """Where the blocks of a file begin that are not holes; all of them where the system can't say."""
    at = 0
    while at < size:
        if hasattr(os, "SEEK_DATA"):
            try:
                data = os.lseek(handle, at, os.SEEK_DATA)
            except OSError:  # nothing but a hole up to the end
                return
            at = max(at, data - data % BLOCK_BYTES)
        yield at
        at += BLOCK_BYTES
