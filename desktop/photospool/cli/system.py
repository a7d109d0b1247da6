"""Commands about the system around us: starting at login, running as a service."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from photospool.cli.console import out, show_json
from photospool.cli.context import checked
from photospool.config.profile import Profile
from photospool.engine.factory import spool_of
from photospool.errors import SettingsError
from photospool.system.autostart.autostart import Autostart, LoginItem, login_item
from photospool.system.program import HIDDEN, Program
from photospool.system.service.base import Mode
from photospool.system.service.services import service as service_of
from photospool.system.service.services import service_manager
from photospool.system.typed_paths import expanded

autostart = typer.Typer(no_args_is_help=True, help="Start at login, or not.")
service = typer.Typer(no_args_is_help=True, help="Run in the background, without a screen.")
SERVICE_WORDS = {
    Mode.CONTINUOUS: "Photospool runs in the background, all the time.",
    Mode.QUEUE: "The system starts Photospool when something lies in incoming; it leaves when that is empty.",
}
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
    home = context.find_root().params.get("home")  # as it was typed, or in our type: versions of typer differ
    return ["--home", str(expanded(home).absolute())] if home else []


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


@service.command()
def install(
    context: typer.Context,
    queue: Annotated[
        bool, typer.Option("--queue", help="Let the system start it when something lies in incoming.")
    ] = False,
) -> None:
    """Run Photospool in the background, without a screen, from now on. Again after a change: it is replaced."""
    here: Profile = context.obj
    settings = checked(here)
    incoming = expanded(settings.folders.incoming)
    mode = Mode.QUEUE if queue else Mode.CONTINUOUS
    if queue and any(folder.keeps for folder in settings.more_folders):
        raise SettingsError(
            "--queue",
            "The photos of a folder stay there: it is never empty, and the system can't tell what is new.",
            "Install the service without --queue: it looks by itself.",
        )
    more = tuple(folder.folder for folder in settings.more_folders if here.takes_from(folder))
    service_manager().install(service_of(Program.this(), home_words(context), incoming, mode, more))
    out.print(SERVICE_WORDS[mode])
    if not here.is_confirmed:
        out.print("Nothing is moved before you say yes once: “photospool settings confirm”.")
    if sys.platform == "linux":
        out.print("It runs while you are logged in. “loginctl enable-linger” lets it run always.")


@service.command()
def remove() -> None:
    """End the service and forget it. Photos, videos, settings and the album stay."""
    service_manager().remove()
    out.print("The service is gone. Photos that were under way go on when Photospool is started again.")


@service.command("status")
def service_status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say whether the service is installed, and whether Photospool is running."""
    here: Profile = context.obj
    standing = service_manager().standing()
    is_at_work = not here.settings.validate() and spool_of(here.settings).is_owned_elsewhere()
    if as_json:
        show_json(
            {
                "service": standing.mode.value if standing.mode else None,
                "service_running": standing.is_running,
                "photospool_running": is_at_work,
                "files": [str(file) for file in standing.files],
            }
        )
        return
    out.print(SERVICE_WORDS[standing.mode] if standing.mode else "No service is installed.")
    for file in standing.files:
        out.print(f"  {file}", style="dim")
    if standing.is_running is not None and standing.mode:
        out.print("The service is running." if standing.is_running else "The service is not running now.")
    out.print("A Photospool is carrying photos." if is_at_work else "No Photospool is carrying photos now.")
