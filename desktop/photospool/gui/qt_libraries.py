"""What Qt needs of the system for a window, asked before Qt asks: Qt ends the program by a signal where it fails.

Must be usable without PySide6. Only for Linux and its kin; elsewhere Qt brings all.
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

OF_QT: Final = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What Qt's wheels leave to the system, whatever the screen: a library and the Debian package that has it."""

OF_PLATFORM: Final = {
    "xcb": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    },
}
"""The same for what Qt's plugin for a kind of screen needs."""


def problem(env: Mapping[str, str]) -> str | None:
    """Why no window can be shown, in sentences; None if one can. Raises ModuleNotFoundError without PySide6."""
    is_linux = sys.platform not in {"win32", "darwin"}
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401
        from PySide6.QtCore import QCoreApplication
    except ModuleNotFoundError:
        raise
    except ImportError as exc:
        return _lacking([*OF_QT, *_of(platforms(env))] if is_linux else [], str(exc))
    if not is_linux:
        return None
    folders = [Path(path) for path in QCoreApplication.libraryPaths()]
    found = []
    for platform in platforms(env):
        # Qt takes the first that works, and aborts if none does.
        wrong = _wrong_with(platform, folders, env)
        if wrong is None:
            return None
        found.append(wrong)
    return "\n".join(dict.fromkeys(found))


def platforms(env: Mapping[str, str]) -> list[str]:
    """The kinds of screens that Qt will try, as ``QGuiApplication`` chooses them (Qt 6.5 and later)."""
    if chosen := env.get("QT_QPA_PLATFORM"):
        return [one.partition(":")[0] for one in chosen.split(";") if one]
    is_wayland = bool(env.get("WAYLAND_DISPLAY")) or env.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland", "xcb"] if is_wayland else ["xcb"]


def _wrong_with(platform: str, folders: list[Path], env: Mapping[str, str]) -> str | None:
    kind = platform.partition("-")[0]
    plugin = next(_plugins(folders, kind), None)
    if plugin is None:
        return f"Qt has no platform “{platform}” here; see QT_QPA_PLATFORM."
    try:
        ctypes.CDLL(str(plugin))
    except OSError as exc:
        return _lacking([*OF_QT, *OF_PLATFORM.get(kind, {})], str(exc))
    if kind == "xcb" and not _answers_x11():
        return f"The screen {env.get('DISPLAY', '')} can't be reached; see DISPLAY."
    if kind == "wayland" and not _answers_wayland():
        return f"The screen {env.get('WAYLAND_DISPLAY', '')} can't be reached; see WAYLAND_DISPLAY."
    return None


def _plugins(folders: list[Path], kind: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((folder / "platforms").glob(f"libq{kind}*.so"))


def _answers_x11() -> bool:
    library = ctypes.CDLL("libxcb.so.1")
    library.xcb_connect.restype = ctypes.c_void_p
    library.xcb_connection_has_error.argtypes = library.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = library.xcb_connect(None, None)
    try:
        return not library.xcb_connection_has_error(connection)
    finally:
        library.xcb_disconnect(connection)


def _answers_wayland() -> bool:
    library = ctypes.CDLL("libwayland-client.so.0")
    library.wl_display_connect.restype = ctypes.c_void_p
    library.wl_display_connect.argtypes = library.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    display = library.wl_display_connect(None)
    if display:
        library.wl_display_disconnect(display)
    return bool(display)


def _of(kinds: Iterable[str]) -> list[str]:
    return [library for kind in kinds for library in OF_PLATFORM.get(kind.partition("-")[0], {})]


def _lacking(libraries: list[str], told: str) -> str:
    """All that is missing at once; the loader names only the first."""
    missing = [name for name in libraries if not _is_there(name)]
    known = {name: package for table in (OF_QT, *OF_PLATFORM.values()) for name, package in table.items()}
    packages = list(dict.fromkeys(known[name] for name in missing))
    if not packages:
        return f"A library of the system is missing: {told}."
    said = f"Libraries of the system are missing: {', '.join(missing)}."
    if shutil.which("apt-get"):
        said += (
            "\nThis brings all of them:\n\n"
            f"    sudo apt-get update; sudo apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        )
    return said


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
