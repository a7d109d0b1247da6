"""Commands about the album itself: set it up, look at it, move it to a server."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from photospool.cli.album_open import show_album
from photospool.cli.bars import Bar
from photospool.cli.console import Exit, Listing, err, out, photos, show_json
from photospool.cli.context import checked
from photospool.cli.server_offers import SetPolicy, Tune, offer_page, offer_tuning
from photospool.cli.spool import album_of
from photospool.config.kinds import a_year
from photospool.config.profile import Profile
from photospool.engine.factory import open_album, open_server, sizes_in
from photospool.errors import AlbumUnavailable, DatabaseMissing, SettingsError
from photospool.messages import joined
from photospool.size_words import size_words

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum

commands = typer.Typer(no_args_is_help=True, help="Look at the album, look after it, set it up.")
top_commands = typer.Typer()


@commands.command()
def setup(
    context: typer.Context,
    create: Annotated[bool, typer.Option("--create", help="Make the database if it is not there.")] = False,
    set_policy: SetPolicy = None,
    tune: Tune = None,
    address: Annotated[
        str, typer.Option(help="How others reach the server, if not as you do: https://photos.example.org")
    ] = "",
) -> None:
    """Bring what the album's server needs: the database if you say so, the views and the page."""
    from photospool.album.couchdb.setup import set_up

    here: Profile = context.obj
    settings = checked(here)
    if not settings.album.url:
        out.print("The album on this computer needs no set-up.")
        return
    album = open_server(settings.album, here.credentials(settings))
    try:
        try:
            lines = set_up(album, create=create)
        except DatabaseMissing as missing:
            advice = "Please check the name, or let Photospool make it: “photospool album setup --create”."
            raise DatabaseMissing(missing.title, advice) from missing
        for line in lines or ["Everything is there already."]:
            out.print(line)
        offer_page(album, set_policy, address)
        offer_tuning(album, tune)
    finally:
        album.close()


@commands.command()
def size(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False
) -> None:
    """Say how many photos and videos the album holds, what their originals weigh, and what a year of videos does."""
    here: Profile = context.obj
    found = sizes_in(here)
    year = a_year(found.video_months)
    if as_json:
        kinds = {kind: {"count": held.count, "bytes": held.size} for kind, held in found.kinds.items()}
        parts, trash = ({"count": held.count, "bytes": held.size} for held in (found.parts, found.trash))
        show_json({"kinds": kinds, "parts": parts, "trash": trash, "year": year})
        return
    table = Listing(show_header=False)
    for kind, held in found.kinds.items():
        table.add_row(kind, str(held.count), size_words(held.size))
    if found.parts.count:
        table.add_row("files that belong to these", str(found.parts.count), size_words(found.parts.size))
    if found.trash.count:
        table.add_row("of them in the trash", str(found.trash.count), size_words(found.trash.size))
    out.print(table)
    if year is not None:
        out.print(f"By the months that they were taken in, a year of videos weighs about {size_words(year)}.")


@commands.command("open")
def open_page(
    context: typer.Context,
    browser: Annotated[bool, typer.Option(help="Open your browser, or only print the address.")] = True,
) -> None:
    """Look at the album in your browser, until you press Ctrl-C."""
    here: Profile = context.obj
    settings = checked(here)
    album = open_album(settings.album, here.places, here.credentials(settings))
    try:
        show_album(album, here, browser=browser)
    finally:
        album.close()


@top_commands.command("move-album")
def move_album(
    context: typer.Context,
    to: Annotated[str, typer.Argument(help="http://server:5984/database")],
    user: Annotated[str, typer.Option(help="Who signs in there; the password as for “process”.")] = "",
    create: Annotated[bool, typer.Option("--create", help="Make the database if it is not there.")] = False,
    switch: Annotated[bool, typer.Option(help="Use that album from now on.")] = True,
    tune: Tune = None,
) -> None:
    """Carry the album on this computer, with all your edits, into a CouchDB. It may be interrupted and begun again."""
    from photospool.engine.move_album import Destination, move_album

    here: Profile = context.obj
    there = album_of(here.settings, to, "TO")
    if not there.album.url:
        raise SettingsError("TO", "That is the album on this computer.", "Name a CouchDB.")
    if user:
        there = there.replace("album.user", user)
    bar = Bar(quiet=False)
    with ExitStack() as shown:

        def before(target: CouchAlbum) -> None:
            offer_tuning(target, tune)  # what is stored stays as it was written
            shown.enter_context(bar)

        try:
            moved = move_album(
                here, Destination(there.album, create=create, is_used=switch), bar.show_progress, out.print, before
            )
        except KeyboardInterrupt:
            err.print("Stopped. What is there stays there; the same command goes on.")
            raise typer.Exit(Exit.ATTENTION) from None
        except DatabaseMissing as missing:
            advice = "Please check the name, or let Photospool make it: give the same command with --create."
            raise DatabaseMissing(missing.title, advice) from missing
        except AlbumUnavailable as away:  # no photo from incoming waits for that one yet
            advice = joined(away.todo, "The album on this computer was only read; the same command goes on.")
            raise AlbumUnavailable(away.title, advice) from away
    out.print(f"In {to}: {photos(moved.photos)}; {moved.sent} sent now, the others were there.")
    out.print("The album on this computer was only read, and stays as a copy.")
    if switch and here.is_confirmed:
        out.print("New photos go there from the next start on.")
    elif switch:
        out.print("New photos go there once you said yes: “photospool settings confirm”.")
