"""What every command starts from: the places, the settings and the memory of this installation."""

from __future__ import annotations

from dataclasses import dataclass

from photospool import memory as memories
from photospool import settings as choices
from photospool.assembly import vault_of
from photospool.cli.console import show_error
from photospool.errors import SettingsError
from photospool.places import Places
from photospool.system.credentials import Credentials


@dataclass(frozen=True, slots=True)
class Installation:
    """This user's Photospool."""

    places: Places
    settings: choices.Settings
    problems: tuple[SettingsError, ...]
    """What was wrong with the settings file; the defaults stand in."""
    memory: memories.Memory

    @classmethod
    def load(cls, where: Places) -> Installation:
        """Read settings and memory; bad values are kept as problems."""
        chosen, problems = choices.load(where.settings)
        return cls(where, chosen, tuple(problems), memories.load(where.memory))

    def checked(self) -> choices.Settings:
        """The settings, with every problem shown; raises the first that makes them unusable."""
        for problem in self.problems:
            show_error(problem)
        wrong = self.settings.validate()
        for problem in wrong[1:]:
            show_error(problem)
        if wrong:
            raise wrong[0]
        return self.settings

    def credentials(self, settings: choices.Settings | None = None) -> Credentials | None:
        """Who signs in at the chosen album, if it is a server."""
        album = (settings or self.settings).album
        return vault_of(self.places).find(album.url, album.user) if album.url else None
