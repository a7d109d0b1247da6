"""Which of all that happens is told, and when: pure, with the time handed in. Words: notice_texts.py.

Photos that end are told once per batch (quiet for a while, or many), rarely, and a new notice replaces the last one. An
outage is told once, after a grace. What only the user can mend is told at once. What is over is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from photospool import events
from photospool.config.settings import Notifications
from photospool.events import Outcome, Pause
from photospool.gui.notifications.notice import Slot
from photospool.photo.formats import is_video_name

QUIET_S: Final = 10.0
"""A batch has ended when no photo ended for so long."""
MANY: Final = 100
"""So many photos are told also while more arrive."""
AGAIN_S: Final = 120.0
"""Photos are told at most once in this time."""
GRACE_S: Final = 120.0
"""An outage that is over sooner is no news: networks come and go."""
OUTAGE_AGAIN_S: Final = 3600.0
"""A network that comes and goes all day is told once an hour at most."""
_STOPS: Final = frozenset({Pause.REFUSED, Pause.FOLDERS, Pause.DISK_FULL})


@dataclass(frozen=True, slots=True)
class NoticeBatch:
    """Photos that ended."""

    added: int
    """Files of one shot are one."""
    already_there: int
    set_aside: int
    name: str
    """Of the photo that the notice is about: the last that was added, or the last that needs attention."""
    why: str = ""
    """What happened to the one that needs attention, in words."""
    thumb: bytes = b""
    """A JPEG of the last that was added; empty where none is known, and where one needs attention."""
    videos: tuple[int, int, int] = (0, 0, 0)
    """How many videos are among the added, those that were there, and those that need attention."""


@dataclass(frozen=True, slots=True)
class Outage:
    """The album has been out of reach for a while."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing moves before the user does something."""

    reason: Pause | None
    """None: the engine itself could not begin, HEIC can't be opened, or we made a mistake (without a title then)."""
    title: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class CopyTrouble:
    """A copy of the album does not go well."""

    copy: str
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class CardNews:
    """A card or a camera has new photos."""

    name: str
    new: int
    videos: int = 0
    """Of the new ones."""
    raw: int = 0
    """The same."""


@dataclass(frozen=True, slots=True)
class CardDone:
    """All photos of a card are copied: it may be taken out."""

    name: str
    photos: int
    left: int
    """So many could not be read."""
    videos_too: bool = False
    """Whether videos may be among them."""
    sidecars_left: int = 0
    """So many sidecars found no photo there."""


@dataclass(frozen=True, slots=True)
class Over:
    """What was told there is over."""

    slot: Slot


Told = NoticeBatch | Outage | Stop | CopyTrouble | CardNews | CardDone | Over


class _End(Enum):
    ADDED = "added"
    ALREADY_THERE = "already there"
    SET_ASIDE = "set aside"


@dataclass(slots=True)
class _Photos:
    """The batch that is being collected; a photo that is tried again counts as what it became.

    Files of one shot that ended alike count once, as what is shown of them.
    """

    ends: dict[str, _End] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """By job, the last one last."""
    ids: dict[str, str] = field(default_factory=dict)
    """Of photos that the album has, by job."""
    part_of: dict[str, str] = field(default_factory=dict)
    """The id of a part → that of its shown one."""
    set_aside: str = ""
    why: str = ""
    thumb: bytes = b""
    untold: int = 0
    changed_at: float = 0.0
    many_at: float | None = None
    """When so many were untold that they are told without waiting for the end."""

    def things(self, end: _End) -> list[str]:
        """The name of each that ended so: of several files of one, that of the shown one, or of a picture."""
        files: dict[str, list[str]] = {}
        for job in self.names:
            if self.ends[job] is end:
                files.setdefault(self._shown(self.ids.get(job, "")) or job, []).append(job)
        return [self.names[min(jobs, key=lambda job: self._place(job, shown))] for shown, jobs in files.items()]

    def _place(self, job: str, shown: str) -> tuple[bool, bool]:
        return self.ids.get(job) != shown, is_video_name(self.names[job])

    def _shown(self, photo_id: str) -> str:
        """A part's shown one may have become another's part."""
        seen = {photo_id}
        while (found := self.part_of.get(photo_id, "")) and found not in seen:
            photo_id = found
            seen.add(photo_id)
        return photo_id


