"""Where each system keeps our settings, memory and album. Paths only: nothing is read or made in here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "photospool"


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's own files; the three folders are the user's and stand in the settings."""

    settings: Path
    """TOML, written by the user and by the settings dialog."""
    memory: Path
    """JSON, written by the program alone: what was confirmed, until when it is paused."""
    history: Path
    """SQLite; may be lost without harm."""
    album: Path
    """The folder of the embedded album."""
    log: Path
    """The newest log file."""
    folders: tuple[Path, ...] = ()
    """Folders that are ours alone, which nobody else needs to enter; none where the user named the place."""

    @property
    def trash(self) -> Path:
        """JSON: since when this computer saw each photo in the album's trash; may be lost."""
        return self.memory.with_name("trash.json")

    @property
    def window_sizes(self) -> Path:
        """INI: how large the user made each window; may be lost."""
        return self.memory.with_name("windows.ini")

    @property
    def begun_setup(self) -> Path:
        """JSON: what was typed at a first start that is not ended, passwords left out; may be lost."""
        return self.memory.with_name("begun-setup.json")

    @property
    def computer_id(self) -> Path:
        """One line: this computer's own id, where the system has none."""
        return self.memory.with_name("computer-id")

    @property
    def kept(self) -> Path:
        """SQLite: which photos were taken by copy; may be lost, then the album is asked."""
        return self.memory.with_name("kept.sqlite")

    @property
    def came_from(self) -> Path:
        """SQLite: where in incoming each photo lay, for what comes later and belongs to it; may be lost."""
        return self.memory.with_name("places.sqlite")

    @property
    def added(self) -> Path:
        """A folder of texts: what was told of sidecars that were added together with photos; may be lost."""
        return self.memory.with_name("added")

    @property
    def notices(self) -> Path:
        """A folder of the pictures that notifications show just now; may be lost."""
        return self.memory.with_name("notices")

    def baseline_of(self, key: str) -> Path:
        """As ``baseline``, for a further incoming folder."""
        return self.settings.with_name(f"baseline-{key}.json")

    @property
    def baseline(self) -> Path:
        """JSON beside the settings: what lay in incoming before, where only new photos are wanted."""
        return self.settings.with_name("baseline.json")


def places(home: Path | None = None) -> Paths:
    """The places of this user, or all below ``home`` (or ``PHOTOSPOOL_HOME``: tests, demo, USB sticks)."""
    if home is None and os.environ.get("PHOTOSPOOL_HOME"):
        home = Path(os.environ["PHOTOSPOOL_HOME"])
    if home is not None:
        config = data = log = home
    else:
        config = platformdirs.user_config_path(APP, appauthor=False)
        # Data of this machine: a roaming profile must not carry albums around.
        data = platformdirs.user_data_path(APP, appauthor=False)
        log = platformdirs.user_log_path(APP, appauthor=False)
    folders = () if home is not None else tuple(dict.fromkeys((config, data, log)))
    return Paths(
        settings=config / "settings.toml",
        memory=data / "memory.json",
        history=data / "history.sqlite",
        album=data / "album",
        log=log / "photospool.log",
        folders=folders,
    )
