"""Whether version 0.1.0 may have drawn a photo otherwise than it is drawn today, by its header alone.

So that mending an album decodes only pictures that can have been wrong. **Whoever changes how pictures come out adds
here of which files**, and raises ``RENDERER`` of ``album/documents.py``. It never decodes pixels.
"""

from __future__ import annotations

from PIL import Image

from photospool.photo.render import SHOWN

_GREY_OF_MANY_BITS = {"I", "F", "I;16", "I;16L", "I;16B", "I;16N"}


def may_differ(image: Image.Image, profile: bytes) -> bool:
    """``profile`` is what its colours are taken for now (``colours.profile``), the image opened and not yet loaded."""
    own = image.info.get("icc_profile")
    own = own if isinstance(own, bytes) else b""
    if profile != own:  # code points, a gamma, EXIF's word for Adobe RGB: only profiles were believed
        return True
    if image.format == "TIFF" or image.mode in _GREY_OF_MANY_BITS:  # 12 bits, white is zero, floats
        return True
    if image.mode == "L" and own[16:20] == b"RGB ":
        return True
    shown = image.info.get(SHOWN)  # around a moving picture's first frame
    if shown is not None and shown != (0, 0, *image.size):
        return True
    return image.format == "PNG" and "transparency" in image.info and image.mode in ("1", "L", "RGB")
