"""Which sidecars go with the photos that a person adds together: of a Google Takeout, or of any other folder.

As in incoming: by both names in one folder, never by a name alone; where two photos fit, none is guessed. A Takeout
comes in parts: where the own folder has no photo, the same folder of the other parts is looked at, for photos beside
which none of their own lies. What is left over the album is asked about: its photo may be long there.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from photospool.album.sidecar_owner import NOBODY, Owner
from photospool.engine.sidecar_matcher import Reader, tells_its_photo
from photospool.errors import PhotoError, PhotoNotReady, PhotospoolError
from photospool.photo.metadata.device_folders import says_nothing
from photospool.photo.metadata.sidecar_words import ALBUM, title_of
from photospool.photo.options import Options
from photospool.photo.photo import Reading
from photospool.photo.sidecar_names import (
    Key,
    beginning,
    is_album_notes,
    keys_of_photo,
    keys_of_sidecar,
    only_ones,
    photos_of,
    unedited,
)
from photospool.security.untrusted_text import folded

_TAKEOUT: Final = "takeout"
"""How the folder is called that each part of a Takeout has at its top."""
_MANY: Final = 50
"""Photos whose names begin alike, from which on each is looked up by its keys: thousands may."""


Ask = Callable[[str, Reading], Owner]
"""Asks the album whose a sidecar of this name is that says this, as ``owner_of``; raises what that raises."""


@dataclass(frozen=True, slots=True)
class Belongs:
    """A sidecar that goes with photos."""

    path: Path
    photos: tuple[Path, ...]
    """Its own first, then edited copies of it."""
    albums: tuple[str, ...] = ()
    """Titles of the albums that they were in."""


@dataclass(frozen=True, slots=True)
class BelongsThere:
    """A sidecar of photos that are in the album already."""

    path: Path
    photos: tuple[str, ...]
    """Their ids: its own first, then edited copies of it."""
    albums: tuple[str, ...] = ()
    """As of ``Belongs``."""


@dataclass(frozen=True, slots=True)
class SidecarPlan:
    """What is to become of the sidecars that were chosen together with photos."""

    going: tuple[Belongs, ...] = ()
    lone: tuple[Path, ...] = ()
    """Those whose photo was not chosen with them."""
    unsure: tuple[Path, ...] = ()
    """Those that fit several photos."""
    none: tuple[Path, ...] = ()
    """Named like sidecars, but they say nothing that we can read."""
    notes: tuple[Path, ...] = ()
    """A Takeout's notes of whole albums."""
    there: tuple[BelongsThere, ...] = ()
    """Those whose photo was not chosen with them, and is in the album."""
    is_unasked: bool = False
    """Whether the album could not be asked about some of those without a photo."""

    @property
    def titles(self) -> list[str]:
        """Of the albums that become tags, each once."""
        going = (title for one in self.going for title in one.albums)
        there = (title for one in self.there for title in one.albums)
        return list(dict.fromkeys([*going, *there]))

    def of(self, photo: Path) -> list[Belongs]:
        """Those that go with a photo."""
        return [one for one in self.going if photo in one.photos]


@dataclass(frozen=True, slots=True)
class AddedTogether:
    """What came of a plan."""

    plan: SidecarPlan
    photos: Sequence[Path]
    """Those that were copied."""
    sidecars: Sequence[Path]
    """The same."""

    @property
    def is_of_sidecars(self) -> bool:
        """Whether any sidecar was chosen."""
        plan = self.plan
        return bool(plan.going or plan.there or plan.lone or plan.unsure or plan.none or plan.notes)

    @property
    def matched(self) -> list[Path]:
        """Photos that a sidecar goes with."""
        with_one = self._with_one()
        return [photo for photo in self.photos if photo in with_one]

    @property
    def without(self) -> list[Path]:
        """Photos that none goes with."""
        with_one = self._with_one()
        return [photo for photo in self.photos if photo not in with_one]

    @property
    def there(self) -> list[Path]:
        """Copied sidecars of photos that were not chosen with them, and are in the album."""
        copied = set(self.sidecars)
        return [one.path for one in self.plan.there if one.path in copied]

    def _with_one(self) -> set[Path]:
        copied = set(self.sidecars)
        return {photo for one in self.plan.going if one.path in copied for photo in one.photos}


def _keys_of(name: str) -> set[Key]:
    """Of a photo, and of the one that it is an edited copy of."""
    return keys_of_photo(name) | (keys_of_photo(of) if (of := unedited(name)) else set())


