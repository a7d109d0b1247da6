"""Where sync clients keep their folders on this computer. Only their own small files are read, nothing is changed."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

WITHOUT_CLOUD = frozenset({"Syncthing"})
"""Clients that keep devices equal with each other, and nothing anywhere else."""
MAX_BYTES = 5_000_000
"""A configuration file larger than this is not one."""


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """A folder that a sync client keeps equal with other devices."""

    client: str
    """As people call it: ``Dropbox``, ``Syncthing``, ``iCloud Drive`` …"""
    path: Path
    two_way: bool = True
    """Whether a file that leaves here vanishes from the other devices too."""


def sync_folders(
    home: Path | None = None, *, platform: str = sys.platform, env: Mapping[str, str] = os.environ
) -> list[SyncFolder]:
    """Every synced folder that can be found, each once; those that are not there any more are left out."""
    home = home or Path.home()
    found: dict[Path, SyncFolder] = {}
    for look in (_dropbox, _syncthing, _onedrive, _icloud, _nextcloud, _google_drive):
        for folder in look(home, platform, env):
            if folder.path.is_dir():
                found.setdefault(folder.path, folder)
    return list(found.values())


def synced_by(path: Path, folders: list[SyncFolder]) -> SyncFolder | None:
    """The synced folder that a path lies in, also by Syncthing's own mark, or None."""
    for folder in folders:
        if folder.path == path or folder.path in path.parents:
            return folder
    for above in (path, *path.parents):
        if (above / ".stfolder").exists():
            return SyncFolder("Syncthing", above)
    return None


def _dropbox(home: Path, platform: str, env: Mapping[str, str]) -> Iterator[SyncFolder]:
    # https://help.dropbox.com/installs/locate-dropbox-folder (info.json)
    places = [home / ".dropbox" / "info.json"]
    if platform == "win32":
        places = [Path(env[name]) / "Dropbox" / "info.json" for name in ("APPDATA", "LOCALAPPDATA") if env.get(name)]
    for place in places:
        tree = _json(place)
        for account in tree.values() if isinstance(tree, dict) else ():
            if isinstance(account, dict) and isinstance(account.get("path"), str):
                yield SyncFolder("Dropbox", Path(account["path"]))


def _syncthing(home: Path, platform: str, env: Mapping[str, str]) -> Iterator[SyncFolder]:
    # https://docs.syncthing.net/users/config.html
    if platform == "darwin":
        places = [home / "Library/Application Support/Syncthing"]
    elif platform == "win32":
        places = [Path(env["LOCALAPPDATA"]) / "Syncthing"] if env.get("LOCALAPPDATA") else []
    else:
        state = Path(env.get("XDG_STATE_HOME") or home / ".local/state")
        config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
        places = [state / "syncthing", config / "syncthing"]
    for place in places:
        text = _text(place / "config.xml")
        if not text or "<!DOCTYPE" in text or "<!ENTITY" in text:
            continue  # Syncthing writes none; entities are how XML attacks
        from xml.etree import ElementTree  # only for those who have Syncthing

        try:
            folders = ElementTree.fromstring(text).findall("folder")  # noqa: S314 (no DTD, see above)
        except ElementTree.ParseError:
            continue
        for folder in folders:
            path = folder.get("path", "")
            if path:
                yield SyncFolder("Syncthing", _expanded(path, home), folder.get("type") != "receiveonly")


def _onedrive(home: Path, platform: str, env: Mapping[str, str]) -> Iterator[SyncFolder]:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        if platform == "win32" and env.get(name):
            yield SyncFolder("OneDrive", Path(env[name]))
    if platform == "darwin":
        for folder in sorted((home / "Library/CloudStorage").glob("OneDrive*")):
            yield SyncFolder("OneDrive", folder)
    if platform.startswith("linux"):
        # https://github.com/abraunegg/onedrive
        for line in _text(home / ".config/onedrive/config").splitlines():
            match = re.fullmatch(r'\s*sync_dir\s*=\s*"(.+)"\s*', line)
            if match:
                yield SyncFolder("OneDrive", _expanded(match[1], home))
        if (home / ".config/onedrive").is_dir():
            yield SyncFolder("OneDrive", home / "OneDrive")


def _icloud(home: Path, platform: str, env: Mapping[str, str]) -> Iterator[SyncFolder]:
    if platform == "darwin":
        yield SyncFolder("iCloud Drive", home / "Library/Mobile Documents/com~apple~CloudDocs")
    if platform == "win32":
        yield SyncFolder("iCloud Drive", home / "iCloudDrive")
        yield SyncFolder("iCloud Photos", home / "Pictures" / "iCloud Photos")


def _nextcloud(home: Path, platform: str, env: Mapping[str, str]) -> Iterator[SyncFolder]:
    # https://docs.nextcloud.com/desktop/latest/advancedusage.html
    if platform == "darwin":
        place = home / "Library/Preferences/Nextcloud/nextcloud.cfg"
    elif platform == "win32":
        place = Path(env.get("APPDATA", home)) / "Nextcloud/nextcloud.cfg"
    else:
        place = Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "Nextcloud/nextcloud.cfg"
    for line in _text(place).splitlines():
        match = re.fullmatch(r"\s*\d+\\Folders(?:WithPlaceholders)?\\\w+\\localPath=(.+?)/?\s*", line)
        if match:
            yield SyncFolder("Nextcloud", Path(match[1]))


def _google_drive(home: Path, platform: str, env: Mapping[str, str]) -> Iterator[SyncFolder]:
    if platform == "darwin":
        for folder in sorted((home / "Library/CloudStorage").glob("GoogleDrive*")):
            yield SyncFolder("Google Drive", folder)
    if platform == "win32":
        yield SyncFolder("Google Drive", Path("G:/My Drive"))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _json(path: Path) -> object:
    try:
        return json.loads(_text(path) or "null")
    except ValueError:
        return None


def _expanded(path: str, home: Path) -> Path:
    return home / path[2:] if path.startswith("~/") else Path(path)
