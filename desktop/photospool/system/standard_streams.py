"""Input, output and error of this process: always there, and what can't be written to them stops nobody's work."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Any, TextIO, cast


class Forgiving:
    """A stream whose reader may go, or whose disk may be full: what is lost then is noted, and not tried again."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.lost: OSError | None = None
        """Why some of it was not written."""
        self.is_extra = False
        """Whether nobody waits for what is said here: the work itself is all."""

    @property
    def is_cut(self) -> bool:
        """Whether something was lost other than by a reader who wanted no more, as ``head`` does."""
        return self.lost is not None and not self.is_extra and self.lost.errno != errno.EPIPE

    def write(self, text: str) -> int:
        """As every stream; never an OSError."""
        if self.lost is None:
            try:
                return self._stream.write(text)
            except OSError as exc:
                self._lose(exc)
        return len(text)

    def flush(self) -> None:
        """As every stream; never an OSError."""
        if self.lost is None:
            try:
                self._stream.flush()
            except OSError as exc:
                self._lose(exc)

    def _lose(self, exc: OSError) -> None:
        self.lost = exc
        with contextlib.suppress(OSError, ValueError):
            # What lies in the stream's buffer still must not be refused once more at the end of the process.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def hold_open() -> None:
    """At the very start: a number below three that is closed would be given to the next file that is opened.

    That could be an album's, into which a library's warning would then be written.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")


def _nothing(mode: str) -> TextIO:
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123 (stays as long as the process)


def take_every_letter() -> None:
    """Print a question mark for what an output can't show: pipes on Windows, names that are no valid text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def forgive() -> tuple[Forgiving, Forgiving]:
    """From now on output and error refuse nothing."""
    out, err = Forgiving(sys.stdout), Forgiving(sys.stderr)
    sys.stdout, sys.stderr = cast(TextIO, out), cast(TextIO, err)
    return out, err


def output_is_extra() -> None:
    """Of a command that works on until it is stopped: what it says may be lost, and it ends as well as ever."""
    if isinstance(sys.stdout, Forgiving):
        sys.stdout.is_extra = True
