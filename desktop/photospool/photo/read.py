"""What a photo knows of itself: the camera's notes, the words written into it, the day, the place.

Each is read in a room of its own (``exif``, ``captions``, ``dates``); here they are put together. Nothing in here
looks at pixels.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PIL import Image, IptcImagePlugin

from photospool.photo.captions import Captions, caption, clean_keywords, of_iptc, of_xmp
from photospool.photo.dates import Candidate, choose
from photospool.photo.exif import Exif, read_exif
from photospool.photo.formats import FORMATS
from photospool.photo.photo import Reading, Taken


def read(path: Path, name: str, image: Image.Image, format_name: str, size: tuple[int, int]) -> Reading:
    """All of it. ``name`` is the photo's own, for its date; ``size`` is upright, in pixels.

    ``format_name`` is the image library's, a key of ``FORMATS``. Raises OSError.
    """
    exif = read_exif(path, image)
    iptc, xmp = _iptc(image), of_xmp(_xmp(image))
    kind = FORMATS[format_name]
    return Reading(
        format="JPEG" if format_name == "MPO" else format_name,
        content_type=kind.content_type,
        extension=kind.extension,
        width=size[0],
        height=size[1],
        orientation=exif.orientation,
        taken=_taken(exif, xmp, name, path.stat().st_mtime),
        exif=exif.for_everybody(),
        full_exif=exif.complete(),
        location=exif.location,
        description=_description(exif, iptc, xmp),
        keywords=clean_keywords(iptc.keywords + xmp.keywords),
    )


def _iptc(image: Image.Image) -> Captions:
    try:
        return of_iptc(IptcImagePlugin.getiptcinfo(image))  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 - it raises whatever its parser meets in odd records
        return Captions()


def _xmp(image: Image.Image) -> bytes | str | None:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if packet is None and hasattr(image, "tag_v2"):
        packet = image.tag_v2.get(700)
    return packet if isinstance(packet, bytes | str) else None


def _description(exif: Exif, iptc: Captions, xmp: Captions) -> str:
    """A caption before a title, and what programs write before what cameras write."""
    return caption(
        iptc.description,
        xmp.description,
        exif.words.get("Image ImageDescription", ""),
        iptc.title,
        xmp.title,
        exif.words.get("Image XPTitle", ""),
    )


def _taken(exif: Exif, xmp: Captions, name: str, modified_s: float) -> Taken:
    words = exif.words
    before = [
        Candidate(
            f"EXIF {tag}",
            words.get(f"EXIF {tag}", ""),
            words.get(f"EXIF SubSecTime{which}", ""),
            words.get(f"EXIF OffsetTime{which}", ""),
        )
        for tag, which in (("DateTimeOriginal", "Original"), ("DateTimeDigitized", "Digitized"))
    ]
    before += [Candidate(f"XMP {tag}", text) for tag, text in xmp.dates.items()]
    after = [
        Candidate(
            "Image DateTime",
            words.get("Image DateTime", ""),
            words.get("EXIF SubSecTime", ""),
            words.get("EXIF OffsetTime", ""),
        )
    ]
    return choose(before, name, after, modified_s=modified_s, now=datetime.now().astimezone())
