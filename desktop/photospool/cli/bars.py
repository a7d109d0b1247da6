"""A progress bar for commands that go through an album."""

from __future__ import annotations

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from photospool.cli.console import err


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

    def show(self, photos: int, of: int) -> None:
        self._progress.update(self._bar, completed=photos, total=of)
