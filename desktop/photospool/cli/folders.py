"""Commands about incoming folders besides the first: list, add, change, confirm, remove, fetch."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.text import Text

from photospool.cli.cards import card, cards_of
from photospool.cli.console import Listing, err, out, photos, show_json
from photospool.cli.context import checked
from photospool.cli.folder_options import FolderOptions, with_folder_options
from photospool.cli.given_path import path
from photospool.config import change_folders
from photospool.config import settings as choices
from photospool.config.change_folders import contents, find, placed, room_needed, say_yes, with_own_disk
from photospool.config.existing_files import is_list_lost
from photospool.config.kept_folders import WhyKept, why_kept
from photospool.config.more_folders import COPY, MoreFolder
from photospool.config.profile import Profile
from photospool.engine.factory import memory_of, scanner_of
from photospool.engine.fetching import fetch_online_only
from photospool.errors import SettingsError, SpoolError
from photospool.photo.formats import is_sidecar_name
from photospool.security.untrusted_text import LONGEST, said
from photospool.size_words import size_words
from photospool.spool.scanner import BEFORE, KEPT, Scan, Scanner
from photospool.system.sync_clients import sync_folders
from photospool.system.typed_paths import expanded

NOT_YET: Final = "sidecar that is not attached yet"
"""What each waits for only a running program finds out: it looks into them."""

commands = typer.Typer(no_args_is_help=False, help="Show and change the incoming folders besides the first.")
commands.command()(card)

WHY = {
    WhyKept.ICLOUD_PHOTOS: "This is iCloud Photos: what is moved out of it leaves all your devices.",
    WhyKept.SHARED: "This folder is shared: others would miss what is moved out of it.",
    WhyKept.BISYNC: "rclone bisync keeps this folder in step: it stops once many files are gone from one side.",
    WhyKept.UNISON: "unison keeps this folder in step: it stops once all files are gone from one side.",
    WhyKept.CARD: "This is a camera's card.",
    WhyKept.NETWORK: "This folder lies on another computer, where others may read it.",
}
_Name = Annotated[str, typer.Argument(help="As “photospool folders” lists it.")]


@commands.callback(invoke_without_command=True)
def show(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False
) -> None:
    """List all incoming folders, the first one first."""
    if context.invoked_subcommand is not None:
        return
    here: Profile = context.obj
    if as_json:
        further = [_as_json(here, folder) for folder in here.settings.more_folders]
        show_json([_first(here), *further, *(one.as_json() for one in cards_of(here))])
        return
    table = Listing(show_header=False)
    first = here.settings.folders
    table.add_row("the first", said(first.incoming or "not chosen yet"), "photos move out of it", _standing(here, None))
    for folder in here.settings.more_folders:
        does = "photos are copied and stay" if folder.keeps else "photos move out of it"
        table.add_row(said(folder.name), said(folder.path, 4 * LONGEST), does, _standing(here, folder))
    for one in cards_of(here):
        where = said(one.card.folder, 4 * LONGEST) if one.card else "not connected"
        table.add_row(one.known.name, where, one.does, one.standing)
    out.print(table)


def _first(here: Profile) -> dict[str, Any]:
    return {
        "name": "",
        "path": here.settings.folders.incoming,
        "mode": "move",
        "confirmed": here.is_confirmed,
    }


def _as_json(here: Profile, folder: MoreFolder) -> dict[str, Any]:
    return {**dataclasses.asdict(folder), "confirmed": here.takes_from(folder)}


def _standing(here: Profile, folder: MoreFolder | None) -> str:
    if folder is None:
        return "" if here.is_confirmed else "waits for your yes: “photospool settings confirm”"
    if here.takes_from(folder):
        return ""
    if here.memory.has_yes(folder) and is_list_lost(folder, here.places):
        return f"the list of photos that stay is lost: “photospool folders confirm '{folder.name}'”"
    return f"waits for your yes: “photospool folders confirm '{folder.name}'”"


_OnlyNew = Annotated[
    bool | None, typer.Option("--only-new/--all", help="Leave alone what lies there now, or take that too.")
]
_Yes = Annotated[bool, typer.Option("--yes", help="Don't ask.")]


@commands.command()
@with_folder_options
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What you call it, such as “Anna's phone”.")],
    path: Annotated[Path, typer.Argument(parser=path, help="The folder.")],
    options: FolderOptions,
    only_new: _OnlyNew = None,
    yes: _Yes = False,
) -> None:
    """Take photos and videos from a further folder: a second phone, a card, a folder that must stay as it is."""
    here: Profile = context.obj
    settings = checked(here)
    lies = choices.whole_path(str(path))
    why = why_kept(lies)
    if why is not None and not options.copies:
        does = " Its photos are copied and stay." if options.copies is None else " --copy leaves them there."
        err.print(WHY[why] + does)
    folder = options.said_of(MoreFolder(name=name.strip(), path=str(lies)), copies=why is not None)
    folder = with_own_disk(folder, settings, sync_folders(), Path.home())
    change_folders.check_there(folder)
    here = here.with_settings(placed(settings, folder))
    _confirm(here, folder, only_new=only_new, yes=yes)


@commands.command()
@with_folder_options
def change(
    context: typer.Context,
    name: _Name,
    options: FolderOptions,
    new_name: Annotated[str, typer.Option(help="Call it so from now on.")] = "",
) -> None:
    """Change a folder's name, tags or category, or whether its photos are moved or copied: that needs a new yes."""
    here: Profile = context.obj
    before = find(here.settings, name)
    folder = options.said_of(before, copies=before.keeps)
    folder = dataclasses.replace(folder, name=new_name.strip() or folder.name)
    here = here.with_settings(placed(here.settings, folder, before.name))
    if not here.takes_from(folder):
        out.print(f"Nothing is taken from there before you say yes: “photospool folders confirm '{folder.name}'”.")


