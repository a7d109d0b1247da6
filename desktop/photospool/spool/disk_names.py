"""Which names a disk takes, found by trying, and a photo's name made fit for it: one place for work, done and export.

A disk is only asked when it has refused a name, and once: what it said is remembered for as long as the program runs.
Every try is an empty file of our own, in a folder that is ours, and is gone again at once.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from photospool.security.confined_files import fit, is_one_part

LONGEST: Final = 255
"""What most file systems allow in one name, in bytes or in UTF-16 units."""
SHORTEST: Final = 24
"""A disk that takes less is not asked how much less."""
LONGEST_EXTENSION: Final = 10
"""What follows the last dot of a longer name, which may have been cut off, is no extension."""
NOT_OF_NAMES: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EXDEV, errno.EEXIST})
"""Errors that no name is to blame for; all others may be: "no such file" from exFAT through FUSE, among others."""
PLAIN: Final = "photo.tmp"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one disk allows in a name."""

    as_windows: bool = False
    """Whether what Windows forbids is refused: ``: ? * | < > "``, a backslash, a final dot or blank, ``con.jpg``."""
    only_text: bool = False
    """Whether a name must be Unicode."""
    longest: int = LONGEST
    in_utf16: bool = False
    """Whether ``longest`` counts UTF-16 units instead of bytes."""

    def takes(self, name: str) -> bool:
        """Whether a name is short enough."""
        return self._length(name) <= self.longest

    def fitted(self, name: str, *, mark: str = "", room: int = 0) -> str:
        """The name as this disk takes it: other characters where it must be, cut before the extension.

        ``mark`` goes between the two, such as ``" (2)"``; ``room`` is kept free behind it all, for endings.
        """
        if self.as_windows:
            name = fit(name, longest_bytes=4 * LONGEST)
        elif self.only_text:
            name = os.fsencode(name).decode("utf-8", errors="replace")
        stem, extension = parted(name)
        return self._cut(stem, self.longest - room - self._length(mark + extension)) + mark + extension

    def _length(self, name: str) -> int:
        return len(name.encode("utf-16-le", "surrogatepass")) // 2 if self.in_utf16 else len(os.fsencode(name))

    def _cut(self, stem: str, longest: int) -> str:
        if self._length(stem) <= longest:
            return stem
        if not self.in_utf16:
            stem = os.fsencode(stem)[:longest].decode("utf-8", errors="ignore")
        while self._length(stem) > longest:
            stem = stem[:-1]
        return stem.rstrip(" .") or "photo"[: max(1, longest)]


def parted(name: str) -> tuple[str, str]:
    """``("IMG_1", ".jpg")``: a name's stem, and its extension with the dot, empty where it has none."""
    stem, dot, extension = name.rpartition(".")
    if not stem or not extension.isascii() or not extension.isalnum() or len(extension) > LONGEST_EXTENSION:
        return name, ""
    return stem, dot + extension


def is_of_names(exc: OSError) -> bool:
    """Whether a step that failed so may have failed for its name."""
    return exc.errno not in NOT_OF_NAMES


def rules_of(takes: Callable[[str], bool]) -> Rules:
    """Ask a disk: ``takes`` makes an empty file of a name, removes it, and says whether that could be done."""
    as_windows = not takes("photo 12:30?.tmp")
    only_text = not takes("photo \udcff.tmp") if os.name != "nt" else True
    in_utf16 = takes("\N{EURO SIGN}" * (LONGEST - 4) + ".tmp")  # 757 bytes
    low, high = SHORTEST, LONGEST
    if takes("x" * (high - 4) + ".tmp"):
        low = high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if takes("x" * (middle - 4) + ".tmp") else (low, middle)
    return Rules(as_windows, only_text, low, in_utf16)


class DiskNames:
    """Remembers what each disk takes. May be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[int, Rules] = {}  # guarded by _lock; by device

    def learn(self, device: int, refused: str, takes: Callable[[str], bool]) -> Rules | None:
        """What a disk takes, after it refused a name; None where the name is not to blame.

        ``device`` is the disk's number; ``takes`` as for ``rules_of``.
        """
        if takes(refused) or not takes(PLAIN):
            return None
        with self._lock:
            if device not in self._known:
                self._known[device] = rules_of(takes)
            return self._known[device]

    def rules(self, device: int) -> Rules | None:
        """What is known of a disk; None where it was never asked."""
        with self._lock:
            return self._known.get(device)


def instead_of(name: str, rules: Rules) -> Iterator[str]:
    """Names to try where a disk refused this one: the nearest first, at the end one that says nothing."""
    extension = parted(name)[1]
    nearest = rules.fitted(name)
    plain = "".join(char for char in nearest if char.isascii() and (char.isalnum() or char in " -_.")).strip(" .")
    yield from (other for other in dict.fromkeys((nearest, plain, f"photo{extension}", "photo")) if is_one_part(other))
