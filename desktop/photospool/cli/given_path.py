"""A file or folder that is named on the command line."""

from __future__ import annotations

from pathlib import Path

import typer


def path(text: str) -> Path:
    """As it was typed. An empty word is refused: it would be the folder that one happens to stand in.

    A script whose variable is empty must not empty, add or fill that one. Raises BadParameter.
    """
    if not text.strip():
        raise typer.BadParameter("An empty word names no file and no folder; “.” is the folder that you are in.")
    return Path(text)
