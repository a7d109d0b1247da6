"""What the user chose about pictures. Apart from what makes them, so that a resting program loads none of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Ask(Protocol):
    """Asks for leave to hold pixels in memory; returns once it is given."""

    def __call__(self, pixels: int, /, *, develops: bool = False) -> None:
        """So many at once, instead of those asked for before. ``develops``: a raw file will be developed in them, which
        takes seconds.
        """


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose about the pictures in the album."""

    large: bool = True
    """Whether the picture for dense screens is made."""
    quality: int = 85
    """JPEG quality of the pictures, 1 to 95."""
    heic_anyway: bool = False
    """Whether HEIC is opened also where files or network stay open to its decoder."""
    videos: bool = False
    """Whether videos are carried too; one that comes otherwise is refused with its reason."""
    raw: bool = False
    """Whether cameras' raw files are carried too; as for videos."""
    develops: bool = True
    """Whether raw files may be developed, and JPEG XL opened: a worker says no where its cage leaves files or network
    open.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The renditions' names, the smallest first."""
        return ("thumb.jpg", "800x600.jpg", "1600x1200.jpg") if self.large else ("thumb.jpg", "800x600.jpg")
