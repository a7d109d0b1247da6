"""Windows: pipes join a worker to the program, and handles of files are duplicated into it."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from photospool.children import DECODING, environment
from photospool.photo.channel import Channel, PipeChannel

_READ = 0x0012_0089  # FILE_GENERIC_READ, winnt.h


class Handing:
    """Duplicates handles of files into one process, for reading only."""

    def __init__(self, process: int, kernel: Any = None, handle_of: Any = None) -> None:
        self._process = process
        self._kernel = kernel or _kernel()
        self._handle_of = handle_of or _handle_of

    def duplicated(self, descriptor: int) -> int:
        """The handle's number in that process. Raises OSError."""
        found = ctypes.c_void_p()
        ours = ctypes.c_void_p(-1)  # GetCurrentProcess()
        source = ctypes.c_void_p(self._handle_of(descriptor))
        theirs = ctypes.c_void_p(self._process)
        if not self._kernel.DuplicateHandle(ours, source, theirs, ctypes.byref(found), _READ, False, 0):
            raise OSError("a handle could not be duplicated")
        return found.value or 0


def started(words: Sequence[str], *, is_caged: bool) -> tuple[subprocess.Popen[bytes], Channel]:
    """A worker's process and the program's end of the channel. Raises OSError."""
    process = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # decoders comment on odd files, with their bytes
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        env=environment(DECODING),
    )
    handing = Handing(int(cast(Any, process)._handle))
    return process, PipeChannel(cast(BinaryIO, process.stdout), cast(BinaryIO, process.stdin), handing)


def holds() -> str:
    """In the worker: which means hold; the proof says what they close."""
    return ""


if sys.platform == "win32":
    import msvcrt

    def _kernel() -> Any:
        return ctypes.WinDLL("kernel32", use_last_error=True)

    def _handle_of(descriptor: int) -> int:
        return msvcrt.get_osfhandle(descriptor)

else:

    def _kernel() -> Any:
        raise OSError("only Windows has it")

    def _handle_of(descriptor: int) -> int:
        raise OSError("only Windows has it")
