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

from photospool.errors import PhotoNotReady, SettingsError
from photospool.messages import message
from photospool.photo.formats import PHOTOS, PICTURED, classifier
from photospool.spool.ignore import ignore_reason, is_pruned
from photospool.spool.jobs import JobWords
from photospool.spool.scanner import LINK, UNREADABLE
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


def find(chosen: Iterable[Path], kinds: Collection[str] = (PHOTOS,)) -> Iterator[Path | LeftOut]:
    """Every file that was chosen or lies in a folder that was, one by one: a photo, or why it is left out.

    ``kinds``: which are added. Folders are walked in order; links in them are not followed, one that was chosen is.
    """
    classify = classifier([kind for kind in PICTURED if kind in kinds])
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
            yield LeftOut(path, MISSING)


def _judged(path: Path, classify: Callable[[str], str | None]) -> Path | LeftOut:
    reason = ignore_reason(path.name) or classify(path.name)
    if reason is None and not path.is_file():
        reason = MISSING
    if reason is None and path.is_symlink():
        reason = LINK
    return LeftOut(path, reason) if reason else path


@dataclass(frozen=True, slots=True)
class Copied:
    """One photo is in work."""

    path: Path


@dataclass(frozen=True, slots=True)
class NotCopied:
    """One photo is not; the others go on."""

    path: Path
    title: str
    advice: str


def copy(
    spool: Spool | Spools, paths: Sequence[Path], batch: AddedFiles, *, is_stopped: Callable[[], bool] = lambda: False
) -> Iterator[Copied | NotCopied]:
    """Copy photos into work, one after the other; what is copied goes on by itself from then on.

    Raises SpoolError when a folder or the disk can't take any more.
    """
    words = batch.words()
    for path in paths:
        if is_stopped():
            return
        try:
            spool.check_room(path.stat().st_size)
            spool.add(path, words)
        except PhotoNotReady as problem:
            yield NotCopied(path, problem.title, problem.advice)
        except FileNotFoundError:
            yield NotCopied(path, message("{name} is not there any more.", name=path.name), "It was not added.")
        except OSError as problem:
            yield NotCopied(
                path,
                message("{name} can't be read ({strerror}).", name=path.name, strerror=problem.strerror),
                "It was not added.",
            )
        else:
            yield Copied(path)
