"""One file as a real program writes it, and what has to stand in the album.

Every input is made by code. ``why`` names the program and where the right value comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.photo import made
from tests.photo.made_metadata import PICTURE

AT = "2016-05-06T07:08:09"
WINTER_S = 1_736_380_800.0  # 9 January 2025, 1:00 in Berlin
GPS = made.place((54, 26, 3.12), (12, 41, 20.04))


@dataclass(frozen=True)
class Row:
    """One file, and what becomes of it."""

    name: str
    """In incoming, behind its folders."""
    data: bytes
    why: str
    says: dict[str, Any] = field(default_factory=dict)
    """Fields of the photo's document."""
    tags: tuple[str, ...] | None = None
    """Without ``unprocessed``."""
    pixel: tuple[tuple[float, float], tuple[int, int, int], int] | None = None
    """Where in the picture (0 to 1), the colour, how far off it may be."""
    upright: bool = False
    """Whether the four corners are where they belong."""
    place: tuple[float, float, float | None] | None = None
    private: dict[str, str] = field(default_factory=dict)
    """Notes that stand with the original, and not in the photo's document."""
    waits: bool = False
    modified_s: float = WINTER_S


def jpeg(*segments: tuple[int, bytes], **options: Any) -> bytes:
    return made.with_segments(made.encoded(PICTURE, **options), *segments)


def plain(mark: str) -> bytes:
    """A photo that says nothing of itself; another for each mark."""
    return jpeg((0xFE, mark.encode()))


def time(at: str, source: str = "file name") -> dict[str, Any]:
    return {"taken_at": at, "taken_source": source, "taken": (at + "-01-01")[:10]}


def told(kind: str, row: Row) -> str:
    """The row of docs/formats.md: which kind, the file, why, what becomes of it."""
    name = row.name.replace("\u202f", "⍽").replace("\u00a0", "⍽")
    cells = (kind.partition(" ")[2], f"`{name}`", row.why, right_of(row))
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def right_of(row: Row) -> str:
    """What becomes of it, in a line of docs/formats.md."""
    if row.waits:
        return "waits in work until it is whole"
    parts = [f"`{name}` {value if name != 'descr' else _short(str(value))}" for name, value in row.says.items()]
    if row.tags is not None:
        parts.append(f"tags {_short(', '.join(row.tags)) or 'none'}")
    if row.place is not None:
        parts.append("place " + ", ".join(str(number) for number in row.place if number is not None))
    if row.pixel is not None:
        parts.append(f"colour {row.pixel[1]} ± {row.pixel[2]}")
    if row.upright:
        parts.append("the picture, upright")
    if row.private:
        parts.append(f"only with the original: {', '.join(row.private)}")
    return "; ".join(parts) or "taken"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]} … ({len(text)} letters)"
