"""What is going on now, as the user said it: words for every photo that arrives until a time of their choosing.

A pure value: app_state.py keeps it, engine/factory.py applies it (once, when a photo is claimed).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from photospool.errors import SettingsError
from photospool.photo.metadata.tags import as_keyword
from photospool.spool.jobs import JobWords

NEVER: Final = frozenset({"Public", "Trash"})
"""Categories that nothing gets unattended: publishing is done while looking at the photo."""


@dataclass(frozen=True, slots=True)
class CurrentEvent:
    """One event, or none: ``CurrentEvent()`` is over since long."""

    name: str = ""
    """``Wedding``; becomes a keyword."""
    keywords: tuple[str, ...] = ()
    """Further ones."""
    category: str = ""
    """Empty: the usual one."""
    until: float = 0.0
    """Seconds since 1970; what is claimed from then on is not of this event."""

    def is_on(self, now: float) -> bool:
        """Whether photos claimed now belong to it."""
        return now < self.until and bool(self.words())

    def words(self) -> JobWords:
        """What it says about a photo, as a job keeps it."""
        words: JobWords = {}
        if self.all_keywords:
            words["keywords"] = list(self.all_keywords)
        if self.category and self.category not in NEVER:
            words["category"] = self.category
        return words

    @property
    def all_keywords(self) -> tuple[str, ...]:
        """Its name and the further ones, as the album takes them."""
        found = (as_keyword(word) for word in (self.name, *self.keywords))
        return tuple(dict.fromkeys(word for word in found if word))

    def validate(self, now: float) -> list[SettingsError]:
        """All that is wrong with it, by field."""
        problems = []
        if not self.words() and self.category not in NEVER:
            problems.append(SettingsError("name", "The event needs a name.", "It becomes a tag of its photos."))
        if self.category in NEVER:
            problems.append(
                SettingsError(
                    "category",
                    "What arrives by itself is never public."
                    if self.category == "Public"
                    else "New photos can't go to the trash.",
                    "Choose Private or Friends/Family here, and publish photos while looking at them.",
                )
            )
        if self.until <= now:
            problems.append(SettingsError("until", "This time is over already.", "Choose a later one."))
        return problems


def joined(first: JobWords, second: JobWords) -> JobWords:
    """The words of two sources: keywords of both, else what the first says."""
    words: JobWords = {**second, **first}
    if keywords := [*first.get("keywords", ()), *second.get("keywords", ())]:
        words["keywords"] = list(dict.fromkeys(keywords))
    return words


def as_json(event: CurrentEvent) -> dict[str, Any]:
    """For the program's memory."""
    return {
        "name": event.name,
        "keywords": list(event.keywords),
        "category": event.category,
        "until": event.until,
    }


def in_hours(now: datetime, hours: int) -> datetime:
    """So many hours later by this computer's wall clock, in the night too in which that is set forward or back."""
    return datetime.fromtimestamp(now.timestamp() + hours * 3600)


def from_json(tree: object) -> CurrentEvent:
    """What the memory holds; whatever is no event is none."""
    if not isinstance(tree, dict):
        return CurrentEvent()
    until = tree.get("until")
    is_time = isinstance(until, (int, float)) and not isinstance(until, bool) and math.isfinite(until)
    return CurrentEvent(
        name=_text(tree.get("name")),
        keywords=tuple(_text(word) for word in _list(tree.get("keywords")) if word),
        category=_text(tree.get("category")),
        until=float(until) if is_time and until is not None else 0.0,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []
