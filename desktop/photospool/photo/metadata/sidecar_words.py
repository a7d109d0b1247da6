"""What sidecars are known by in readings. Apart from what reads them, which a resting program does without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from photospool.photo.photo import Reading

MOST_BYTES: Final = 4 << 20
"""A larger file is no sidecar; as the reader of XMP packets has it."""
BY_SIDECAR: Final = "sidecar"
"""How the source of a date begins that a sidecar told."""
FAVORITE, TITLE, RATING, MODIFIED, ALBUM = "favorite", "title", "rating", "modified", "album"
"""What a reading says of a sidecar in ``full_exif``; beside it ``trashed`` and ``archived``, as Takeout
has them; ``album`` alone for Takeout's notes of a whole album.
"""


def title_of(reading: Reading) -> str:
    """What a Takeout's sidecar calls its photo; empty for the others, whose title is a person's."""
    return reading.full_exif.get(TITLE, "") if reading.format == "TAKEOUT" else ""