class Grouping:
    """Told every event with its time; asked again at ``next_due``. Times are seconds of one steady clock."""

    def __init__(self, chosen: Notifications) -> None:
        self.chosen = chosen
        self._photos = _Photos()
        self._photos_told = float("-inf")
        self._offline_since: float | None = None
        self._offline = Outage("", "")
        self._outage_told = float("-inf")
        self._is_outage_shown = False
        self._stop: Stop | None = None
        self._troubled: set[str] = set()
        """Copies by name."""
        self._offered = ""
        """The card that the last notice proposed, by its key."""

    def tell(self, event: events.Event, now: float, *, is_seen: bool = False) -> list[Told]:
        """Something happened; what the user is told because of it, at once. ``is_seen``: they look at the window."""
        told = self._at_once(event, now)
        if told is None:
            return self.due(now, is_seen=is_seen)
        return [one for one in told if isinstance(one, Over)] if is_seen else told

    def _at_once(self, event: events.Event, now: float) -> list[Told] | None:
        """None: nothing, but what has become ripe."""
        match event:
            case events.PhotoStored():
                self._stored(event, now)
            case events.PhotoSetAside():
                self._set_aside(event, now)
            case events.PartsFound():
                self._photos.part_of |= event.parts
            case events.QueuePaused(reason=Pause.OFFLINE):
                self._offline = Outage(event.title, event.advice)
                self._offline_since = now if self._offline_since is None else self._offline_since
            case events.QueuePaused() if event.reason in _STOPS:
                return self._stopped(Stop(event.reason, event.title, event.advice))
            case events.FolderHeld() | events.FolderReleased():
                return self._of_folder(event)
            case events.DecoderTroubled():
                # Told before the engine begins, and not over by that; nothing takes it back but the user.
                return [Stop(None, event.title, event.advice)] if self.chosen.stops and not event.is_fit else []
            case events.ReplicaFailed() | events.ReplicaRecovered():
                return self._of_copy(event)
            case _:
                return self._of_the_engine(event)
        return None

    def _of_the_engine(self, event: events.Event) -> list[Told] | None:
        match event:
            case events.CardSeen() | events.CardGone() | events.CardTaken():
                return self._of_card(event)
            case events.EngineCrashed():
                return self._stopped(Stop(None))
            case events.EngineRefused():
                return self._stopped(Stop(None, event.title, event.advice))
            case events.PauseEnded():
                return self._over({event.reason})
            case events.QueueResumed() | events.EngineStopped():
                # A crash ends with this too, and is not over by it.
                return self._over(set(Pause))
            case events.EngineStarted():
                return self._over({*Pause, None})
        return None

    def _of_folder(self, event: events.FolderHeld | events.FolderReleased) -> list[Told]:
        """One of several folders; what is told of the last one holds until any is there again."""
        if isinstance(event, events.FolderReleased):
            return self._over({Pause.FOLDERS})
        title = f"{event.name}: {event.title}" if event.name else event.title
        return self._stopped(Stop(Pause.FOLDERS, title, event.advice))

    def _of_card(self, event: events.CardSeen | events.CardGone | events.CardTaken) -> list[Told]:
        """Proposed once; what is not there any more, or answered, needs no notice."""
        if isinstance(event, events.CardSeen):
            if not event.is_news or not self.chosen.added:
                return []
            self._offered = event.key
            return [CardNews(event.name, event.new, event.videos, event.raw)]
        if isinstance(event, events.CardTaken):
            done = CardDone(event.name, event.photos, event.left, event.videos_too, event.sidecars_left)
            return [done] if self.chosen.added else []
        if self._offered != event.key:
            return []
        self._offered = ""
        return [Over(Slot.CARD)]

    def _of_copy(self, event: events.ReplicaFailed | events.ReplicaRecovered) -> list[Told]:
        if isinstance(event, events.ReplicaRecovered):
            return self._well(event.copy)
        self._troubled.add(event.copy)
        return [CopyTrouble(event.copy, event.title, event.advice)] if self.chosen.outages else []

    def due(self, now: float, *, is_seen: bool = False) -> list[Told]:
        """What has become ripe. What the user sees in the window is not told, and the next need not wait for it."""
        told: list[Told] = []
        before = self._photos_told, self._outage_told
        ripe = self._photos_due()
        if ripe is not None and ripe <= now:
            told += self._batch(now)
        ripe = self._outage_due()
        if ripe is not None and ripe <= now:
            self._outage_told, self._is_outage_shown = now, True
            told.append(self._offline)
        if is_seen:
            self._photos_told, self._outage_told = before
            return []
        return told

    def next_due(self) -> float | None:
        """When to ask again; None: not before something happens."""
        times = [time for time in (self._photos_due(), self._outage_due()) if time is not None]
        return min(times, default=None)

    def _stored(self, event: events.PhotoStored, now: float) -> None:
        is_there = event.outcome is Outcome.DUPLICATE
        photos = self._changed(event, _End.ALREADY_THERE if is_there else _End.ADDED, now)
        photos.ids[event.job] = event.photo_id
        if event.part_of:
            photos.part_of.setdefault(event.photo_id, event.part_of)
        photos.thumb = event.thumb or photos.thumb

    def _set_aside(self, event: events.PhotoSetAside, now: float) -> None:
        photos = self._changed(event, _End.SET_ASIDE, now)
        photos.set_aside, photos.why = event.name, event.title

    def _changed(self, event: events.PhotoStored | events.PhotoSetAside, end: _End, now: float) -> _Photos:
        photos = self._photos
        if not photos.untold and now >= photos.changed_at + QUIET_S:
            photos = self._photos = _Photos()
        photos.ends[event.job] = end
        photos.names.pop(event.job, None)
        photos.names[event.job] = event.name
        photos.untold += 1
        photos.changed_at = now
        if photos.untold == MANY:
            photos.many_at = now
        return photos

    def _photos_due(self) -> float | None:
        photos = self._photos
        if not photos.untold:
            return None
        ripe = photos.changed_at + QUIET_S if photos.many_at is None else photos.many_at
        return max(ripe, self._photos_told + AGAIN_S)

    def _batch(self, now: float) -> list[Told]:
        """The whole batch, with what was told of it before: this notice replaces that one."""
        photos = self._photos
        photos.untold, photos.many_at = 0, None
        found = [photos.things(end) for end in (_End.ADDED, _End.ALREADY_THERE, _End.SET_ASIDE)]
        added, there, set_aside = (len(names) for names in found)
        set_aside = set_aside if self.chosen.attention else 0
        if not set_aside and not (self.chosen.added and added + there):
            return []
        self._photos_told = now
        if not self.chosen.added:
            added = there = 0
        last = (found[0] or found[1] or [""])[-1]
        name, why = (photos.set_aside, photos.why) if set_aside else (last, "")
        # Beside a photo that needs attention, which has none here, another one's picture would be taken for it.
        thumb = photos.thumb if added + there and not set_aside else b""
        added_films, films_there, films_aside = (sum(map(is_video_name, names)) for names in found)
        return [NoticeBatch(added, there, set_aside, name, why, thumb, (added_films, films_there, films_aside))]

    def _outage_due(self) -> float | None:
        if self._offline_since is None or self._is_outage_shown or not self.chosen.outages:
            return None
        return max(self._offline_since + GRACE_S, self._outage_told + OUTAGE_AGAIN_S)

    def _well(self, copy: str) -> list[Told]:
        """The notice goes when no copy is in trouble any more."""
        if copy not in self._troubled:
            return []
        self._troubled.discard(copy)
        return [] if self._troubled else [Over(Slot.COPY)]

    def _stopped(self, stop: Stop) -> list[Told]:
        self._stop = stop
        return [stop] if self.chosen.stops else []

    def _over(self, reasons: set[Pause] | set[Pause | None]) -> list[Told]:
        told: list[Told] = []
        if Pause.OFFLINE in reasons:
            self._offline_since = None
            if self._is_outage_shown:
                self._is_outage_shown = False
                told.append(Over(Slot.OUTAGE))
        if self._stop is not None and self._stop.reason in reasons:
            self._stop = None
            told.append(Over(Slot.STOP))
        return told
