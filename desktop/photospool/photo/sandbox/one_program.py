"""A cage around one program that is not ours: ffmpeg, when it decodes a frame of a stranger's video.

This is a small process between the program and ffmpeg: it lowers its own limits, closes Landlock and seccomp around
itself, and becomes ffmpeg. That may then read one file, the one on its standard input, and its own libraries; it may
write to its standard output; and no network, no other file, no other program is open to it. Linux only: elsewhere no
such cage is known to hold, and no frame is decoded.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

FLAG: Final = "--run-caged"
OPEN_CAGE: Final = 97
"""The exit code where the cage did not close: nothing was started then."""
_CODE: Final = "from photospool.photo.sandbox.one_program import run; run()"
_LIBRARIES: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_LOADERS: Final = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
_MEMORY_BYTES: Final = 1 << 30
_ADDRESSES_BYTES: Final = 6 << 30
CPU_S: Final = 30
"""Seconds of computing for one frame."""


def command(program: str, words: list[str]) -> list[str]:
    """How this program starts itself to become ``program``, also where it is one frozen file."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, program, *words]
    return [sys.executable, "-P", "-S", "-c", _path_of_ours() + _CODE, FLAG, program, *words]


def _path_of_ours() -> str:
    """Without the site's packages the start takes a third of the time; ours must be found all the same."""
    own = str(Path(__file__).parents[3])
    return f"import sys; sys.path.insert(0, {own!r}); "


def run_if_asked() -> None:
    """For the entry of a frozen program, before anything else."""
    if sys.argv[1:2] == [FLAG]:
        run()


def run() -> None:
    """Close the cage and become the program; ends with ``OPEN_CAGE`` where it does not close."""
    program, *words = sys.argv[2:]
    if sys.platform == "linux" and _close(program):
        os.execve(program, [program, *words], {"LANG": "C", "PATH": "", "HOME": "/"})  # noqa: S606 - no shell
    os._exit(OPEN_CAGE)


if sys.platform == "linux":

    def _close(program: str) -> bool:
        import resource

        from photospool.photo.sandbox import linux

        for which, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_CPU, CPU_S),
            (resource.RLIMIT_DATA, _MEMORY_BYTES),
            (resource.RLIMIT_AS, _ADDRESSES_BYTES),
        ):
            hard = resource.getrlimit(which)[1]
            lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (lowest, lowest))
        kept = {0: linux.READ_FILE}
        for path, rights in (
            *((name, linux.READ_FILE) for name in _LIBRARIES),
            *((name, linux.READ_FILE | linux.EXECUTE) for name in (*_LOADERS, program)),
        ):
            try:
                kept[os.open(path, os.O_PATH | os.O_CLOEXEC)] = rights
            except OSError:
                continue  # not on this system
        return linux.close_around_program(kept)
