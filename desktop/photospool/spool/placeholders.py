"""Files that a sync client shows although their bytes are still online. Reading one would download it.

Sources: Microsoft, File Attribute Constants; Apple, stat(2) SF_DATALESS and setiopolicy_np(3).
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from typing import Final

RECALL: Final = 0x00400000 | 0x00040000
"""Windows: RECALL_ON_DATA_ACCESS, RECALL_ON_OPEN. OFFLINE alone is masked for ordinary programs."""
SF_DATALESS: Final = 0x40000000
"""macOS 14 and later; not in Python's stat before 3.13."""

_READ_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def is_online_only(found: os.stat_result) -> bool:
    """Whether the file's bytes are not on this computer, from an ``lstat`` alone."""
    attributes = getattr(found, "st_file_attributes", 0)
    flags = getattr(found, "st_flags", 0)
    return bool(attributes & RECALL or flags & SF_DATALESS)


def is_link(found: os.stat_result) -> bool:
    """Whether Windows would take the reader elsewhere: a junction or a mounted folder. Cloud tags are no links."""
    return bool(getattr(found, "st_reparse_tag", 0) & 0x20000000)


_MATERIALIZE_DATALESS_FILES: Final = 3
_SCOPE_THREAD: Final = 1
_OFF: Final = 1


def never_download() -> None:
    """From now on no look at a file by this thread makes macOS download it; elsewhere a look never does."""
    if sys.platform == "darwin":
        ctypes.CDLL(None).setiopolicy_np(_MATERIALIZE_DATALESS_FILES, _SCOPE_THREAD, _OFF)


def fetch(path: os.PathLike[str]) -> None:
    """Have a file downloaded by its sync client, because the user asked: reading it does that. Raises OSError.

    Not for a thread that called ``never_download``.
    """
    with os.fdopen(os.open(path, _READ_FLAGS), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file", os.fspath(path))
        while file.read(1 << 20):
            pass
