"""Which three folders to propose to somebody who has chosen none. Only looks; nothing is made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from photospool.system.sync_clients import SyncFolder

CAMERA_FOLDERS: Final = (
    *("Camera Uploads", "Camera", "DCIM", "Camera Roll", "Pictures/Camera Roll", "InstantUpload", "Photos/Camera"),
)
"""Where phones put their photos, as the sync clients' own apps name it."""
SYNCED_NAMES: Final = (
    "Dropbox",
    "Nextcloud",
    "ownCloud",
    "OneDrive",
    "Google Drive",
    "iCloudDrive",
    "Syncthing",
    "Sync",
)
"""What sync clients call the folder that they keep in the user's own."""
OWN: Final = "Photospool"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Three folders that would do; whether they are there is another question."""

    incoming: Path
    work: Path
    done: Path
    client: str = ""
    """The sync client that keeps incoming; empty for none, or one that is not known."""
    is_there: bool = False
    """A camera folder that was found, not one to be made."""


def proposals(synced: Sequence[SyncFolder], home: Path) -> list[Proposal]:
    """The best first: camera folders that are there, then a folder of our own in each synced folder, then in home.

    A camera folder in one that is called as a sync client calls its own is among them, without a client's name: its
    files may lie elsewhere, or it is another program that keeps it.
    """
    found = [(_camera_folder(folder), folder) for folder in synced]
    there = [(path, folder) for path, folder in found if path is not None]
    fresh = [(folder.path / OWN, folder) for path, folder in found if path is None]
    known = {folder.path for folder in synced}
    named = [SyncFolder("", home / name) for name in SYNCED_NAMES if home / name not in known]
    there += [(path, folder) for folder in named if (path := _camera_folder(folder)) is not None]
    found_ones = [replace(_with(path, folder.path, folder.client, home), is_there=True) for path, folder in there]
    made = [*found_ones, *(_with(path, folder.path, folder.client, home) for path, folder in fresh)]
    return [*made, Proposal(home / OWN / "incoming", home / OWN / "work", home / OWN / "done")]


def beside(incoming: Path, synced: Sequence[SyncFolder], home: Path) -> tuple[Path, Path]:
    """Folders for work and done that fit an incoming folder: on its disk where that can be, outside what is synced."""
    roots = [folder.path for folder in synced if folder.path == incoming or folder.path in incoming.parents]
    proposal = _with(incoming, roots[0] if roots else incoming, "", home)
    return proposal.work, proposal.done


def _with(incoming: Path, root: Path, client: str, home: Path) -> Proposal:
    base = home
    if not _is_one_disk(root, home) and os.access(root.parent, os.W_OK) and _is_one_disk(root, root.parent):
        base = root.parent
    if root in (base, *base.parents):
        base = root.parent  # somebody keeps their whole home in step
    return Proposal(incoming, base / OWN / "work", base / OWN / "done", client)


def _camera_folder(folder: SyncFolder) -> Path | None:
    """Where photos arrive in a synced folder: itself, or one in it."""
    if any(folder.path.name.casefold() == name.casefold() for name in CAMERA_FOLDERS):
        return folder.path
    return next((folder.path / name for name in CAMERA_FOLDERS if (folder.path / name).is_dir()), None)


def _is_one_disk(first: Path, second: Path) -> bool:
    try:
        return first.stat().st_dev == second.stat().st_dev
    except OSError:
        return True  # still to be made: told apart later