@dataclass(slots=True)
class _Folder:
    names: list[tuple[str, Path]] = field(default_factory=list)
    """Photos by their folded names, sorted."""
    by_key: dict[Key, list[Path]] = field(default_factory=dict)
    """The same by each key under which a sidecar may come; made once many begin alike."""

    def near(self, sidecar: str) -> list[Path]:
        """Photos that it may go with."""
        found = self._beginning_with(beginning(sidecar))
        if len(found) <= _MANY:
            return found
        if not self.by_key:
            for _, path in self.names:
                for key in _keys_of(path.name):
                    self.by_key.setdefault(key, []).append(path)
        fitting = {path for key in keys_of_sidecar(sidecar) for path in self.by_key.get(key, ())}
        return sorted(fitting)

    def _beginning_with(self, begins: str) -> list[Path]:
        first = bisect_left(self.names, begins, key=lambda item: item[0])
        found = []
        for name, path in self.names[first:]:
            if not name.startswith(begins):
                break
            found.append(path)
        return found


@dataclass(slots=True)
class _Found:
    going: list[Belongs] = field(default_factory=list)
    lone: list[Path] = field(default_factory=list)
    unsure: list[Path] = field(default_factory=list)
    none: list[Path] = field(default_factory=list)
    notes: list[Path] = field(default_factory=list)
    there: list[BelongsThere] = field(default_factory=list)


