"""Which photo in the album a sidecar in incoming belongs to: by both names in one folder, and never by a name alone.

It waits while a photo that it may belong to lies there, or is in work; it is taken once exactly one photo is known that
lay in this folder and fits. Where two fit, it stays, named: unless it lay beside one of them as that was taken.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final, Protocol

from photospool.album.documents import Stored
from photospool.album.sidecar_owner import NOBODY, Owner
from photospool.album.sidecars import beside
from photospool.album.stacks import Member, are_apart
from photospool.engine.incoming_folder import LONE, NOTES, UNSURE, folder_of
from photospool.errors import PhotoError, PhotoNotReady
from photospool.photo.digests import digests
from photospool.photo.formats import PHOTOS, PICTURED, kind_of_name
from photospool.photo.metadata.device_folders import says_nothing
from photospool.photo.metadata.sidecar_words import ALBUM, title_of
from photospool.photo.metadata.text import texts
from photospool.photo.photo import Digests, Prepared, Reading
from photospool.photo.sidecar_names import beginning, is_album_notes, photos_of, unedited
from photospool.security.untrusted_text import folded
from photospool.spool.durable_io import state_at
from photospool.spool.ignore import ignore_reason
from photospool.spool.jobs import Job, JobWords
from photospool.spool.place_memory import Place, PlaceMemory
from photospool.spool.scanner import ScanEntry
from photospool.spool.spools import Spools

log = logging.getLogger(__name__)

NO_SIDECAR: Final = "unknown"
"""It says nothing that we can read."""
_REMEMBERED: Final = 1000


class Reader(Protocol):
    """Reads a sidecar in a process that may die without harm."""

    def prepare(self, path: Path, name: str) -> Prepared:
        """Raises PhotoError or PhotoNotReady."""
        ...


@dataclass(frozen=True, slots=True)
class Match:
    """What is to become of one file."""

    entry: ScanEntry
    reason: str
    """Why it stays; empty: it is taken."""
    words: JobWords | None = None
    """Which photos it goes with."""
    digests: Digests | None = None
    """Of one that is to be copied, because all stays in its folder."""
    is_there: bool = False
    """Whether the album has it with these photos."""
    is_unread: bool = False
    """Whether it could not be read now, by no fault of its own."""


class SidecarMatcher:
    """Safe to use from several threads."""

    def __init__(
        self,
        memory: PlaceMemory,
        reader: Reader,
        spool: Spools,
        find: Callable[[Sequence[str]], Mapping[str, Stored]] = lambda _ids: {},
        owner: Callable[[str, Reading], Owner] = lambda _name, _reading: NOBODY,
    ) -> None:
        """``find`` and ``owner`` ask the album, as ``Album.find`` and ``owner_of``."""
        self.memory, self._find, self._owner = memory, find, owner
        self._reader = reader
        self._spool = spool
        self._news: queue.SimpleQueue[tuple[Place, str]] = queue.SimpleQueue()
        self._albums: dict[tuple[str, object], str] = {}  # of one thread at a time

    def noted(self, job: Job, photo_id: str) -> None:
        """A photo is in the album, and still in work. One that was added by hand lay in no incoming folder."""
        if not job.origin:
            return
        origin = PurePath(job.origin)
        place = Place(job.source, folder_of(origin))
        self.memory.note(place, origin.name, folded(origin.name), photo_id, texts(job.words.get("beside")))
        self._news.put((place, folded(origin.name)))

    def rightful(self, place: Place, sidecar: str, holder: str) -> tuple[str, bool]:
        """The id of the photo that it belongs to rather than to ``holder``, of those that lay in this folder, and
        whether both share it; empty where nobody has a better right.
        """
        known = self.memory.photos(place, beginning(sidecar))
        own, copies = photos_of(sidecar, sorted(known))
        if len(own) != 1 or len(known[own[0]]) != 1 or known[own[0]][0] == holder:
            return "", False
        held = [name for name, ids in known.items() if holder in ids and name != own[0]]
        return (known[own[0]][0], any(name in copies for name in held)) if held else ("", False)

    def are_apart(self, photo: str, others: Iterable[str]) -> bool:
        """Whether the album knows that a photo is of another shot than each of these, by their ids. Cards count from 1
        again, and lie in one folder with those of years ago. Raises what the album raises.
        """
        wanted = [photo, *others]
        found = {one: Member.of(stored) for one, stored in self._find(wanted).items()}
        own = found.get(photo)
        rest = [found.get(one) for one in wanted[1:]]
        return own is not None and all(one is not None and are_apart(own, one) for one in rest)

    def rivals(self, job: Job) -> list[str]:
        """Ids of other photos that lay in a photo's folder, and whose sidecars may be its own."""
        origin = PurePath(job.origin)
        stem = folded(origin.name).rpartition(".")[0]
        known = self.memory.photos(Place(job.source, folder_of(origin)), stem) if job.origin else {}
        found: list[str] = []
        for name, ids in known.items():
            is_near = folded(name).rpartition(".")[0] == stem or folded(unedited(name)) == folded(origin.name)
            found += ids if name != origin.name and is_near else []
        return found

    def news(self) -> Iterator[tuple[Place, str]]:
        """Photos that were noted since this was asked last: where they lay, and their folded names."""
        while not self._news.empty():
            yield self._news.get()

    def judged(
        self, source: str, files: Sequence[ScanEntry], stop: threading.Event, *, keeps: bool = False
    ) -> Iterator[Match]:
        """Find the photos of these; ``keeps``: of a folder whose photos stay. Raises SpoolError where work can't be
        looked at, and what the album raises.
        """
        # In the order in which photos travel, so that none is missed: incoming, work, the album.
        # What is noted meanwhile wakes its sidecars.
        listed = {folder: _Listed(folder) for folder in {entry.path.parent for entry in files}}
        under_way = self._under_way(source)
        for entry in files:
            if stop.is_set():
                return
            near = under_way.get(folder_of(PurePath(entry.origin)), set())
            match = self._verdict(source, entry, listed[entry.path.parent], near, keeps=keeps)
            yield self._to_be_copied(match) if keeps else match

    def _verdict(
        self,
        source: str,
        entry: ScanEntry,
        listed: _Listed,
        under_way: set[str],
        *,
        keeps: bool,
    ) -> Match:
        name = entry.path.name
        place = Place(source, folder_of(PurePath(entry.origin)))
        begins = beginning(name)
        known = self.memory.photos(place, begins)
        lying = listed.beginning_with(begins)
        near = {*lying, *known, *(one for one in under_way if folded(one).startswith(begins))}
        if not near and not is_album_notes(name) and not tells_its_photo(name):
            return Match(entry, LONE)
        try:
            reading = self._reader.prepare(entry.path, name).reading
        except PhotoNotReady:
            return Match(entry, LONE, is_unread=True)
        except PhotoError:
            return Match(entry, NO_SIDECAR if near else LONE)
        if state_at(entry.path) != entry.state or ALBUM in reading.full_exif:
            return Match(entry, NOTES if ALBUM in reading.full_exif else LONE)
        own, copies = photos_of(name, sorted(near), title_of(reading))
        albums = self._albums_of(entry, reading, listed.notes)
        more: JobWords = {"albums": albums} if albums else {}
        if keeps and len(own) == 1 and own[0] in lying and not under_way & {*own, *copies}:
            return self._beside_lying(entry, [own[0], *(copy for copy in copies if copy in lying)], more)
        if {*lying, *under_way} & {*own, *copies}:
            return Match(entry, LONE)
        if not own:
            return self._long_stored(entry, reading, more)
        there, near_it = known.get(own[0], []) if len(own) == 1 else [], self.memory.beside(place, mark(entry))
        ids = [one for one in there if one in near_it]
        if not ids and any(kind_of_name(one) == PHOTOS and fits(name, one) for one in {*lying, *under_way}):
            return Match(entry, LONE)  # the better name may be another shot's: the album tells when both are there
        ids = ids or there
        if len(ids) == 1 and near_it and ids[0] not in near_it and self.are_apart(ids[0], near_it):
            ids = sorted(near_it)  # the better name is another shot's
        if len(ids) != 1:
            here = ids or [one for photo in own for one in known.get(photo, [])]  # or of several names that fit
            return self._long_stored(entry, reading, more, among=here)
        others = [known[copy][0] for copy in copies if len(known.get(copy, [])) == 1]
        others = [one for one in others if not self.are_apart(ids[0], [one])]
        return Match(entry, "", {"photos": list(dict.fromkeys([*ids, *others])), **more})

    def _long_stored(self, entry: ScanEntry, reading: Reading, more: JobWords, among: Sequence[str] = ()) -> Match:
        """No photo of its own lay in this folder, or several (``among``): the album may know it by what it says."""
        owner = self._owner(entry.path.name, reading)
        if not owner.photos or (among and owner.photos[0] not in among):
            return Match(entry, UNSURE if among or owner.is_unsure else LONE)
        return Match(entry, "", {"photos": list(owner.photos), **more})

    def _beside_lying(self, entry: ScanEntry, names: Sequence[str], more: JobWords) -> Match:
        """Its photos stay in this folder: who they are is read from them, and whether the album has them, from it."""
        try:
            ids = [digests(entry.path.parent / name).md5 for name in names]
        except PhotoNotReady:
            return Match(entry, LONE, is_unread=True)
        found = self._find(ids)
        there = [one for one in ids if one in found and found[one].original is not None]
        if ids[0] not in there:
            return Match(entry, LONE)
        return Match(entry, "", {"photos": list(dict.fromkeys(there)), **more})

    def _to_be_copied(self, match: Match) -> Match:
        """With the digests of the file, where its photos are known, and whether it is with them already."""
        if match.words is None:
            return match
        try:
            found = digests(match.entry.path)
        except PhotoNotReady:
            return Match(match.entry, LONE, is_unread=True)
        if state_at(match.entry.path) != match.entry.state:
            return Match(match.entry, LONE)
        photos = texts(match.words.get("photos"))
        stored = self._find(photos)
        names = [{one.md5 for one in beside(stored[photo].original)} if photo in stored else set() for photo in photos]
        return replace(match, digests=found, is_there=all(found.md5 in one for one in names))

    def _under_way(self, source: str) -> dict[str, set[str]]:
        """Names of photos that are in work, or set aside, by the folder in which they lay."""
        before = [item.job for item in self._spool.failed()]  # a retry takes it from there into work, a fault back
        found: dict[str, set[str]] = {}
        for job in [*before, *self._spool.jobs(), *(item.job for item in self._spool.failed())]:
            origin = PurePath(job.origin)
            if job.source == source and job.origin and kind_of_name(origin.name) in PICTURED:  # no sidecar in work
                found.setdefault(folder_of(origin), set()).add(origin.name)
        return found

    def _albums_of(self, entry: ScanEntry, reading: Reading, notes: Sequence[str]) -> list[str]:
        """Titles of Takeout's albums, by the notes in the same folder."""
        if reading.format != "TAKEOUT":
            return []
        found = []
        for name in notes:
            title = self._title_of(entry.path.parent / name)
            found += [title] if title and not says_nothing(title) else []
        return found

    def _title_of(self, path: Path) -> str:
        key = (str(path), state_at(path))
        if key not in self._albums:
            if len(self._albums) > _REMEMBERED:
                self._albums.clear()
            try:
                title = self._reader.prepare(path, path.name).reading.full_exif.get(ALBUM, "")
            except (PhotoError, PhotoNotReady):
                title = ""
            self._albums[key] = title
        return self._albums[key]


