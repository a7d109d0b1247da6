"""Small files that we leave for the system, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from photospool.security import private_files


def write(file: Path, content: bytes) -> None:
    """Put a file there, in place of an older one. Raises OSError."""
    private_files.write(file, content)


def read(file: Path) -> str:
    """A file's text; empty where there is none that can be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
