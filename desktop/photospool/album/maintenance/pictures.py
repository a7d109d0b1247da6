"""Whether what lies in a picture's place is a picture, by its structure: nothing is decoded, nothing is changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from photospool.album.base import Library, NotStored
from photospool.album.schema import stubs
from photospool.photo.structure import jpeg

_STEMS: Final = frozenset({"thumb", "800x600", "1600x1200"})
_JPEG: Final = b"\xff\xd8"
_SCAN: Final = b"\xff\xda"
"""Where the picture itself begins; without it there is none."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND\xaeB`\x82"


def damaged_pictures(library: Library, document: Mapping[str, Any], *, quick: bool) -> list[str]:
    """The names of a photo's small pictures that are none. ``quick``: by what the album says of them alone.

    Raises AlbumUnavailable, AlbumRefused.
    """
    found = []
    for name, stub in stubs(document).items():
        if name.rpartition(".")[0] in _STEMS:
            kind = stub.get("content_type")
            is_called_one = isinstance(kind, str) and kind.startswith("image/")
            if not is_called_one or (not quick and not _is_one(library, document["_id"], name)):
                found.append(name)
    return found


def is_picture(data: bytes) -> bool:
    """Whether bytes have a JPEG's or a PNG's parts from the first to the last."""
    if data.startswith(_PNG):
        return data.endswith(_PNG_END)
    return data.startswith(_JPEG) and _SCAN in data and jpeg.is_whole(io.BytesIO(data), len(data))


def _is_one(library: Library, doc_id: str, name: str) -> bool:
    try:
        with library.read(doc_id, name) as chunks:
            return is_picture(b"".join(chunks))
    except NotStored:
        return False  # its bytes are gone
