"""What is told of sidecars that were added together with photos, a Google Takeout's above all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.engine.added_sidecars import SidecarPlan
from photospool.security.untrusted_text import LONGEST, said

NAMED: Final = 20
"""Files that are told by name; JSON has all."""


@dataclass(frozen=True, slots=True)
class AddedReport:
    """Which photos got a sidecar, which have none, and which sidecars have no photo."""

    plan: SidecarPlan
    photos: Sequence[Path]
    """Those that were copied."""
    sidecars: Sequence[Path]
    """The same."""

    @property
    def matched(self) -> list[Path]:
        """Photos that a sidecar goes with."""
        there = set(self.sidecars)
        with_one = {photo for one in self.plan.going if one.path in there for photo in one.photos}
        return [photo for photo in self.photos if photo in with_one]

    @property
    def without(self) -> list[Path]:
        """Photos that none goes with."""
        with_one = set(self.matched)
        return [photo for photo in self.photos if photo not in with_one]

    def lines(self) -> list[str]:
        """In sentences; nothing where no sidecar was chosen."""
        plan, matched = self.plan, len(self.matched)
        if not (self.sidecars or plan.lone or plan.unsure or plan.none or plan.notes or plan.going):
            return []
        lines = [f"Sidecars go with {matched} of {_counted(len(self.photos), 'photo')}."]
        for found, what, words in (
            (self.without, "photo", "without a sidecar"),
            (plan.lone, "sidecar", "without a photo"),
            (plan.unsure, "sidecar", "of several photos"),
            (plan.none, "file", "with a sidecar's name that says nothing of a photo"),
        ):
            if found:
                lines.append(f"{_counted(len(found), what)} {words}: {_names(found)}.")
        if plan.notes:
            titles = dict.fromkeys(album for one in plan.going for album in one.albums)
            tags = f": their titles become tags ({', '.join(map(said, titles))})" if titles else ""
            lines.append(f"{_counted(len(plan.notes), 'note')} of whole albums{tags}.")
        return lines

    def as_json(self) -> dict[str, Any]:
        """For ``--json``: paths as they were given or found."""
        plan = self.plan
        return {
            "copied": len(self.photos),
            "matched": len(self.matched),
            "sidecars_copied": len(self.sidecars),
            "without_sidecar": _paths(self.without),
            "sidecars_without_photo": _paths(plan.lone),
            "sidecars_of_several_photos": _paths(plan.unsure),
            "no_sidecars": _paths(plan.none),
            "album_notes": _paths(plan.notes),
        }


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _names(paths: Sequence[Path]) -> str:
    named = ", ".join(said(path.name, LONGEST) for path in paths[:NAMED])
    return f"{named} and {len(paths) - NAMED} more" if len(paths) > NAMED else named


def _paths(paths: Iterable[Path]) -> list[str]:
    return [str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace") for path in paths]
