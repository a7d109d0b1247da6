"""The one room that knows what opens JPEG XL: the decoder of pillow-jxl-plugin (libjxl), an optional extra.

It is loaded in a worker and nowhere else, and used only where that worker can neither read other files nor reach the
network. Its package registers itself with the image library too; that way is never taken, for it decodes a file at
opening, with as many threads as there are cores, and turns no JPEG that was packed. docs/formats.md says who keeps it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from photospool.errors import NotAPhoto
from photospool.messages import joined
from photospool.photo.jxl_support import is_fit
from photospool.photo.source import InMemory, Source
from photospool.photo.structure import jxl_boxes

if TYPE_CHECKING:
    from PIL import Image

_MODES: Final = {"L", "LA", "RGB", "RGBA", "I;16", "F"}
_KEPT: Final = "The file is kept unchanged among what needs attention."


class JxlDamaged(Exception):
    """libjxl can't read it, or not to its end. Nobody is told: the caller knows which."""


def load() -> None:
    """Before the cage closes: afterwards no module could be loaded."""
    _decoder()


@cache
def _decoder() -> Any:
    """The class, or None where it is missing, broken or too old."""
    if not is_fit():
        return None
    try:
        from pillow_jxl import Decoder

        return Decoder
    except Exception:  # noqa: BLE001 - half there, or of another system
        return None


def refuse_unfit(*, is_closed_in: bool) -> None:
    """Raise NotAPhoto where nothing here may open a JPEG XL."""
    if _decoder() is None:
        raise NotAPhoto(
            "This is a JPEG XL photo, and nothing here can open it.",
            joined(
                "Install the extra “jxl” (see “JPEG XL” in the documentation of formats), start Photospool again, and "
                "retry. Or save it as JPEG and add that.",
                _KEPT,
            ),
        )
    if not is_closed_in:
        raise NotAPhoto(
            "This computer can't close in what opens JPEG XL photos.",
            joined("A prepared photo could do harm through it. Please save it as JPEG and add that.", _KEPT),
        )


def jpeg_in(path: Source) -> InMemory | None:
    """The JPEG that was packed, byte for byte; None where none was, or it can't be made again. Raises OSError."""
    with path.open("rb") as file:
        if not jxl_boxes.has_jpeg(file):
            return None
    try:
        is_jpeg, _, data, _, _ = _decoded(path.read_bytes())
    except JxlDamaged:
        return None
    return InMemory(bytes(data), path.stat().st_mtime) if is_jpeg else None


def picture(path: Source) -> Image.Image:
    """The pixels, upright, and in ``info`` the profile of their colours. Raises JxlDamaged, NotAPhoto, OSError.

    Without the boxes around them: broken notes cost no photo.
    """
    from PIL import Image

    with path.open("rb") as file:
        coded = jxl_boxes.codestream(file)
    _, told, data, profile, _ = _decoded(coded)
    if told.mode not in _MODES:
        raise NotAPhoto(
            "This JPEG XL photo can't be opened.",
            joined(
                "Its pixels are packed in a way that the decoder does not know, or it is damaged.",
                _KEPT,
                "Please save it as JPEG and add that.",
            ),
        )
    image = Image.frombytes(told.mode, (told.width, told.height), bytes(data))
    if told.mode == "F":  # grey in floating-point numbers, 1 is white; what is lighter is cut off
        image = image.point(lambda value: value * 65535 + 0.5).convert("I").convert("I;16")
    image.format = "JXL"
    if profile:
        image.info["icc_profile"] = bytes(profile)
    return image


def _decoded(data: bytes) -> Any:
    """Whether it is a JPEG, what the picture is, its bytes, its profile, the boxes. One photo, one thread."""
    try:
        return _decoder()(num_threads=0)(data)
    except (RuntimeError, ValueError) as exc:
        raise JxlDamaged from exc
