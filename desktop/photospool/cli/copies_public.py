"""``photospool copies public`` and ``unpublish``: what strangers see; ``album trash`` and ``album conflicts``."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from photospool.album.replication import status_text
from photospool.album.replication.models import CheckResult, Copy, Films, Tell
from photospool.cli.console import Exit, either, err, out, photos, show_json
from photospool.cli.context import checked
from photospool.cli.copies import (
    AsJson,
    Create,
    PlainHttp,
    SeenFromHere,
    Which,
    Yes,
    copy_as_json,
    find,
    opened,
    say_who_looks_after,
    show_tick,
    silent,
    wish_of,
)
from photospool.cli.server_offers import SetPolicy, Tune, offer_page, offer_tuning, said_beforehand
from photospool.config.profile import Profile
from photospool.engine.factory import naming_of, open_album
from photospool.errors import SettingsError
from photospool.photo.metadata.public_fields import (
    NEVER_SEEN,
    OF_VIDEOS,
    SEEN,
    WHAT_A_VIDEO_CARRIES,
    WHAT_STRANGERS_GET,
)
from photospool.security.untrusted_text import LONGEST, said

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.replication.conflicts import Conflict
    from photospool.album.replication.public.publish import Preview

copies_commands = typer.Typer()
album_commands = typer.Typer()


@copies_commands.command()
def public(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Argument(help="https://server/database; without one strangers’ view is only shown."),
    ] = "",
    user: Annotated[str, typer.Option(help="An administrator of that server, for the set-up.")] = "",
    name: Annotated[str, typer.Option(help="How you call it.")] = "Public",
    create: Create = False,
    seen_from_here: SeenFromHere = "",
    allow_plain_http: PlainHttp = False,
    set_policy: SetPolicy = None,
    tune: Tune = None,
    address_for_others: Annotated[
        str, typer.Option("--address", help="How strangers reach it, if not as you do: https://photos.example.org")
    ] = "",
    shown_as: Annotated[
        str | None,
        typer.Option(
            "--shown-as",
            help="The name that strangers see with photos that an earlier Photospool stored; empty for none.",
            show_default=False,
        ),
    ] = None,
    page_title: Annotated[
        str, typer.Option("--title", help="What the page calls itself instead of “Album”; “copies title” changes it.")
    ] = "",
    videos: Annotated[
        Films, typer.Option(help="What strangers get of videos: none but the poster, the picture, or sound, too.")
    ] = Films.NONE,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Show what strangers would see; with an address, make a copy that anybody may look at and nobody change."""
    from photospool.album.replication import service
    from photospool.album.replication.public.publish import not_ready, preview
    from photospool.album.replication.sharing import is_here_only

    with opened(context) as album:
        with err.status("looking at the public photos"):
            found = preview(album)
        if not as_json:
            _show_preview(found)
        elif found.held_back or not address:
            show_json(dataclasses.asdict(found))
        if found.held_back:
            if address:
                raise not_ready(found.held_back)
            raise typer.Exit(Exit.ATTENTION)
        if not address:
            return
        if not yes and not typer.confirm("Shall strangers see these from now on?", err=as_json):
            raise typer.Exit(Exit.ATTENTION)
        _ask_for_films(videos, yes=yes, to_err=as_json)
        wish = wish_of(
            address, user, name=name, create=create, url_here=seen_from_here, allow_plain_http=allow_plain_http
        )
        naming = naming_of(checked(context.obj), shown_as)
        try:
            tell = silent if as_json else show_tick
            made = service.publish(album, wish, tell, naming=naming, title=page_title, films=videos)
        except KeyboardInterrupt:
            err.print(
                "Not opened yet. If “photospool copies list” names it, it is filled from now on; "
                f"“photospool copies prove {said(name)}” opens it when all photos and videos have arrived."
            )
            raise typer.Exit(Exit.ATTENTION) from None
        _bring_films(album, made.copy, tell)
    with service.at_server_of(made) as server, out.capture() if as_json else contextlib.nullcontext():
        offer_page(server, said_beforehand(set_policy, as_json=as_json), address_for_others, is_copy=True)
        offer_tuning(server, said_beforehand(tune, as_json=as_json), is_copy=True)
    if as_json:
        show_json({**dataclasses.asdict(found), "copy": copy_as_json(made.copy)})
        say_who_looks_after(context)
        return
    where = address_for_others or made.copy.there.address
    told = (
        f"It is open at {where} now. {status_text.HERE_ONLY}"
        if is_here_only(where)
        else f"Everybody can look at {where} now."
    )
    out.print(f"\n{told} {status_text.CANNOT_BE_RECALLED}")
    say_who_looks_after(context)
    out.print("\nA proxy in front of it should let nothing else pass; for nginx:\n")
    out.print(Text(made.proxy))


