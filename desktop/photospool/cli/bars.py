"""A progress bar for commands that go through an album."""

from __future__ import annotations

from typing import Protocol

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from photospool.cli.console import err


class Counted(Protocol):
    """How far something came."""

    @property
    def photos(self) -> int:
        """So many were looked at."""

    @property
    def of(self) -> int:
        """So many there are."""


class Bar:
    """A progress bar where somebody looks; told by whatever counts ``photos`` of ``of``."""

    def __init__(self, *, quiet: bool, what: str = "photos") -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=err, disable=quiet or not err.is_terminal)
        self._bar: TaskID = self._progress.add_task(what, total=None)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show_progress(self, so_far: Counted) -> None:
        """What an album's own tasks tell of themselves."""
        self.show(so_far.photos, so_far.of)

    def show(self, photos: int, of: int) -> None:
        self._progress.update(self._bar, completed=photos, total=of)
