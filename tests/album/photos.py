"""Photos as values for the tests of albums: any bytes will do, for no album looks into a picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

from photospool.photo.photo import Digests, Location, Photo, Prepared, Reading, Rendition, Taken

PICTURES = ("thumb.jpg", "800x600.jpg", "1600x1200.jpg")


def photo(
    folder: Path,
    content: bytes = b"\xff\xd8 the original's bytes \xff\xd9",
    *,
    name: str = "IMG_1.jpg",
    pictures: tuple[str, ...] = PICTURES,
    keywords: tuple[str, ...] = ("unprocessed",),
    renderer: str = "",
) -> Photo:
    """A photo whose original lies in ``folder``; another ``renderer`` made other bytes of the same pictures."""
    path = folder / name
    path.write_bytes(content)
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    taken = Taken("2013-05-01", "2013-05-01T12:34:56.780+02:00", "EXIF DateTimeOriginal")
    return Photo(
        path=path,
        filename=name,
        digests=Digests(md5, hashlib.sha256(content).hexdigest(), len(content)),
        prepared=Prepared(
            Reading(
                format="JPEG",
                content_type="image/jpeg",
                extension="jpg",
                width=4000,
                height=3000,
                orientation=6,
                taken=taken,
                exif={"Image Make": "Müller", "Image Model": "M 1", "Image Orientation": "Horizontal (normal)"},
                full_exif={"Image Make": "Müller", "Image Model": "M 1", "EXIF BodySerialNumber": "4711"},
                location=Location(47.5, 9.25, 400.0),
            ),
            tuple(
                Rendition(picture, 100, 75, f"\xff\xd8 {picture} {md5} {renderer}".encode("latin-1"))
                for picture in pictures
            ),
            "placeholder",
        ),
        category="Private",
        keywords=keywords,
        description="Uploaded image.",
        added_by="Änne",
        ts="2026-01-02T03:04:05",
        taken=taken,
    )
