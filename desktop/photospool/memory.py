"""What the program remembers between two starts: small, its own, and harmless to lose.

Losing it means asking once more: an unconfirmed program is paused and claims nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from photospool import current_event, json_text, own_files
from photospool.current_event import CurrentEvent
from photospool.settings import Settings


@dataclass(frozen=True, slots=True)
class Memory:
    """Facts about this installation, not choices."""

    confirmed: str = ""
    """A fingerprint of the folders and album that the user said yes to."""
    paused: bool = False
    """The user asked the queue to stand still."""
    paused_until: float = 0.0
    """Seconds since 1970; 0: until resumed."""
    event: CurrentEvent = field(default_factory=CurrentEvent)
    """What photos that arrive now belong to; over by itself."""
    heic_goes_on: bool = False
    """This installation took HEIC before there was a cage: it goes on until the user says otherwise."""

    def is_confirmed(self, settings: Settings) -> bool:
        """Whether the user said yes to these very folders and this album."""
        return self.confirmed == fingerprint(settings)

    def confirm(self, settings: Settings) -> Memory:
        """The user said yes."""
        return dataclasses.replace(self, confirmed=fingerprint(settings))


def fingerprint(settings: Settings) -> str:
    """Folders and album as one short text: when it changes, the user is asked again."""
    folders, album = settings.folders, settings.album
    told = [folders.incoming, folders.work, folders.done, album.url, album.database]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def load(path: Path) -> Memory:
    """What is remembered; whatever can't be read is forgotten."""
    try:
        tree = json_text.loads(own_files.read(path))
        return Memory(
            confirmed=str(tree.get("confirmed", "")),
            paused=bool(tree.get("paused", False)),
            paused_until=float(tree.get("paused_until", 0.0)),
            event=current_event.from_json(tree.get("event")),
            heic_goes_on=bool(tree.get("heic_goes_on", tree.get("confirmed", ""))),
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return Memory()


def save(memory: Memory, path: Path) -> None:
    """Remember. A disk that is full or read-only costs only the memory, so it is not an error."""
    with contextlib.suppress(OSError):
        own_files.write(path, json.dumps(dataclasses.asdict(memory)).encode())


def change(path: Path, step: Callable[[Memory], Memory]) -> Memory:
    """Change what is remembered now, whoever wrote it last: the window and the command line share one file."""
    changed = step(load(path))
    save(changed, path)
    return changed