@commands.command()
def confirm(context: typer.Context, name: _Name, only_new: _OnlyNew = None, yes: _Yes = False) -> None:
    """Say yes, once, to taking photos from a folder."""
    here: Profile = context.obj
    checked(here)
    folder = find(here.settings, name)
    if only_new is None and is_list_lost(folder, here.places):
        raise SettingsError(
            "NAME", "The list of photos that should stay there is lost.", "Say --only-new (what is there) or --all."
        )
    _confirm(here, folder, only_new=only_new, yes=yes)


def _confirm(here: Profile, folder: MoreFolder, *, only_new: bool | None, yes: bool) -> None:
    _tell_what_happens(here, folder)
    if not yes and not typer.confirm("Is that right?"):
        out.print(f"It waits until you say “photospool folders confirm '{folder.name}'”.")
        raise typer.Exit(1)
    _, stays = say_yes(here, folder.name, only_new=only_new)
    if only_new:
        out.print(f"{stays} photos that are there now are left alone.")
    out.print("Good. “photospool run” starts it; a window or “run” that is open begins with it at its next start.")


def _tell_what_happens(here: Profile, folder: MoreFolder) -> None:
    settings = here.settings
    named = f"“{settings.album.database}” at {settings.album.url}"
    album = named if settings.album.url else "the album on this computer"
    done = folder.done or settings.folders.done
    does = "Photos are copied from " if folder.keeps else "Photos will move out of "
    out.print(f"{does} {said(folder.path, 4 * LONGEST)}\ninto the album           {album}")
    out.print(f"and {'the copies end in  ' if folder.keeps else 'their files end in '}  {said(done, 4 * LONGEST)}")
    if folder.keeps:
        out.print("The photos there stay where they are, whatever becomes of the copies.")
    else:
        out.print("A synced folder then loses them in the cloud and on your other devices too.")
    try:
        found = contents(folder.folder, settings.photos.kinds)
        rooms = room_needed(
            found.size,
            is_copied=folder.keeps,
            incoming=folder.folder,
            done=expanded(done),
            album=None if settings.album.url else here.places.album,
        )
    except (SpoolError, OSError):
        return
    online = f", {found.online_only} of them online only" if found.online_only else ""
    stills, videos, raw, _sidecars = found.counts
    count = stills + videos + raw
    verb = "is" if count == 1 else "are"
    out.print(f"There {verb} {photos(count, videos, raw)} now ({size_words(found.size)}{online}).")
    for room in rooms:
        if room.needed:
            mark = "" if room.is_enough else " That is too little: please make room."
            needed, free = size_words(room.needed), size_words(room.free)
            who = "With the small pictures that the album makes, they" if room.has_pictures else "They"
            out.print(f"{who} need {needed} on the disk of “{room.folder}”; {free} are free.{mark}")


