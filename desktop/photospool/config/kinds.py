"""Which kinds are taken: photos; others (videos, raw files, sidecars) after a yes of their owner's, who saw how many.

A yes of an earlier version was for photos. So a kind in the settings counts only once it was said yes to; and where
only new ones are wanted, what lies there of a new kind joins the lists of what stays before anything can be taken.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from photospool.config import existing_files
from photospool.config.app_state import AppState
from photospool.config.existing_files import Baseline
from photospool.config.more_folders import MoreFolder
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import SettingsError
from photospool.messages import message
from photospool.photo.formats import KINDS, PHOTOS, kind_of_name
from photospool.system.typed_paths import expanded

ASKED: Final = tuple(kind for kind in KINDS if kind != PHOTOS)
"""Kinds that are taken beside photos, each after a yes of its own; in the order in which they are asked of."""
A_YEAR_BYTES: Final = 60 << 30
"""What a year of a phone's videos may weigh: a minute a day in 4K (170 MB a minute in HEVC, by Apple's own table)."""
A_YEAR_OF_RAW_BYTES: Final = 145 << 30
"""What a year of raw files may weigh: 100 a week, of 30 MB each."""

_MONTHS: Final = 12
_FEWEST_MONTHS: Final = 2


def taken(settings: Settings, memory: AppState) -> tuple[str, ...]:
    """The kinds that are taken out of incoming: those in the settings to which there is a yes."""
    return tuple(kind for kind in settings.photos.kinds if kind == PHOTOS or kind in memory.confirmed_kinds)


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in the incoming folders of one kind."""

    kind: str
    count: int = 0
    size: int = 0
    """Bytes."""
    year: int | None = None
    """Bytes that a year of them may weigh, by those that lie there; None where they tell too little of that."""


def lying(here: Profile) -> list[Lying]:
    """Of each kind, in all folders that there are now; nothing is downloaded. Raises SpoolError."""
    return lying_in(_folders(here))


def lying_in(folders: Iterable[Path]) -> list[Lying]:
    """The same of these folders, whether chosen yet or not. Raises SpoolError."""
    counts, sizes = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    months: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for folder in folders:
        if folder.is_dir():
            for origin, size in existing_files.all_kinds_in(folder).items():
                kind = kind_of_name(origin)
                counts[kind] += 1
                sizes[kind] += size
                if kind != PHOTOS:  # a synced folder keeps the times of its files
                    with contextlib.suppress(OSError):
                        month = datetime.fromtimestamp((folder / origin).stat().st_mtime).strftime("%Y-%m")
                        months[kind][month] += size
    return [Lying(kind, counts[kind], sizes[kind], a_year(months[kind])) for kind in KINDS]


def a_year_of(here: Profile, kind: str) -> int | None:
    """Bytes that a year of one of KINDS may weigh, by those that lie in incoming. Raises SpoolError."""
    return next(one.year for one in lying(here) if one.kind == kind)


def a_year(months: Mapping[str, int]) -> int | None:
    """Bytes in a year, by bytes in each month (``YYYY-MM``): the last twelve, or as many as there are, stretched.

    None for a single month: it may be any.
    """
    counted = {12 * int(month[:4]) + int(month[5:7]): size for month, size in months.items()}
    if not counted or (span := max(counted) - min(counted) + 1) < _FEWEST_MONTHS:
        return None
    if span >= _MONTHS:
        return sum(size for month, size in counted.items() if month > max(counted) - _MONTHS)
    return sum(counted.values()) * _MONTHS // span


def _folders(here: Profile) -> Iterator[Path]:
    if here.settings.folders.incoming:
        yield expanded(here.settings.folders.incoming)
    yield from (folder.folder for folder in here.settings.more_folders)


def take(here: Profile, kind: str, *, only_new: bool | None = None) -> tuple[Profile, int]:
    """The user said yes to one more of KINDS; returns the profile, and how many stay because they were there before.

    ``only_new``: those that lie there now stay; False: they are taken too, also where photos of before stay; None: as
    the owner said it of each folder's photos. The lists are kept first, the settings then, and the yes last. Raises
    SettingsError, SpoolError, OSError; nothing is taken then.
    """
    here, stays = here.reloaded(), 0
    settings = here.settings
    if existing_files.is_baseline_lost(settings, here.places):
        raise existing_files.LOST
    if settings.folders.only_new if only_new is None else only_new:
        is_list_kept = settings.folders.only_new
        stays = _list(kind, here.places.baseline, settings.folders.incoming, is_list_kept=is_list_kept)
        settings = settings.replace("folders.only_new", True)
    elif settings.folders.only_new:
        _strike(kind, here.places.baseline, settings.folders.incoming)
    further = []
    for folder in settings.more_folders:
        changed, count = _with_kind_listed(here, kind, folder, only_new)
        further.append(changed)
        stays += count
    kinds = _known({*settings.photos.kinds, kind})
    here = here.with_settings(settings.with_folders(further).replace("photos.kinds", kinds))
    here = here.remembering(confirmed_kinds=_known({*here.memory.confirmed_kinds, kind}))
    return _answered(here, kind), stays


