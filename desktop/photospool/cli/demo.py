"""``photospool demo``: sample photos travel through throw-away folders into a throw-away album."""

from __future__ import annotations

import shlex
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photospool import events
from photospool.cli.album_open import is_watched, show_album
from photospool.cli.console import ENDS, Listing, out, printed
from photospool.cli.spool import drive
from photospool.config.profile import Profile
from photospool.demo.playground import throwaway
from photospool.engine.factory import open_album
from photospool.engine.runner import EngineRunner
from photospool.system.program import Program

if TYPE_CHECKING:
    from photospool.demo.samples import Sample

commands = typer.Typer()
BETWEEN_S = 0.4
PATIENCE_S = 120.0
"""How long nothing may happen before the demo ends, on a computer that has other things to do."""


@commands.command()
def demo(
    keep: Annotated[bool, typer.Option("--keep/--remove", help="Keep the throw-away folders afterwards.")] = True,
    in_terminal: Annotated[
        bool, typer.Option("--in-terminal", help="Not in the window, also where there is a screen.")
    ] = False,
    show: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open the album in the browser at the end.", show_default=False),
    ] = None,
) -> None:
    """See sample photos travel into an album, on throw-away folders; in the window where there is a screen."""
    del in_terminal  # where the demo is shown was decided before: __main__
    home = Path(tempfile.mkdtemp(prefix="photospool-demo-"))
    try:
        here = _show(home, keep=keep)
        if is_watched() if show is None else show:
            album = open_album(here.settings.album, here.places, None)
            try:
                show_album(album, here, browser=True)
            finally:
                album.close()
    finally:
        if not keep:
            shutil.rmtree(home, ignore_errors=True)


def _show(home: Path, *, keep: bool) -> Profile:
    from photospool.demo.samples import make

    here = throwaway(home)
    out.print("Photospool carries photos from a synced folder into your own album.", style="bold")
    out.print(f"Here all of it lies in {home}\n")
    made = make(home / "phone")
    ends: dict[str, list[events.Event]] = {}
    runner = EngineRunner(here, events.together(_kept(ends), printed))
    is_over = threading.Event()
    dropping = threading.Thread(target=_drop, args=(made, home / "incoming", runner, ends, is_over), name="demo-phone")
    dropping.start()
    try:
        drive(runner)
    finally:
        is_over.set()
        dropping.join()
    _report(made, ends, home, keep=keep)
    return here


def _drop(
    made: list[Sample],
    incoming: Path,
    runner: EngineRunner,
    ends: dict[str, list[events.Event]],
    is_over: threading.Event,
) -> None:
    """What a sync client does: files appear one after the other. Then wait until each photo has its end, and stop.

    An engine that nothing waits for is not enough: it may not have looked into incoming yet.
    """
    for sample in made:
        if is_over.is_set():
            return
        shutil.copy2(sample.path, incoming / sample.path.name)
        is_over.wait(BETWEEN_S)
    photos = {sample.path.name for sample in made if sample.is_photo}
    told, since = 0, time.monotonic()
    while time.monotonic() - since < PATIENCE_S and not (photos <= ends.keys() and runner.is_idle):
        if is_over.wait(0.1):
            return
        if (now := sum(map(len, list(ends.values())))) != told:
            told, since = now, time.monotonic()
    runner.stop()


def _kept(ends: dict[str, list[events.Event]]) -> events.Listener:
    """A listener that remembers each photo's end by its name."""

    def tell(event: events.Event) -> None:
        if isinstance(event, events.PhotoStored | events.PhotoSetAside | events.PhotoWaiting):
            ends.setdefault(event.name, []).append(event)

    return tell


def _report(made: list[Sample], ends: dict[str, list[events.Event]], home: Path, *, keep: bool) -> None:
    """What came of each sample, in words, and where to look; nowhere, where nothing is kept."""
    table = Listing(title="What came of each", title_justify="left", title_style="bold")
    for column in ("file", "what it is", "what came of it"):
        table.add_column(column)
    for sample in made:
        table.add_row(sample.path.name, sample.says, _end_of(sample, ends.get(sample.path.name, []), home))
    out.print("\n", table)
    if not keep:
        out.print("\nThe throw-away folders are removed. Your own folders and album were not touched.")
        return
    # Without an installed Photospool, as from a fresh clone, its short name would start nothing.
    command = "photospool" if shutil.which("photospool") else shlex.join(Program.this().command())
    out.print(
        f"\nThe files, unchanged:      {home / 'done'}"
        f"\nWhat needs attention:      {home / 'work' / 'failed'}  (with a reason.txt beside each)"
        f"\nThe album:                 {home / 'program' / 'album'}"
        f"\nLook at the album with:    {command} --home {home / 'program'} album open"
        f"\nLook again with:           {command} --home {home / 'program'} status"
        "\nYour own folders and album were not touched."
    )


def _end_of(sample: Sample, found: list[events.Event], home: Path) -> str:
    match found[-1] if found else None:
        case events.PhotoStored(outcome=outcome):
            return f"{ENDS[outcome][0]}"
        case events.PhotoSetAside(title=title):
            return f"needs attention: {title}"
        case events.PhotoWaiting(title=title):
            return f"waiting: {title}"
    if not sample.is_photo:
        return "left where it is: no photo"
    where = "incoming" if (home / "incoming" / sample.path.name).exists() else "work"
    return f"not yet: it is still in {where}"
