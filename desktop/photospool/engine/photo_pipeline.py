"""One photo's way through work, as a list of steps. What a failure means is decided in the engine.

No step is done in here: the spool moves files, ``photo/`` reads and renders, the album stores.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Protocol

from photospool.album.base import PhotoStore
from photospool.album.documents import PART_OF, TRASH, UNDESCRIBED, SaidFields, Stored
from photospool.album.shot_keys import keys_in, keys_of
from photospool.config.current_event import NEVER
from photospool.errors import PhotoNotReady, SpoolError
from photospool.events import Listener, Outcome, PhotoDeveloping, PhotoStored, WholePhotoCame
from photospool.photo.digests import digests as digest
from photospool.photo.formats import is_sidecar_name
from photospool.photo.metadata.public_fields import NAME_OF_FILE
from photospool.photo.metadata.tags import as_keyword
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Digests, Photo, Prepared, Taken, Words
from photospool.security.untrusted_text import safe
from photospool.spool.durable_io import Copied
from photospool.spool.ignore import shown
from photospool.spool.jobs import Job
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools

log = logging.getLogger(__name__)

UNPROCESSED = "unprocessed"
"""The keyword of photos that nobody has looked at yet; the old album's word."""
TRIES_WHILE_GROWING = 3
REMEMBERED = 10_000
"""Photos of this run that were told as added: far more than can lie in work at once."""
_WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")


class Decoder(Protocol):
    """Reads and renders in a process that may die without harm."""

    def prepare(self, path: Path, name: str) -> Prepared:
        """``name`` may stand behind its folders and ``/``. Raises PhotoError or PhotoNotReady."""
        ...


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is said of a photo when neither a person nor the photo says otherwise."""

    category: str
    added_by: str
    """The name that strangers may see; empty for none."""
    keywords: tuple[str, ...] = ()
    renditions: tuple[str, ...] = ()
    """Names of the pictures that a complete photo has."""
    description: str = UNDESCRIBED
    login: str = ""
    """Who runs this program, for the original's document."""


