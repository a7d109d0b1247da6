"""What is told of sidecars that were added together with photos, a Google Takeout's above all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from photospool.engine.added_sidecars import SidecarPlan
from photospool.security.untrusted_text import said

NAMED: Final = 5
"""Files that are told by name."""


def report_words(plan: SidecarPlan, photos: Sequence[Path], sidecars: Sequence[Path]) -> list[str]:
    """Which of these photos, that were copied, got a sidecar, and what has no other half; nothing without sidecars."""
    translate = QCoreApplication.translate
    if not (plan.going or plan.lone or plan.unsure or plan.none or plan.notes):
        return []
    with_one = {photo for one in plan.going if one.path in set(sidecars) for photo in one.photos}
    matched = sum(photo in with_one for photo in photos)
    without = [photo for photo in photos if photo not in with_one]
    lines = [translate("Added", "Sidecars go with %n of them.", "", matched)]
    if without:
        text = translate("Added", "Without a sidecar: %n ({names}).", "", len(without))
        lines.append(text.format(names=_names(without)))
    if plan.lone:
        text = translate("Added", "%n sidecar(s) without a photo: {names}.", "", len(plan.lone))
        lines.append(text.format(names=_names(plan.lone)))
    if plan.unsure:
        text = translate("Added", "%n sidecar(s) of several photos: {names}.", "", len(plan.unsure))
        lines.append(text.format(names=_names(plan.unsure)))
    if plan.none:
        text = translate("Added", "%n file(s) that say(s) nothing of a photo: {names}.", "", len(plan.none))
        lines.append(text.format(names=_names(plan.none)))
    if titles := dict.fromkeys(album for one in plan.going for album in one.albums):
        lines.append(translate("Added", "Albums that become tags: {titles}.").format(titles=_joined(list(titles))))
    return [line.replace("….", "…") for line in lines]


def _names(paths: Sequence[Path]) -> str:
    return _joined([path.name for path in paths])


def _joined(words: Sequence[str]) -> str:
    return ", ".join(map(said, words[:NAMED])) + (" …" if len(words) > NAMED else "")
