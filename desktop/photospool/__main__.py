"""The program's entry point, also of ``python -m photospool``: the window, or the command line.

Decided before either is imported, so that the icon is in the tray at once and a command needs no Qt.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from photospool.system.screen import has_screen
from photospool.system.typed_paths import expanded

NO_WINDOW = 5
"""The exit code where the window can't be shown: PySide6, a library of the system, or a screen is missing."""

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""

QT = "PySide6-Essentials>=6.11" if sys.version_info >= (3, 12) else "PySide6-Essentials>=6.11,<6.12"
"""What pyproject.toml wants for the window, which also says why."""


def main() -> None:
    """Start what the words of the command line ask for."""
    try:
        _start(sys.argv[1:])
    except KeyboardInterrupt:
        # While the program still loads: later, window and commands end in their own way.
        sys.stderr.write("Stopped.\n")
        raise SystemExit(STOPPED) from None


def _start(arguments: Sequence[str]) -> None:
    wants_demo = arguments[:1] == ["demo"] and not {"--in-terminal", "--help"} & set(arguments)
    if wants_demo and has_screen() and _has_qt() and _missing("This is the demo in the terminal.") is None:
        from photospool.gui.demo import demo

        raise SystemExit(demo(keep="--keep" in arguments))
    wanted = window_wanted(arguments)
    if wanted is not None:
        raise SystemExit(_window(wanted))
    from photospool.cli import main as command_line

    command_line()


def window_wanted(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What the window shall do; None if the words are a command's."""
    parser = argparse.ArgumentParser(
        prog="photospool window",
        description="Show the window and live in the tray. The same as “photospool” without a command.",
        epilog=f"Ends with 0, or with {NO_WINDOW} where no window can be shown.",
    )
    parser.add_argument("--home", type=Path, help="keep settings, history and album below this folder")
    parser.add_argument("--hidden", "--autostart", action="store_true", help="only the icon, until somebody asks")
    parser.add_argument("--verbose", "-v", action="store_true", help="write more into the log")
    options, rest = parser.parse_known_args([word for word in arguments if word not in {"--help", "-h"}])
    if rest[:1] == ["window"]:
        parser.add_argument("files", nargs="*", help="photos or folders to add")
        arguments = list(arguments)
        arguments.remove("window")
        return parser.parse_args(arguments)
    is_plain = not rest and not {"--help", "-h"} & set(arguments)
    if is_plain:
        options.files = []
        return options
    return None


def _window(wanted: argparse.Namespace) -> int:
    if (missing := _missing("“photospool run” does the same work without it.")) is not None:
        return missing
    from photospool.gui.main import Wanted, start

    home = expanded(wanted.home).absolute() if wanted.home else None
    files = tuple(str(Path(name).absolute()) for name in wanted.files)
    return start(Wanted(home, wanted.hidden, wanted.verbose, files))


def _has_qt() -> bool:
    return importlib.util.find_spec("PySide6") is not None


def _missing(otherwise: str) -> int | None:
    """Say what is missing for a window and how to get it, and what there is ``otherwise``."""
    if not has_screen():
        sys.stderr.write(
            "There is no screen here for Photospool's window.\n"
            "“photospool run” does the same work without one; “photospool --help” lists all commands.\n"
        )
        return NO_WINDOW
    from photospool.gui.qt_libraries import problem

    try:
        wrong = problem(os.environ)
    except ModuleNotFoundError:
        sys.stderr.write(
            "Photospool's window needs PySide6, which is not installed. Install it with\n\n"
            f"    {sys.executable} -m pip install '{QT}'\n\n"
            "or use Photospool without its window: “photospool run”, and “photospool --help” for all commands.\n"
        )
        return NO_WINDOW
    if wrong is not None:
        sys.stderr.write(f"Photospool's window can't be shown.\n{wrong}\n{otherwise}\n")
        return NO_WINDOW
    return None


if __name__ == "__main__":
    main()
