"""What the decoder of WebP does not tell of a moving picture.

https://developers.google.com/speed/webp/docs/riff_container
"""

from __future__ import annotations

from typing import BinaryIO

_ALPHA = 0x10


def first_frame(file: BinaryIO) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the first frame's pixels, where its canvas is transparent around them.

    None for a still picture, and where the file says that it has transparency: the decoder gives that. Raises OSError.
    """
    file.seek(0)
    head = file.read(21)
    if head[:4] != b"RIFF" or head[8:16] != b"WEBPVP8X" or head[20] & _ALPHA:
        return None
    at = 12
    while True:
        file.seek(at)
        chunk = file.read(20)
        if len(chunk) < 20:
            return None
        if chunk[:4] == b"ANMF":
            left, top, width, height = (int.from_bytes(chunk[n : n + 3], "little") for n in (8, 11, 14, 17))
            return 2 * left, 2 * top, 2 * left + width + 1, 2 * top + height + 1
        length = int.from_bytes(chunk[4:8], "little")
        at += 8 + length + length % 2
