"""What a bundle leaves out of what PyInstaller found, by its kind and size. The spec decides; the build says it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

NAME = "left-out.json"
Entry = tuple[str, str, str]
"""As PyInstaller has it: the name in the bundle, the file that it comes from, its kind."""


class LeftOut:
    """Adds up what goes."""

    def __init__(self) -> None:
        self._bytes: dict[str, int] = {}

    def by(self, kind: str, entries: Sequence[Entry], stays: Callable[[str], bool]) -> list[Entry]:
        """The entries that stay, by their names."""
        return self.of(kind, entries, [entry for entry in entries if stays(entry[0])])

    def of(self, kind: str, before: Sequence[Entry], after: Sequence[Entry]) -> list[Entry]:
        """What is left of ``before``; a file that was made smaller counts with what it lost."""
        self._bytes[kind] = self._bytes.get(kind, 0) + _size(before) - _size(after)
        return list(after)

    def write(self, path: Path) -> None:
        """For the build, which is another process."""
        path.write_text(json.dumps(self._bytes), encoding="utf-8")


def told(path: Path) -> str:
    """A line such as ``53 MB: Qt's parts that nobody uses 31, tables of ICU 20, …``, the largest first."""
    found: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    kinds = sorted(found.items(), key=lambda item: -item[1])
    parts = ", ".join(f"{kind} {size / 2**20:.0f}" for kind, size in kinds if size)
    return f"{sum(found.values()) / 2**20:.0f} MB: {parts}"


def _size(entries: Sequence[Entry]) -> int:
    """Bytes of the files; a link takes none, as in the bundle."""
    files = {Path(source) for _, source, kind in entries if kind != "SYMLINK"}
    return sum(path.stat().st_size for path in files if path.is_file())
