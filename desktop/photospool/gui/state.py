"""What is shown, as one frozen value: a pure fold of the engine's events. It lives beside the windows and knows no Qt.

Words for people are not made in here, and nothing is read from a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, TypeVar

from photospool import events
from photospool.events import Event, Pause, QueuePaused
from photospool.gui.faces import State
from photospool.photo.formats import PHOTOS, VIDEOS
from photospool.photo.heif import WAITS
from photospool.spool.scanner import UNMOVED

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remembered(Event):
    """What history and folders say before the engine begins."""

    done: int
    """Photos that reached the album, as far as the history goes back."""
    issues: tuple[str, ...]
    """Jobs in work/failed."""


@dataclass(frozen=True, slots=True)
class KindsChosen(Event):
    """What is taken from now on."""

    kinds: tuple[str, ...]
    """Of KINDS."""


@dataclass(frozen=True, slots=True)
class IssuesSeen(Event):
    """What lies in work/failed now: the folder is the truth, whoever changed it."""

    jobs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PausedUntil(Event):
    """How long the user's pause lasts."""

    until: float
    """Seconds since 1970; 0: until resumed."""


FACES: Final = {
    Pause.REFUSED: State.ATTENTION,
    Pause.FOLDERS: State.ATTENTION,
    Pause.DISK_FULL: State.ATTENTION,
    Pause.UNCONFIRMED: State.PAUSED,
    Pause.MOVING: State.PAUSED,
    Pause.USER: State.PAUSED,
    Pause.OFFLINE: State.OFFLINE,
}
"""In the order in which they are told when several hold: what a person must mend comes first."""


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Status:
    """Where everything stands."""

    is_running: bool = False
    """Whether the work folder is ours and photos may move."""
    has_looked: bool = False
    """Whether it is known what lies in incoming: the engine that runs has looked."""
    incoming: int = 0
    """Photos that have settled and wait to be taken."""
    settling: int = 0
    """Still being written, empty, or online only."""
    folders: tuple[events.FolderSeen, ...] = ()
    """Each of several incoming folders, the first one first; empty where there is but one."""
    cards: tuple[events.CardSeen, ...] = ()
    """Cards and cameras whose new photos are proposed, the first one first."""
    left_alone: Mapping[str, int] = field(default_factory=_nothing)
    """Reason → files in incoming that are no photos."""
    working: Mapping[str, str] = field(default_factory=_nothing)
    """Job → name of the photos under way, the oldest first."""
    waiting: Mapping[str, str] = field(default_factory=_nothing)
    """Job → why it is tried again later; all of them are in ``working`` too."""
    cut_off: Mapping[str, events.PhotoWaiting] = field(default_factory=_nothing)
    """Of those that wait the ones that look cut off: job → since when, and until when it is looked at again."""
    kinds: tuple[str, ...] = (PHOTOS,)
    """What is taken, of KINDS."""
    sending: Mapping[str, events.BytesSent] = field(default_factory=_nothing)
    """Job → how far a large one is on its way into the album."""
    copying: events.BytesCopied | None = None
    """The large one that is being copied to another disk; one without a job still counts as one in incoming."""
    developing: frozenset[str] = frozenset()
    """Jobs of raw files that are being developed right now."""
    done: int = 0
    issues: frozenset[str] = frozenset()
    """Jobs that need attention."""
    copy_troubles: Mapping[str, events.ReplicaFailed] = field(default_factory=_nothing)
    """Copy → what is wrong with it."""
    conflicts: tuple[str, ...] = ()
    """Photos that two machines changed, and only a person can choose."""
    pauses: Mapping[Pause, QueuePaused] = field(default_factory=_nothing)
    paused_until: float = 0.0
    stays: events.PhotoStays | None = None
    """Why the last photo that can't be moved stays in incoming."""
    returns: events.PhotosReturn | events.TrashRefused | None = None
    """Something sends the same photos again and again, or equal files can't go to the trash."""
    decoder: events.DecoderTroubled | None = None
    """What is wrong with what opens HEIC."""
    refusal: events.EngineRefused | None = None
    """Why the engine could not begin."""
    crash: str = ""
    """The report of a bug that ended the engine."""

    @property
    def videos_too(self) -> bool:
        """Whether videos are taken, so that what was not counted by kind may be either."""
        return VIDEOS in self.kinds

    @property
    def coming(self) -> int:
        """Photos in incoming that are taken by themselves: as soon as they are whole, and it is their turn."""
        return self.incoming + self.settling

    @property
    def in_incoming(self) -> int:
        """All photos in incoming that are to be taken: the one number that window, menu and strip say.

        Those too that can't be taken for now; why they can't is told beside it.
        """
        return self.coming + self.held + self.stuck

    @property
    def pause(self) -> QueuePaused | None:
        """The one pause that is told."""
        return next((self.pauses[reason] for reason in FACES if reason in self.pauses), None)

    @property
    def held(self) -> int:
        """HEIC photos that wait in incoming because nothing may open them."""
        return self.left_alone.get(WAITS, 0)

    @property
    def stuck(self) -> int:
        """Photos in incoming that can't be moved."""
        return self.left_alone.get(UNMOVED, 0)

    @property
    def is_paused_by_user(self) -> bool:
        """Whether Resume is what the user can do."""
        return Pause.USER in self.pauses

    @property
    def state(self) -> State:
        """The icon's face."""
        if self.crash or self.refusal:
            return State.ATTENTION
        if self.pause is not None:
            return FACES[self.pause.reason]
        if len(self.working) > len(self.waiting):
            return State.WORKING
        is_one_away = any(folder.title and not folder.comes_and_goes for folder in self.folders)
        return State.ATTENTION if self.issues or self.held or self.stuck or is_one_away else State.IDLE


