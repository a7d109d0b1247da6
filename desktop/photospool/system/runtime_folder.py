"""A folder for what lives as long as the session: sockets, and files that lead a browser on. Nobody else may enter it.

https://specifications.freedesktop.org/basedir-spec/latest/ names it on Linux; elsewhere the system's folder for
temporary files holds one of ours.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from photospool.errors import PhotospoolError
from photospool.security import private_files

NAME = "photospool"


def runtime_folder(env: Mapping[str, str] = os.environ, *, temporary: Path | None = None) -> Path:
    """The folder, made if it is not there. A place that somebody else has taken is passed over.

    Raises NotOurs where every place was taken, and other OSErrors.
    """
    if os.name != "posix":
        folder = Path(tempfile.gettempdir()) / NAME  # the user's own, on Windows
        private_files.make_folder(folder)
        return folder
    given = Path(env.get("XDG_RUNTIME_DIR", ""))
    if given.is_absolute() and given.is_dir() and private_files.is_ours_alone(given):
        return _ours(given / NAME)
    temporary = temporary or Path(tempfile.gettempdir())
    return _ours(temporary / f"{NAME}-{os.geteuid()}")


def no_socket() -> PhotospoolError:
    """What the user is told where no socket can be made there."""
    return PhotospoolError(
        "Photospool can't be reached by its own further starts.",
        "The place where it listens can't be used; another user may have taken it. Photos that you hand to it by "
        "“Open with” do not reach it; please add them in its window.",
    )


def _ours(folder: Path) -> Path:
    private_files.make_folder(folder)
    private_files.tighten_folder(folder)
    if not private_files.is_ours_alone(folder):
        raise private_files.NotOurs(folder)
    return folder
