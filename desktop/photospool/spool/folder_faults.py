"""What can be wrong with one of the folders, looked at before anything is moved; said in the same words everywhere."""

from __future__ import annotations

import os
from pathlib import Path

from photospool.errors import SpoolError
from photospool.messages import message
from photospool.spool.durable_io import called
from photospool.spool.scanner import incoming_problem


def became_link(name: str, folder: Path) -> SpoolError:
    """A folder of ours was none of these when we began; ``name`` as in ``durable_io.called``."""
    return SpoolError(
        message("The {name} folder {folder} has become a link.", name=called(name), folder=folder),
        "Photos are not taken from wherever it leads. If you made it, restart Photospool; nothing was moved.",
    )


def check_listed(incoming: Path) -> None:
    """Raises SpoolError where it does not let itself be listed."""
    try:
        look_into(incoming)
    except OSError as exc:
        raise incoming_problem(exc, incoming) from exc


def check_moves(folder: Path) -> None:
    """Raises SpoolError where its files may not be moved."""
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise SpoolError(
            message("Photospool may not move files in {folder}.", folder=folder),
            "Please give yourself the right to write there. Everything stays where it is.",
        )


def look_into(folder: Path) -> None:
    """A folder may be there and not let itself be listed. Raises OSError then."""
    with os.scandir(folder) as entries:
        next(entries, None)
