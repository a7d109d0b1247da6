"""Small files that we leave for the system, whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Put a file there, in place of an older one. Raises OSError."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


def read(file: Path) -> str:
    """A file's text; empty where there is none that can be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