class PhotoPipeline:
    """Takes one job to its end; safe to call from several threads, one job each."""

    def __init__(
        self,
        spool: Spool | Spools,
        decoder: Decoder,
        album: PhotoStore,
        defaults: Defaults,
        tell: Listener,
        *,
        former: Callable[[Digests, Path], Path | None] | None = None,
        sending: Callable[[Job, int], Callable[[int], None] | None] = lambda _job, _size: None,
        leaving: Callable[[Job, int], AbstractContextManager[Copied | None]] = lambda _job, _size: nullcontext(),
        noted: Callable[[Job, str], None] = lambda _job, _photo_id: None,
        attach: Callable[[Job], None] | None = None,
        came: Callable[[Job, str], None] = lambda _job, _photo_id: None,
        partners: Callable[[Iterable[str]], None] = lambda _keys: None,
    ) -> None:
        """``former``: the equal file in done for which one that has just come there went to the trash, if any did.

        ``sending``: what is called with the number of bytes as a file of so many is sent. ``leaving``: the same as it
        is copied to done, for as long as that lasts. ``noted``: called with each
        photo that is in the album, before it leaves work and after. ``attach``: takes a file that goes with a photo to
        its end. ``came``: called with each photo that is noted, before it leaves work; may raise any PhotospoolError.
        ``partners``: called with the keys of a photo that is stored, for what belongs to it; never fails.
        """
        self._sending, self._leaving = sending, leaving
        self._noted = noted
        self._attach, self._came = attach, came
        self._partners = partners
        self._spool = spool
        self._former = former or (lambda _digests, _done: None)
        self._decoder = decoder
        self._album = album
        self._defaults = defaults
        self._tell = tell
        self._inquiries = Inquiries(album.find)
        self._in_turn = InTurn()
        self._added = Added()

    def process(self, job: Job) -> None:
        """Carry the photo of a job into the album and its file into done.

        Raises any PhotospoolError; the photo then lies in its job folder as before.
        """
        if self._attach is not None and is_sidecar_name(job.name):
            self._attach(job)
            return
        was_tried = job.attempts > 0 or bool(job.last_error)
        job = self._spool.begin_attempt(job)
        digests, stored = self._store_what_holds_still(job, was_tried=was_tried)
        photo = stored.photo
        self._noted(job, digests.md5)
        self._came(job, digests.md5)
        with self._leaving(job, digests.size) as copied:
            came = self._spool.finish(job, copied)
        self._noted(job, digests.md5)  # who looked meanwhile saw it in work still
        former = self._former(digests, came)
        done = came if former is None else former
        self._tell(
            PhotoStored(
                job=job.id,
                name=job.name,
                photo_id=digests.md5,
                outcome=stored.outcome,
                done=str(done),
                keywords=photo.keywords if photo else (),
                taken=photo.taken.day if photo else stored.taken,
                thumb=photo.prepared.renditions[0].data if photo and photo.prepared.renditions else b"",
                is_in_trash=former is not None,
                source=job.source,
                part_of=stored.part_of,
                known_as=stored.known_as,
            )
        )
        self._close_parts(job, done)
        self._partners(stored.keys)

    def _close_parts(self, job: Job, done: Path) -> None:
        """What was set aside as a part of this photo needs nobody any more."""
        try:
            closed = self._spool.close_parts(job, done)
        except SpoolError as exc:  # the photo itself has arrived
            log.info("Parts of %s were not looked for: %s", job.id, exc)
            return
        for part in closed:
            self._tell(WholePhotoCame(job=part.id, name=part.name, done=str(done)))

    def _store_what_holds_still(self, job: Job, *, was_tried: bool) -> tuple[Digests, _InAlbum]:
        """Store, and again if somebody still wrote to the file; what was stored too early goes to the trash."""
        for _ in range(TRIES_WHILE_GROWING):
            before = self._spool.state(job)
            digests = digest(job.photo)
            with self._in_turn.of(digests.md5):
                ended = self._store(job, digests, was_tried=was_tried)
            if self._spool.state(job) == before or digest(job.photo) == digests:
                return digests, ended
            if ended.outcome is Outcome.NEW:
                self._album.discard(digests.md5)
        raise PhotoNotReady(
            "The file keeps changing.", "Another program is still writing to it.", waits="It stays in work and waits."
        )

    def _store(self, job: Job, digests: Digests, *, was_tried: bool) -> _InAlbum:
        photo, outcome = None, Outcome.DUPLICATE
        stored = self._inquiries.ask(digests.md5)
        if stored.is_complete(digests, self._defaults.renditions):
            if was_tried and self._added.may_be(digests.md5, job.id) and is_of(job, stored):
                outcome = Outcome.NEW
        else:
            photo = describe(job, digests, self._decoder.prepare(job.photo, in_its_folders(job)), self._defaults)
            outcome = self._album.store(replace(photo, sent=self._sending(job, digests.size)))
        if outcome is Outcome.NEW:
            self._added.note(digests.md5, job.id)
        words = said(job)
        if outcome is not Outcome.NEW and words.by_person:
            # The album has words of its own for this photo; a person's are joined with them.
            self._album.join(digests.md5, _fields(words))
        keys = keys_of(job.name, photo.prepared.reading) if photo else keys_in(stored.original)
        in_album, known_as = stored.photo or {}, ""
        if outcome is Outcome.DUPLICATE:
            known_as = shown(as_text((stored.original or {}).get(NAME_OF_FILE) or in_album.get(NAME_OF_FILE)))
        return _InAlbum(outcome, photo, keys, as_text(in_album.get(PART_OF)), as_text(in_album.get("taken")), known_as)


@dataclass(frozen=True, slots=True)
class _InAlbum:
    """What became of a photo in the album."""

    outcome: Outcome
    photo: Photo | None
    """None where it needed no decoding."""
    keys: list[str]
    """By which others of its shot are found."""
    part_of: str
    """As in ``PhotoStored``."""
    taken: str
    """The day that the album says, empty where it had no such photo."""
    known_as: str
    """As in ``PhotoStored``."""


def developing_told(tell: Listener) -> Callable[[Path, bool], None]:
    """For the pool of workers: tells which job's raw file is being developed, by the folder that the file lies in."""

    def told(path: Path, is_over: bool) -> None:
        tell(PhotoDeveloping(path.parent.name, shown(path.name), is_over))

    return told


def is_of(job: Job, stored: Stored) -> bool:
    """Whether what the album holds was added for this job: an attempt of which nobody heard the end.

    The answer was lost, done did not take the file, or the program was ended in between.
    """
    added, original = as_text((stored.photo or {}).get("ts")), stored.original or {}
    return original.get("filename") == job.name and added >= _now(datetime.fromtimestamp(job.claimed_at))


def _now(when: datetime | None = None) -> str:
    """Local time, as documents say when a photo was added."""
    return (when or datetime.now()).strftime("%Y-%m-%dT%H:%M:%S")


