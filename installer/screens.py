"""Screens without a monitor, of the sizes that people have, for pictures and tests of windows. Needs only Python.

Qt asks for them once, at the start of a program, so each is a process of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Screen:
    """What a window may fill."""

    name: str
    width: int
    """In points: what Qt counts in, however fine the pixels are."""
    height: int
    scale: int = 1
    """Pixels to a point."""

    def variables(self, folder: Path) -> dict[str, str]:
        """The environment of a process that has this screen; ``folder`` keeps a small file as long as it runs."""
        config = folder / f"screen-{self.name}.json"
        pixels = {"width": self.width * self.scale, "height": self.height * self.scale}
        told = {"name": self.name, "x": 0, "y": 0, **pixels, "logicalDpi": 96, "dpr": 1}
        config.write_text(json.dumps({"screens": [told]}))
        return {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "QT_SCALE_FACTOR": str(self.scale)}


SCREENS = (Screen("1024x600", 1024, 600), Screen("1280x720", 1280, 720), Screen("2x", 1200, 850, 2))
"""A small laptop (and a large one at 150 %), the usual least, and one with fine pixels."""
