"""Facts that happened, as frozen values. The processor and the engine tell them; front ends fold them.

It never decides, stores or formats; words for people are made where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """How a photo ended in the album."""

    NEW = "new"
    DUPLICATE = "duplicate"
    """It was there already, original and pictures."""
    COMPLETED = "completed"
    """It was there, and what was missing (original, a picture, a field) has been added."""
    RESTORED = "restored"
    """It lay in the album's trash, or had been deleted, and is back."""


SET_ASIDE = "set aside"
"""How a photo ended that is not in the album, where an ``Outcome``'s value would stand: in the history."""


@dataclass(frozen=True, slots=True)
class Event:
    """Anything that happened."""


@dataclass(frozen=True, slots=True)
class EngineStarted(Event):
    """Watching begins; the work folder is ours."""


@dataclass(frozen=True, slots=True)
class EngineStopped(Event):
    """Nothing is under way any more."""


@dataclass(frozen=True, slots=True)
class EngineCrashed(Event):
    """A bug ended the engine; photos stay where they are."""

    report: str
    """For the developers, without passwords."""


@dataclass(frozen=True, slots=True)
class EngineRefused(Event):
    """The engine could not begin: the work folder is another's, the settings can't be used."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """How one of several incoming folders stands."""

    key: str
    """Empty for the first."""
    name: str
    """As the user calls it; empty for the first."""
    keeps: bool
    """Its photos are copied and stay there."""
    ready: int
    waiting: int
    """Still being written, empty, or online only."""
    ignored: Mapping[str, int]
    """As in ``ScanFinished``; ``kept in place`` too."""
    path: str = ""
    title: str = ""
    """Why it can't be had now; empty: it can."""
    advice: str = ""
    comes_and_goes: bool = False
    """A card or a camera: that it is away needs nobody."""


@dataclass(frozen=True, slots=True)
class ScanFinished(Event):
    """What lies in incoming and is not claimed, by kind."""

    ready: int
    settling: int
    """Still being written, empty, or online only."""
    ignored: Mapping[str, int]
    """Reason (``temporary``, ``video``, ``raw``, ``link`` …) → count."""
    folders: tuple[FolderSeen, ...] = ()
    """Each of several incoming folders, the first one first; empty where there is but one."""
    lone: tuple[str, ...] = ()
    """Files that go with a photo and stay for now, by their paths below their folders: some, where there are many."""


@dataclass(frozen=True, slots=True)
class FolderHeld(Event):
    """One of several incoming folders can't be had; the others go on. Told once."""

    name: str
    """Empty for the first."""
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class FolderReleased(Event):
    """It is there again."""

    name: str


@dataclass(frozen=True, slots=True)
class CardSeen(Event):
    """A card or a camera is connected that holds photos which nobody took yet; told again when that changes."""

    key: str
    name: str
    folder: str
    """Its ``DCIM``."""
    new: int
    """Photos that are not known; which of them the album has is asked once the user says yes."""
    size: int
    """Bytes of the new ones."""
    known: int
    """Photos there that were copied before."""
    is_news: bool = True
    """Whether so many were not proposed before."""
    videos: int = 0
    """How many of the new ones are videos, where these are taken."""
    raw: int = 0
    """The same of raw files."""


@dataclass(frozen=True, slots=True)
class CardGone(Event):
    """There is nothing to say yes to any more: it was taken out, or the user answered."""

    key: str


@dataclass(frozen=True, slots=True)
class CardTaken(Event):
    """All that the user said yes to is copied: the card may be taken out."""

    key: str
    name: str
    photos: int
    already_there: int
    """So many of them were in the album before."""
    left: int = 0
    """So many could not be read, and stay on the card alone."""
    videos_too: bool = False
    """Whether videos may be among them."""
    sidecars_left: int = 0
    """So many files that go with a photo stay on the card alone: no photo was found that is theirs."""


@dataclass(frozen=True, slots=True)
class Claimed(Event):
    """A photo left incoming and lies in its own job folder."""

    job: str
    name: str


@dataclass(frozen=True, slots=True)
class Recovered(Event):
    """A photo was found in work at start and goes on."""

    job: str
    name: str


@dataclass(frozen=True, slots=True)
class JobQueued(Event):
    """A photo goes on that was added by hand, or is tried again after it was set aside."""

    job: str
    name: str


@dataclass(frozen=True, slots=True)
class PhotoStored(Event):
    """The album has the photo and has proved it by its digests; the file lies in done."""

    job: str
    name: str
    photo_id: str
    outcome: Outcome
    done: str
    """The path in done."""
    keywords: tuple[str, ...] = ()
    taken: str = ""
    thumb: bytes = b""
    """A JPEG, empty for a duplicate that was not decoded."""
    is_in_trash: bool = False
    """An equal file lay in done before: ``done`` names that one, and the one that came went to the system's trash."""
    source: str = ""
    """The key of the incoming folder that it came from; empty for the first one."""
    part_of: str = ""
    """The id of the photo that is shown in its place, where the album knew of one before it came."""
    known_as: str = ""
    """Of one that was in the album already: the name that its file had when it came there, where that is known."""


@dataclass(frozen=True, slots=True)
class PartsFound(Event):
    """Files that are one thing with others from now on, and are counted with those."""

    parts: Mapping[str, str]
    """The photo's id → the id of the one that is shown."""


@dataclass(frozen=True, slots=True)
class SidecarAttached(Event):
    """A file that goes with a photo is attached to it in the album, proved by its digest; it lies in done."""

    job: str
    name: str
    photos: tuple[str, ...]
    """Their ids in the album."""
    is_new: bool
    """Whether the album had no such bytes at that photo yet."""
    done: str
    """The path in done."""
    keywords: tuple[str, ...] = ()
    """The tags that it tells."""