@copies_commands.command()
def prove(context: typer.Context, name: Which) -> None:
    """Look at a public copy as a stranger does: take back what is not public, and try to read and change everything."""
    from photospool.album.replication import service
    from photospool.album.replication.public.proof import NOTES_READABLE
    from photospool.album.replication.public.proxy import nginx

    ticks: list[CheckResult] = []

    def told(tick: CheckResult) -> None:
        ticks.append(tick)
        show_tick(tick)

    with opened(context) as album:
        copy = _find_public(album, name)
        found = service.prove(album, copy, told)
    for item in found.missing:
        out.print(f"Not there yet: {said(item.name)}")
    if any(tick.title == NOTES_READABLE for tick in ticks):
        out.print("\nThe lines for nginx:\n")
        out.print(Text(nginx(copy)))
    out.print(status_text.CANNOT_BE_RECALLED, style="dim")
    raise typer.Exit(Exit.FINE if all(tick.is_fine for tick in ticks) else Exit.ATTENTION)


@copies_commands.command("videos")
def videos_command(
    context: typer.Context,
    name: Which,
    films: Annotated[
        Films | None,
        typer.Argument(
            metavar="[none|picture|sound]", help="What strangers get of videos; without it, what they get now is said."
        ),
    ] = None,
    yes: Yes = False,
) -> None:
    """Say or choose whether strangers get the videos of a public copy, too: without sound, with it, or none."""
    from photospool.album.replication import service

    with opened(context) as album:
        copy = _find_public(album, name)
        if films is None:
            out.print(_FILMS[copy.films])
            service.bring_films(album, copy, show_tick)
            return
        _ask_for_films(films, yes=yes)
        copy = service.choose_films(album, copy, films, show_tick)
        _bring_films(album, copy, show_tick)
    out.print(_FILMS[films])
    out.print(status_text.CANNOT_BE_RECALLED, style="dim")
    say_who_looks_after(context)


_FILMS = {
    Films.NONE: "Strangers get no video: of each they see one picture and the words.",
    Films.PICTURE: "Strangers get videos, without their sound.",
    Films.SOUND: "Strangers get videos, with their sound.",
}


def _ask_for_films(films: Films, *, yes: bool, to_err: bool = False) -> None:
    """Nobody gets a video before its owner read what it carries."""
    if films is Films.NONE or yes:
        return
    (err if to_err else out).print(f"\n{WHAT_A_VIDEO_CARRIES}\n\n{WHAT_STRANGERS_GET}\n")
    if not typer.confirm("Shall strangers get the videos that are public?", err=to_err):
        raise typer.Exit(Exit.ATTENTION)


def _bring_films(album: CouchAlbum, copy: Copy, tell: Tell) -> None:
    """May take hours, and can be cut short."""
    from photospool.album.replication import service

    try:
        service.bring_films(album, copy, tell)
    except KeyboardInterrupt:
        err.print("Not all of them are there yet. The rest is sent while Photospool runs, or by “copies check”.")
        raise typer.Exit(Exit.ATTENTION) from None


@copies_commands.command()
def link(
    context: typer.Context,
    name: Which,
    photo: Annotated[str, typer.Option(help="The id of a photo: its own address.")] = "",
    search: Annotated[str, typer.Option(help="Words, a tag or a year: the address of what they find.")] = "",
    qr: Annotated[bool, typer.Option("--qr", help="Draw it as a QR code, too, for a phone's camera.")] = False,
) -> None:
    """Print the address of a public copy's page, of one photo in it, or of a search."""
    from photospool.album.replication.qr_code import text
    from photospool.album.replication.sharing import is_here_only, link_of, link_with_picture

    with opened(context) as album:
        copy = _find_public(album, name)
    only_photo = bool(photo) and not search
    address = link_with_picture(copy, photo) if only_photo else link_of(copy, photo_id=photo, words=search)
    out.print(said(address, 2 * LONGEST), soft_wrap=True)
    if is_here_only(address):
        err.print(status_text.HERE_ONLY)
    if qr:
        try:
            out.print(Text(text(address), style="black on white"))
        except ValueError as exc:
            raise SettingsError("SEARCH", "The address is too long for a QR code.", "Please search for less.") from exc


