"""This user's Photospool: where its files lie, what was chosen, what is remembered. Both front ends start from here.

Only the program's own small files are read and written in here; no folder of photos is touched, no server asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from photospool.config import app_state as memories
from photospool.config import settings as choices
from photospool.config.app_state import AppState
from photospool.config.existing_files import is_list_lost
from photospool.config.known_cards import Answer, KnownCard, answered
from photospool.config.more_folders import MoreFolder
from photospool.config.paths import Paths
from photospool.config.settings import Settings
from photospool.errors import SettingsError
from photospool.security import private_files
from photospool.system.credentials import Credentials, Vault

Writer = Callable[[Path, Callable[[AppState], AppState]], AppState]


def vault_of(places: Paths, *, given: str = "") -> Vault:
    """Where this installation's passwords are found; ``given``: the one of the environment."""
    return Vault(places.settings.with_name("passwords.json"), given=given)


def heic_anyway(settings: Settings, memory: AppState) -> bool:
    """What the user said; before that, what this installation always did."""
    said = settings.photos.heic_anyway
    return said == "yes" or (said == "ask" and memory.heic_goes_on)


@dataclass(frozen=True, slots=True)
class Profile:
    """A value: what changes is written to the files at once, and a fresh Installation is returned."""

    places: Paths
    settings: Settings
    problems: tuple[SettingsError, ...]
    """What was wrong with the settings file; the defaults stand in."""
    memory: AppState
    vault: Vault = field(compare=False, repr=False)
    """Knows also the passwords that are kept for this session only."""

    @classmethod
    def load(cls, where: Paths, vault: Vault | None = None) -> Profile:
        """Read settings and memory; bad values are kept as problems."""
        for folder in where.folders:  # made by an older version, others could look into it
            private_files.tighten_folder(folder)
        chosen, problems = choices.load(where.settings)
        return cls(where, chosen, tuple(problems), memories.load(where.memory), vault or vault_of(where))

    def reloaded(self) -> Profile:
        """As it is now, after somebody else (a dialog, the command line) wrote settings or memory."""
        return Profile.load(self.places, self.vault)

    @property
    def is_confirmed(self) -> bool:
        """Whether the user said yes to these very folders and this album."""
        return self.memory.is_confirmed(self.settings)

    def takes_from(self, folder: MoreFolder) -> bool:
        """Whether photos may be taken from a further folder: the user said yes, and what “new” means is known."""
        return self.memory.has_yes(folder) and not is_list_lost(folder, self.places)

    def allowing(self, *folders: MoreFolder) -> Profile:
        """The user said yes to these further folders. Raises OSError where that can't be kept."""
        said = (*self.reloaded().memory.confirmed_folders, *(folder.fingerprint() for folder in folders))
        return self.remembering(confirmed_folders=tuple(dict.fromkeys(said)))

    @property
    def refused_cards(self) -> tuple[KnownCard, ...]:
        """Cards of which the user said “not this one”."""
        return tuple(card for card in self.memory.cards if card.answer is Answer.NEVER)

    def answering_card(self, card: KnownCard, answer: Answer) -> Profile:
        """The user said this of a card; an engine that runs hears of it within some seconds. Raises OSError."""
        return self.remembering(cards=answered(self.reloaded().memory.cards, card.key, answer, card.name))

    def proposing_again(self) -> Profile:
        """All cards that the user did not want are proposed again."""
        here = self.reloaded()
        for card in here.refused_cards:
            here = here.answering_card(card, Answer.NONE)
        return here

    @property
    def opens_heic_anyway(self) -> bool:
        """Whether HEIC is opened also where this system can't close in what opens it."""
        return heic_anyway(self.settings, self.memory)

    def credentials(self, settings: Settings | None = None) -> Credentials | None:
        """Who signs in at the chosen album, if it is a server. May ask the keyring, and so the user: never in a GUI."""
        album = (settings or self.settings).album
        return self.vault.find(album.url, album.user) if album.url else None

    def with_settings(self, settings: Settings) -> Profile:
        """Keep new settings. Raises OSError when they can't be written."""
        choices.save(settings, self.places.settings)
        return dataclasses.replace(self, settings=settings, problems=())

    def remembering(self, **changes: object) -> Profile:
        """Remember what the user said, as fields of AppState; what another process remembered meanwhile is kept.

        Raises OSError where it can't be written: nobody is told that an answer is kept which is not.
        """
        return self._with_memory(memories.keep, changes)

    def noting(self, **changes: object) -> Profile:
        """As ``remembering``, of what counts until the program ends, and costs little where a full disk loses it."""
        return self._with_memory(memories.change, changes)

    def _with_memory(self, write: Writer, changes: Mapping[str, object]) -> Profile:
        changed = write(self.places.memory, lambda known: dataclasses.replace(known, **changes))  # type: ignore[arg-type]
        return dataclasses.replace(self, memory=changed)

    def confirmed(self) -> Profile:
        """The user said yes to these folders and this album. Raises OSError where that can't be kept."""
        return self.remembering(confirmed=memories.fingerprint(self.settings))
