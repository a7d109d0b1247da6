"""Commands about the user's choices: show, get, set, confirm, and the album's password."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from photospool.cli.console import Listing, err, out, show_error, show_json
from photospool.cli.context import agreed, checked
from photospool.cli.extras import supports
from photospool.cli.setting_texts import MEANINGS
from photospool.config import kinds
from photospool.config import settings as choices
from photospool.config.existing_files import LOST, is_baseline_lost, keep_baseline
from photospool.config.profile import Profile, vault_of
from photospool.engine.factory import spool_of
from photospool.errors import SettingsError
from photospool.photo.formats import KINDS, RAW, SIDECARS, VIDEOS
from photospool.size_words import about_words, size_words

commands = typer.Typer(no_args_is_help=False, help="Show and change the settings.")


@commands.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each setting means.")] = False,
) -> None:
    """Show all settings, and where they and the log lie."""
    if context.invoked_subcommand is not None:
        return
    here: Profile = context.obj
    if as_json:
        show_json(dict(here.settings.items()))
        return
    table = Listing(show_header=False)
    for name, value in here.settings.items():
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        table.add_row(name, shown, *([MEANINGS.get(name, "")] if explain else []))
    out.print(table)
    if here.settings.more_folders:
        out.print(f"{len(here.settings.more_folders)} further incoming folders: see “photospool folders”.")
    out.print(f"\nKept in {here.places.settings}", style="dim")
    out.print(f"The log: {here.places.log}", style="dim")
    for problem in [*here.problems, *here.settings.validate()]:
        show_error(problem)


@commands.command("get")
def get_one(context: typer.Context, name: Annotated[str, typer.Argument(help="Such as folders.incoming.")]) -> None:
    """Print one setting."""
    here: Profile = context.obj
    found = dict(here.settings.items())
    if name not in found:
        raise SettingsError(name, f"There is no setting “{name}”.", "See “photospool settings” for all.")
    value = found[name]
    out.print(", ".join(value) if isinstance(value, tuple) else str(value))


@commands.command("set")
def set_one(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Such as folders.incoming.")],
    value: Annotated[str, typer.Argument(help="The new value; lists are separated by commas.")],
) -> None:
    """Change one setting; a service that is running hears it by itself, a window or “run” from its next start."""
    here: Profile = context.obj
    if name.startswith("folders.") and isinstance(dict(here.settings.items()).get(name), str) and value:
        value = str(choices.whole_path(value))
    changed = here.settings.replace(name, value)
    for problem in changed.validate():
        if problem.field == name:
            raise problem
    if name == "photos.kinds":
        kinds.forgetting(here, *(set(KINDS) - set(changed.photos.kinds)))  # a later yes is asked for anew
    choices.save(changed, here.places.settings)
    for kind in sorted(set(changed.photos.kinds) - set(kinds.taken(changed, here.reloaded().memory))):
        err.print(f"{_OF_KIND[kind]} are taken after your yes: “photospool settings kinds --take-{kind}”.")
    missing = []
    for problem in changed.validate():
        if dict(changed.items()).get(problem.field) == "":
            missing.append(problem.field)
        else:
            show_error(problem)
    if missing:
        err.print(f"Still to be chosen: {', '.join(missing)}.")


_HEARD = "A service that is running hears it by itself, a window or “photospool run” from its next start."
_OF_KIND = {VIDEOS: "Videos", RAW: "Raw files", SIDECARS: "Sidecars"}
_A_YEAR = {
    VIDEOS: ("A year of a phone's videos", kinds.A_YEAR_BYTES),
    RAW: ("A year of raw files, 100 a week,", kinds.A_YEAR_OF_RAW_BYTES),
}


@commands.command("kinds")
def kinds_of(
    context: typer.Context,
    take_videos: Annotated[
        bool | None,
        typer.Option("--take-videos/--leave-videos", help="Take videos out of incoming too, or let them stay there."),
    ] = None,
    take_raw: Annotated[
        bool | None,
        typer.Option("--take-raw/--leave-raw", help="Take cameras' raw files too, or let them stay there."),
    ] = None,
    take_sidecars: Annotated[
        bool | None,
        typer.Option(
            "--take-sidecars/--leave-sidecars",
            help="Take XMP, Apple's AAE and Google Takeout's JSON with their photos, or let them stay there.",
        ),
    ] = None,
    only_new: Annotated[
        bool | None,
        typer.Option("--only-new/--all", help="Of these: leave alone what lies there now, or take that too."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Say which kinds are taken, how many lie in incoming and how large they are; take one more, or not any more."""
    here: Profile = context.obj
    checked(here)
    of_them = kinds.taken(here.settings, here.memory)
    there = kinds.lying(here)
    table = Listing(show_header=False)
    for one in there:
        table.add_row(
            one.kind, str(one.count), size_words(one.size), "taken" if one.kind in of_them else "left in incoming"
        )
    out.print(table)
    for extra in supports({*of_them, *([RAW] if take_raw else [])}):
        if extra.advice:
            out.print(f"{extra.title} {extra.advice}")
    for kind, is_wanted in ((VIDEOS, take_videos), (RAW, take_raw), (SIDECARS, take_sidecars)):
        if is_wanted is False:
            kinds.leave(here, kind)
            out.print(f"{_OF_KIND[kind]} stay in incoming. Those in the album stay there. {_HEARD}")
        elif is_wanted and kind not in of_them:
            _take(here, kind, only_new=only_new, yes=yes)


