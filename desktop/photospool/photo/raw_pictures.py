"""Pictures of a camera's raw file: its largest JPEG, else developed, else a smaller JPEG or thumbnail, else drawn."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from photospool.errors import NotAPhoto, TooLarge
from photospool.photo import colours, decode, poster, raw_developer, render
from photospool.photo.exif_orientation import turned
from photospool.photo.metadata.read import Notes, preview_of
from photospool.photo.options import Ask
from photospool.photo.photo import Rendition
from photospool.photo.source import FilePart, Handed
from photospool.photo.structure.raw_file import SRGB, RawFile, RawPreview, RawThumbnail

PREVIEW, DEVELOPED, SMALL, UNDEVELOPED, DRAWN = "preview", "developed", "small", "undeveloped", "drawn"
"""What ``Prepared.poster`` says of a raw file.

Its own JPEG was large enough; it was developed; its JPEG is smaller than the pictures could be, and nothing was there
that develops; what is there could not, so that it is shown by a small picture or a drawn one; it has none, and
nothing was there that develops.
"""


@dataclass(frozen=True, slots=True)
class RawPictures:
    """What was made."""

    renditions: tuple[Rendition, ...]
    poster: str
    size: tuple[int, int]
    """Of the original, upright, in pixels."""


@dataclass(frozen=True, slots=True)
class RawRenderer:
    """Makes the pictures of one file. A whole file always gets some, drawn ones at worst."""

    path: Path | Handed
    raw: RawFile
    notes: Notes
    names: Sequence[str]
    """Of the renditions."""
    quality: int
    develops: bool
    """Whether raw files may be developed here."""
    ask: Ask | None = None
    """As for ``prepare.prepare``."""

    def rendered(self) -> RawPictures:
        """All of them. Raises OSError, MemoryError."""
        previews = sorted(self.raw.previews, key=lambda one: one.pixels, reverse=True)
        for preview in previews:
            if not self.is_enough(preview):
                break
            with contextlib.suppress(NotAPhoto, TooLarge):
                return self._of_preview(preview, PREVIEW)
        how = SMALL
        width, height = self._size
        if self.raw.is_mapped:
            how = UNDEVELOPED
        elif self.develops and raw_developer.can_develop(width * height, self.path.stat().st_size):
            how = UNDEVELOPED
            with contextlib.suppress(raw_developer.Undevelopable):
                return self._developed()
        for preview in previews:
            with contextlib.suppress(NotAPhoto, TooLarge):
                return self._of_preview(preview, how)
        if self.raw.thumbnail is not None:
            picture, orientation = self._thumbnail(self.raw.thumbnail), self.notes.exif.orientation
            return RawPictures(render.render(picture, orientation, self.names, self.quality), how, self._upright)
        picture = poster.drawn(self._upright, plays=False)
        renditions = render.render(picture, 1, self.names, self.quality)
        return RawPictures(renditions, DRAWN if how == SMALL else how, self._upright)

    def is_enough(self, preview: RawPreview) -> bool:
        """Whether the pictures would be no larger of the raw itself. Cameras round: a hundredth less is as good."""
        wanted = render.fitted(self._upright, self._box)
        return max(preview.width, preview.height) >= 0.99 * max(wanted)

    @property
    def _size(self) -> tuple[int, int]:
        """Of the original as it lies; of the largest JPEG where the file does not say it; 0 where nobody knows."""
        if self.raw.width and self.raw.height:
            return self.raw.width, self.raw.height
        largest = self.raw.largest
        return (largest.width, largest.height) if largest else (0, 0)

    @property
    def _upright(self) -> tuple[int, int]:
        size = turned(self._size, self.notes.exif.orientation)
        return size if min(size) else (1, 1)

    @property
    def _box(self) -> tuple[int, int]:
        return max(render.BOXES[name] for name in self.names)

    def _of_preview(self, preview: RawPreview, how: str) -> RawPictures:
        part = preview_of(self.path, preview)
        with decode.opened(part) as image:
            if self.ask and (pixels := decode.pixels_at_once(image)):
                self.ask(pixels)
            space = preview.space or self.raw.space
            own = colours.profile(part, image, {} if space else self.notes.exif.words)
            profile = own or (colours.of_space(space) if space and space != SRGB else b"")
            renditions = render.render(image, self._still_to_turn(preview), self.names, self.quality, profile)
        return RawPictures(renditions, how, self._upright)

    def _thumbnail(self, thumbnail: RawThumbnail) -> Image.Image:
        """Raises OSError."""
        data = FilePart(self.path, thumbnail.offset, thumbnail.length).read_bytes()
        return Image.frombytes("RGB", (thumbnail.width, thumbnail.height), data)

    def _still_to_turn(self, preview: RawPreview) -> int:
        """Some programs lay the JPEG down upright and leave the note that says how to turn it."""
        orientation = self.notes.exif.orientation
        lies_across = (self.raw.width - self.raw.height) * (preview.width - preview.height) < 0
        return 1 if orientation >= 5 and lies_across else orientation

    def _developed(self) -> RawPictures:
        if self.ask:
            self.ask(max(1, self._size[0] * self._size[1]), develops=True)
        image = raw_developer.developed(self.path, max(self._box))
        orientation = self.notes.exif.orientation
        size = self._upright if min(self._size) else turned(image.size, orientation)
        return RawPictures(render.render(image, orientation, self.names, self.quality), DEVELOPED, size)
