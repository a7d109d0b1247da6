"""What the program remembers between two starts: small, its own, and harmless to lose.

Losing it means asking once more: an unconfirmed program is paused and claims nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from photospool.config import current_event, known_cards
from photospool.config.current_event import CurrentEvent
from photospool.config.known_cards import KnownCard
from photospool.config.more_folders import MoreFolder
from photospool.config.settings import Settings
from photospool.photo.formats import VIDEOS
from photospool.security import private_files, untrusted_json


@dataclass(frozen=True, slots=True)
class AppState:
    """Facts about this installation, not choices."""

    confirmed: str = ""
    """A fingerprint of the folders and album that the user said yes to."""
    paused: bool = False
    """The user asked the queue to stand still."""
    paused_until: float = 0.0
    """Seconds since 1970; 0: until resumed."""
    event: CurrentEvent = field(default_factory=CurrentEvent)
    """What photos that arrive now belong to; over by itself."""
    returns_told: float = 0.0
    """When it was said that the same photos come again and again; seconds since 1970."""
    confirmed_folders: tuple[str, ...] = ()
    """Fingerprints of the further incoming folders that the user said yes to."""
    confirmed_kinds: tuple[str, ...] = ()
    """Kinds besides photos that the user said yes to, after number and size of what lies there."""
    asked_kinds: tuple[str, ...] = ()
    """Kinds that the user said yes or no to: of these the window does not ask by itself any more."""
    heic_goes_on: bool = False
    """This installation took HEIC before there was a cage: it goes on until the user says otherwise."""
    goes_on_told: bool = False
    """The user was told that Photospool goes on in the tray when its window is closed."""
    cards: tuple[KnownCard, ...] = ()
    """Cards and cameras that were connected, and what the user said of each."""

    def is_confirmed(self, settings: Settings) -> bool:
        """Whether the user said yes to these very folders and this album."""
        return self.confirmed == fingerprint(settings)

    def has_yes(self, folder: MoreFolder) -> bool:
        """Whether the user said yes to taking photos from this further folder, in this way."""
        return folder.fingerprint() in self.confirmed_folders

    def confirm(self, settings: Settings) -> AppState:
        """The user said yes."""
        return dataclasses.replace(self, confirmed=fingerprint(settings))


def fingerprint(settings: Settings) -> str:
    """Folders and album as one short text: when it changes, the user is asked again."""
    folders, album = settings.folders, settings.album
    told = [folders.incoming, folders.work, folders.done, album.url, album.database]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def load(path: Path) -> AppState:
    """What is remembered; whatever can't be read is forgotten."""
    try:
        tree = untrusted_json.loads(private_files.read(path))
        return AppState(
            confirmed=str(tree.get("confirmed", "")),
            paused=bool(tree.get("paused", False)),
            paused_until=float(tree.get("paused_until", 0.0)),
            event=current_event.from_json(tree.get("event")),
            returns_told=float(tree.get("returns_told", 0.0)),
            confirmed_folders=_texts(tree.get("confirmed_folders")),
            confirmed_kinds=_texts(tree.get("confirmed_kinds")),
            asked_kinds=_texts(tree["asked_kinds"]) if "asked_kinds" in tree else _asked_before(tree),
            heic_goes_on=bool(tree.get("heic_goes_on", tree.get("confirmed", ""))),
            goes_on_told=bool(tree.get("goes_on_told", False)),
            cards=known_cards.from_json(tree.get("cards")),
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return AppState()


def _asked_before(tree: Mapping[str, object]) -> tuple[str, ...]:
    """As kept before raw files were asked about: then there was one answer, to videos."""
    return (VIDEOS,) if tree.get("videos_asked", tree.get("confirmed_kinds")) else ()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def save(memory: AppState, path: Path) -> None:
    """Remember. A disk that is full or read-only costs only the memory, so it is not an error."""
    with contextlib.suppress(OSError):
        _write(memory, path)


def _write(memory: AppState, path: Path) -> None:
    tree = {**dataclasses.asdict(memory), "cards": known_cards.to_json(memory.cards)}
    private_files.write(path, json.dumps(tree).encode())


def keep(path: Path, step: Callable[[AppState], AppState]) -> AppState:
    """As ``change``, where somebody is told that it is remembered. Raises OSError where it can't be written."""
    changed = step(load(path))
    _write(changed, path)
    return changed


def change(path: Path, step: Callable[[AppState], AppState]) -> AppState:
    """Change what is remembered now, whoever wrote it last: the window and the command line share one file."""
    changed = step(load(path))
    save(changed, path)
    return changed