@dataclass(frozen=True, slots=True)
class BytesSent(Event):
    """A large file is on its way into the album; told at its beginning, twice a second at the most, and at its end.

    One that is sent anew begins at 0 again. Small files tell nothing of this.
    """

    job: str
    name: str
    sent: int
    of: int
    """Bytes of the file."""


@dataclass(frozen=True, slots=True)
class BytesCopied(Event):
    """A large file is being copied between disks, into work or from there into done; told at its beginning, twice a
    second at the most, and once it is over, however that ended, with as many bytes as were copied. While all of them
    are read again for proof it is told with all.
    """

    name: str
    copied: int
    of: int
    """Bytes of the file."""
    is_over: bool = False
    job: str = ""
    """Of one that goes into done: its job. One that comes into work has none yet."""


@dataclass(frozen=True, slots=True)
class PhotoDeveloping(Event):
    """A raw file is being developed, which takes seconds; told at the beginning, and once it is over."""

    job: str
    name: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class KnownPhoto:
    """One of those that the album had before."""

    name: str
    photo_id: str


@dataclass(frozen=True, slots=True)
class PhotosKnown(Event):
    """Photos of a folder where they stay are in the album already: they were not copied, and stay where they are."""

    photos: tuple[KnownPhoto, ...]


@dataclass(frozen=True, slots=True)
class TrashRefused(Event):
    """A file that should go to the system's trash can't, and stays in done. Told once in each run."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class PhotosReturn(Event):
    """The same photos came for the third time: something sends them again and again. Told once."""

    sender: str
    """The sync client of incoming; empty where it is not known."""
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class PhotoSetAside(Event):
    """The photo needs attention and lies in work/failed."""

    job: str
    name: str
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class WholePhotoCame(Event):
    """What was set aside was the beginning of a photo that is in the album now; it stays there and needs nobody."""

    job: str
    name: str
    done: str
    """Where the whole photo lies."""


@dataclass(frozen=True, slots=True)
class PhotoWaiting(Event):
    """The photo will be tried again by itself."""

    job: str
    name: str
    title: str
    wait_s: float
    since: float = 0.0
    """Of one that looks cut off: when it came into work, in seconds since 1970. 0: it is none."""
    until: float = 0.0
    """Of such a one: when it is looked at for the last time, at the latest; then it is set aside."""


@dataclass(frozen=True, slots=True)
class PhotoStays(Event):
    """A photo in incoming can't be moved, and stays there; told once for each."""

    origin: str
    """The path below incoming."""
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class PhotoVanished(Event):
    """Somebody else took the file away while we had it in work; there is nothing left to do."""

    job: str
    name: str


@dataclass(frozen=True, slots=True)
class PhotoTakenOut(Event):
    """The user took a photo that needed attention out of work; it is not in the album."""

    job: str
    name: str
    path: str
    """Where it lies now; empty: in the system's trash."""


@dataclass(frozen=True, slots=True)
class NotTakenOut(Event):
    """Taking a photo out of work failed; it lies where it lay."""

    job: str
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Unpublished(Event):
    """Photos that are not public any more were taken out of a public copy."""

    copy: str
    """The copy's name."""
    names: tuple[str, ...]
    is_proved: bool
    """Whether a stranger's requests for their former versions found nothing."""


@dataclass(frozen=True, slots=True)
class ReplicaFailed(Event):
    """A copy does not go well; told once until it does again."""

    copy: str
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class ReplicaRecovered(Event):
    """A copy that was in trouble goes well again."""

    copy: str
    still_to_go: int = 0
    """Large originals that it lacks yet, and that Photospool brings; told again, with 0, once all of them are there."""


@dataclass(frozen=True, slots=True)
class ConflictsFound(Event):
    """Photos that two machines changed in ways that only a person can choose between."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrashEmptied(Event):
    """Photos that lay in the trash for thirty days are deleted."""

    photos: int


@dataclass(frozen=True, slots=True)
class DecoderTroubled(Event):
    """Something is wrong with what opens HEIC; told at each start until it is mended."""

    title: str
    advice: str
    is_fit: bool
    """Whether HEIC still goes on; otherwise it waits in incoming, and nothing else does."""
    asks: bool = False
    """Whether the user can have HEIC opened all the same (``photos.heic_anyway``), and was not asked yet."""


class Pause(Enum):
    """Why the whole queue stands still."""

    USER = "user"
    UNCONFIRMED = "unconfirmed"
    """Folders and album were never confirmed: nothing is claimed."""
    MOVING = "moving"
    """The album is being carried into another one."""
    OFFLINE = "offline"
    REFUSED = "refused"
    FOLDERS = "folders"
    DISK_FULL = "disk full"


@dataclass(frozen=True, slots=True)
class QueuePaused(Event):
    """Told once per pause, not once per try."""

    reason: Pause
    title: str
    advice: str
    again_at: float = 0.0
    """When it is tried again by itself at the latest, in seconds since 1970; 0: not known."""


@dataclass(frozen=True, slots=True)
class PauseEnded(Event):
    """One reason is gone; others may hold still."""

    reason: Pause


@dataclass(frozen=True, slots=True)
class QueueResumed(Event):
    """No reason is left: the queue goes on."""


Listener = Callable[[Event], None]
"""Called from the engine's threads, one event at a time; must return quickly and never raise."""


def together(*listeners: Listener) -> Listener:
    """One listener that tells several, in their order."""

    def tell(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return tell
