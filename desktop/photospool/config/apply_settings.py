"""What settings dialog and first run do with the user's choices: check everything, then carry all of it out.

Checking changes nothing. Carrying out begins with what can still fail (the password's place, the folders) and ends
with the settings file and the memory, so that whatever stops it leaves the program as it was. For worker threads:
keyrings ask people, disks sleep, servers take their time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from photospool.config.existing_files import keep_baseline
from photospool.config.folder_checks import NAMES, Fact, What, check_folders, has_wrong, lying_there, make_folders
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice, Settings
from photospool.errors import SettingsError
from photospool.security import private_files
from photospool.system.credentials import Vault
from photospool.system.sync_clients import SyncFolder

if TYPE_CHECKING:
    from photospool.album.couchdb.connection_test import ConnectionTester, Diagnosis, Question


class Keep(Enum):
    """Where a password is kept."""

    KEYRING = "keyring"
    SESSION = "session"
    FILE = "file"
    """Readable by this user alone; only after a clear question."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found about new choices."""

    settings: Settings
    facts: tuple[Fact, ...]
    diagnosis: Diagnosis | None
    """None: the album is on this computer, or nothing about it was changed."""
    question: Question | None = None
    """What the album's server was asked."""

    @property
    def folders_are_wrong(self) -> bool:
        """Whether the folders can't be used."""
        return has_wrong(self.facts)

    @property
    def there(self) -> dict[str, int]:
        """How many lie in incoming now, of each kind, taken or not."""
        return lying_there(self.facts)

    @property
    def takes_from_phones(self) -> str:
        """The sync client that will take photos away from the other devices too; empty for none."""
        return next((fact.detail for fact in self.facts if fact.what is What.TWO_WAY), "")


@dataclass(frozen=True, slots=True)
class Change:
    """What the user decided."""

    settings: Settings
    password: str | None = field(default=None, repr=False)
    """None: as it was."""
    keep: Keep = Keep.KEYRING
    is_confirmed: bool = False
    """The user said yes to these folders and this album."""
    only_new: bool | None = None
    """Leave alone what lies in incoming now; None: as it was."""


class Refused(SettingsError):
    """The folders turned out to be unusable when everything was to be carried out; nothing was saved."""

    facts: tuple[Fact, ...] = ()


def question_of(choice: AlbumChoice, password: str | None, vault: Vault) -> Question:
    """What to ask the album's server; the password that is kept, where none was entered. May ask the keyring."""
    from photospool.album.couchdb.connection_test import Question

    user = choice.user
    if password is None:
        known = vault.find(choice.url, choice.user)
        user, password = (known.user, known.password) if known else (user, "")
    return Question(choice.url, choice.database, user, password, choice.ca_file, choice.allow_plain_http)


def check(
    settings: Settings, known: Sequence[SyncFolder], examiner: ConnectionTester, question: Question | None
) -> Checked:
    """Look at the folders, and ask the album's server where there is something to ask."""
    facts = check_folders({name: getattr(settings.folders, name) for name in NAMES}, known)
    return Checked(settings, facts, examiner.examine(question) if question else None, question)


def carry_out(here: Profile, change: Change, known: Sequence[SyncFolder]) -> Profile:
    """Make it so. Raises NoKeyring (nothing was changed), Refused, SpoolError, OSError."""
    settings = change.settings
    if change.only_new is not None:
        settings = settings.replace("folders.only_new", change.only_new)
    _keep_password(here.vault, settings.album, change)
    folders = {name: getattr(settings.folders, name) for name in NAMES}
    made = make_folders(folders)
    facts = check_folders(folders, known) if made else ()
    if has_wrong(facts):
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        refused = Refused("folders", "The folders can't be used like this.", "Nothing was changed.")
        refused.facts = facts
        raise refused
    if change.only_new:
        keep_baseline(settings, here.places)
    if not change.is_confirmed:
        # First, and also of folders that had a yes before: “later” is said now.
        here.reloaded().remembering(confirmed="")
    changed = here.reloaded().with_settings(settings)
    return changed.confirmed() if change.is_confirmed else changed


def use_album(here: Profile, choice: AlbumChoice, password: str | None, keep: Keep) -> Profile:
    """Use another album from now on; all else stays as it is by now, the yes to the folders too.

    No folder is made: one that is missing lies on a disk that is not connected. Raises NoKeyring (nothing was changed),
    OSError.
    """
    fresh = here.reloaded()
    settings = fresh.settings
    for name in ("url", "database", "user", "ca_file", "allow_plain_http"):
        settings = settings.replace(f"album.{name}", getattr(choice, name))
    _keep_password(here.vault, choice, Change(settings, password, keep))
    changed = fresh.with_settings(settings)
    return changed.confirmed() if fresh.is_confirmed else changed


def _keep_password(vault: Vault, album: AlbumChoice, change: Change) -> None:
    if change.password is None or not album.url or not album.user:
        return
    if not change.password:
        vault.forget(album.url, album.user)
    elif change.keep is Keep.SESSION:
        vault.keep_for_session(album.url, album.user, change.password)
    else:
        vault.keep(album.url, album.user, change.password, in_file=change.keep is Keep.FILE)


def trust(places_settings: Path, host: str, certificate: str) -> Path:
    """Keep a server's own certificate as the authority for it, after the user compared its fingerprint.

    Raises OSError.
    """
    name = "".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in host)
    path = places_settings.with_name("certificates") / f"{name}.pem"
    private_files.write(path, certificate.encode("ascii"))
    return path