def fold(status: Status, event: Event) -> Status:
    """The status after an event; the same object where it says nothing new."""
    match event:
        case events.ScanFinished():
            seen = replace(
                status, has_looked=True, incoming=event.ready, settling=event.settling, left_alone=event.ignored
            )
            return replace(seen, folders=event.folders)
        case events.PhotoStays() | events.PhotosReturn() | events.TrashRefused():
            return _troubled(status, event)
        case events.Claimed():
            return _begun(replace(status, incoming=max(0, status.incoming - 1)), event.job, event.name)
        case events.Recovered() | events.JobQueued():
            return _begun(status, event.job, event.name)
        case events.PhotoWaiting():
            return replace(
                status,
                working={**status.working, event.job: event.name},
                waiting={**status.waiting, event.job: event.title},
                cut_off={**_without(status.cut_off, event.job), **({event.job: event} if event.until else {})},
            )
        case events.PhotoStored():
            return replace(_ended(status, event.job), done=status.done + 1)
        case events.PhotosKnown():
            return replace(status, done=status.done + len(event.photos))
        case events.PhotoSetAside():
            return replace(_ended(status, event.job), issues=status.issues | {event.job})
        case events.SidecarAttached() | events.PhotoVanished() | events.PhotoTakenOut() | events.WholePhotoCame():
            return _ended(status, event.job)
        case events.CardSeen() | events.CardGone() | events.CardTaken():
            return _of_cards(status, event)
        case KindsChosen() | events.BytesCopied() | events.BytesSent() | events.PhotoDeveloping():
            return _of_videos(status, event)
        case _:
            return _of_the_whole(status, event)


def fold_all(status: Status, told: Iterable[Event]) -> Status:
    """The status after several events."""
    for event in told:
        status = fold(status, event)
    return status


