"""What is told of sidecars that were added together with photos, a Google Takeout's above all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from photospool.engine.added_sidecars import AddedTogether
from photospool.security.untrusted_text import LONGEST, said

NAMED: Final = 20
"""Files that are told by name; JSON has all."""


class AddedReport(AddedTogether):
    """Which photos got a sidecar, which have none, and which sidecars have no photo."""

    __slots__ = ()

    def lines(self) -> list[str]:
        """In sentences; nothing where no sidecar was chosen."""
        plan, matched = self.plan, len(self.matched)
        if not self.is_of_sidecars:
            return []
        lines = [f"Sidecars go with {matched} of {_counted(len(self.photos), 'photo')}."]
        lines += [f"{heading}: {_names(found)}." for heading, found in self.sections()]
        if plan.is_unasked:
            lines.append("The album could not be asked about those without a photo: theirs may be there already.")
        if plan.notes:
            titles = plan.titles
            tags = f": their titles become tags ({', '.join(map(said, titles))})" if titles else ""
            lines.append(f"{_counted(len(plan.notes), 'note')} of whole albums{tags}.")
        return lines

    def sections(self) -> list[tuple[str, Sequence[Path]]]:
        """What is told by name: each heading, with all of its files."""
        plan = self.plan
        found: list[tuple[str, str, Sequence[Path]]] = [
            ("photo", "without a sidecar", self.without),
            ("sidecar", "of photos that are in the album already", self.there),
            ("sidecar", "without a photo", plan.lone),
            ("sidecar", "of several photos", plan.unsure),
            ("file", "with a sidecar's name that says nothing of a photo", plan.none),
        ]
        return [(f"{_counted(len(paths), what)} {words}", paths) for what, words, paths in found if paths]

    def as_json(self) -> dict[str, Any]:
        """For ``--json``: paths as they were given or found."""
        plan = self.plan
        return {
            "copied": len(self.photos),
            "matched": len(self.matched),
            "sidecars_copied": len(self.sidecars),
            "without_sidecar": _paths(self.without),
            "sidecars_of_stored_photos": _paths(self.there),
            "sidecars_without_photo": _paths(plan.lone),
            "album_not_asked": plan.is_unasked,
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
