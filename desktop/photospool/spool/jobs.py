"""A job: one photo in a folder of its own in work, and the small file beside it that counts attempts.

The place of the photo is the truth; ``job.json`` may be lost or torn, and is made anew then.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypedDict

from photospool.messages import Message, record, recorded
from photospool.security import private_files, untrusted_json
from photospool.security.confined_files import is_below, is_one_part
from photospool.security.untrusted_text import said
from photospool.spool.durable_io import write_whole
from photospool.spool.ignore import shown

JOB_FILE: Final = "job.json"
REASON_FILE: Final = "reason.txt"
RETRY_FILE: Final = "retry"
"""Asks the Photospool that has the work folder to try a photo again."""
CLOSED_FILE: Final = "closed"
"""In a job's folder that was set aside: its owner need not care any more, as the whole photo came."""
PART_FILE: Final = ".part"
"""A copy from another disk that is not whole yet."""
OURS: Final = frozenset(
    {JOB_FILE, JOB_FILE + ".new", REASON_FILE, REASON_FILE + ".new", RETRY_FILE, CLOSED_FILE, PART_FILE}
)
_MOST_BYTES: Final = 1_000_000
_MOST_ATTEMPTS: Final = 1_000_000
_LONGEST_ERROR: Final = 2000
_LONGEST_KEY: Final = 200
_LATEST_S: Final = 1e11
"""The year 5138."""
_NONE_OF_OURS: Final = (FileNotFoundError, NotADirectoryError, private_files.NotOurs)
_ID: Final = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")


class JobWords(TypedDict, total=False):
    """What is said of a photo before it is read, as its job keeps it.

    Of what lies on a disk only the form is sure: whoever uses the words judges each value (engine/photo_pipeline.py).
    """

    keywords: list[str]
    category: str
    """Empty, as if it were not there: the usual one."""
    description: str
    taken: str
    """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS``; empty: what the photo says."""
    added_by: str
    """The name that strangers may see."""
    by_person: bool
    """Somebody said them while looking at the photo."""
    beside: list[str]
    """Names of files that lay beside it and go with it."""
    photos: list[str]
    """Of a file that goes with photos: their ids in the album."""
    albums: list[str]
    """The same: titles of the albums that these were in."""
    after: list[str]
    """The same: the photos' jobs, where these were put into work together with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A photo that is ours to bring into the album."""

    id: str
    folder: Path
    photo: Path
    """The file, in the job's folder under its own name, or one that the disk of work takes."""
    name: str
    """Its name for people and for the album: any JSON takes it."""
    origin: str = ""
    """Where it lay below incoming; empty for a photo that was added by hand or found in work."""
    source: str = ""
    """Which of several incoming folders that was, by its key; empty for the first."""
    mount: str = ""
    """Where the disk is mounted on which it lay there, if that is another one than work's and the system tells."""
    kept: str = ""
    """For a copy of a photo that stays where it is: what is remembered of that one (spool/kept_memory.py)."""
    own_name: str = ""
    """The name that it came with, as the system wrote it, where the disk of work does not take that; else empty."""
    words: JobWords = field(default_factory=JobWords)
    """What a person, or a sub-folder's name, said about it."""
    attempts: int = 0
    """Begun ones, written before they are made."""
    claimed_at: float = 0.0
    """Seconds since 1970."""
    reserved: str = ""
    """The name in done that is kept for it."""
    last_error: str = ""
    """How the last attempt ended; empty while one is made, and after one that ended with the program."""
    reason: tuple[str, str] = ("", "")
    """Title and advice of one that was set aside, as the note beside it says them too."""

    @property
    def file_name(self) -> str:
        """The name that its file should have wherever a disk takes it, as the system writes it."""
        return self.own_name or self.photo.name


def new_id() -> str:
    """Fresh, and sorts by time."""
    return f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def is_id(name: str) -> bool:
    """Whether a folder's name can be a job's of ours."""
    return _ID.fullmatch(name) is not None


def under_another_name(job: Job, file_name: str) -> Job:
    """The job, with a name for its file that the disk of work takes; nothing is on the disk yet."""
    return replace(job, photo=job.folder / file_name, own_name=job.file_name)


def in_folder(job: Job, folder: Path) -> Job:
    """The job in another folder; nothing is on the disk yet."""
    return replace(job, folder=folder, photo=folder / job.photo.name)


def new_job(
    work: Path,
    name: str,
    *,
    origin: str = "",
    words: JobWords | None = None,
    source: str = "",
    mount: str = "",
    kept: str = "",
) -> Job:
    """A job for a file of this name; nothing is on the disk yet."""
    job_id = new_id()
    folder = work / job_id
    return Job(
        job_id,
        folder,
        folder / name,
        shown(name),
        origin,
        source,
        mount,
        kept,
        words=JobWords(**words) if words else {},
        claimed_at=time.time(),
    )


_KEPT: Final = tuple(item.name for item in fields(Job) if item.name not in {"id", "folder", "photo", "reason"})
_AS_DATA: Final = "as_data"
"""The sentences that stand elsewhere in English, as messages, for the windows. Earlier versions pass over it."""


def write(job: Job) -> None:
    """Make the job's own file durable. Raises OSError."""
    kept: dict[str, Any] = {name: getattr(job, name) for name in _KEPT}
    kept[_AS_DATA] = {name: record(text) for name, text in _sentences(job).items() if isinstance(text, Message)}
    for name in ("origin", "mount", "reserved", "own_name"):
        kept[name] = os.fsencode(kept[name]).hex()  # a name may be no text
    if job.own_name:
        kept["file"] = os.fsencode(job.photo.name).hex()
    write_whole(job.folder / JOB_FILE, json.dumps(kept, indent=1).encode())


