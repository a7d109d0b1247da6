"""What somebody typed at the first start and did not end: shown again when they come back. Never a password.

It counts as long as the settings are those that it was begun with; nothing moves by it, and nobody else reads it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from photospool.config import app_state
from photospool.config.settings import THREE, AlbumChoice, Settings
from photospool.security import private_files, untrusted_json


@dataclass(frozen=True, slots=True)
class BegunSetup:
    """As far as somebody came."""

    folders: Mapping[str, str] = field(default_factory=dict)
    """``incoming``, ``work`` and ``done`` as they were typed; empty where what was proposed stood there still."""
    album: AlbumChoice | None = None
    """The server; None: none was wanted, or nothing was typed yet."""

    def over(self, settings: Settings) -> Settings:
        """These settings with the folders that were typed."""
        for name, path in self.folders.items():
            settings = settings.replace(f"folders.{name}", path)
        return settings


def load(path: Path, settings: Settings) -> BegunSetup:
    """What was begun with these very settings; whatever can't be read is forgotten."""
    try:
        tree = untrusted_json.loads(private_files.read(path))
        if tree["begun_with"] != app_state.fingerprint(settings):
            return BegunSetup()
        found = tree["folders"]
        folders = {name: str(found[name]) for name in THREE if name in found}
        return BegunSetup(folders, _album(tree["album"]) if tree["album"] else None)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return BegunSetup()


def _album(tree: Mapping[str, object]) -> AlbumChoice:
    texts = {name: str(tree[name]) for name in ("url", "database", "user", "ca_file")}
    return AlbumChoice(**texts, allow_plain_http=tree["allow_plain_http"] is True)


def keep(begun: BegunSetup, path: Path, settings: Settings) -> None:
    """Remember it for these settings; a disk that is full or read-only costs only that, so it is no error."""
    if begun == BegunSetup():
        forget(path)
        return
    album = begun.album and dataclasses.asdict(dataclasses.replace(begun.album, url=_without_password(begun.album.url)))
    tree = {"begun_with": app_state.fingerprint(settings), "folders": dict(begun.folders), "album": album}
    with contextlib.suppress(OSError):
        private_files.write(path, json.dumps(tree).encode())


def forget(path: Path) -> None:
    """It was ended."""
    with contextlib.suppress(OSError):
        path.unlink()


def _without_password(url: str) -> str:
    """An address as pasted may hold a name and a password, which no settings take either: ``https://anna:secret@…``."""
    before, _, host = url.rpartition("@")
    return next((scheme + host for scheme in ("https://", "http://") if before.startswith(scheme)), host)