def tells_its_photo(name: str) -> bool:
    """Whether a sidecar of this name may say when its photo was taken: Apple's adjustments never do."""
    return not folded(name).endswith(".aae")


def fits(sidecar: str, photo: str) -> bool:
    """Whether it may go with a photo of this name in its folder."""
    own, copies = photos_of(sidecar, [photo])
    return photo in own or photo in copies


def mark(entry: ScanEntry) -> str:
    """A file as it is: a later one of the same name has another."""
    return f"{entry.size} {entry.state[3]} {entry.path.name}"


class _Listed:
    """What lies in a folder now, asked by how names begin: thousands of sidecars lie beside thousands of photos."""

    def __init__(self, folder: Path) -> None:
        try:
            names = os.listdir(folder)
        except OSError:
            names = []
        self.notes = [name for name in names if is_album_notes(name)]
        """Takeout's, of an album."""
        photos = (name for name in names if kind_of_name(name) in PICTURED and not ignore_reason(name))
        self._photos = sorted((folded(name), name) for name in photos)

    def beginning_with(self, begins: str) -> set[str]:
        """Photos whose folded names begin so."""
        first = end = bisect_left(self._photos, (begins, ""))
        while end < len(self._photos) and self._photos[end][0].startswith(begins):
            end += 1
        return {name for _, name in self._photos[first:end]}
