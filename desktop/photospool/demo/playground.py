"""A throw-away Photospool for the demo and the first run: folders, settings and album of its own below one folder."""

from __future__ import annotations

from pathlib import Path

from photospool.config.paths import places
from photospool.config.profile import Profile


def throwaway(home: Path) -> Profile:
    """Three folders beside the program's own files, the embedded album, and everything said yes to."""
    here = Profile.load(places(home / "program"))
    settings = here.settings
    for name in ("incoming", "work", "done"):
        (home / name).mkdir(parents=True, exist_ok=True)
        settings = settings.replace(f"folders.{name}", str(home / name))
    settings = settings.replace("folders.cards", False)  # your own cards are no part of a demonstration
    return here.with_settings(settings).confirmed()
