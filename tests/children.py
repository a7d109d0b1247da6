"""Processes that a test starts: each is ended with the test, and no test waits for one for ever."""

from __future__ import annotations

import subprocess
import threading
from types import TracebackType
from typing import Any

PATIENCE_S = 180.0
"""For whatever must come: so long only where it never comes. The machine may do eight other things."""
END_S = 10.0


class Child(subprocess.Popen[Any]):
    """A process that does not outlive its ``with``: asked to end, then killed; its pipes are closed.

    ``subprocess`` itself waits there for as long as the process likes, so that a test that failed would never end.
    """

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """At once where it has ended; a process that does not listen is killed."""
        self.terminate()
        try:
            self.wait(END_S)
        except subprocess.TimeoutExpired:
            self.kill()
            self.wait(END_S)
        for pipe in (self.stdin, self.stdout, self.stderr):
            if pipe is not None:
                pipe.close()


def child(command: list[str], **options: Any) -> Child:
    """Start it; to be used in a ``with``."""
    return Child([str(part) for part in command], **options)


def joined(*threads: threading.Thread, within_s: float = PATIENCE_S) -> None:
    """Wait for threads to end. Raises AssertionError when one does not."""
    for thread in threads:
        thread.join(within_s)
        assert not thread.is_alive(), f"{thread.name} did not end"
