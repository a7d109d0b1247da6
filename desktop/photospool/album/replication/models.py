"""What a copy is and how it goes, as values. Nothing is asked in here, and no sentence is made but a tick's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final
from urllib.parse import quote

FORMER: Final = 1
"""Rules of copies that an earlier version made: strangers see the file's name and more of the camera's notes.

They hold until the owner has said yes once to have the photos mended (mending.py).
"""
TODAY: Final = 2


class Direction(Enum):
    """Which way photos and edits go."""

    BOTH = "both"
    SEND = "send"
    """From the album to the copy only."""
    FETCH = "fetch"
    """From the copy into the album only."""

    @property
    def sends(self) -> bool:
        """Whether the copy gets what is new in the album."""
        return self is not Direction.FETCH

    @property
    def fetches(self) -> bool:
        """Whether the album gets what is new in the copy."""
        return self is not Direction.SEND


class PausedWhy(Enum):
    """Why nothing is copied; the values are what the album's server keeps."""

    USER = "user"
    """Somebody paused it, or it did not pass as a public copy."""
    PASSWORD = "password"  # noqa: S105 (a reason, not a password)
    """The copy's server refused it: nothing is tried again before it is given anew."""


class Films(Enum):
    """What strangers get of a public copy's videos; the values are what the album's server keeps."""

    NONE = "none"
    """Poster and words, as of a photo."""
    PICTURE = "picture"
    """A copy made by an allow-list of tracks and boxes, without its sound."""
    SOUND = "sound"
    """The same, with its sound."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One database as a server that replicates reaches it."""

    url: str
    """Of the server, without a slash at the end."""
    database: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def address(self) -> str:
        """Of the database; never holds a password."""
        return f"{self.url}/{quote(self.database, safe='')}"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the album, as it was set up."""

    id: str
    """Short; the same for every computer that uses the album."""
    name: str
    """For people."""
    there: Endpoint
    """As the album's server reaches it, with the narrow credentials that it uses."""
    direction: Direction = Direction.BOTH
    is_public: bool = False
    """Anybody may read it, and only public photos go there."""
    url_here: str = ""
    """The same server's address as this computer reaches it; empty where it is the same."""
    made_user: str = ""
    """The name that was made for this copy on its server, to be taken away with it; empty for none."""
    rules: int = TODAY
    """By which rules photos get into a public copy; FORMER until its owner said yes to mending."""
    paused_why: PausedWhy | None = None
    """None: it is running."""
    films: Films = Films.NONE
    """What its owner chose that strangers get of videos."""
    largest: int = 0
    """Bytes of the largest original that goes by itself; 0: however large. Larger ones are sent where they fit."""

    @property
    def is_paused(self) -> bool:
        """Whether nothing is copied now."""
        return self.paused_why is not None

    @property
    def here(self) -> Endpoint:
        """As this computer reaches it."""
        return Endpoint(self.url_here or self.there.url, self.there.database, self.there.user, self.there.password)


class RemovalMode(Enum):
    """What becomes of the photos on the copy's server."""

    KEEP = "keep"
    """They stay as they are, and grow old there."""
    CLOSE = "close"
    """They stay, but of a public copy strangers see nothing any more."""
    DELETE = "delete"
    """The whole database goes; an administrator of that server is needed."""


class Condition(Enum):
    """How a copy goes."""

    STARTING = "starting"
    COPYING = "copying"
    UP_TO_DATE = "up to date"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """Name or password; nothing is tried again before they are given anew."""
    FAILING = "failing"
    PAUSED = "paused"


_WELL: Final = frozenset({Condition.STARTING, Condition.COPYING, Condition.UP_TO_DATE, Condition.PAUSED})


class Obstacle(Enum):
    """What kept something from coming through; the values are what a copy's note keeps."""

    TOO_LARGE = "too large"
    """Whoever lacks it takes no file of that size."""
    REFUSED = "refused"
    """Whoever lacks it said no, and will until somebody changes something there."""
    NO_ROOM = "no room"
    """Whoever lacks it has no room left."""
    UNREADABLE = "unreadable"
    """It is not whole any more where it lies."""
    CUT_OFF = "cut off"
    """The line ended, or a server failed: it may come through the next time."""


_OFTEN: Final = 3
"""What was cut off so many times in a row is told."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why something did not come through when it was tried last."""

    obstacle: Obstacle
    said: str = ""
    """In the words of whoever said no, made safe to show."""
    tries: int = 1
    """How often in a row it was so."""
    tried_at: float = field(default=0.0, compare=False)
    """When its bytes were sent last, seconds since 1970, by the clock of whoever did; 0 where they never were."""

    @property
    def needs_somebody(self) -> bool:
        """Whether it is more than what happens to a line now and then."""
        return self.obstacle is not Obstacle.CUT_OFF or self.tries >= _OFTEN


