"""What holds, found by trying: each thing is asked for politely, and an answer of “not allowed” is wanted.

A cage that was refused, half supported or forgotten looks open in here, whatever its calls returned.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from photospool.photo.sandbox.parts import SandboxParts

Try = Callable[[], object]


def found(how: str) -> SandboxParts:
    """Ask for a few things of each kind."""
    return SandboxParts(files=all_refused(FILES), network=all_refused(NETWORK), programs=all_refused(PROGRAMS), how=how)


def all_refused(tries: Iterable[Try]) -> bool:
    """Whether the system says of each that it isn't allowed; any other failure proves nothing."""
    return all(map(_is_refused, tries))


def _is_refused(step: Try) -> bool:
    try:
        step()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


_NOT_THERE = Path("/photospool-is-not-there")


def _open() -> None:
    os.close(os.open(sys.executable, os.O_RDONLY))


def _list() -> None:
    os.listdir("/")


def _look() -> None:
    os.lstat("/")


def _change_times() -> None:
    """Of a name that is not there: allowed, it ends with "not found"."""
    os.utime(_NOT_THERE / "", (0, 0))


def _internet() -> None:
    """A connection to this computer's discard port: allowed, there is nobody who listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as end:
        end.settimeout(0.2)
        end.connect(("127.0.0.1", 9))


FILES: tuple[Try, ...] = (_open, _list, _look, _change_times)
NETWORK: tuple[Try, ...] = (_internet,)
PROGRAMS: tuple[Try, ...]

if sys.platform == "win32":
    import subprocess

    from photospool.photo.sandbox import windows
    from photospool.security.child_env import DECODING, environment

    def _private() -> Path:
        """A folder of the user's. Raises FileNotFoundError, which proves nothing, where none was named."""
        if not (name := os.environ.get(windows.PRIVATE)):
            raise FileNotFoundError
        return Path(name)

    def _list_private() -> None:
        os.listdir(_private())

    def _write() -> None:
        path = _private() / "photospool-may-write"
        path.touch()
        path.unlink()

    def _outside() -> None:
        """A connection to an address that is nobody's (RFC 5737), and only where the system says that it is closed.

        Without any network the system's word has to do: then nothing is there to be refused.
        """
        if not windows.is_contained():
            return
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as end:
            end.settimeout(0.5)
            try:
                end.connect(("192.0.2.1", 9))
            except OSError as exc:
                if exc.errno in {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}:
                    raise PermissionError from exc
                raise

    def _run() -> None:
        """The system's own command line, which ends at once. The job object says "not enough quota" instead."""
        try:
            command = [os.environ.get("COMSPEC", "cmd.exe"), "/c", "exit"]
            subprocess.run(command, check=False, env=environment(DECODING), creationflags=subprocess.CREATE_NO_WINDOW)
        except OSError as exc:
            if exc.winerror == _NOT_ENOUGH_QUOTA:
                raise PermissionError from exc
            raise

    _NOT_ENOUGH_QUOTA = 1816
    FILES = (_list_private, _write)
    NETWORK = (_outside,)
    PROGRAMS = (_run,)
else:

    def _local() -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as end:
            end.connect(str(_NOT_THERE))

    def _fork() -> None:
        """Of a process that ends at once. There is no second thread yet: it does no harm where it is allowed."""
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    def _replace() -> None:
        """By the program that has no name: allowed, there is nothing to start, and we go on."""
        os.execv("", ["photospool-starts-nothing"])  # noqa: S606 - it is no shell's work

    NETWORK = (_internet, _local)
    # macOS looks for the program before it asks whether it may be started.
    PROGRAMS = (_fork, _replace) if sys.platform == "linux" else (_fork,)


def nothing() -> None:
    """What a worker does that is only asked for its cage: it is ended after its first message."""
