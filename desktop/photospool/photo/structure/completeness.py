"""Whether a file is whole, by the plan that its format lays down at the front: nothing is decoded in here.

An image library notices a cut-off file, but seldom one whose end is still zeros, as a copier leaves it that
reserves the space first. Walking from part to part finds both, at the cost of reading. What isn't known here
passes: the decoder has the last word.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from photospool.errors import FilmLooksIncomplete, LooksIncomplete
from photospool.photo.digests import unreadable
from photospool.photo.formats import is_picture, sniff_content
from photospool.photo.source import Source
from photospool.photo.structure import isobmff, jpeg, jxl_boxes, raws, videos
from photospool.photo.structure.tiff import check_tiff

_ZEROS_BYTES = 4096


def check(path: Source) -> None:
    """Raise LooksIncomplete if the end of the file is missing, PhotoNotReady if it can't be read."""
    try:
        with path.open("rb") as file:
            check_content(file)
    except OSError as exc:
        raise unreadable(exc) from exc


def check_content(file: BinaryIO) -> None:
    """As ``check``, of an open file; leaves its position anywhere. Raises OSError too."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(16)
    if not head.strip(b"\0"):
        raise incomplete("There is nothing in the file yet.")
    if is_video(file):
        if not videos.is_whole(file, size):
            raise FilmLooksIncomplete("The end of this video is missing.", _VIDEO_AGAIN)
        return
    if raws.is_raw(file):
        _insist(raws.read_raw(file).is_whole)
        return
    file.seek(0)
    if head[:2] == b"\xff\xd8":
        _insist(jpeg.is_whole(file, size))
    elif head[:8] == b"\x89PNG\r\n\x1a\n":
        _check_png(file, size)
    elif jxl_boxes.is_jxl(head):
        _insist(jxl_boxes.is_whole(file, size))
    elif head[4:8] == b"ftyp":
        _insist(isobmff.is_whole_picture(file, size))
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        _check_riff(file, size)
    elif head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        _insist(check_tiff(file, size))
    elif head[:4] == b"GIF8":
        _check_gif(file)


def _insist(is_whole: bool) -> None:
    if not is_whole:
        raise incomplete()


def is_video(file: BinaryIO) -> bool:
    """Whether the bytes are those of a video that we carry, and of no picture. Leaves its position anywhere."""
    return sniff_content(file) in (None, "video") and not is_picture(file) and bool(videos.format_of(file))


_AGAIN: Final = (
    "It may still be on its way. Nothing was changed; it is looked at again. If it stays so, please copy the file "
    "once more from where it came."
)
_VIDEO_AGAIN: Final = (
    "It may still be on its way. Nothing was changed; it is looked at again. If it stays so, please copy the video "
    "once more from where it came."
)


def incomplete(title: str = "The end of this photo is missing.") -> LooksIncomplete:
    """The one sentence of advice for every way in which a file can be cut off."""
    return LooksIncomplete(title, _AGAIN)


def _check_png(file: BinaryIO, size: int) -> None:
    """Chunks up to IEND, https://www.w3.org/TR/png-3/#5Chunk-layout."""
    at = 8
    while True:
        file.seek(at)
        header = file.read(8)
        if len(header) < 8 or not header.strip(b"\0"):
            raise incomplete()
        at += 12 + int.from_bytes(header[:4], "big")
        if at > size:
            raise incomplete()
        if header[4:] == b"IEND":
            return


def _check_riff(file: BinaryIO, size: int) -> None:
    """https://developers.google.com/speed/webp/docs/riff_container#webp_file_header."""
    file.seek(4)
    end = 8 + int.from_bytes(file.read(4), "little")
    if end > size or isobmff.ends_in_zeros(file, end, end):
        raise incomplete()


def _check_gif(file: BinaryIO) -> None:
    """All pictures with all their data blocks up to the trailer (GIF89a, sections 17 to 27).

    A still picture may lack the trailer: some programs forget it. One of several may not, for the rest may be coming.
    """
    file.seek(10)
    flags = file.read(3)[:1]
    _skip_colours(file, flags)
    pictures, moves = 0, False
    while kind := file.read(1):
        if kind == b"!":
            moves = _skip_extension(file) or moves
        elif kind == b",":
            _skip_colours(file, file.read(9)[8:])
            file.read(1)
            _skip_blocks(file)
            pictures += 1
        elif kind == b";":
            return
        else:
            if pictures and not _is_only_zeros(kind + file.read(_ZEROS_BYTES)):
                return  # something hung on
            raise incomplete()
    if pictures != 1 or moves:
        raise incomplete()


def _skip_extension(file: BinaryIO) -> bool:
    """Whether it is the one that animates (NETSCAPE2.0, ANIMEXTS1.0)."""
    label = file.read(1)
    at = file.tell()
    moves = label == b"\xff" and file.read(12)[1:] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
    file.seek(at)
    _skip_blocks(file)
    return moves


def _is_only_zeros(data: bytes) -> bool:
    return bool(data) and not data.strip(b"\0")


def _skip_colours(file: BinaryIO, flags: bytes) -> None:
    if flags and flags[0] & 0x80:
        file.seek(3 << ((flags[0] & 7) + 1), 1)


def _skip_blocks(file: BinaryIO) -> None:
    while length := file.read(1):
        if length == b"\0":
            return
        if len(file.read(length[0])) < length[0]:
            break
    raise incomplete()
