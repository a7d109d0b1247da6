"""Cards and cameras that come and go: which are there, what of them is new, and those that the user said yes to.

A card is proposed, never emptied: its photos are copied and stay. The yes holds until all that lies there is copied,
also after the card was pulled out halfway; then the card is asked about anew. It is known by its disk, so that another
one at the same place is another card. ``look`` is for a thread of its own; all else is of the engine's.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final

from photospool import events
from photospool.config import app_state
from photospool.config.known_cards import Answer, KnownCard, answered, known, with_card
from photospool.engine.incoming_folder import Fresh, IncomingFolder
from photospool.engine.intake import Intake
from photospool.errors import FolderMissing, SpoolError
from photospool.events import Listener
from photospool.photo.formats import RAW, VIDEOS, kind_of_name
from photospool.security.untrusted_text import said
from photospool.spool.jobs import JobWords
from photospool.spool.kept_memory import CARD
from photospool.spool.scanner import Scan, ScanEntry, Scanner
from photospool.spool.watcher import Watcher
from photospool.system.disks.disks import Disk, Disks, NoDisks

log = logging.getLogger(__name__)

DCIM: Final = "DCIM"
"""What every camera calls its folder: https://en.wikipedia.org/wiki/Design_rule_for_Camera_File_system."""
ONCE: Final = "once-"
"""Begins the key of a card whose disk has no number: what is known of its photos holds while it is connected."""
TRIES: Final = 2
"""Looks at what could not be read before a card is done with."""
CHECK_S: Final = 5.0
"""How often it is asked whether disks came, where the system does not tell by itself."""


Start = Callable[[str, Callable[[], None]], bool]
"""Runs a step in a thread of its own, by a name; nothing where one of this name runs."""


@dataclass(frozen=True, slots=True)
class CameraCard:
    """One that is connected."""

    key: str
    name: str
    folder: Path
    """Its ``DCIM``."""
    disk: Disk


def card_on(disk: Disk) -> CameraCard | None:
    """The card or camera that this disk is; None for any other disk, and for one that can't be read."""
    try:
        with os.scandir(disk.folder) as entries:
            found = [entry.name for entry in entries if entry.name.upper() == DCIM and _is_folder(entry)]
    except OSError:
        return None
    if not found:
        return None
    number = hashlib.blake2b(disk.id.encode(errors="surrogateescape"), digest_size=6).hexdigest()
    key = f"{CARD if disk.is_sure else ONCE}{number}"
    return CameraCard(key, said(disk.name) or DCIM, disk.folder / sorted(found)[0], disk)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def cards_here(disks: Disks, used: Sequence[Path]) -> list[CameraCard]:
    """All that are connected, but those on which one of our own folders lies. May take a while."""
    found = [card for disk in disks.connected() if (card := card_on(disk)) is not None]
    return [card for card in found if not any(_touch(card.folder, folder) for folder in used)]


