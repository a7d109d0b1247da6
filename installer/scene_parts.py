"""What every drawn window shows: what came of the sample photos in a throw-away program, tags, an event."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from photospool import events
from photospool.album.known_tags import KnownTags
from photospool.config.current_event import CurrentEvent
from photospool.config.profile import Profile
from photospool.demo import samples
from photospool.demo.playground import throwaway
from photospool.engine.runner import EngineRunner
from photospool.gui.state import Status, fold_all
from photospool.history import History

KNOWN = KnownTags(("sea", "summer", "Anna", "garden"), ("Private", "Friends/Family", "Public", "Work"))
TONIGHT = datetime.now().replace(hour=23, minute=59).timestamp()
WEDDING = CurrentEvent("Wedding", ("anna", "ben"), "Friends/Family", TONIGHT)


@dataclass
class House:
    """What came of the sample photos."""

    here: Profile
    history: History
    past: History
    """Of photos with the longest names."""
    mine: Path
    """A folder of photos to add."""
    told: list[events.Event] = field(default_factory=list)
    owners: list[QWidget] = field(default_factory=list)
    """Windows that are not shown themselves, but what opens over them."""

    @property
    def status(self) -> Status:
        """At rest, with what needs attention."""
        scans = [event for event in self.told if isinstance(event, events.ScanFinished)]
        return fold_all(Status(), [*self.told, events.EngineStarted(), *scans[-1:]])

    def close(self) -> None:
        """Nothing of it is needed any more."""
        self.owners.clear()
        self.history.close()
        self.past.close()


def furnished(folder: Path) -> House:
    """Let the samples travel."""
    here = throwaway(folder / "program")
    made = samples.make(folder / "mine")
    for sample in made:
        shutil.copy2(sample.path, here.settings.folders.incoming)
    Path(here.settings.folders.incoming, "IMG_4711.JPG").write_bytes(b"\xff\xd8 no photo at all")
    Path(here.settings.folders.incoming, "notes.jpg").write_text("These are words, and no photo.\n")
    house = House(here, History(here.places.history), History(folder / "past.sqlite"), folder / "mine")

    EngineRunner(here, house.told.append, history=lambda: house.history, watch=False).run(once=True)
    return house


Scene = tuple[str, Callable[[], Any], Callable[[Any], bool]]


def at_once(_widget: QWidget) -> bool:
    """Nothing is still to come."""
    return True