@commands.command()
def remove(context: typer.Context, name: _Name) -> None:
    """Take nothing more from a folder. Its files, and what is in the album, stay; what is under way goes on."""
    here: Profile = context.obj
    folder = find(here.settings, name)
    left = [other for other in here.settings.more_folders if other != folder]
    here.with_settings(here.settings.with_folders(left))
    out.print(f"Nothing more is taken from {said(folder.path, 4 * LONGEST)}. Its photos stay where they are.")


@commands.command()
def fetch(context: typer.Context, name: _Name) -> None:
    """Have the photos and videos of a folder downloaded that its sync client keeps online only, to copy them."""
    here: Profile = context.obj
    folder = find(here.settings, name)
    fetched = fetch_online_only(here, [folder])
    for online_only, problem in fetched.failed:
        err.print(Text(f"{said(online_only, 4 * LONGEST)} could not be fetched ({problem.strerror}).", style="red"))
    is_any = fetched.here or fetched.failed
    out.print(f"{photos(fetched.here)} are here now." if is_any else "All its photos are on this computer.")
    if fetched.failed:
        raise typer.Exit(1)


def watched(here: Profile) -> str:
    """The incoming folders from which photos are taken, in words."""
    more = [folder for folder in here.settings.more_folders if here.takes_from(folder)]
    return ", ".join([here.settings.folders.incoming, *(said(folder.path, 4 * LONGEST) for folder in more)])


def folder_words(found: dict[str, Any]) -> Text:
    """One line of ``photospool status``; ``found`` as ``seen_in`` tells it."""
    line = Text.assemble((said(found["name"]), "bold"), "  ")
    if not found["confirmed"]:
        return line.append("waits for your yes: see “photospool folders”", style="yellow")
    if "problem" in found:
        return line.append(said(found["problem"]), style="yellow")
    parts = [f"{found['incoming']} waiting to be taken"]
    if found["mode"] == COPY:
        parts.append(f"{found['kept_in_place']} kept in place")
    if found["left_alone_from_before"]:
        parts.append(f"{found['left_alone_from_before']} there before, left alone")
    parts += [f"{count} {reason}" for reason, count in sorted(found["left"].items())]
    return line.append(", ".join(parts))


def seen_by(scanner: Scanner) -> Scan:
    """What lies there; sidecars are counted apart. Raises SpoolError."""
    scan = scanner.look()
    lone = sum(one.reason is None and is_sidecar_name(one.path.name) for one in scanner.files())
    if not lone:
        return scan
    # They go with a photo, and wait for it: nobody is to count them among those that are next.
    return dataclasses.replace(
        scan, settling=scan.settling - lone + len(scan.beside), counts={**scan.counts, NOT_YET: lone}
    )


def seen_in(here: Profile, folder: MoreFolder) -> dict[str, Any]:
    """How a folder stands, for ``photospool status``."""
    found: dict[str, Any] = {"name": folder.name, "path": folder.path, "mode": folder.mode}
    found["confirmed"] = here.takes_from(folder)
    memory = memory_of(here.settings, here.places) if folder.keeps else None
    try:
        scan = seen_by(scanner_of(folder, here.settings, here.places, memory))
    except SpoolError as exc:
        return {**found, "problem": exc.title}
    finally:
        if memory is not None:
            memory.close()
    counts = dict(scan.counts)
    found |= {"incoming": len(scan.ready) + scan.settling, "kept_in_place": counts.pop(KEPT, 0)}
    return {**found, "left_alone_from_before": counts.pop(BEFORE, 0), "left": counts}