def describe(job: Job, digests: Digests, prepared: Prepared, defaults: Defaults) -> Photo:
    """Join what the photo knows, what a person said and the defaults."""
    words, reading = said(job), prepared.reading
    keywords = [*words.keywords, *defaults.keywords, *reading.keywords, UNPROCESSED]
    return Photo(
        path=job.photo,
        filename=job.name,
        digests=digests,
        prepared=prepared,
        category=words.category or defaults.category,
        keywords=tuple(dict.fromkeys(as_keyword(word) for word in keywords if word.strip())),
        description=words.description or reading.description or defaults.description,
        added_by=words.added_by or defaults.added_by,
        ts=_now(),
        taken=_taken(words.taken) if words.taken else reading.taken,
        login=defaults.login,
    )


def in_its_folders(job: Job) -> str:
    """The photo's name behind the folders that it lay in below incoming: both may tell its date."""
    return "/".join([*(shown(folder) for folder in PurePath(job.origin).parent.parts), job.name])


def said(job: Job) -> Words:
    """What a person, or a sub-folder's name, said about a photo: the job keeps it as plain JSON."""
    words = job.words
    keywords = words.get("keywords")
    by_person = words.get("by_person") is True
    category = safe(as_text(words.get("category"))).strip()  # nothing becomes public by itself
    return Words(
        keywords=tuple(safe(as_text(word)) for word in keywords) if isinstance(keywords, (list, tuple)) else (),
        category="" if category == TRASH or (category in NEVER and not by_person) else category,
        description=safe(as_text(words.get("description"))),
        taken=_date(as_text(words.get("taken"))),
        added_by=safe(as_text(words.get("added_by"))).strip(),
        by_person=by_person,
    )


def _date(text: str) -> str:
    """A day, or a day and a time, as a person may say it; empty for anything else that a job's file may hold."""
    return text if _WHEN.fullmatch(text) else ""


def _fields(words: Words) -> SaidFields:
    """What a person said, as fields of a photo's document; what they left open is not among them."""
    fields: SaidFields = {
        "keywords": [as_keyword(word) for word in words.keywords if word.strip()],
        "descr": words.description,
    }
    if words.category:
        fields["cat"] = words.category
    if words.taken:
        taken = _taken(words.taken)
        fields |= {
            "taken": taken.day,
            "taken_at": taken.at,
            "taken_source": taken.source,
            "taken_precision": taken.precision,
        }
    return fields


def _taken(text: str) -> Taken:
    """A person's word for when a photo was taken: a day, or a day and a time."""
    return Taken(day=text[:10], at=text, source="user")


class Added:
    """For which job a photo was added in this run: of two equal files that were tried before, one is the new one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, str] = {}  # by photo, the latest last; guarded by _lock

    def note(self, photo_id: str, job_id: str) -> None:
        """It was added for this job."""
        with self._lock:
            self._jobs.pop(photo_id, None)
            self._jobs[photo_id] = job_id
            if len(self._jobs) > REMEMBERED:
                del self._jobs[next(iter(self._jobs))]

    def may_be(self, photo_id: str, job_id: str) -> bool:
        """Whether it was added for no other job."""
        with self._lock:
            return self._jobs.get(photo_id, job_id) == job_id


class InTurn:
    """Copies of one photo that arrive together go one after the other: the first is new, the others are there."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._busy: set[str] = set()  # guarded by _changed

    @contextmanager
    def of(self, photo_id: str) -> Iterator[None]:
        """Wait until no other thread is at this photo."""
        with self._changed:
            self._changed.wait_for(lambda: photo_id not in self._busy)
            self._busy.add(photo_id)
        try:
            yield
        finally:
            with self._changed:
                self._busy.discard(photo_id)
                self._changed.notify_all()


class Inquiries:
    """Many threads ask for one photo each; one request answers all that came together."""

    GATHER_S = 0.02

    def __init__(self, find: Callable[[Sequence[str]], dict[str, Stored]]) -> None:
        self._find = find
        self._lock = threading.Lock()
        self._open: _Round | None = None  # guarded by _lock

    def ask(self, photo_id: str) -> Stored:
        """What the album has of this photo. Raises what the album raises."""
        with self._lock:
            leads = self._open is None
            found = self._open = self._open or _Round()
            found.ids.append(photo_id)
        if leads:
            threading.Event().wait(self.GATHER_S)
            with self._lock:
                self._open = None
            found.settle(self._find)
        found.answered.wait()
        if found.error is not None:
            raise found.error
        return found.answers[photo_id]


class _Round:
    """The questions that go out together."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.answered = threading.Event()
        self.answers: dict[str, Stored] = {}
        self.error: BaseException | None = None

    def settle(self, find: Callable[[Sequence[str]], dict[str, Stored]]) -> None:
        try:
            self.answers = find(list(dict.fromkeys(self.ids)))
        except BaseException as exc:  # noqa: BLE001 (handed on to every thread that asked)
            self.error = exc
        finally:
            self.answered.set()
