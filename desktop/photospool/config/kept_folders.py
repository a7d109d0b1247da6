"""Which folders must not be emptied, and why: such a folder is proposed to be copied from. Only looks; fast.

Nobody can know them all: what is not known here is for the user to say. The words are made where they are shown.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Final

from photospool.spool.filesystem import is_network
from photospool.system.typed_paths import expanded

MAX_BYTES: Final = 1_000_000
"""A profile of a sync program that is larger is none."""
_NOT_IN_NAMES: Final = re.compile(r"[\s\\/:?*]")


class WhyKept(Enum):
    """Why photos should stay in a folder."""

    ICLOUD_PHOTOS = "iCloud Photos"
    """Apple's library: what is taken out of it by hand is lost to it, or to all devices."""
    SHARED = "shared album"
    """Others look at these photos too."""
    BISYNC = "bisync"
    """rclone bisync and unison deliver nothing more once many files are gone from one side."""
    UNISON = "unison"
    CARD = "card"
    """A camera, or its card: the camera's own list of photos would not fit any more."""
    NETWORK = "network"
    """Another computer's folder, where others may read."""


def why_kept(
    folder: Path,
    home: Path | None = None,
    *,
    platform: str = sys.platform,
    env: Mapping[str, str] = os.environ,
) -> WhyKept | None:
    """Why this folder should not be emptied, as far as that can be told; None: nothing speaks against it."""
    home = home or Path.home()
    names = [part.casefold() for part in folder.parts]
    if any(name.endswith(".photoslibrary") for name in names):
        return WhyKept.ICLOUD_PHOTOS
    if any(name in _SHARED for name in names):
        return WhyKept.SHARED
    if "icloud photos" in names:
        return WhyKept.ICLOUD_PHOTOS
    if is_of_bisync(folder, home, platform=platform, env=env):
        return WhyKept.BISYNC
    if is_of_unison(folder, home, platform=platform, env=env):
        return WhyKept.UNISON
    if is_of_camera(folder, home):
        return WhyKept.CARD
    return WhyKept.NETWORK if is_network(folder) else None


_SHARED: Final = frozenset(
    (
        *("shared", "shared albums", "shared album", "shared drives", "shared with me", ".shortcut-targets-by-id"),
        *("geteilt", "geteilte alben", "geteilte ablagen", "für mich freigegeben"),
    )
)


def is_of_bisync(folder: Path, home: Path, *, platform: str, env: Mapping[str, str]) -> bool:
    """Whether rclone bisync keeps its lists of this folder, or of one above it.

    Each list is called after both sides: https://rclone.org/bisync/ and rclone's ``bilib.CanonicalPath``.
    """
    caches = {"darwin": home / "Library/Caches", "win32": Path(env.get("LOCALAPPDATA", home))}
    lists = Path(env.get("XDG_CACHE_HOME") or caches.get(platform, home / ".cache")) / "rclone" / "bisync"
    try:
        names = [entry for entry in os.listdir(lists) if entry.endswith((".lst", ".lst-new"))]
    except OSError:
        return False
    for above in (folder, *folder.parents):
        side = _NOT_IN_NAMES.sub("_", str(above).strip("/\\"))
        if side and any(name.startswith(f"{side}..") or f"..{side}.path" in name for name in names):
            return True
    return False


def is_of_unison(folder: Path, home: Path, *, platform: str, env: Mapping[str, str]) -> bool:
    """Whether a profile of unison names this folder, or one above it, as a root."""
    places = [Path(env["UNISON"])] if env.get("UNISON") else [home / ".unison"]
    if platform == "darwin":
        places.append(home / "Library/Application Support/Unison")
    for place in places:
        for profile in sorted(place.glob("*.prf")) if place.is_dir() else ():
            for line in _lines(profile):
                match = re.fullmatch(r"\s*root\s*=\s*(.+?)\s*", line)
                root = expanded(match[1]) if match and "://" not in match[1] else None
                if root is not None and root.is_absolute() and root in (folder, *folder.parents):
                    return True
    return False


def is_of_camera(folder: Path, home: Path) -> bool:
    """Whether it lies in the ``DCIM`` of a card or a camera: of a disk that is not the one of this user's home."""
    for above in (folder, *folder.parents):
        if above.name.upper() == "DCIM":
            try:
                return above.stat().st_dev != home.stat().st_dev
            except OSError:
                return False
    return False


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            return []
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