@copies_commands.command()
def title(
    context: typer.Context,
    name: Which,
    text: Annotated[
        str | None, typer.Argument(metavar="[TITLE]", help="Without one it is said; “” takes it away.")
    ] = None,
    photo: Annotated[
        str | None,
        typer.Option("--picture", help="The id of a public photo that messengers show with a link; “” for none."),
    ] = None,
) -> None:
    """Say or change what the page of a public copy calls itself, and which photo stands for it in messengers."""
    from photospool.album.replication.titles import entitle, picture, picture_of, title_of

    with opened(context) as album:
        copy = _find_public(album, name)
        if photo is not None:
            picture(album, copy, photo)
        shown = title_of(album, copy) if text is None else entitle(album, copy, text)
        stands_for_it = picture_of(album, copy)
    out.print(f"The page calls itself “{said(shown)}”." if shown else "The page has no title of its own.")
    if stands_for_it:
        out.print(f"Messengers show {said(stands_for_it)} with a link to it.")


@copies_commands.command("take-back")
def take_back_command(
    context: typer.Context,
    photo_ids: Annotated[list[str], typer.Argument(metavar="PHOTO...", help="Ids, as “copies public” shows them.")],
    as_json: AsJson = False,
) -> None:
    """Make photos Private and take them out of every public copy now, former versions too."""
    from photospool.album.replication.sharing import take_back

    with opened(context) as album:
        taken = take_back(album, photo_ids)
    if as_json:
        gone = {name: [item.photo_id for item in audit.unpublished] for name, audit in taken.audits.items()}
        show_json({**gone, **dict.fromkeys(taken.failed)})
    else:
        for name, audit in taken.audits.items():
            for item in audit.unpublished:
                out.print(f"No longer public in {said(name)}: {said(item.name)}")
            if not audit.is_clean:
                out.print(f"Strangers can still read former versions in {said(name)}; it is tried again by itself.")
        for name, error in taken.failed.items():
            out.print(f"Strangers may still see them in {said(name)}; it is tried again by itself. {said(error.title)}")
        out.print(status_text.CANNOT_BE_RECALLED, style="dim")
    raise typer.Exit(Exit.FINE if taken.is_clean else Exit.ATTENTION)