def _take(here: Profile, kind: str, *, only_new: bool | None, yes: bool) -> None:
    """Ask, and remember the yes."""
    name = _OF_KIND[kind]
    if kind == SIDECARS:
        weighs = "Each waits there for its photo, and is attached to it; one without a photo stays."
    elif (year := kinds.a_year_of(here, kind)) is None:
        usual, weight = _A_YEAR[kind]
        weighs = f"{usual} may weigh {about_words(weight)}."
    else:
        weighs = f"By those that lie there, a year of them may weigh {about_words(year)}."
    out.print(
        f"{name} will move out of incoming as photos do, and a synced folder then loses them in the cloud and on "
        f"your other devices too. {weighs}"
    )
    if not (yes or typer.confirm("Is that right?")):
        raise typer.Exit(1)
    _, stays = kinds.take(here, kind, only_new=only_new)
    if stays:
        out.print(f"{stays} {name.lower()} that are there now stay where they are.")
    out.print(f"Good. {_HEARD}")


@commands.command()
def confirm(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    only_new: Annotated[
        bool | None,
        typer.Option("--only-new/--all", help="Leave alone what lies in the incoming folder now, or take that too."),
    ] = None,
) -> None:
    """Say yes, once, to moving photos out of the incoming folder."""
    here: Profile = context.obj
    settings = checked(here)
    if only_new is not None:
        settings = settings.replace("folders.only_new", only_new)
    elif is_baseline_lost(settings, here.places):
        raise LOST
    album = settings.album.address or "the album on this computer"
    out.print(
        f"Photos will move out of  {settings.folders.incoming}\n"
        f"into the album           {album}\n"
        f"and their files end in   {settings.folders.done}\n"
        "A synced folder then loses them in the cloud and on your other devices too."
    )
    if yes or typer.confirm("Is that right?"):
        if only_new:
            out.print(f"{keep_baseline(settings, here.places)} photos that are there now stay where they are.")
        is_running = spool_of(settings).is_owned_elsewhere()
        agreed(here.with_settings(settings))
        out.print(f"Good. {_HEARD if is_running else '“photospool run” starts it.'}")
    else:
        raise typer.Exit(1)


@commands.command()
def password(
    context: typer.Context,
    forget: Annotated[bool, typer.Option("--forget", help="Remove it instead.")] = False,
    in_file: Annotated[
        bool, typer.Option("--in-file", help="Keep it in a file that only you can read, where there is no keyring.")
    ] = False,
) -> None:
    """Keep the album's password in the system's keyring; it is asked for, or read from standard input."""
    here: Profile = context.obj
    album = here.settings.album
    if not album.url or not album.user:
        raise SettingsError("album.user", "There is no server, or no user, to keep a password for.")
    vault = vault_of(here.places)
    if forget:
        vault.forget(album.url, album.user)
        return
    if sys.stdin.isatty():
        secret = typer.prompt(f"Password of {album.user}", hide_input=True, err=True)
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    vault.keep(album.url, album.user, secret, in_file=in_file)
    err.print("Kept.")
