"""Commands about the system around us: starting at login."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from photospool.cli.console import out, show_json
from photospool.system.autostart import Autostart, LoginItem, login_item
from photospool.system.program import HIDDEN, Program

autostart = typer.Typer(no_args_is_help=True, help="Start at login, or not.")
WORDS = {
    Autostart.ON: "Photospool starts when you log in.",
    Autostart.OFF: "Photospool does not start when you log in.",
    Autostart.SWITCHED_OFF: (
        "Photospool was switched off in the system's own settings, and so does not start when you log in. "
        "“photospool autostart on” switches it on again."
    ),
}


def home_words(context: typer.Context) -> list[str]:
    """What a later start needs to find the same settings: nothing, unless ``--home`` was given."""
    home: Path | None = context.find_root().params.get("home")
    return ["--home", str(home.expanduser().absolute())] if home else []


def _item(context: typer.Context) -> LoginItem:
    return login_item(Program.this().command(*home_words(context), HIDDEN, with_window=True))


@autostart.command()
def on(context: typer.Context) -> None:
    """Start Photospool, hidden in the tray, when you log in."""
    item = _item(context)
    item.turn_on()
    out.print(WORDS[item.state()])


@autostart.command()
def off(context: typer.Context) -> None:
    """Don't start Photospool when you log in."""
    item = _item(context)
    item.turn_off()
    out.print(WORDS[item.state()])


@autostart.command()
def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say whether Photospool starts when you log in."""
    state = _item(context).state()
    if as_json:
        show_json({"autostart": state.value.replace(" ", "_")})
    else:
        out.print(WORDS[state])
