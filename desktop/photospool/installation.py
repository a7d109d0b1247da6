"""This user's Photospool: where its files lie, what was chosen, what is remembered. Both front ends start from here.

Only the program's own small files are read and written in here; no folder of photos is touched, no server asked.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from photospool import memory as memories
from photospool import own_files
from photospool import settings as choices
from photospool.errors import SettingsError
from photospool.memory import Memory
from photospool.places import Places
from photospool.settings import Settings
from photospool.system.credentials import Credentials, Vault


def vault_of(places: Places, *, given: str = "") -> Vault:
    """Where this installation's passwords are found; ``given``: the one of the environment."""
    return Vault(places.settings.with_name("passwords.json"), given=given)


def heic_anyway(settings: Settings, memory: Memory) -> bool:
    """What the user said; before that, what this installation always did."""
    said = settings.photos.heic_anyway
    return said == "yes" or (said == "ask" and memory.heic_goes_on)


@dataclass(frozen=True, slots=True)
class Installation:
    """A value: what changes is written to the files at once, and a fresh Installation is returned."""

    places: Places
    settings: Settings
    problems: tuple[SettingsError, ...]
    """What was wrong with the settings file; the defaults stand in."""
    memory: Memory
    vault: Vault = field(compare=False, repr=False)
    """Knows also the passwords that are kept for this session only."""

    @classmethod
    def load(cls, where: Places, vault: Vault | None = None) -> Installation:
        """Read settings and memory; bad values are kept as problems."""
        for folder in where.folders:  # made by an older version, others could look into it
            own_files.tighten_folder(folder)
        chosen, problems = choices.load(where.settings)
        return cls(where, chosen, tuple(problems), memories.load(where.memory), vault or vault_of(where))

    def reloaded(self) -> Installation:
        """As it is now, after somebody else (a dialog, the command line) wrote settings or memory."""
        return Installation.load(self.places, self.vault)

    @property
    def is_confirmed(self) -> bool:
        """Whether the user said yes to these very folders and this album."""
        return self.memory.is_confirmed(self.settings)

    @property
    def opens_heic_anyway(self) -> bool:
        """Whether HEIC is opened also where this system can't close in what opens it."""
        return heic_anyway(self.settings, self.memory)

    def credentials(self, settings: Settings | None = None) -> Credentials | None:
        """Who signs in at the chosen album, if it is a server. May ask the keyring, and so the user: never in a GUI."""
        album = (settings or self.settings).album
        return self.vault.find(album.url, album.user) if album.url else None

    def with_settings(self, settings: Settings) -> Installation:
        """Keep new settings. Raises OSError when they can't be written."""
        choices.save(settings, self.places.settings)
        return dataclasses.replace(self, settings=settings, problems=())

    def remembering(self, **changes: object) -> Installation:
        """Remember more, as fields of Memory; what another process remembered meanwhile is kept."""
        changed = memories.change(
            self.places.memory,
            lambda known: dataclasses.replace(known, **changes),  # type: ignore[arg-type]
        )
        return dataclasses.replace(self, memory=changed)

    def confirmed(self) -> Installation:
        """The user said yes to these folders and this album."""
        return self.remembering(confirmed=memories.fingerprint(self.settings))
