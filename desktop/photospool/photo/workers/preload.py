"""All that decoding will ever need, loaded before the cage closes: afterwards nothing can be opened, also no module.

**Whoever adds a format, a codec or a reader of metadata adds here what it imports late.** A test of
``tests/photo/sandbox`` decodes every supported format and fails on any module that is imported after ``everything``.
"""

from __future__ import annotations

import codecs
import importlib
from datetime import datetime

MODULES = """
photospool.photo.colours photospool.photo.decode photospool.photo.metadata.read photospool.photo.render
photospool.photo.exif_orientation photospool.photo.scaling
photospool.photo.metadata.movies photospool.photo.metadata.sidecars photospool.photo.poster
photospool.photo.raw_pictures photospool.photo.former_reading photospool.photo.former_rendering photospool.photo.looks
PIL.AvifImagePlugin PIL.GifImagePlugin PIL.JpegImagePlugin PIL.MpoImagePlugin PIL.PngImagePlugin PIL.TiffImagePlugin
PIL.WebPImagePlugin PIL.ImageChops PIL.ImagePalette PIL.JpegPresets
exifread.core.heic exifread.core.jpeg exifread.core.jxl exifread.core.xmp
mmap plistlib zlib
""".split()
"""What is imported only when a file needs it: our own rooms first, then the image library's, then the others'."""

ENCODINGS = "ascii latin-1 utf-8 utf-16 utf-16-le utf-16-be utf-32 cp1252 iso2022_jp".split()
"""Encodings of the texts within photos; Python loads each at its first use. XMP knows no others."""


def everything() -> None:
    """Import all of it, and let the system's libraries read what they read once (the time zone)."""
    for name in MODULES:
        importlib.import_module(name)
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    b'\x1b$B$"\x1b(B'.decode("iso2022_jp")  # its table of characters is a module of its own
    _of_the_image_library()
    datetime.now().astimezone()


def _of_the_image_library() -> None:
    """Its own first steps. With our formats known, it does not look for those of all others."""
    from PIL import Image

    from photospool.photo import jxl, raw_developer, scaling
    from photospool.photo.metadata import packed_notes

    raw_developer.load()
    jxl.load()
    packed_notes.load()
    Image.preinit()
    scaling.is_fast()
