"""Photos that a person adds by hand: found among files and folders, and copied straight into work with their words.

Never through incoming, which would send them round the cloud. The files that were chosen stay where they are.
Both front ends use this; nothing is shown in here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from photospool.engine.added_sidecars import Belongs, BelongsThere
from photospool.errors import PhotoNotReady, SettingsError
from photospool.messages import message
from photospool.photo.digests import digests
from photospool.photo.formats import PHOTOS, PICTURED, SIDECARS, classifier, is_sidecar_name
from photospool.spool.ignore import ignore_reason, is_pruned
from photospool.spool.jobs import JobWords
from photospool.spool.scanner import LINK, SPECIAL, UNREADABLE
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools

MISSING = "missing"
"""Why a chosen file is left out: it is gone. Other reasons: spool/ignore.py, spool/scanner.py, photo/formats.py."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?")
"""Of all that ISO 8601 allows, what the album sorts by."""


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What is said of all photos that are added together, by somebody who looks at them: Public is allowed."""

    keywords: tuple[str, ...] = ()
    category: str = ""
    """Empty: the usual one."""
    description: str = ""
    """Empty: what each photo says."""
    taken: str = ""
    """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS``; empty: what each photo says."""

    def validate(self) -> list[SettingsError]:
        """All that is wrong with it, by field."""
        problems = []
        if self.category == "Trash":
            problems.append(SettingsError("category", "New photos can't go to the trash."))
        try:
            if self.taken:
                datetime.fromisoformat(self.taken if _DATE.fullmatch(self.taken) else "")
        except ValueError:
            advice = "It looks like 2013-05-01 or 2013-05-01T12:34:56."
            problems.append(SettingsError("taken", "This is no date.", advice))
        return problems

    def words(self) -> JobWords:
        """As a job keeps it."""
        return {
            "keywords": list(self.keywords),
            "category": self.category,
            "description": self.description,
            "taken": self.taken,
            "by_person": True,
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not added."""

    path: Path
    reason: str
    """``missing``, ``video``, ``raw``, ``other`` …"""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that may go with one of the photos (engine/added_sidecars.py)."""

    path: Path


def find(chosen: Iterable[Path], kinds: Collection[str] = (PHOTOS,)) -> Iterator[Path | Companion | LeftOut]:
    """Every file that was chosen or lies in a folder that was, one by one: a photo, or why it is left out.

    ``kinds``: which are added. Folders are walked in order; links in them are not followed, one that was chosen is.
    """
    classify = classifier([kind for kind in (*PICTURED, SIDECARS) if kind in kinds])
    for path in chosen:
        if path.is_dir():
            unread: list[OSError] = []
            for folder, folders, names in os.walk(path, onerror=unread.append):
                folders[:] = sorted(name for name in folders if not is_pruned(name))
                yield from (_judged(Path(folder) / name, classify) for name in sorted(names))
            yield from (LeftOut(Path(problem.filename), UNREADABLE) for problem in unread)
        elif path.is_file():
            yield _judged(path.resolve(), classify)
        else:
            yield LeftOut(path, _why_none(path))


def _judged(path: Path, classify: Callable[[str], str | None]) -> Path | Companion | LeftOut:
    reason = ignore_reason(path.name) or classify(path.name)
    if reason is None and not path.is_file():
        reason = _why_none(path)
    if reason is None and path.is_symlink():
        reason = LINK
    if reason:
        return LeftOut(path, reason)
    return Companion(path) if is_sidecar_name(path.name) else path


def _why_none(path: Path) -> str:
    """Of what is no ordinary file: a pipe, a device, a link that leads nowhere, or nothing at all."""
    if path.is_symlink():
        return LINK
    return SPECIAL if path.exists() else MISSING


@dataclass(frozen=True, slots=True)
class Copied:
    """One photo is in work."""

    path: Path


@dataclass(frozen=True, slots=True)
class CopiedBeside:
    """A file that goes with a photo is in work."""

    path: Path


@dataclass(frozen=True, slots=True)
class NotCopied:
    """One photo, or a file that goes with one, is not; the others go on."""

    path: Path
    title: str
    advice: str


def copy(
    spool: Spool | Spools,
    paths: Sequence[Path],
    batch: AddedFiles,
    going: Sequence[Belongs] = (),
    there: Sequence[BelongsThere] = (),
    *,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Copied | CopiedBeside | NotCopied]:
    """Copy photos into work, one after the other, each followed by what is ``going`` with it; what is copied goes on
    by itself from then on. At last come those whose photos are ``there`` already.

    Raises SpoolError when a folder or the disk can't take any more.
    """
    words, beside = batch.words(), _Beside(going)
    for path in paths:
        if is_stopped():
            return
        end = _copied(spool, path, words, is_wanted=beside.wants(path))
        yield end if isinstance(end, NotCopied) else Copied(path)
        for one, its_words in beside.ready(path, None if isinstance(end, NotCopied) else end):
            if its_words is None:
                yield NotCopied(one, message("{name} was not added.", name=one.name), "Its photo could not be added.")
                continue
            added = _copied(spool, one, its_words)
            yield added if isinstance(added, NotCopied) else CopiedBeside(one)
    for known in there:
        if is_stopped():
            return
        added = _copied(spool, known.path, _words_of(known.photos, known.albums))
        yield added if isinstance(added, NotCopied) else CopiedBeside(known.path)


def _words_of(photos: Sequence[str], albums: Sequence[str]) -> JobWords:
    words: JobWords = {"photos": list(dict.fromkeys(photos)), "by_person": True}
    return {**words, "albums": list(albums)} if albums else words


@dataclass(frozen=True, slots=True)
class _InWork:
    """What a copy in work is known by."""

    job: str
    md5: str = ""
    """Of a photo that something goes with."""


def _copied(spool: Spool | Spools, path: Path, words: JobWords, *, is_wanted: bool = False) -> _InWork | NotCopied:
    try:
        md5 = digests(path).md5 if is_wanted else ""
        spool.check_room(path.stat().st_size)
        return _InWork(spool.add(path, words).id, md5)
    except PhotoNotReady as problem:
        return NotCopied(path, problem.title, problem.advice)
    except FileNotFoundError:
        return NotCopied(path, message("{name} is not there any more.", name=path.name), "It was not added.")
    except OSError as problem:
        return NotCopied(
            path,
            message("{name} can't be read ({strerror}).", name=path.name, strerror=problem.strerror),
            "It was not added.",
        )


class _Beside:
    """Files that go with photos, each ready once all of its photos were tried."""

    def __init__(self, going: Sequence[Belongs]) -> None:
        self._of: dict[Path, list[Belongs]] = {}
        for one in going:
            for photo in one.photos:
                self._of.setdefault(photo, []).append(one)
        self._tried: dict[Path, _InWork | None] = {}

    def wants(self, photo: Path) -> bool:
        """Whether something goes with it."""
        return photo in self._of

    def ready(self, photo: Path, in_work: _InWork | None) -> Iterator[tuple[Path, JobWords | None]]:
        """This photo was tried: the files that can be copied now, with their words; None where no photo was copied."""
        if photo in self._tried:
            return
        self._tried[photo] = in_work
        for one in self._of.get(photo, []):
            if all(other in self._tried for other in one.photos):
                yield one.path, self._words(one)

    def _words(self, one: Belongs) -> JobWords | None:
        photos = [found for photo in one.photos if (found := self._tried[photo]) is not None]
        if not photos:
            return None
        return {**_words_of([photo.md5 for photo in photos], one.albums), "after": [photo.job for photo in photos]}