def read(folder: Path) -> Job | None:
    """The job of a folder, or None where no photo is in it. A lost or torn ``job.json`` is made up for."""
    photos = foreign_files(folder)
    kept = _kept(folder / JOB_FILE)
    if not photos:
        return None
    photo = next((path for path in photos if shown(path.name) == kept.get("name")), photos[0])
    file, own_name = _name(kept.get("file"), _is_name), _name(kept.get("own_name"), _is_name)
    if own_name:
        photo = next((path for path in photos if path.name == file), photo)
    if photo.name != file:
        own_name = ""
    claimed_at = _seconds(kept.get("claimed_at"))
    return Job(
        id=folder.name,
        folder=folder,
        photo=photo,
        name=shown(own_name or photo.name),
        origin=_name(kept.get("origin"), is_below),
        source=_text(kept.get("source"))[:_LONGEST_KEY],
        mount=mount_of_source(folder),
        kept=_text(kept.get("kept"))[:_LONGEST_KEY],
        own_name=own_name,
        words=kept["words"]
        if isinstance(kept.get("words"), dict) and not untrusted_json.is_deep(kept["words"])
        else {},
        attempts=_count(kept.get("attempts")),
        claimed_at=time.time() if claimed_at is None else claimed_at,
        reserved=reserved_name(folder),
        last_error=_said_before(kept),
        reason=(_as_data(kept, "title"), _as_data(kept, "advice")),
    )


def reserved_name(folder: Path) -> str:
    """The name in done that a job's file keeps, also where the photo has gone there already."""
    return _name(_kept(folder / JOB_FILE).get("reserved"), _is_name)


def origin_of(folder: Path) -> tuple[str, str, str]:
    """``(key of the incoming folder, path below it, file name)`` as a job's file says, also where no photo is there."""
    kept = _kept(folder / JOB_FILE)
    name = _name(kept.get("file"), _is_name) or _text(kept.get("name"))
    source = _text(kept.get("source"))
    return source, _name(kept.get("origin"), is_below), name if _is_name(name) else "photo"


def mount_of_source(folder: Path) -> str:
    """As ``Job.mount``, also where no photo is there."""
    return _name(_kept(folder / JOB_FILE).get("mount"), os.path.isabs)


def is_of_kept(folder: Path) -> bool:
    """Whether a job's file says that it is a copy of a file that stays in incoming, also where no photo is there."""
    return bool(_text(_kept(folder / JOB_FILE).get("kept")))


def _sentences(job: Job) -> dict[str, str]:
    return {"last_error": job.last_error, "title": job.reason[0], "advice": job.reason[1]}


def _as_data(kept: Mapping[str, Any], name: str) -> str:
    found = kept.get(_AS_DATA)
    return recorded(found.get(name), sentence) if isinstance(found, dict) else ""


def _said_before(kept: Mapping[str, Any]) -> str:
    """The last error, as a message where that says the same."""
    text = sentence(_text(kept.get("last_error")))
    message = _as_data(kept, "last_error")
    return message if message == text else text


def sentence(text: str) -> str:
    """What a note says, as one line that may be shown."""
    return said(text, _LONGEST_ERROR)


def is_whole(folder: Path) -> bool:
    """Whether the job's file is there: it is written last when a photo is added by another process."""
    return (folder / JOB_FILE).exists()


def is_closed(folder: Path) -> bool:
    """Whether a photo that was set aside needs nobody any more."""
    return (folder / CLOSED_FILE).exists()


def foreign_files(folder: Path) -> list[Path]:
    """Ordinary files in a job's folder that are not our notes; sorted."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                Path(entry.path) for entry in entries if entry.name not in OURS and entry.is_file(follow_symlinks=False)
            )
    except (FileNotFoundError, NotADirectoryError):
        return []


def note_of(folder: Path, name: str) -> bytes:
    """What stands in a note of ours beside a photo; nothing where it can't be read, or is none of ours."""
    try:
        return _whole(folder / name)
    except OSError:
        return b""


def _kept(path: Path) -> dict[str, Any]:
    """What a job's file says; nothing if it is lost or torn. Raises OSError where the disk can't say.

    Were that taken for "lost", the next write would replace a person's words.
    """
    try:
        found = untrusted_json.loads(_whole(path))
    except (*_NONE_OF_OURS, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _whole(path: Path) -> bytes:
    """A note of ours; one that is far larger than any that we write is none of ours."""
    handle = private_files.open_file(path, os.O_RDONLY)
    with open(handle, "rb") as file:
        found = file.read(_MOST_BYTES + 1)
    return found if len(found) <= _MOST_BYTES else b""


def _name(value: object, is_fit: Callable[[str], bool]) -> str:
    """A path as the system wrote it, from its hex; empty for one that would lead elsewhere."""
    try:
        name = os.fsdecode(bytes.fromhex(_text(value)))
    except ValueError:
        return ""
    return name if is_fit(name) else ""


def _is_name(name: str) -> bool:
    """Whether a photo can be called so here: one part of a path on this system, and none of our own files."""
    is_part = is_one_part(name) if os.name == "nt" else name not in {"", ".", ".."} and not {"/", "\0"} & set(name)
    return is_part and name not in OURS


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_ATTEMPTS else 0


def _seconds(value: object) -> float | None:
    """A time that a clock can show; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < _LATEST_S:
        return None
    return float(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
