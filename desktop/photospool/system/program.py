"""How the system starts this very program again: at login, as a service, after a move. Nothing is started here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "Photospool"
APP_ID = "org.photospool.Photospool"
"""How desktops know the program: its desktop file, its bundle, its login item."""
HIDDEN = "--hidden"
"""Asks the window to stay away until somebody wants it: how the program is started at login."""


@dataclass(frozen=True, slots=True)
class Program:
    """Where this program lies and what it is packed in."""

    executable: Path
    """The file to start: an AppImage, a bundle's program, or Python itself."""
    is_bundled: bool
    """Whether the executable is Photospool; else it is Python, which runs the package."""
    platform: str = sys.platform

    @classmethod
    def this(cls, env: Mapping[str, str] = os.environ) -> Program:
        """The program that is running now."""
        executable = Path(sys.executable)
        is_bundled = bool(getattr(sys, "frozen", False))
        image, mounted = env.get("APPIMAGE"), env.get("APPDIR")
        # Another AppImage that started us, such as a terminal, leaves its own names in the environment.
        if is_bundled and image and mounted and Path(mounted) in executable.parents:
            executable = Path(image)
        return cls(executable, is_bundled)

    def command(self, *words: str, with_window: bool = False) -> list[str]:
        """The command line that starts it with these words; ``with_window``: without a console where one would open."""
        executable = self.executable
        if with_window and self.platform == "win32":
            # pythonw.exe beside python.exe; the bundle follows the same habit.
            quiet = executable.with_name(f"{executable.stem.removesuffix('w')}w{executable.suffix}")
            executable = quiet if quiet.exists() else executable
        # -P: a file of the user's that is called photospool.py must not be taken for the program.
        how = [] if self.is_bundled else ["-P", "-m", "photospool"]
        return [str(executable), *how, *words]
