"""Opening a photo with the image library, within limits, and what its failures mean.

The one place where its errors become ours. It never renders or reads what the photo says of itself.
"""

from __future__ import annotations

import errno
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from PIL import Image, PngImagePlugin, UnidentifiedImageError

from photospool.errors import NotAPhoto, PhotospoolError
from photospool.messages import joined
from photospool.photo import heif, jxl, stripped, tiff_samples, tiled
from photospool.photo.digests import unreadable
from photospool.photo.formats import FORMATS, box_formats
from photospool.photo.jxl import JxlDamaged
from photospool.photo.render import SHOWN, TILES
from photospool.photo.source import Source
from photospool.photo.structure import completeness, jxl_boxes, png, webp
from photospool.photo.workers.resource_limits import MOST_PIXELS, too_large

Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # the image library refuses above twice its limit
PngImagePlugin.MAX_TEXT_CHUNK = png.MOST_BYTES  # XMP and profiles of more than its own megabyte are in use
_CLOSED = {"MPO", "JXL"} if heif.register() else {"MPO", "JXL", "HEIF"}
_OPENERS = [name for name in FORMATS if name not in _CLOSED]
_KEPT = "The file is kept unchanged among what needs attention."
_NO_MEMORY = {errno.ENOMEM}


@contextmanager
def opened(path: Source, *, bare: bool = False) -> Iterator[Image.Image]:
    """The photo, its pixels not yet decoded, in one of the known formats only.

    ``bare``: without what hangs on its side, for one that doesn't open with it. Every failure inside the ``with``
    block comes out as NotAPhoto, TooLarge or PhotoNotReady; a HEIC that nothing may open as DecoderUnfit.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of corrupt EXIF and many pixels: both are dealt with
        try:
            _refuse_unfit(path)
            picked = tiff_samples.opened(path)
            with _bytes(path, bare) as file, picked or Image.open(file, formats=_openers(path)) as image:
                if image.format not in FORMATS or min(image.size) < 1:
                    raise _no_photo()
                _tell_what_is_clear(path, image)
                image.info[TILES] = tiled.of(file, image)
                yield image
        except PhotospoolError:
            raise
        except UnidentifiedImageError as exc:
            raise _unidentified(path) from exc
        except Exception as exc:
            problem = refusal(exc)
            raise (_damaged(path) if isinstance(problem, NotAPhoto) else problem) from exc


@contextmanager
def opened_jxl(
    path: Source, ask: Callable[[int], None] | None, *, is_closed_in: bool
) -> Iterator[tuple[Image.Image, Source]]:
    """A JPEG XL as ``opened``, with what its notes are read from: itself, or the JPEG that was packed in it.

    ``is_closed_in``: whether what opens it can do no harm. Raises LooksIncomplete where it may be that it is cut off.
    """
    jxl.refuse_unfit(is_closed_in=is_closed_in)
    try:
        with path.open("rb") as file:
            header, tells_its_end = jxl_boxes.header(file), jxl_boxes.tells_its_end(file)
        if header and header.width * header.height > MOST_PIXELS:
            raise too_large()
        if ask and header:
            ask(_JXL_ROOM * header.width * header.height)
        packed = jxl.jpeg_in(path)
        image = None if packed else jxl.picture(path)
    except JxlDamaged as exc:
        raise (damaged() if tells_its_end else completeness.incomplete()) from exc
    except OSError as exc:
        raise refusal(exc) from exc
    if packed is None and image is not None:
        yield image, path
    elif packed is not None:
        with opened(packed) as found:
            yield found, packed


_JXL_ROOM: Final = 2
"""Its decoder holds so many times the pixels of another (145 MB of 24 megapixels, measured)."""


def _tell_what_is_clear(path: Source, image: Image.Image) -> None:
    """Where a picture is transparent, as far as the image library says it wrong or not at all."""
    if image.format == "WEBP" and getattr(image, "is_animated", False):
        with path.open("rb") as file:
            image.info[SHOWN] = webp.first_frame(file)
    elif image.format == "GIF":
        image.info[SHOWN] = getattr(image, "dispose_extent", None)
    elif image.format == "PNG" and "transparency" in image.info:
        with path.open("rb") as file:
            image.info["transparency"] = png.clear_colour(image.info["transparency"], image.mode, file)


_TIFFS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", *_TIFFS)


def _unidentified(path: Source) -> NotAPhoto:
    """What is true of a file that no decoder takes, by how it begins: damaged, of an unknown kind, or no photo."""
    with path.open("rb") as file:
        head = file.read(16)
        known = box_formats(file)
    if head.startswith(_SIGNATURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return _damaged(path)
    return _unknown_kind() if known else _no_photo()


def _damaged(path: Source) -> NotAPhoto:
    """Of a TIFF nobody knows: of its many ways of packing pixels the decoder knows some."""
    with path.open("rb") as file:
        is_tiff = file.read(4) in _TIFFS
    if not is_tiff:
        return damaged()
    return NotAPhoto(
        "This TIFF photo can't be opened.",
        joined(
            "Its pixels are packed in a way that the decoder does not know, or it is damaged.",
            _KEPT,
            "Please save it as JPEG and add that.",
        ),
    )


def _unknown_kind() -> NotAPhoto:
    return NotAPhoto(
        "This HEIC or AVIF photo can't be opened.",
        joined(
            "Its pixels are packed in a way that the decoder does not know, or it is damaged.",
            _KEPT,
            "Please save it as JPEG and add that.",
        ),
    )


def _refuse_unfit(path: Source) -> None:
    """A HEIC that was in work already, or was added by hand, while its decoder is not to be used."""
    problem = heif.standing().problem
    if problem is None:
        return
    with path.open("rb") as file:
        if heif.is_heic_file(file):
            raise problem


def _bytes(path: Source, bare: bool) -> BinaryIO:
    if not bare:
        return path.open("rb")
    picture = stripped.without(path)
    if picture is None:
        raise damaged()
    return picture


def _openers(path: Source) -> list[str]:
    """By what the file itself says: two decoders claim the same boxes, and only one knows the codec."""
    with path.open("rb") as file:
        return [name for name in box_formats(file) if name in _OPENERS] or _OPENERS


def pixels_at_once(image: Image.Image) -> int:
    """How many pixels lie in memory while this picture is decoded; none worth counting for a baseline JPEG.

    That one is scaled down while it is decoded, row by row; a progressive one can't be.
    """
    if image.format in ("JPEG", "MPO") and not image.info.get("progressive"):
        return 0
    return image.width * image.height


def still_to_turn(image: Image.Image, orientation: int) -> int:
    """The orientation that the decoded pixels still need. HEIC, TIFF and JPEG XL are turned while decoded."""
    return 1 if image.format in ("HEIF", "TIFF", "JXL") else orientation


def refusal(exc: Exception) -> PhotospoolError:
    """What a failure of the image library says about the photo."""
    if isinstance(exc, Image.DecompressionBombError):
        return too_large()
    if isinstance(exc, MemoryError) or (isinstance(exc, OSError) and exc.errno in _NO_MEMORY):
        return too_large()
    if isinstance(exc, UnidentifiedImageError):
        return _no_photo()
    if isinstance(exc, OSError) and exc.errno is not None:
        return unreadable(exc)
    return damaged()


def damaged() -> NotAPhoto:
    """The decoder gave up on the picture."""
    return NotAPhoto(
        "The photo is damaged.",
        joined("It can't be shown.", _KEPT, "If you have it elsewhere, add it again."),
    )


def _no_photo() -> NotAPhoto:
    return NotAPhoto(
        "This is no photo that can be read.",
        joined(
            "Its name says photo, but its content is no JPEG, HEIC, AVIF, JPEG XL, PNG, WebP, TIFF or GIF.",
            _KEPT,
            "If it should be one, send it once more from where it came.",
        ),
    )