@copies_commands.command("mend")
def mend_copies(
    context: typer.Context,
    shown_as: Annotated[
        str | None,
        typer.Option(
            "--shown-as", help="The name that strangers shall see with your photos; empty for none.", show_default=False
        ),
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Let public copies of an earlier Photospool tell no file names and login names any more; no photo disappears."""
    from photospool.album.replication.upgrading import count, former_copies, upgrade

    naming = naming_of(checked(context.obj), shown_as)
    with opened(context) as album:
        copies, affected = former_copies(album), count(album)
        if not copies:
            if as_json:
                show_json({"copies": [], "mended": 0, "withdrawn": [], "left": []})
            else:
                out.print("Every public copy goes by today's rules.")
            return
        if not as_json:
            out.print(
                f"{photos(affected)} tell strangers the name of their file, who added them, or more of the camera's "
                "notes than strangers get. All of it moves to the original's document, which strangers never see.",
            )
        if not yes and not typer.confirm("Shall they be mended? Strangers go on seeing the photos."):
            raise typer.Exit(Exit.ATTENTION)
        found = upgrade(album, copies, naming, silent if as_json else show_tick)
    if as_json:
        show_json({"copies": [copy.name for copy in copies], **dataclasses.asdict(found)})
    else:
        out.print(f"{photos(found.mended)} mended, {len(found.withdrawn)} withdrawn. {status_text.CANNOT_BE_RECALLED}")
    raise typer.Exit(Exit.ATTENTION if found.withdrawn or found.still_readable else Exit.FINE)


@album_commands.command("set-apart")
def set_apart_command(
    context: typer.Context,
    field: Annotated[str, typer.Argument(help="A field of another program, as “copies public” names it.")],
    apply: Annotated[bool, typer.Option("--apply", help="Do it; without this, only say how many photos.")] = False,
    as_json: AsJson = False,
) -> None:
    """Move another program's field from public photos to their originals, whole: strangers may see the photos then."""
    from photospool.album.replication.mending import set_apart
    from photospool.album.replication.revisions import called_public
    from photospool.photo.metadata.public_fields import FIELDS, NAME_OF_FILE, SPECIAL

    if field in FIELDS | SPECIAL | {NAME_OF_FILE}:
        raise SettingsError("FIELD", f"“{field}” is Photospool's own.", "Only fields of other programs are moved.")
    with opened(context) as album:
        ids = [doc_id for page in called_public(album.database) for doc_id in page]
        found = set_apart(album, ids, field, dry_run=not apply)
    if as_json:
        show_json({"photos": len(found.photos), "applied": apply, "left": list(map(": ".join, found.left.values()))})
    else:
        for text in map(": ".join, found.left.values()):
            out.print(Text.assemble(("✗ ", "red"), said(text, 2 * LONGEST)))
        done = "was moved to the original's document" if apply else "would be moved; --apply does it"
        out.print(f"{photos(len(found.photos))}: “{said(field)}” {done}.")
    raise typer.Exit(Exit.ATTENTION if found.left else Exit.FINE)


@album_commands.command()
def trash(
    context: typer.Context,
    empty: Annotated[bool, typer.Option("--empty", help="Delete all that lies there, now and on all copies.")] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Say what lies in the album's trash, or empty it. By itself each goes after thirty days."""
    from photospool.album import trash as bin_of

    here: Profile = context.obj
    settings = checked(here)
    album = open_album(settings.album, here.places, here.credentials(settings))
    try:
        found = bin_of.look(album)
        if empty and found.photos:
            if not yes and not typer.confirm(f"Delete {either(found.photos)} for good, originals too, on all copies?"):
                raise typer.Exit(Exit.ATTENTION)
            found = bin_of.empty(album, here.places.trash, kept_s=0)
    finally:
        album.close()
    if as_json:
        show_json({"photos": found.photos, "emptied": found.emptied})
    else:
        out.print(f"In the trash: {either(found.photos)}." if not found.emptied else f"{found.emptied} are deleted.")


@album_commands.command()
def conflicts(
    context: typer.Context,
    photo: Annotated[str, typer.Argument(help="The id of a photo from the list.")] = "",
    keep: Annotated[int, typer.Option(help="The number of the version that shall be kept.")] = 0,
    as_json: AsJson = False,
) -> None:
    """List what two machines changed differently, and choose. What can be merged is merged by itself."""
    from photospool.album.replication.conflicts import choose, settle, torn_ids

    with opened(context) as album:
        found = settle(album, [photo] if photo else torn_ids(album))
        if photo and keep:
            conflict = next((item for item in found.undecided if item.photo_id == photo), None)
            if conflict is None or not 1 <= keep <= len(conflict.versions):
                raise SettingsError("PHOTO", "There is no such version.", "See “photospool album conflicts”.")
            if not choose(album, photo, conflict.versions[keep - 1].rev):
                raise SettingsError("PHOTO", "The photo has changed since.", "See “photospool album conflicts”.")
            out.print("Kept.")
            return
    if as_json:
        show_json({"merged": list(found.merged), "undecided": [dataclasses.asdict(item) for item in found.undecided]})
    else:
        _show_conflicts(len(found.merged), found.undecided)
    raise typer.Exit(Exit.ATTENTION if found.undecided else Exit.FINE)


def _find_public(album: CouchAlbum, name: str) -> Copy:
    """Raises SettingsError."""
    from photospool.album.replication.replications import Replications

    copy = find(Replications(album).copies(), name)
    if not copy.is_public:
        raise SettingsError("NAME", f"“{copy.name}” is no public copy.", "Strangers can't see it.")
    return copy


def _show_preview(found: Preview) -> None:
    parts = len(found.photos) - found.things
    more = (
        f", and {'a file' if parts == 1 else f'{parts} files'} that belong{'s' * (parts == 1)} to them" if parts else ""
    )
    out.print(Text(f"Strangers would see {either(found.things)}{more}.", style="bold"))
    for photo in found.photos[:20]:
        words_of_it = ", ".join(filter(None, (photo.day, photo.description, *photo.keywords)))
        out.print(Text.assemble(f"  {said(photo.name)}  {said(words_of_it)}  ", (said(photo.photo_id), "dim")))
    if len(found.photos) > 20:
        out.print(f"  … and {len(found.photos) - 20} more")
    out.print(f"{SEEN} {NEVER_SEEN} {OF_VIDEOS}")
    if found.to_mend:
        out.print(
            f"{photos(found.to_mend)} of them say more yet: it moves to their originals' documents, where strangers "
            "don't see it, before anything is published.",
        )
    for held in found.held_back:
        out.print(Text.assemble(("✗ ", "red"), f"{said(held.name)}: {', '.join(held.reasons)}"))
    if found.held_back:
        out.print("Nothing is published while they say Public: “photospool album repair” mends what can be mended.")


def _show_conflicts(merged: int, undecided: tuple[Conflict, ...]) -> None:
    if merged:
        out.print(f"{merged} photos had two versions and have one now, with all words of both.")
    if not undecided:
        out.print("No photo waits for a choice.")
    for conflict in undecided:
        out.print(Text.assemble((said(conflict.name), "bold"), f"  ({said(conflict.photo_id)})"))
        for number, version in enumerate(conflict.versions, 1):
            shown = " (shown now)" if number == 1 else ""
            out.print(Text(f"  {number}{shown}: {said(_values(version.values), 4 * LONGEST)}"))


def _values(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()) or "nothing"
