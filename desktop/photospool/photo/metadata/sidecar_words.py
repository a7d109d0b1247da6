"""What sidecars are known by in readings. Apart from what reads them, which a resting program does without."""

from __future__ import annotations

from typing import Final

MOST_BYTES: Final = 4 << 20
"""A larger file is no sidecar; as the reader of XMP packets has it."""
BY_SIDECAR: Final = "sidecar"
"""How the source of a date begins that a sidecar told."""
FAVORITE, TITLE, RATING, MODIFIED, ALBUM = "favorite", "title", "rating", "modified", "album"
"""What a reading says of a sidecar in ``full_exif``; beside it ``trashed`` and ``archived``, as Takeout
has them; ``album`` alone for Takeout's notes of a whole album.
"""
