"""The files of the album's page, as values: from the program's own resources, whoever hands them out."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file of the page; they are few and small, and stay in memory while they are wanted."""

    content: bytes
    content_type: str
    etag: str


def page_folder() -> Traversable:
    """The page that comes with the program."""
    return resources.files("photospool.resources") / "album"


def page_files(folder: Traversable | Path, before: str = "") -> dict[str, PageFile]:
    """Every file below a folder by its name, slashes in it: ``js/main.js``."""
    files: dict[str, PageFile] = {}
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            files |= page_files(entry, f"{before}{entry.name}/")
            continue
        content = entry.read_bytes()
        kind = _TYPES.get(entry.name.rpartition(".")[2]) or mimetypes.guess_type(entry.name)[0]
        etag = hashlib.sha256(content).hexdigest()[:32]
        files[before + entry.name] = PageFile(content, kind or "application/octet-stream", etag)
    return files


def digest_of(files: Mapping[str, PageFile]) -> str:
    """One digest of all names and contents."""
    whole = hashlib.sha256()
    for name, file in sorted(files.items()):
        whole.update(f"{name} {file.etag}\n".encode())
    return whole.hexdigest()


_TYPES: Final = {
    # Not asked of the system: a registry entry on Windows may say that scripts are text, and then none runs.
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}
