"""Files of one shot as values for the tests of albums: what they say of themselves is given, their bytes are any."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from photospool.photo.photo import Photo, Taken

from .photos import photo

AT = "2024-05-01T12:34:56"
APPLE = {"Image Make": "Apple", "Image Model": "iPhone 15"}


def shot(
    folder: Path,
    name: str,
    *,
    content: str = "",
    burst: str = "",
    at: str = AT,
    camera: dict[str, str] | None = None,
    seconds: float = 0.0,
    **fields: object,
) -> Photo:
    """One file; its kind is told by its name, its bytes by all that is given."""
    extension = name.rpartition(".")[2].lower()
    bytes_ = f"{name} {content} {burst} {at} {camera} {seconds}".encode()
    own = folder / hashlib.md5(bytes_, usedforsecurity=False).hexdigest()  # others have the same name
    own.mkdir(exist_ok=True)
    given = photo(own, bytes_, name=name)
    kind = {"mov": "MOV", "mp4": "MP4", "nef": "NEF", "dng": "DNG", "heic": "HEIF"}.get(extension, "JPEG")
    is_film = kind in ("MOV", "MP4")
    reading = replace(
        given.prepared.reading,
        format=kind,
        extension=extension,
        content_type="video/quicktime" if is_film else "image/jpeg",
        taken=Taken(at[:10], at, "QuickTime creationdate" if is_film else "EXIF DateTimeOriginal"),
        exif=APPLE if camera is None else camera,
        content_id=content,
        burst_id=burst,
        duration_s=seconds or (2.5 if is_film else 0.0),
        video_codec="hvc1" if is_film else "",
    )
    prepared = replace(given.prepared, reading=reading, poster="frame" if is_film else "")
    return replace(given, prepared=prepared, taken=reading.taken, **fields)  # type: ignore[arg-type]
