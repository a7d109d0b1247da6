"""Names of files: which are never touched in incoming, and how two of the same name live side by side in done.

The table is data: sync clients, browsers, editors and systems leave such files while they work. An ignored file is not
forgotten: it is counted under its reason. What is a photo by its extension is not known here.
"""

from __future__ import annotations

import fnmatch
import itertools
import os
import re
from collections.abc import Iterator
from typing import Final

from photospool.security.untrusted_text import UNSAFE_IN_LINE
from photospool.spool.disk_names import Rules

TEMPORARY: Final = "temporary"
HIDDEN: Final = "hidden"
SYSTEM: Final = "system"
ONLINE_ONLY: Final = "online only"
PASSED_OVER: Final = "in a folder that is not looked into"
"""Told of a file that somebody asks for; such files are not counted."""

ICLOUD_STUB: Final = ".*.icloud"
"""iCloud's mark for a file that is still online (macOS 13 and older)."""

IGNORED: Final[dict[str, tuple[str, ...]]] = {
    TEMPORARY: (
        # Syncthing, lib/fs/tempname.go
        ".syncthing.*.tmp",
        "~syncthing~*.tmp",
        # Nextcloud, ownCloud: downloads, journals, virtual files
        ".*.~*",
        ".sync_*.db*",
        "._sync_*.db*",
        ".csync_journal.db*",
        ".owncloudsync.log*",
        "*.nextcloud",
        "*.owncloud",
        # Dropbox's own rules
        "~$*",
        ".~*",
        "~*.tmp",
        # OneDrive for Linux, rclone
        "*.partial",
        "*.partial~",
        # FreeFileSync
        "*.ffs_tmp",
        "*.ffs_lock",
        "*.ffs_db",
        # browsers, WinSCP
        "*.part",
        "*.crdownload",
        "*.filepart",
        "*.download",
        "*.opdownload",
        ".com.google.chrome.*",
        # FTP servers that rename when an upload is whole
        ".in.*",
        ".pureftpd-upload*",
        # Android's media store
        ".pending-*",
        ".trashed-*",
        # peer to peer, MEGA, aria2
        "*.!ut",
        "*.!qb",
        "*.!sync",
        "*.bts",
        "*.aria2",
        ".getxfer.*.mega",
        # network file systems, editors
        ".nfs*",
        ".smbdelete*",
        ".fuse_hidden*",
        ".~lock.*#",
        "*~",
        ".*.sw?",
        "*.kate-swp",
        "*.tmp",
        ".sb-*",
    ),
    SYSTEM: (
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "icon\r",
        "*@synoeastream",
        "*.gdoc",
        "*.gsheet",
        "*.gslides",
        "*.gform",
        "*.gdraw",
        "*.gmap",
        "*.gsite",
        "*.gtable",
        "*.gscript",
        "*.gjam",
    ),
    HIDDEN: (".*",),
}
"""Why a file stays in incoming → patterns of its name, lower case; the first that fits counts."""

PRUNED: Final = (
    ".*",  # .stfolder, .stversions, .dropbox.cache, .tmp.drivedownload, .thumbnails, .rsync-partial, .Trashes …
    "system volume information",
    "lost+found",
    "__macosx",
    # Network disks: small pictures, what somebody threw away, how it was yesterday (Synology, QNAP)
    "@eadir",
    "#recycle",
    "#snapshot",
    "@recycle",
    "@recently-snapshot",
    "$recycle.bin",
    # What sync programs keep of what was deleted or replaced on the other side: GoodSync, SyncBack, Allway Sync
    "_gsdata_",
    "$sbv$",
    "_syncapp",
    # Libraries of other programs, which would break: Apple Photos, iPhoto, Aperture, Lightroom
    "*.photoslibrary",
    "*.photolibrary",
    "*.migratedphotolibrary",
    "*.aplibrary",
    "*.lrlibrary",
    "*.lrdata",
)
"""Folders that are not entered, by name in lower case: what lies there was thrown away, or is somebody else's."""


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(fnmatch.translate(pattern) for pattern in patterns), re.DOTALL)


_ICLOUD = _compiled((ICLOUD_STUB,))
_REASONS = [(reason, _compiled(patterns)) for reason, patterns in IGNORED.items()]
_ANY = _compiled((ICLOUD_STUB, *(pattern for patterns in IGNORED.values() for pattern in patterns)))
_PRUNED = _compiled(PRUNED)


def ignore_reason(name: str) -> str | None:
    """Why a file of this name stays in incoming, or None. A base name, not a path."""
    lower = name.lower()
    if not _ANY.match(lower):  # nearly all names, and there may be many
        return None
    if _ICLOUD.match(lower):
        return ONLINE_ONLY
    return next((reason for reason, pattern in _REASONS if pattern.match(lower)), None)


def is_pruned(name: str) -> bool:
    """Whether a folder of this name is passed over with all that is in it."""
    return _PRUNED.match(name.lower()) is not None


def passed_over(origin: str) -> str:
    """Which folder of a path below incoming is not looked into; empty where all are."""
    return next((name for name in origin.split(os.sep)[:-1] if is_pruned(name)), "")


def shown(name: str) -> str:
    """A file's name that any JSON, server and screen takes.

    Bytes that are no text, and characters that would act instead of being seen, become ``�``.
    """
    text = (
        os.fsencode(name).decode("utf-8", errors="replace")
        if os.name != "nt"
        else name.encode("utf-8", errors="replace").decode("utf-8")
    )
    return UNSAFE_IN_LINE.sub("\N{REPLACEMENT CHARACTER}", text)


LONGEST_STEM_BYTES: Final = 200
"""Leaves room for " (2)" and the extension in the 255 bytes that most file systems allow."""


def numbered(name: str, rules: Rules | None = None) -> Iterator[str]:
    """``IMG_1.jpg``, ``IMG_1 (2).jpg``, ``IMG_1 (3).jpg`` …; as ``rules`` want them, where a disk has some."""
    yield name
    if rules is not None:
        for number in itertools.count(2):
            yield rules.fitted(name, mark=f" ({number})")
    stem, dot, extension = name.rpartition(".")
    if not stem:
        stem, dot, extension = name, "", ""
    raw = os.fsencode(stem)
    if len(raw) > LONGEST_STEM_BYTES:
        stem = raw[:LONGEST_STEM_BYTES].decode("utf-8", errors="ignore")
    number = 2
    while True:
        yield f"{stem} ({number}){dot}{extension}"
        number += 1
