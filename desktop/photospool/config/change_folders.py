"""Adding, changing and removing further incoming folders: looked at first, then kept, each with a yes of its own.

For worker threads: disks sleep. The words for people are made where they are shown.
"""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from photospool.config import more_folders
from photospool.config.existing_files import keep_list
from photospool.config.folder_suggestions import beside
from photospool.config.more_folders import COPY, MOVE, MoreFolder
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import SettingsError, SpoolError
from photospool.messages import message
from photospool.photo.formats import KINDS, PHOTOS, classifier, kind_of_name
from photospool.spool import durable_io
from photospool.spool.placeholders import never_download
from photospool.spool.scanner import Scanner
from photospool.system.sync_clients import SyncFolder
from photospool.system.typed_paths import expanded


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a folder now, of the kinds that are taken from there."""

    counts: tuple[int, ...]
    """How many of each of KINDS."""
    size: int
    """Bytes of all of them."""
    online_only: int = 0
    """So many of them are not on this computer."""

    @property
    def photos(self) -> int:
        """How many photos are among them."""
        return self.counts[KINDS.index(PHOTOS)]

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class RoomNeeded:
    """What it takes to bring what lies in a folder into the album, for one disk."""

    folder: Path
    """One that lies on it: ``done``, or the album's."""
    needed: int
    """Bytes."""
    free: int
    has_pictures: bool = False
    """Whether the album lies there too: its small pictures are among what is needed."""

    @property
    def is_enough(self) -> bool:
        """Whether it fits."""
        return self.needed <= self.free


def contents(folder: Path, kinds: Collection[str]) -> Contents:
    """Count and weigh what lies in a folder of these kinds; nothing is downloaded. Raises SpoolError."""
    never_download()
    scanner = Scanner(folder, classify=classifier(kinds))
    sizes = scanner.photos()
    there = Counter(kind_of_name(origin) for origin in sizes)
    return Contents(tuple(there[kind] for kind in KINDS), sum(sizes.values()), len(scanner.online_only()))


PICTURES_SHARE = 0.1
"""What the small pictures of a photo take beside it, in parts of its size; less for most cameras."""


def room_needed(
    size: int, *, is_copied: bool, incoming: Path, done: Path, album: Path | None
) -> tuple[RoomNeeded, ...]:
    """What done and the album will need for files of so many bytes, one line for each disk. ``album``: where the one
    on this computer lies; None: it lies on a server. Work holds a few photos at a time, whatever lies there.
    """
    needs: list[tuple[Path, int]] = []
    crosses = is_copied or _disk(incoming) != _disk(done)
    needs.append((done, size if crosses else 0))
    if album is not None:
        needs.append((album, int(size * (1 + PICTURES_SHARE))))
    by_disk: dict[object, RoomNeeded] = {}
    for folder, needed in needs:
        disk = _disk(folder)
        before = by_disk.get(disk)
        free, _ = durable_io.free_bytes(_nearest(folder))
        first, there = (before.folder, before.needed) if before else (folder, 0)
        by_disk[disk] = RoomNeeded(first, there + needed, free, has_pictures=folder == album)
    return tuple(by_disk.values())


def _nearest(path: Path) -> Path:
    return next((folder for folder in (path, *path.parents) if os.path.lexists(folder)), path)


def _disk(path: Path) -> object:
    try:
        return _nearest(path).stat().st_dev
    except OSError:
        return path


def with_own_disk(folder: MoreFolder, settings: Settings, synced: Sequence[SyncFolder], home: Path) -> MoreFolder:
    """The folder with a work and a done beside it, where it is emptied and lies on another disk than the first ones."""
    if folder.keeps or folder.disk or not folder.path:
        return folder
    path = folder.folder
    if _disk(path) == _disk(expanded(settings.folders.work)):
        return folder
    for other in settings.more_folders:
        if other.disk and other.key != folder.key and _disk(expanded(other.work)) == _disk(path):
            return dataclasses.replace(folder, work=other.work, done=other.done)
    work, done = beside(path, synced, home)
    if _disk(work) != _disk(path):
        return folder  # nothing may be made there: photos are copied across, and proved
    return dataclasses.replace(folder, work=str(work), done=str(done))


def placed(settings: Settings, folder: MoreFolder, former: str = "") -> Settings:
    """Settings with this folder, new or in place of the one called ``former``. Raises the first problem of it."""
    folders = list(settings.more_folders)
    if former:
        found = find(settings, former)
        folders[folders.index(found)] = folder
    else:
        folders.append(folder)
    changed = settings.with_folders(folders)
    for problem in changed.validate():
        if problem.field == more_folders.TABLE:
            raise problem
    return changed


def find(settings: Settings, name: str) -> MoreFolder:
    """The folder of this name, or at this path. Raises SettingsError."""
    for folder in settings.more_folders:
        if name.casefold() == folder.name.casefold() or name == folder.path:
            return folder
    names = ", ".join(f"“{folder.name}”" for folder in settings.more_folders)
    advice = message("There are {names}.", names=names) if names else "There is none besides the first."
    raise SettingsError("NAME", message("No folder is called “{name}”.", name=name), advice)


def check_there(folder: MoreFolder) -> None:
    """Raises SettingsError where nothing can be taken from this folder."""
    path = folder.folder
    if not path.is_dir():
        raise SettingsError(
            "PATH",
            message("{path} is not there.", path=path),
            "Make it, connect its disk, or sign in to the sync client.",
        )
    wanted = os.R_OK | os.X_OK | (0 if folder.keeps else os.W_OK)
    if not os.access(path, wanted):
        title = message("Photospool may not move files out of {path}.", path=path)
        if folder.keeps:
            title = message("Photospool may not read {path}.", path=path)
        raise SettingsError("PATH", title, "Give yourself the right to.")


def say_yes(here: Profile, name: str, *, only_new: bool | None) -> tuple[Profile, int]:
    """The user said yes to the folder of this name; ``only_new``: to what lies there now, None: as it was.

    Returns the profile, and how many photos stay because they were there before. Its work and done are made at the very
    first yes; later a folder that is missing lies on a disk that is not connected. Raises SettingsError, SpoolError,
    OSError; nothing is taken then.
    """
    folder = find(here.settings, name)
    check_there(folder)
    if only_new is not None:
        changed = dataclasses.replace(folder, only_new=only_new)
        here = here.with_settings(placed(here.settings, changed, folder.name))
        folder = changed
    stays = keep_list(folder, here.settings, here.places) if only_new else 0
    if not here.memory.has_yes(folder):
        for path in (folder.work, folder.done):
            if path:
                _make(expanded(path))
    return here.allowing(folder), stays


def _make(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        problem: SpoolError = durable_io.problem(exc, message("making the folder {path}", path=path), path)
        raise problem from exc


def mode_of(*, copies: bool) -> str:
    """As the settings file has it."""
    return COPY if copies else MOVE
