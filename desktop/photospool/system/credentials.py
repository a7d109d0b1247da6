"""Passwords: from the environment, the system's keyring, or a file that only the user may read, if they said so.

A password is never part of a URL, a command line, a log or an exception's text. Keyrings may ask the user and
wait for the answer: call these from a worker thread.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from photospool.errors import PhotospoolError
from photospool.security import private_files, untrusted_json

USER_VARIABLE = "PHOTOSPOOL_USER"
PASSWORD_VARIABLE = "PHOTOSPOOL_PASSWORD"  # noqa: S105 (a name, not a password)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs in at the album's server."""

    user: str
    password: str = field(repr=False)
    source: str = ""
    """Where the password came from, in words: ``environment``, ``session``, ``keyring``, ``file``."""


class NoKeyring(PhotospoolError):
    """This system has no usable place for passwords."""


class KeyringLocked(PhotospoolError):
    """The keyring is there and does not open: who was asked for its password said no, or nobody could be asked."""


def _locked() -> KeyringLocked:
    return KeyringLocked(
        "Your keyring is locked.",
        "Unlock it, then begin again: you are asked for its password. Without a screen it is waited for. "
        "Everything stays where it is.",
    )


def take_password(env: MutableMapping[str, str] = os.environ) -> str:
    """The password that our environment gives, which is not there any more then; empty for none.

    Programs that libraries start for us (the browser, Qt's opener of files) would inherit it otherwise.
    """
    return env.pop(PASSWORD_VARIABLE, "")


def service_of(url: str) -> str:
    """The keyring's name for a server: its origin, without user, path or password."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}:{parts.port}" if parts.port else f"{parts.scheme}://{host}"


class Vault:
    """Looks a password up, and keeps one."""

    def __init__(self, file: Path, *, given: str = "") -> None:
        """``given``: the password that ``take_password`` found."""
        self._file = file
        """Only used after the user agreed to ``keep(…, in_file=True)``."""
        self._given = given
        self._of_session: dict[str, str] = {}

    def find(self, url: str, user: str) -> Credentials | None:
        """The credentials for a server, or None when there are none to be had.

        ``PHOTOSPOOL_USER`` and ``PHOTOSPOOL_PASSWORD`` win, so that scripts need no keyring. Where there is a screen, a
        locked keyring asks the user to unlock it. Raises KeyringLocked when it stays so.
        """
        user = os.environ.get(USER_VARIABLE) or user
        given = self._given or os.environ.get(PASSWORD_VARIABLE, "")
        if given:
            return Credentials(user, given, "environment")
        if not user:
            return None
        if _key(url, user) in self._of_session:
            return Credentials(user, self._of_session[_key(url, user)], "session")
        from_file = self._read().get(_key(url, user))
        if from_file is not None:  # their choice: a keyring that they turned down would ask them again each time
            return Credentials(user, from_file, "file")
        from_keyring = self._from_keyring(url, user)
        return Credentials(user, from_keyring, "keyring") if from_keyring is not None else None

    def keep_for_session(self, url: str, user: str, password: str) -> None:
        """Know a password as long as this vault lives, and nowhere else."""
        self._of_session[_key(url, user)] = password

    def keep(self, url: str, user: str, password: str, *, in_file: bool = False) -> None:
        """Store a password; in a 0600 file only when the user said so.

        Raises NoKeyring when the system has no keyring and ``in_file`` is not set, KeyringLocked when it stays locked.
        """
        self._of_session.pop(_key(url, user), None)
        if in_file:
            self._write({**self._read(), _key(url, user): password})
            return
        import keyring
        import keyring.errors

        try:
            keyring.set_password(service_of(url), user, password)
        except keyring.errors.KeyringLocked as exc:
            raise _locked() from exc
        except keyring.errors.KeyringError as exc:
            raise NoKeyring(
                "No keyring takes the password.",
                "Give it in PHOTOSPOOL_PASSWORD, or agree to a file that only you can read (--in-file).",
            ) from exc
        self._drop(url, user)  # it would be found first

    def forget(self, url: str, user: str) -> None:
        """Remove a password from every place."""
        import keyring
        import keyring.errors

        with contextlib.suppress(keyring.errors.KeyringError):
            keyring.delete_password(service_of(url), user)
        self._of_session.pop(_key(url, user), None)
        self._drop(url, user)

    def _drop(self, url: str, user: str) -> None:
        """Have it in the file no more."""
        kept = self._read()
        if kept.pop(_key(url, user), None) is not None:
            self._write(kept)

    def _from_keyring(self, url: str, user: str) -> str | None:
        import keyring
        import keyring.errors

        try:
            return keyring.get_password(service_of(url), user)
        except keyring.errors.KeyringLocked as exc:
            raise _locked() from exc
        except keyring.errors.KeyringError:
            return None

    def _read(self) -> dict[str, str]:
        try:
            if os.name == "posix" and stat.S_IMODE(self._file.lstat().st_mode) & 0o077:
                return {}  # others could have read or written it
            tree = untrusted_json.loads(private_files.read(self._file))
        except (OSError, ValueError):
            return {}
        return {str(key): str(value) for key, value in tree.items()} if isinstance(tree, dict) else {}

    def _write(self, kept: dict[str, str]) -> None:
        private_files.write(self._file, json.dumps(kept).encode())


def _key(url: str, user: str) -> str:
    return f"{service_of(url)} {user}"