def _touch(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


@dataclass(frozen=True, slots=True)
class CardContents:
    """What lies on a card."""

    new: int
    size: int
    known: int
    videos: int = 0
    """Of the new ones."""
    raw: int = 0
    """The same."""


def contents_of(scanner: Scanner) -> CardContents:
    """Count what is new there and what is known. Raises SpoolError."""
    new = scanner.photos(only_new=True)
    kinds = Counter(map(kind_of_name, new))
    return CardContents(len(new), sum(new.values()), len(scanner.photos()) - len(new), kinds[VIDEOS], kinds[RAW])


class CardFolder(IncomingFolder):
    """A card that the user said yes to, as one more incoming folder."""

    def __init__(
        self,
        card: CameraCard,
        is_there: Callable[[CameraCard], bool],
        scanner: Scanner,
        watcher: Watcher,
        words_for: Callable[[PurePath], JobWords],
        *,
        videos_too: bool = False,
    ) -> None:
        """``is_there``: whether this very disk is still where it was; ``videos_too``: whether its scanner takes videos;
        the others as for IncomingFolder.
        """
        super().__init__(scanner, watcher, words_for, key=card.key, name=card.name, keeps=True)
        self.card = card
        self.videos_too = videos_too
        self._is_there = is_there
        self._was_looked_at = False
        self._tries = 0
        self.copied = self.already_there = 0

    def look(self, clock: Callable[[], float], *, claims: bool) -> Scan:
        """As every folder's, where the card is still there. Raises FolderMissing where another disk is in its place."""
        if not self._is_there(self.card):
            raise _taken_out()
        found = super().look(clock, claims=claims)
        self._was_looked_at = True
        return found

    def fault(self, exc: SpoolError) -> SpoolError:
        """That it was pulled out is said in one way, whatever noticed it first."""
        is_gone = isinstance(exc, FolderMissing) or not self._is_there(self.card) or not self.folder.is_dir()
        return _taken_out() if is_gone else exc

    def examined(self, some: Sequence[ScanEntry], fresh: Sequence[Fresh], known: int) -> None:
        """As every folder's; counted for the end."""
        super().examined(some, fresh, known)
        self.already_there += known

    def took(self, count: int = 1, *, beside: bool = False) -> None:
        """As every folder's; photos are counted for the end."""
        super().took(count, beside=beside)
        self.copied += 0 if beside else count

    def has_finished(self) -> bool:
        """Whether all photos that can be copied are copied; what could not be read is tried again first.

        Of files that go with one the intake knows that.
        """
        is_waiting = self.trouble is not None or not self._was_looked_at or self.settling
        if is_waiting or self.taking or self.ready or self.unexamined or not self._is_there(self.card):
            return False
        if self.left and self._tries < TRIES:  # perhaps it was pulled out: then the next look finds nothing at all
            self._tries += 1
            self._was_looked_at = False
            self.hurry()
            return False
        return True

    @property
    def left(self) -> int:
        """So many could not be read, or copied."""
        return len(self.unmoved) + self._unread

    @property
    def sidecars_left(self) -> int:
        """So many files that go with a photo found none."""
        return sum(bool(one.reason) for one in self.beside.values())


def _taken_out() -> FolderMissing:
    return FolderMissing(
        "The card was taken out before all of it was copied.",
        "What was copied is safe. Put it in again, and it goes on by itself.",
    )


class Cards:
    """Made for one run."""

    def __init__(
        self,
        disks: Disks,
        remembered: Path,
        scanner_of: Callable[[CameraCard], Scanner],
        folder_of: Callable[[CameraCard, Callable[[CameraCard], bool]], CardFolder],
        *,
        used: Sequence[Path] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``remembered`` is the program's memory, in which the answers stand. ``scanner_of`` counts what lies on a
        card, ``folder_of`` takes from one. ``used`` are the folders of the settings: no card is proposed there.
        """
        self._disks, self._remembered = disks, remembered
        self._scanner_of, self._folder_of = scanner_of, folder_of
        self._used = tuple(used)
        self._clock = clock
        self._lock = threading.Lock()
        self._there: dict[str, CameraCard] = {}  # guarded by _lock
        self._answers: tuple[KnownCard, ...] = ()  # guarded by _lock
        self._is_looked_at = False  # guarded by _lock; whether ``follow`` has something to do
        self._shown: dict[str, events.CardSeen] = {}  # the looking thread's
        self._sources: dict[str, CardFolder] = {}  # the engine's thread's
        self._is_hinted = self._wants_look = False  # set by any thread, no lock
        self._is_on = False
        self._next_check = 0.0
        self._written: tuple[int, int] | None = None

    def begin(self, hint: Callable[[], None]) -> None:
        """Begin to hear of disks; before that there are no cards."""
        self._is_on = self._is_hinted = self._wants_look = True

        def hinted() -> None:
            self._is_hinted = True
            hint()

        self._disks.begin(hinted)

    def end(self) -> None:
        """End that."""
        self._disks.end()

    def is_due(self) -> bool:
        """Whether disks may have come or gone, or the user said something: then ``look`` is wanted."""
        now = self._clock()
        if not self._is_on or (not self._is_hinted and now < self._next_check):
            return False
        self._is_hinted, self._next_check = False, now + CHECK_S
        before, self._written = self._written, _written(self._remembered)
        wanted, self._wants_look = self._wants_look, False
        return self._disks.have_changed() or wanted or self._has_other_answers(before)

    def _has_other_answers(self, before: tuple[int, int] | None) -> bool:
        """Somebody else (the command line) may have answered for the user."""
        if self._written == before or not (self._there or self._sources):
            return False
        said_now = {card.key: card.answer for card in app_state.load(self._remembered).cards}
        with self._lock:
            return said_now != {card.key: card.answer for card in self._answers}

    def look(self, tell: Listener) -> None:
        """See what is there, and propose what is new; for a thread of its own, one at a time."""
        there = {card.key: card for card in cards_here(self._disks, self._used)}
        answers = app_state.load(self._remembered).cards
        with self._lock:
            self._there, self._answers, self._is_looked_at = there, answers, True
        proposed = {
            key: seen
            for key, card in there.items()
            if known(answers, key).answer is Answer.NONE and (seen := self._new_on(card, answers)) is not None
        }
        for key in self._shown.keys() - proposed.keys():
            tell(events.CardGone(key))
        for key, seen in proposed.items():
            if self._shown.get(key) != seen:
                tell(seen)
        self._shown = {key: dataclasses.replace(seen, is_news=False) for key, seen in proposed.items()}

    def _new_on(self, card: CameraCard, answers: Sequence[KnownCard]) -> events.CardSeen | None:
        try:
            found = contents_of(self._scanner_of(card))
        except SpoolError as exc:
            log.info("A card can't be looked at: %s", exc)
            return None
        if not found.new:
            return None
        before = known(answers, card.key)
        is_news = found.new > before.told
        if is_news:
            told = dataclasses.replace(before, name=card.name, told=found.new)
            self._remember(lambda cards: with_card(cards, told))
        where = str(card.folder)
        return events.CardSeen(
            card.key, card.name, where, found.new, found.size, found.known, is_news, found.videos, found.raw
        )

    def say(self, key: str, answer: Answer) -> None:
        """The user answered."""
        card = self._there.get(key)
        self._remember(lambda cards: answered(cards, key, answer, card.name if card else ""))
        self._is_hinted = self._wants_look = True

    def _remember(self, step: Callable[[Sequence[KnownCard]], tuple[KnownCard, ...]]) -> None:
        changed = app_state.change(self._remembered, lambda found: dataclasses.replace(found, cards=step(found.cards)))
        with self._lock:
            self._answers = changed.cards

    def turn(self, intake: Intake, hint: Callable[[IncomingFolder], None], tell: Listener, start: Start) -> None:
        """One round: follow what was seen and said, and look again where that is due.

        ``start`` begins a thread, and says whether it did: not while one of this name runs.
        """
        told = self.follow(intake, hint)
        for event in told:
            tell(event)
        if told:
            tell(intake.seen())
        if self.is_due() and not start("cards", lambda: self.look(tell)):
            self._is_hinted = self._wants_look = True  # it has begun without what came meanwhile: once more after it

    def follow(self, intake: Intake, hint: Callable[[IncomingFolder], None]) -> list[events.Event]:
        """Take from the cards that the user said yes to, and from no other; what is to be told."""
        told: list[events.Event] = []
        with self._lock:
            there, answers, is_news = self._there, self._answers, self._is_looked_at
            self._is_looked_at = False
        for key, card in there.items() if is_news else ():
            if known(answers, key).answer is Answer.ADD:
                told += self._taken_up(card, intake, hint)
        for key, source in list(self._sources.items()):
            if known(answers, key).answer is not Answer.ADD:
                told += self._let_go(source, intake)
            elif source.has_finished() and not intake.awaits_photos(source):  # which reads all that is in work
                left, sidecars_left = source.left, source.sidecars_left
                told += self._let_go(source, intake)
                copied, there_before = source.copied + source.already_there, source.already_there
                told.append(
                    events.CardTaken(key, source.name, copied, there_before, left, source.videos_too, sidecars_left)
                )
                # Until there is more on it: then it is asked about anew.
                done = KnownCard(key, source.name, told=left)
                self._remember(lambda cards, done=done: with_card(cards, done))  # type: ignore[misc]
        return told

    def _taken_up(self, card: CameraCard, intake: Intake, hint: Callable[[IncomingFolder], None]) -> list[events.Event]:
        source = self._sources.get(card.key)
        if source is not None and source.card == card:
            source.hurry()
            return []
        told = self._let_go(source, intake) if source is not None else []
        source = self._sources[card.key] = self._folder_of(card, self._is_there)
        intake.add(source, hint)
        return told

    def _let_go(self, source: CardFolder, intake: Intake) -> list[events.Event]:
        del self._sources[source.key]
        intake.remove(source.key)
        return [events.FolderReleased(source.name)] if source.trouble is not None else []

    def _is_there(self, card: CameraCard) -> bool:
        return self._disks.id_at(card.disk.folder) == card.disk.id


def _written(path: Path) -> tuple[int, int]:
    """Changes when somebody writes to the file."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def no_cards() -> Cards:
    """Where nobody asks for any."""

    def none(*_: object) -> Any:
        raise AssertionError("there are no cards")

    return Cards(NoDisks(), Path(), none, none)
