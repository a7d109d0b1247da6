"""The commands, their common options, and how an error ends them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

import photospool
from photospool.cli import (
    about,
    album,
    album_maintenance,
    check,
    copies,
    copies_public,
    demo,
    event,
    folders,
    settings,
    spool,
    stacks,
    system,
)
from photospool.cli.console import out
from photospool.cli.ending import ended
from photospool.cli.given_path import path
from photospool.config.paths import places
from photospool.config.profile import Profile, vault_of
from photospool.system import logs
from photospool.system.credentials import take_password
from photospool.system.typed_paths import expanded

app = typer.Typer(
    name="photospool",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=(
        "Carries photos and videos, by itself and safely, from a synced folder into your own album.\n\n"
        "Without a command it shows its window and lives in the tray; “photospool window --help” says how."
    ),
    epilog=(
        "Ends with 0: all is well · 1: something needs attention · 2: settings · "
        "3: the album can't be reached or refuses · 4: already running · 5: no window can be shown · "
        "130: stopped before its end. With --json, what is wrong with the command itself is said on the error output."
    ),
)
for part in (spool, check, album_maintenance, demo, about):
    app.registered_commands += part.commands.registered_commands
album.commands.registered_commands += album_maintenance.album_commands.registered_commands
album.commands.registered_commands += copies_public.album_commands.registered_commands
album.commands.add_typer(stacks.commands, name="stacks")
app.add_typer(album.commands, name="album")
app.registered_commands += album.top_commands.registered_commands
copies.commands.registered_commands += copies_public.copies_commands.registered_commands
app.add_typer(copies.commands, name="copies")
app.add_typer(settings.commands, name="settings")
app.add_typer(folders.commands, name="folders")
app.add_typer(event.commands, name="event")
app.add_typer(system.autostart, name="autostart")
app.add_typer(system.service, name="service")


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"photospool {photospool.__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(parser=path, help="Keep settings, history and album below this folder.", envvar="PHOTOSPOOL_HOME"),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Write more into the log.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Read what every command needs."""
    where = places(expanded(home).absolute() if home else None)
    logs.begin(where.log, logging.DEBUG if verbose else logging.INFO)
    context.obj = Profile.load(where, vault_of(where, given=take_password()))


def main() -> None:
    """The program's entry point."""
    raise SystemExit(ended(app))