def _known(kinds: Collection[str]) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if kind in kinds)


def _with_kind_listed(here: Profile, kind: str, folder: MoreFolder, only_new: bool | None) -> tuple[MoreFolder, int]:
    if not (folder.only_new if only_new is None else only_new):
        if folder.only_new and not existing_files.is_list_lost(folder, here.places):
            _strike(kind, here.places.baseline_of(folder.key), folder.path)
        return folder, 0
    if not folder.folder.is_dir():
        raise SettingsError(
            "PATH",
            message("{path} is not there.", path=str(folder.folder)),
            "Connect its disk, so that they can be seen.",
        )
    if existing_files.is_list_lost(folder, here.places):
        return folder, 0  # nothing is taken from there before it has a yes again
    stays = _list(kind, here.places.baseline_of(folder.key), folder.path, is_list_kept=folder.only_new)
    return dataclasses.replace(folder, only_new=True), stays


def _list(kind: str, file: Path, incoming: str, *, is_list_kept: bool) -> int:
    """Add what lies there of this kind to the list of what stays, which begins anew where none is kept; how many."""
    known = existing_files.load(file, incoming) if is_list_kept else None
    kept = known or Baseline(incoming)
    there = existing_files.all_kinds_in(expanded(incoming))
    found = {origin: size for origin, size in there.items() if kind_of_name(origin) == kind}
    existing_files.save(dataclasses.replace(kept, sizes={**kept.sizes, **found}), file)
    return len(found)


def _strike(kind: str, file: Path, incoming: str) -> None:
    """Take what is of this kind off the list of what stays."""
    known = existing_files.load(file, incoming)
    if known is not None:
        others = {origin: size for origin, size in known.sizes.items() if kind_of_name(origin) != kind}
        existing_files.save(dataclasses.replace(known, sizes=others), file)


def is_to_be_asked(here: Profile, kind: str) -> bool:
    """Whether the user said yes to photos and nothing to this one of KINDS yet."""
    return here.is_confirmed and kind not in (*here.memory.asked_kinds, *taken(here.settings, here.memory))


def leave(here: Profile, kind: str) -> Profile:
    """The user wants one of KINDS to stay in incoming; a later yes is asked for anew. Photos are always taken."""
    here = forgetting(here.reloaded(), kind)
    kinds = tuple(one for one in here.settings.photos.kinds if one != kind or one == PHOTOS)
    return _answered(here.with_settings(here.settings.replace("photos.kinds", kinds)), kind)


def take_back(here: Profile, kind: str, before: Settings) -> Profile:
    """The yes to this kind was said by mistake: all is as in the settings ``before`` it, so a folder whose list of what
    stays began with that yes has none again. One that somebody has listed more in since keeps it.
    """
    here = leave(here, kind)
    settings, places = here.settings, here.places
    took_all_of_first = settings.folders.incoming == before.folders.incoming and not before.folders.only_new
    if took_all_of_first and _lists_only(kind, places.baseline, settings.folders.incoming):
        settings = settings.replace("folders.only_new", False)
    took_all = {folder.key for folder in before.more_folders if not folder.only_new}
    further = [
        dataclasses.replace(folder, only_new=False)
        if folder.key in took_all and _lists_only(kind, places.baseline_of(folder.key), folder.path)
        else folder
        for folder in settings.more_folders
    ]
    return here.with_settings(settings.with_folders(further))


def _lists_only(kind: str, file: Path, incoming: str) -> bool:
    """Whether a list of what stays is there, and nothing but this kind stands in it."""
    known = existing_files.load(file, incoming)
    return known is not None and all(kind_of_name(origin) == kind for origin in known.sizes)


def _answered(here: Profile, kind: str) -> Profile:
    """The window does not ask about a kind by itself once there was an answer."""
    return here.remembering(asked_kinds=_known({*here.memory.asked_kinds, kind}))


def ask_again(here: Profile, kind: str) -> Profile:
    """The answer was a mistake: it is taken back, and the window asks about this one of KINDS anew."""
    here = leave(here, kind)
    return here.remembering(asked_kinds=_known(set(here.memory.asked_kinds) - {kind}))


def forgetting(here: Profile, *kinds: str) -> Profile:
    """Without the yes that was said to these."""
    return here.remembering(confirmed_kinds=_known(set(here.memory.confirmed_kinds) - set(kinds)))
