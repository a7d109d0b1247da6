"""How large an album is, by kind: the bytes of its originals, as its photos' documents say. Reads no original.

It counts what the album's lists show; what belongs to another photo is counted, and weighed, apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from photospool.album.documents import MEDIA, RAW, TRASH, VIDEO, Document
from photospool.album.schema import day_of, is_readable, number
from photospool.album.views import is_photo, is_with_another
from photospool.photo import formats

_OF_MEDIA: Final = {VIDEO: formats.VIDEOS, RAW: formats.RAW}


class Shelf(Protocol):
    """An album as far as this needs it; both albums are one."""

    def photo_documents(self) -> Iterator[list[Document]]:
        """Every photo's own document, in pages."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """So many, and what their originals weigh."""

    count: int = 0
    size: int = 0
    """Bytes."""

    def plus(self, size: int) -> Held:
        """With one more of so many bytes."""
        return Held(self.count + 1, self.size + size)


@dataclass(frozen=True, slots=True)
class Sizes:
    """An album's."""

    kinds: Mapping[str, Held]
    """By ``formats.PICTURED``, those in the trash among them."""
    trash: Held = Held()
    """Of all kinds; what was thrown away with one of them is weighed, and not counted."""
    video_months: Mapping[str, int] = field(default_factory=dict)
    """``YYYY-MM`` in which they were taken → bytes; films of live photos weigh too."""
    parts: Held = Held()
    """Files beside those, of all kinds, that belong to one of them: a live photo's film, the raw file of a JPEG."""


def sizes_of(album: Shelf) -> Sizes:
    """Goes through every photo's document. Raises AlbumUnavailable, AlbumRefused."""
    kinds = dict.fromkeys(formats.PICTURED, Held())
    trash = parts = Held()
    months: Counter[str] = Counter()
    for page in album.photo_documents():
        for document in page:
            if not is_readable(document) or not is_photo(document):
                continue
            size = max(0, int(number(document.get("size")) or 0))
            kind = _OF_MEDIA.get(str(document.get(MEDIA)), formats.PHOTOS)
            belongs = is_with_another(document)
            if belongs:
                parts = parts.plus(size)
            else:
                kinds[kind] = kinds[kind].plus(size)
            if document.get("cat") == TRASH:
                trash = Held(trash.count + (not belongs), trash.size + size)
            if kind == formats.VIDEOS and (day := day_of(document)):
                months[day[:7]] += size
    return Sizes(kinds, trash, dict(months), parts)