def _of_the_whole(status: Status, event: Event) -> Status:
    """Events that are no single photo's."""
    match event:
        case QueuePaused():
            return replace(status, pauses={**status.pauses, event.reason: event})
        case events.PauseEnded():
            held = {reason: told for reason, told in status.pauses.items() if reason is not event.reason}
            return replace(status, pauses=held)
        case events.QueueResumed():
            return replace(status, pauses={})
        case PausedUntil():
            return replace(status, paused_until=event.until)
        case events.EngineStarted():
            return replace(status, is_running=True, has_looked=False, refusal=None, crash="")
        case events.DecoderTroubled():
            return replace(status, decoder=event)
        case events.EngineStopped():
            # The next engine tells its own pauses; a crash or a refusal stays to be read.
            return replace(
                status,
                is_running=False,
                working={},
                waiting={},
                cut_off={},
                sending={},
                copying=None,
                developing=frozenset(),
                pauses={},
                copy_troubles={},
                decoder=None,
                folders=(),
                cards=(),
            )
        case events.EngineRefused():
            return replace(status, is_running=False, refusal=event)
        case events.EngineCrashed():
            return replace(status, is_running=False, crash=event.report)
        case Remembered():
            return replace(status, done=event.done, issues=frozenset(event.issues))
        case IssuesSeen():
            return replace(status, issues=frozenset(event.jobs))
        case _:
            return _of_copies(status, event)


def _troubled(status: Status, event: events.PhotoStays | events.PhotosReturn | events.TrashRefused) -> Status:
    return replace(status, stays=event) if isinstance(event, events.PhotoStays) else replace(status, returns=event)


def _of_videos(
    status: Status, event: KindsChosen | events.BytesCopied | events.BytesSent | events.PhotoDeveloping
) -> Status:
    """What is taken beside photos, how far large ones are, which raw files are being developed."""
    if isinstance(event, KindsChosen):
        return replace(status, kinds=event.kinds)
    if isinstance(event, events.BytesCopied):
        return replace(status, copying=None if event.is_over else event)
    if isinstance(event, events.PhotoDeveloping):
        begins = event.job in status.working and not event.is_over
        return replace(
            status, developing=status.developing | {event.job} if begins else status.developing - {event.job}
        )
    return replace(status, sending={**status.sending, event.job: event}) if event.job in status.working else status


def _of_cards(status: Status, event: events.CardSeen | events.CardGone | events.CardTaken) -> Status:
    """One that is proposed keeps its place among the others."""
    if not isinstance(event, events.CardSeen):
        return replace(status, cards=tuple(card for card in status.cards if card.key != event.key))
    if any(card.key == event.key for card in status.cards):
        return replace(status, cards=tuple(event if card.key == event.key else card for card in status.cards))
    return replace(status, cards=(*status.cards, event))


def _of_copies(status: Status, event: Event) -> Status:
    match event:
        case events.ReplicaFailed():
            return replace(status, copy_troubles={**status.copy_troubles, event.copy: event})
        case events.ReplicaRecovered():
            left = {name: told for name, told in status.copy_troubles.items() if name != event.copy}
            return replace(status, copy_troubles=left)
        case events.ConflictsFound():
            return replace(status, conflicts=tuple(dict.fromkeys([*status.conflicts, *event.names])))
        case _:
            return status


def _begun(status: Status, job: str, name: str) -> Status:
    return replace(
        status,
        working={**status.working, job: name},
        waiting=_without(status.waiting, job),
        cut_off=_without(status.cut_off, job),
        issues=status.issues - {job} if job in status.issues else status.issues,
    )


def _ended(status: Status, job: str) -> Status:
    return replace(
        status,
        working=_without(status.working, job),
        waiting=_without(status.waiting, job),
        cut_off=_without(status.cut_off, job),
        sending=_without(status.sending, job),
        developing=status.developing - {job},
        issues=status.issues - {job} if job in status.issues else status.issues,
    )


def _without(found: Mapping[str, T], job: str) -> Mapping[str, T]:
    return {key: value for key, value in found.items() if key != job} if job in found else found