@dataclass(frozen=True, slots=True)
class Missing:
    """A photo that should be in a copy and is not."""

    photo_id: str
    name: str
    """The file's name, or the id where it has none."""
    size: int | None = None
    """Of the original, in bytes."""
    is_original: bool = False
    """The photo is there, but not its original."""
    in_album: bool = False
    """The copy has it, and it is the album that lacks it."""
    why: Hindrance | None = None
    """What is known of why it is not there."""

    @property
    def is_too_large(self) -> bool:
        """Whether whoever lacks it takes no file of that size."""
        return self.why is not None and self.why.obstacle is Obstacle.TOO_LARGE

    @property
    def needs_somebody(self) -> bool:
        """Whether it did not come through for a reason that is to be told."""
        return self.why is not None and self.why.needs_somebody


@dataclass(frozen=True, slots=True)
class Carrying:
    """Large originals that Photospool itself carries, and that are not there yet."""

    left: tuple[Missing, ...] = ()
    """Those that go by themselves while Photospool runs."""
    hindered: tuple[Missing, ...] = ()
    """Those that did not come through for a reason that is to be told; they are tried again now and then."""
    now: Missing | None = None
    """The one of ``left`` that is on its way."""
    sent: int = 0
    """Bytes of it that are sent."""
    is_known: bool = True
    """Whether both servers could be asked; else more may be left."""


@dataclass(frozen=True, slots=True)
class CopyState:
    """How a copy goes, just now."""

    copy: Copy
    condition: Condition
    waiting: int | None = None
    """Changes that are still to be copied; None where the server does not say."""
    since: str = ""
    """Since when it is so, ISO 8601 in UTC; empty where it is not known."""
    last_success: str = ""
    """When something was last copied, ISO 8601 in UTC."""
    reason: str = ""
    """What the server said, made safe to show."""
    refused_documents: int = 0
    """How many the copy's server did not take."""
    missing: tuple[Missing, ...] = ()
    """Found by comparing ids; empty unless that was asked for."""
    sent: tuple[Missing, ...] = ()
    """What was missing, and is there now since it was sent again."""
    carrying: Carrying = Carrying()
    """What is up to Photospool itself: the servers, which say how it goes, know nothing of it."""

    @property
    def is_well(self) -> bool:
        """Whether it needs nobody's attention: it goes on, or somebody wanted it to stand still."""
        return self.condition in _WELL and not self.missing


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was tried, for people."""

    title: str
    is_fine: bool = True
    advice: str = ""
    goes_on: bool = False
    """A count under way: the next one takes its place where both are shown."""


@dataclass(frozen=True, slots=True)
class WithoutFilm:
    """A video that strangers see by its poster alone, although its owner chose that they get videos."""

    photo_id: str
    name: str
    why: str
    """For people; a message."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """What anybody finds at a public copy just now."""

    is_open: bool
    photos: int = 0
    """Photos, and videos by their posters."""
    looked_at: str = ""
    """When all of it was last compared with the album, by any computer: ISO 8601 in UTC; empty for never."""
    films: int = 0
    """Of the videos those that they can play."""
    without_film: tuple[WithoutFilm, ...] = ()
    """Videos of which no film can be made for them, where films were chosen."""
    page_fails: str = ""
    """What the copy's page can't do there, as a phrase for people, for that server's policy does not let it."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Every copy of the album, as it goes just now."""

    states: tuple[CopyState, ...]
    strangers: Mapping[str, Strangers] = field(default_factory=dict)
    """By a public copy's id; nothing where it is not known."""


@dataclass(frozen=True, slots=True)
class CopyInspection:
    """What a close look at a copy found and did."""

    state: CopyState
    ticks: tuple[CheckResult, ...] = ()
    """Of a public copy: what a stranger can and can't do, and what was taken back."""
    taken_back: tuple[Missing, ...] = ()
    """Photos that strangers saw, and see no more."""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs anybody's attention."""
        return self.state.is_well and all(tick.is_fine for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class ReplicaSpec:
    """A copy that somebody wants."""

    url: str
    """Of the server, as the album's server reaches it."""
    database: str
    user: str
    """Who signs in there. An administrator is only used for the set-up, and makes a narrow name of its own."""
    password: str = field(repr=False)
    name: str = ""
    """For people; empty: the address."""
    direction: Direction = Direction.BOTH
    create: bool = False
    """Make the database if it is not there."""
    url_here: str = ""
    """As this computer reaches the server; empty where it is the same."""
    allow_plain_http: bool = False
    """The password and the photos may travel unencrypted to another machine."""


Tell = Callable[[CheckResult], None]
"""Called as soon as something was tried."""
Pause = Callable[[float], object]
"""Waits so many seconds; may raise to end what is under way, also when it is called with 0."""
