"""What is told of sidecars that were added together with photos, a Google Takeout's above all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from photospool.engine.added_sidecars import AddedTogether
from photospool.security.untrusted_text import said

NAMED: Final = 5
"""Files that are told by name."""


def report_words(added: AddedTogether) -> list[str]:
    """Which photos got a sidecar, and what has no other half; nothing without sidecars."""
    translate = QCoreApplication.translate
    if not added.is_of_sidecars:
        return []
    lines = [translate("Added", "Sidecars go with %n of them.", "", len(added.matched))]
    lines += [text.format(names=_names(paths)) for text, paths in _told(added)]
    if added.plan.is_unasked:
        lines.append(
            translate("Added", "The album could not be asked about those without a photo: theirs may be there already.")
        )
    if titles := added.plan.titles:
        lines.append(translate("Added", "Albums that become tags: {titles}.").format(titles=_joined(titles)))
    return [line.replace("….", "…") for line in lines]


def report_sections(added: AddedTogether) -> list[tuple[str, Sequence[Path]]]:
    """The same with all names: headings, and their files."""
    return [
        (text.replace(" ({names})", "").replace(": {names}", ":").rstrip("."), paths) for text, paths in _told(added)
    ]


def _told(added: AddedTogether) -> list[tuple[str, Sequence[Path]]]:
    """Sentences with a place for names, and their files."""
    translate, plan = QCoreApplication.translate, added.plan
    found: list[tuple[str, Sequence[Path]]] = []
    if without := added.without:
        found.append((translate("Added", "Without a sidecar: %n ({names}).", "", len(without)), without))
    if there := added.there:
        text = translate("Added", "%n sidecar(s) of photos that are in the album already: {names}.", "", len(there))
        found.append((text, there))
    if plan.lone:
        found.append((translate("Added", "%n sidecar(s) without a photo: {names}.", "", len(plan.lone)), plan.lone))
    if plan.unsure:
        text = translate("Added", "%n sidecar(s) of several photos: {names}.", "", len(plan.unsure))
        found.append((text, plan.unsure))
    if plan.none:
        text = translate("Added", "%n file(s) that say(s) nothing of a photo: {names}.", "", len(plan.none))
        found.append((text, plan.none))
    return found


def _names(paths: Sequence[Path]) -> str:
    return _joined([path.name for path in paths])


def _joined(words: Sequence[str]) -> str:
    return ", ".join(map(said, words[:NAMED])) + (" …" if len(words) > NAMED else "")
