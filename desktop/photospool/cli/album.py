"""Commands about the album itself: set it up, move it to a server."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from photospool import settings as choices
from photospool.assembly import open_album, open_server
from photospool.cli.console import err, out
from photospool.cli.context import checked
from photospool.cli.spooling import album_of
from photospool.errors import SettingsError
from photospool.installation import Installation

commands = typer.Typer(no_args_is_help=True, help="Set up the album.")
top_commands = typer.Typer()


@commands.command()
def setup(
    context: typer.Context,
    create: Annotated[bool, typer.Option("--create", help="Make the database if it is not there.")] = False,
) -> None:
    """Bring what the album's server needs: the database if you say so, and the views."""
    from photospool.album.setup import set_up

    here: Installation = context.obj
    settings = checked(here)
    if not settings.album.url:
        out.print("The album on this computer needs no set-up.")
        return
    album = open_server(settings.album, here.credentials(settings))
    try:
        for line in set_up(album, create=create) or ["Everything is there already."]:
            out.print(line)
    finally:
        album.close()


@top_commands.command("move-album")
def move_album(
    context: typer.Context,
    to: Annotated[str, typer.Argument(help="http://server:5984/database")],
    user: Annotated[str, typer.Option(help="Who signs in there; the password as for “process”.")] = "",
    create: Annotated[bool, typer.Option("--create", help="Make the database if it is not there.")] = False,
    switch: Annotated[bool, typer.Option(help="Use that album from now on.")] = True,
) -> None:
    """Carry the album on this computer, with all your edits, into a CouchDB. It may be interrupted and begun again."""
    from photospool.album.local import LocalAlbum
    from photospool.album.move import Moved, move
    from photospool.album.setup import set_up

    here: Installation = context.obj
    there = album_of(here.settings, to)
    if not there.album.url:
        raise SettingsError("TO", "That is the album on this computer.", "Name a CouchDB.")
    if user:
        there = there.replace("album.user", user)
    source = open_album(choices.AlbumChoice(), here.places, None)
    assert isinstance(source, LocalAlbum)  # noqa: S101 (an empty choice is the embedded one)
    target = open_server(there.album, here.credentials(there))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        for line in set_up(target, create=create):
            out.print(line)
        with Progress(*columns, console=err, disable=not err.is_terminal) as progress:
            bar = progress.add_task("photos", total=None)

            def show(moved: Moved) -> None:
                progress.update(bar, completed=moved.photos, total=moved.of)

            moved = move(source, target, show)
    finally:
        source.close()
        target.close()
    out.print(f"{moved.photos} photos are in {to}: {moved.sent} were sent, the others were there.")
    out.print("The album on this computer was only read, and stays as a copy.")
    if switch:
        changed = here.with_settings(there)
        if here.is_confirmed:
            changed.confirmed()
        out.print("New photos go there from the next start on.")