def plan(
    photos: Iterable[Path],
    sidecars: Sequence[Path],
    reader: Reader,
    *,
    ask: Ask | None = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> SidecarPlan:
    """Find the photos of these sidecars among these photos; each one that may have a photo is read.

    ``ask`` asks the album about those that have none here.
    """
    planner, found = _Planner(photos, reader), _Found()
    others = [path for path in sidecars if is_stopped() or not planner.took_notes(path, found)]
    away = [path for path in others if not is_stopped() and not planner.judged_here(path, found)]
    for path in away:  # last, for only now it is known which photos have their own
        if not is_stopped():
            planner.judge_elsewhere(path, found)
    if not is_stopped():
        planner.join_equal(found)
    is_unasked = ask is not None and not planner.asked_album(ask, found, is_stopped)
    return SidecarPlan(
        going=tuple(found.going),
        lone=tuple(found.lone),
        unsure=tuple(found.unsure),
        none=tuple(found.none),
        notes=tuple(found.notes),
        there=tuple(found.there),
        is_unasked=is_unasked,
    )


def planned(
    photos: Iterable[Path],
    sidecars: Sequence[Path],
    *,
    ask: Ask | None = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> SidecarPlan:
    """As ``plan``, with a caged process of its own that reads them."""
    if not sidecars:
        return SidecarPlan()
    from photospool.photo.workers.pool import WorkerPool

    with contextlib.closing(WorkerPool(1, Options(large=False))) as reader:
        return plan(photos, sidecars, reader, ask=ask, is_stopped=is_stopped)


class _Planner:
    def __init__(self, photos: Iterable[Path], reader: Reader) -> None:
        self._reader = reader
        self._folders: dict[Path, _Folder] = {}
        self._albums: dict[Path | tuple[str, ...], list[str]] = {}
        self._readings: dict[Path, Reading | None] = {}
        """Of those whose own folder did not tell."""
        self._shots: dict[tuple[str, str], list[Path]] = {}
        """A Takeout's sidecars by what they say that their photo is."""
        self._served: set[Path] = set()
        """Photos beside which their own lies."""
        for photo in photos:
            self._folders.setdefault(photo.parent, _Folder()).names.append((folded(photo.name), photo))
        self._parts: dict[tuple[str, ...], list[Path]] = {}
        for path, folder in self._folders.items():
            folder.names.sort()
            if key := _in_takeout(path):
                self._parts.setdefault(key, []).append(path)

    def took_notes(self, path: Path, found: _Found) -> bool:
        """Whether it tells of a whole album; its title is kept for those that lie with it."""
        if not is_album_notes(path.name) or not (title := self._album_of(self._read(path))):
            return False
        found.notes.append(path)
        if not says_nothing(title):
            self._albums.setdefault(_in_takeout(path.parent) or path.parent, []).append(title)
        return True

    def judged_here(self, path: Path, found: _Found) -> bool:
        """Whether its own folder tells what becomes of it."""
        here = self._folders.get(path.parent)
        near = here.near(path.name) if here is not None else []
        if not near and not self._of_other_parts(path):
            found.lone.append(path)
            return True
        reading = self._read(path)
        if reading is None or self._album_of(reading):
            (found.none if reading is None else found.notes).append(path)
            return True
        self._note_shot(path, reading)
        if self._is_settled(path, reading, _match(path, near, title_of(reading)), found):
            return True
        self._readings[path] = reading
        return False

    def judge_elsewhere(self, path: Path, found: _Found) -> None:
        """Of one without a photo in its folder: in other parts of its Takeout, one that has no sidecar of its own.

        Two people's Takeouts look like parts of one.
        """
        near = [one for one in self._of_other_parts(path) if one not in self._served]
        reading = self._readings[path]
        match = _match(path, near, title_of(reading)) if reading is not None else None
        if reading is None or not self._is_settled(path, reading, match, found, is_here=False):
            found.lone.append(path)

    def join_equal(self, found: _Found) -> None:
        """A photo that was in albums has the same JSON in the folder of each, and may lie in one of them alone."""
        going = {one.path: one for one in found.going}
        lone, found.lone = found.lone, []
        for path in lone:
            reading = self._reading_of(path) if self._albums_at(path) else None
            shot = _shot(reading) if reading is not None and title_of(reading) else None
            equal = [one for one in self._shots.get(shot, ()) if one in going] if shot else []
            if reading is not None and equal and not self._differ([path, *equal]):
                found.going.append(Belongs(path, going[equal[0]].photos, self._titles(path, reading)))
            else:
                found.lone.append(path)

    def _reading_of(self, path: Path) -> Reading | None:
        """Of one that its own folder did not tell; one that names no photo is not read."""
        if path not in self._readings and tells_its_photo(path.name):
            self._readings[path] = reading = self._read(path)
            self._note_shot(path, reading)
        return self._readings.get(path)

    def asked_album(self, ask: Ask, found: _Found, is_stopped: Callable[[], bool]) -> bool:
        """Whether the album answered for all that have no photo here; those that it knows are without none any more."""
        lone, found.lone = found.lone, []
        for path in lone:
            if not is_stopped():
                self._reading_of(path)
        for number, path in enumerate(lone):
            reading = None if is_stopped() or not tells_its_photo(path.name) else self._readings.get(path)
            try:
                owner = NOBODY if reading is None else ask(path.name, reading)
            except PhotospoolError:
                found.lone += lone[number:]
                return False
            if owner.photos and reading is not None and self._differ(self._shots.get(_shot(reading), ())):
                found.unsure.append(path)  # of two photos that are told alike the album has one
            elif owner.photos and reading is not None:
                found.there.append(BelongsThere(path, owner.photos, self._titles(path, reading)))
            else:
                (found.unsure if owner.is_unsure else found.lone).append(path)
        return True

    def _note_shot(self, path: Path, reading: Reading | None) -> None:
        if reading is not None and title_of(reading):
            self._shots.setdefault(_shot(reading), []).append(path)

    @staticmethod
    def _differ(sidecars: Sequence[Path]) -> bool:
        """Whether not all are the same: one photo's has the same bytes in each album that it is in."""
        try:
            return len({path.read_bytes() for path in sidecars}) > 1
        except OSError:
            return True

    def _titles(self, path: Path, reading: Reading) -> tuple[str, ...]:
        """Of the albums that a Takeout's photo was in."""
        return tuple(dict.fromkeys(self._albums_at(path))) if reading.format == "TAKEOUT" else ()

    def _albums_at(self, path: Path) -> list[str]:
        return self._albums.get(_in_takeout(path.parent) or path.parent, [])

    def _is_settled(
        self, path: Path, reading: Reading, match: tuple[Path, ...] | None, found: _Found, *, is_here: bool = True
    ) -> bool:
        if match is None:
            return False
        if not match:
            found.unsure.append(path)
            return True
        if is_here and reading.format == "TAKEOUT":
            self._served |= {*match}
        found.going.append(Belongs(path, match, self._titles(path, reading)))
        return True

    def _of_other_parts(self, sidecar: Path) -> list[Path]:
        """Photos in other parts of its Takeout that it may belong to, by how their names begin."""
        key = _in_takeout(sidecar.parent)
        others = [self._folders[path] for path in self._parts.get(key, []) if path != sidecar.parent] if key else []
        return [photo for folder in others for photo in folder.near(sidecar.name)]

    @staticmethod
    def _album_of(reading: Reading | None) -> str:
        return "" if reading is None else reading.full_exif.get(ALBUM, "")

    def _read(self, path: Path) -> Reading | None:
        try:
            return self._reader.prepare(path, path.name).reading
        except (PhotoError, PhotoNotReady):
            return None


def _shot(reading: Reading) -> tuple[str, str]:
    """What a Takeout says that its photo is: name and moment."""
    return folded(title_of(reading)), reading.taken.at


def _in_takeout(folder: Path) -> tuple[str, ...]:
    """Where it lies in a Takeout, whichever part that is; empty outside of any, and at its top."""
    names = [folded(name) for name in folder.parts]
    return tuple(names[len(names) - names[::-1].index(_TAKEOUT) :]) if _TAKEOUT in names else ()


def _match(sidecar: Path, near: Sequence[Path], title: str) -> tuple[Path, ...] | None:
    """The photos that it goes with; empty where several fit, None where none does."""
    by_name: dict[str, list[Path]] = {}
    for photo in near:
        by_name.setdefault(photo.name, []).append(photo)
    own, copies = photos_of(sidecar.name, sorted(by_name), title)
    return only_ones(by_name, own, copies) if own else None
