"""A frame that the owner's browser decoded takes the place of a video's drawn picture.

Frames are decoded by ffmpeg, where it is installed and closed in: on Linux. Elsewhere a video's pictures are drawn, and
the browser that plays the video for its owner knows how it looks. What it lends is a file like any stranger's: a caged
worker opens it, and what is stored are the worker's JPEGs. Original and words stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from photospool.album import store_photo
from photospool.album.base import BadRequest, Library, NotThere, Write
from photospool.album.documents import MEDIA, TRASH, VIDEO, about_pictures
from photospool.album.schema import read, stubs
from photospool.errors import LooksIncomplete, PhotoError
from photospool.photo.options import Options
from photospool.photo.photo import DRAWN, FRAME, Prepared, Reading

MOST_BYTES: Final = 4_000_000
"""Of a frame as JPEG; the page sends no more pixels than the largest picture has."""
_JPEG: Final = b"\xff\xd8\xff"
_SHAPE: Final = 0.03
"""So far a frame's proportions may be from the film's: players round to whole pixels, and to square ones."""
_SAID: Final = ("tnwidth", "tnheight", "placeholder")
_PICTURES: Final = Options(large=True).names


def lend(album: Library, photo_id: str, jpeg: bytes, draw: Callable[[bytes], Prepared]) -> bool:
    """Let a video's pictures show this frame; whether they do: False where they need none, and keep what they show.

    ``draw`` makes the pictures of a JPEG, in a worker. Raises NotThere, BadRequest where it can't be the video's frame,
    PhotoNotReady, AlbumUnavailable, AlbumRefused, StoreInterrupted.
    """
    if not jpeg.startswith(_JPEG) or len(jpeg) > MOST_BYTES:
        raise BadRequest("bad_request", "A frame is a JPEG.")
    if not is_drawn(_video(album, photo_id)):
        return False
    try:
        prepared = draw(jpeg)
    except (PhotoError, LooksIncomplete) as exc:
        raise BadRequest("bad_request", "This frame can't be opened.") from exc

    def step() -> bool:
        video = _video(album, photo_id)
        if not is_drawn(video):
            return False
        if not _is_its_shape(read(video), prepared.reading):
            raise BadRequest("bad_request", "The frame has another shape than the video.")
        said = {name: value for name, value in about_pictures(prepared).items() if name in _SAID}
        kept = {name: stub for name, stub in stubs(video).items() if name not in _PICTURES}
        document = {**video, **said, "poster": FRAME, "_attachments": kept}
        album.write(Write(document, store_photo.pictures_of(prepared)))
        return True

    return store_photo.again_if_changed(step)


def is_drawn(photo: Mapping[str, Any]) -> bool:
    """Whether it is a video in the album whose pictures nothing could decode."""
    return photo.get(MEDIA) == VIDEO and photo.get("poster") == DRAWN and photo.get("cat") != TRASH


def _video(album: Library, photo_id: str) -> Mapping[str, Any]:
    stored = album.find([photo_id])[photo_id]
    if stored.photo is None or not stored.is_readable:
        raise NotThere("missing")
    return stored.photo


def _is_its_shape(video: Mapping[str, Any], frame: Reading) -> bool:
    """Some videos do not tell their size."""
    width, height = video.get("width"), video.get("height")
    if not width or not height:
        return True
    return bool(abs(width * frame.height / (height * frame.width) - 1) <= _SHAPE)
