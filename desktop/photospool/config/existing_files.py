"""“Only the new ones”: which photos lay in incoming when the user began, so that these stay where they are.

The list is kept beside the settings. A file counts as the same while its name below incoming and its size are: its
time may be set anew by a sync client. When the list is lost nothing moves before the user has said again what is new.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from photospool.config.more_folders import MoreFolder
from photospool.config.paths import Paths
from photospool.config.settings import Settings
from photospool.errors import SettingsError
from photospool.photo.formats import KINDS, classifier
from photospool.security import private_files, untrusted_json
from photospool.spool.scanner import Scanner
from photospool.system.typed_paths import expanded

LOST = SettingsError(
    "folders.only_new",
    "The list of photos that should stay in incoming is lost.",
    "Nothing moves. Please say again which photos are new: in the settings, or with “photospool settings confirm” and "
    "--only-new (what is there now stays) or --all.",
)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What lay in one incoming folder at one moment."""

    incoming: str
    """The folder, as the settings have it."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Path below incoming → bytes."""

    def has(self, origin: str, size: int) -> bool:
        """Whether this very file was there: below incoming, and of so many bytes."""
        return self.sizes.get(origin) == size


def load(path: Path, incoming: str) -> Baseline | None:
    """The list for this incoming folder; None where there is none, or none that can be read."""
    try:
        tree = untrusted_json.loads(private_files.read(path))
        sizes = {str(origin): int(size) for origin, size in tree["files"].items()}
        kept = str(tree["incoming"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return Baseline(kept, sizes) if _same(kept, incoming) else None


def save(baseline: Baseline, path: Path) -> None:
    """Keep the list. Raises OSError: whoever can't keep it must not begin."""
    # ASCII: file names that are no text survive as JSON's escapes.
    text = json.dumps({"incoming": baseline.incoming, "files": dict(baseline.sizes)}, indent=0)
    private_files.write(path, text.encode("ascii"))


def was_before(settings: Settings, paths: Paths) -> Callable[[str, int], bool]:
    """Whether a file (path below incoming, bytes) should stay where it is; all of them where the list is lost."""
    if not settings.folders.only_new:
        return lambda _origin, _size: False
    before = load(paths.baseline, settings.folders.incoming)
    return before.has if before else lambda _origin, _size: True


def is_baseline_lost(settings: Settings, paths: Paths) -> bool:
    """Whether only new photos are wanted and nobody knows which these are."""
    return settings.folders.only_new and load(paths.baseline, settings.folders.incoming) is None


def keep_baseline(settings: Settings, paths: Paths) -> int:
    """From now on all that lies in incoming stays there; how many photos that is. Raises SpoolError, OSError."""
    return _keep(settings.folders.incoming, paths.baseline, settings)


def was_before_in(folder: MoreFolder, paths: Paths) -> Callable[[str, int], bool]:
    """As ``was_before``, for a further folder."""
    if not folder.only_new:
        return lambda _origin, _size: False
    before = load(paths.baseline_of(folder.key), folder.path)
    return before.has if before else lambda _origin, _size: True


def is_list_lost(folder: MoreFolder, paths: Paths) -> bool:
    """As ``is_baseline_lost``, for a further folder."""
    return folder.only_new and load(paths.baseline_of(folder.key), folder.path) is None


def keep_list(folder: MoreFolder, settings: Settings, paths: Paths) -> int:
    """As ``keep_baseline``, for a further folder. Raises SpoolError, OSError."""
    return _keep(folder.path, paths.baseline_of(folder.key), settings)


def all_kinds_in(folder: Path) -> dict[str, int]:
    """All that lies there and can be carried, taken or not: its path below the folder → bytes. Raises SpoolError."""
    return Scanner(folder, classify=classifier(KINDS)).photos()


def _keep(incoming: str, file: Path, settings: Settings) -> int:
    """How many of the kinds that the settings name; the list holds the others too, for a later yes."""
    there = all_kinds_in(expanded(incoming))
    save(Baseline(incoming, there), file)
    is_none_of_them = classifier(settings.photos.kinds)
    return sum(is_none_of_them(os.path.basename(origin)) is None for origin in there)  # noqa: PTH119


def _same(first: str, second: str) -> bool:
    return os.path.normcase(os.path.normpath(first)) == os.path.normcase(os.path.normpath(second))
