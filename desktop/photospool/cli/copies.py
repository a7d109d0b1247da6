"""``photospool copies``: add, list, check, pause, resume and remove copies of the album on other servers."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlsplit

import typer
from rich.status import Status
from rich.text import Text

from photospool.album.replication import status_text
from photospool.album.replication.models import (
    Carrying,
    CheckResult,
    Copy,
    CopyInspection,
    CopyState,
    Direction,
    Missing,
    PausedWhy,
    RemovalMode,
    ReplicaSpec,
    Strangers,
)
from photospool.cli.console import Exit, err, out, show_json
from photospool.cli.context import checked
from photospool.cli.server_offers import Tune, offer_tuning, said_beforehand
from photospool.cli.spool import album_of
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.engine.factory import open_server
from photospool.errors import SettingsError
from photospool.photo.public_film.reasons import by_its_poster
from photospool.security.untrusted_text import LONGEST, said

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum

_MOST_NAMED: Final = 20
"""Videos that are named; the rest is counted."""
PASSWORD_VARIABLE = "PHOTOSPOOL_COPY_PASSWORD"  # noqa: S105 (a name, not a password)

commands = typer.Typer(no_args_is_help=True, help="Copies of your album on other servers.")

Which = Annotated[str, typer.Argument(help="Its name from “photospool copies list”.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Yes = Annotated[bool, typer.Option("--yes", help="Don't ask.")]
Create = Annotated[bool, typer.Option("--create", help="Make the database if it is not there.")]
SeenFromHere = Annotated[
    str, typer.Option(help="https://server, where this computer reaches it under another address.")
]
PlainHttp = Annotated[
    bool, typer.Option("--allow-plain-http", help="Send password and photos unencrypted to another machine.")
]


@commands.command()
def add(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="https://server/database, as your album's server reaches it.")],
    user: Annotated[str, typer.Option(help="Who signs in there; an administrator for the set-up is best.")] = "",
    name: Annotated[str, typer.Option(help="How you call it.")] = "",
    direction: Annotated[Direction, typer.Option(help="Both ways, send only, or fetch only.")] = Direction.BOTH,
    create: Create = False,
    seen_from_here: SeenFromHere = "",
    allow_plain_http: PlainHttp = False,
    tune: Tune = None,
    as_json: AsJson = False,
) -> None:
    """Keep a copy of the album on another CouchDB. It is tried with one document first.

    The password is asked for, or read from PHOTOSPOOL_COPY_PASSWORD or standard input.
    """
    from photospool.album.replication.add import add as begin

    wish = wish_of(
        address,
        user,
        name=name,
        direction=direction,
        create=create,
        url_here=seen_from_here,
        allow_plain_http=allow_plain_http,
    )
    if not as_json:
        out.print(status_text.ADMINS_CAN_READ, style="dim")
    with opened(context) as album:
        try:
            copy = begin(album, wish, silent if as_json else show_tick)
        except KeyboardInterrupt:
            err.print("Stopped: nothing is copied, and the names that were made for it are taken away again.")
            raise typer.Exit(Exit.ATTENTION) from None
        with out.capture() if as_json else contextlib.nullcontext():
            _offer_tuning(album, copy, wish, said_beforehand(tune, as_json=as_json))
    say_who_looks_after(context)
    if as_json:
        show_json(copy_as_json(copy))


def _offer_tuning(album: CouchAlbum, copy: Copy, wish: ReplicaSpec, wanted: bool | None) -> None:
    """Of the copy's server too, as its administrator: the copy writes all originals there anew."""
    from photospool.album.replication.endpoint import at_copy, is_reached, open_endpoint

    if is_reached(album, copy):
        administrator = dataclasses.replace(copy.here, user=wish.user, password=wish.password)
        with contextlib.closing(open_endpoint(administrator, allow_plain_http=True)) as server, at_copy():
            offer_tuning(server, wanted, is_copy=True)


@commands.command("list")
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the copies, how each goes, and what strangers find at public ones."""
    from photospool.album.replication.service import overview

    with opened(context) as album:
        found = overview(album)
    if as_json:
        show_json([_overview_as_json(state, found.strangers.get(state.copy.id)) for state in found.states])
    else:
        _say_none(found.states)
        for state in found.states:
            _show(state)
            if strangers := found.strangers.get(state.copy.id):
                _show_strangers(strangers)
    raise typer.Exit(_exit_of(all(state.is_well for state in found.states)))


@commands.command()
def check(context: typer.Context, name: Which = "", as_json: AsJson = False) -> None:
    """Look closely: try again what could not be reached, send what is lacking, and name what could not be copied.

    A public copy is looked at as a stranger, too: what is not public is taken back.
    """
    from photospool.album.replication import service
    from photospool.album.replication.replications import Replications

    found = []
    with opened(context) as album:
        copies = Replications(album).copies()
        if not as_json:
            _say_none(copies)
        for copy in [find(copies, name)] if name else copies:
            with err.status(f"comparing {said(copy.name)}") as shown:

                def under_way(tick: CheckResult, shown: Status = shown) -> None:
                    if tick.goes_on:
                        shown.update(said(tick.title, 4 * LONGEST))

                found.append(service.check(album, copy, under_way))
            if not as_json:
                _show(found[-1].state)
                for tick in found[-1].ticks:
                    show_tick(tick)
    if as_json:
        show_json([_inspection_as_json(one) for one in found])
    raise typer.Exit(_exit_of(all(one.is_well for one in found)))


@commands.command()
def pause(context: typer.Context, name: Which) -> None:
    """Copy nothing there until it is resumed."""
    from photospool.album.replication.replications import Replications

    with opened(context) as album:
        keeper = Replications(album)
        keeper.pause(find(keeper.copies(), name))
    out.print("Paused.")


@commands.command()
def resume(
    context: typer.Context,
    name: Which,
    new_password: Annotated[
        bool, typer.Option("--new-password", help="Ask for the password again, as it was refused.")
    ] = False,
) -> None:
    """Go on copying, and send what was left out before. A new password is tried before it is kept."""
    from photospool.album.replication.replications import Replications
    from photospool.album.replication.resend import resume as go_on

    with opened(context) as album:
        copy = find(Replications(album).copies(), name)
        wants_password = new_password or copy.paused_why is PausedWhy.PASSWORD
        state = go_on(album, copy, password=_password(copy.there.user) if wants_password else None)
    out.print("It goes on.")
    _say_closely(state)


@commands.command()
def remove(
    context: typer.Context,
    name: Which,
    fate: Annotated[
        RemovalMode | None,
        typer.Option(help="What becomes of the copy: keep it, close it to strangers, or delete it there."),
    ] = None,
    administrator: Annotated[
        str, typer.Option(help="Of the copy's server: needed to delete; takes the name away that was made there.")
    ] = "",
) -> None:
    """Copy nothing there any more, and forget its password.

    The administrator's password is asked for, or read from PHOTOSPOOL_COPY_PASSWORD or standard input.
    """
    from photospool.album.replication.remove import remove as take_away
    from photospool.album.replication.replications import Replications

    with opened(context) as album:
        copy = find(Replications(album).copies(), name)
        chosen = fate or _asked_fate(copy)
        signing_in = (administrator, _password(administrator)) if administrator else None
        take_away(album, copy, chosen, show_tick, administrator=signing_in)


def say_who_looks_after(context: typer.Context) -> None:
    """Warn where only this command was signed in as an administrator: the program itself would not see the copy."""
    here: Profile = context.obj
    used, usual = here.credentials(), here.settings.album.user
    if used is not None and usual and used.user != usual:
        err.print(
            f"Photospool itself signs in as “{usual}”, who can't look after this copy: nothing that stops being public "
            "would be taken back. Let Photospool sign in as an administrator on one computer that often runs: "
            f"“photospool settings set album.user {used.user}”, then “photospool settings password”.",
            style="yellow",
        )


@contextmanager
def opened(context: typer.Context) -> Iterator[CouchAlbum]:
    """The album's server. Raises SettingsError where the album is on this computer."""
    here: Profile = context.obj
    settings = checked(here)
    if not settings.album.url:
        raise SettingsError(
            "album.url",
            "The album is on this computer, where nothing can copy it.",
            "In a CouchDB it can be copied to all your machines: “photospool move-album” brings it there.",
        )
    album = open_server(settings.album, here.credentials(settings))
    try:
        yield album
    finally:
        album.close()


def wish_of(address: str, user: str, **options: Any) -> ReplicaSpec:
    """What was asked for on the command line; the password is asked for. Raises SettingsError."""
    for field, url in (("ADDRESS", address), ("--seen-from-here", options.get("url_here", ""))):
        try:
            parts = urlsplit(url)
        except ValueError as exc:
            raise SettingsError(field, "This is no web address.", "It looks like https://couch.example.org.") from exc
        if parts.username is not None or parts.password is not None:
            raise SettingsError(
                field,
                "The address holds a name or a password.",
                "Give the name with --user; the password is asked for.",
            )
    there = album_of(Settings(), address, "ADDRESS").album
    if not there.url:
        raise SettingsError("ADDRESS", "That is the album on this computer.", "Name a CouchDB.")
    for problem in Settings(album=there).validate():
        if problem.field.startswith("album."):
            raise problem
    return ReplicaSpec(there.url, there.database, user, _password(user) if user else "", **options)


def find(copies: list[Copy], name: str) -> Copy:
    """The copy of this name or id. Raises SettingsError."""
    found = [copy for copy in copies if name in {copy.name, copy.id}]
    if len(found) != 1:
        known = ", ".join(f"“{copy.name}” ({copy.id})" for copy in copies) or "There is none."
        raise SettingsError("NAME", f"There is no one copy called “{name}”.", known)
    return found[0]


def show_tick(tick: CheckResult) -> None:
    """One line for what was tried."""
    mark = ("✓ ", "green") if tick.is_fine else ("✗ ", "red")
    if tick.is_fine and tick.advice:
        mark = ("• ", "yellow")  # something is left to do
    out.print(Text.assemble(mark, said(tick.title, 4 * LONGEST)))
    if tick.advice:
        out.print(Text(f"    {said(tick.advice, 4 * LONGEST)}"))


def copy_as_json(copy: Copy) -> dict[str, Any]:
    """Never its password."""
    return {
        "id": copy.id,
        "name": copy.name,
        "address": copy.there.address,
        "user": copy.there.user,
        "direction": copy.direction.value,
        "public": copy.is_public,
        **({"videos": copy.films.value} if copy.is_public else {}),
    }


def silent(_tick: CheckResult) -> None:
    """Where only JSON is printed."""
    return


def _password(user: str) -> str:
    given = os.environ.pop(PASSWORD_VARIABLE, "")  # what libraries start for us would inherit it
    if given:
        return given
    if sys.stdin.isatty():
        return str(typer.prompt(f"Password of {user} on the copy's server", hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _asked_fate(copy: Copy) -> RemovalMode:
    if not sys.stdin.isatty():
        raise SettingsError("--fate", "Please say what becomes of the copy.", "It is keep, close or delete.")
    out.print(Text(f"{said(copy.name)}: what shall become of the photos there?"))
    if copy.is_public:
        out.print("Kept, strangers go on seeing them, and nobody looks after them. Closed, strangers see nothing.")
    answer = typer.prompt("keep, close or delete").strip().lower()
    if answer not in {fate.value for fate in RemovalMode}:
        raise SettingsError("--fate", f"“{answer}” is none of keep, close and delete.", "Nothing was changed.")
    return RemovalMode(answer)


def _exit_of(is_well: bool) -> Exit:
    return Exit.FINE if is_well else Exit.ATTENTION


def _say_none(copies: Sequence[object]) -> None:
    if not copies:
        err.print("There is no copy yet. “photospool copies add” makes one.")


def _show(state: CopyState) -> None:
    colour = "green" if state.is_well else "red"
    out.print(Text.assemble((said(state.copy.name), "bold"), f"  {status_text.about(state.copy)}"))
    out.print(Text.assemble("    ", (status_text.sentence(state), colour)))
    _say_closely(state)


def _show_strangers(found: Strangers) -> None:
    out.print(Text(f"    {status_text.strangers_sentence(found)}"))
    for video in found.without_film[:_MOST_NAMED]:
        out.print(Text(f"    {said(by_its_poster(video.name, video.why), 4 * LONGEST)}"))
    if len(found.without_film) > _MOST_NAMED:
        out.print(f"    … and {len(found.without_film) - _MOST_NAMED} more")


def _say_closely(state: CopyState) -> None:
    if sent := status_text.sent_sentence(state):
        out.print(Text(f"    {sent}", style="green"))
    for missing in state.missing:
        out.print(Text(f"    {said(status_text.missing_sentence(missing), 4 * LONGEST)}"))


def _as_json(state: CopyState) -> dict[str, Any]:
    return {
        **copy_as_json(state.copy),
        "state": state.condition.value,
        "words": status_text.sentence(state),
        "waiting": state.waiting,
        "since": state.since,
        "last_success": state.last_success,
        "reason": state.reason,
        "refused_documents": state.refused_documents,
        "missing": [_missing_as_json(item) for item in state.missing],
        "sent": [_missing_as_json(item) for item in state.sent],
        "to_carry": [_missing_as_json(item) for item in state.carrying.left],
        "on_its_way": _on_its_way_as_json(state.carrying),
    }


def _on_its_way_as_json(found: Carrying) -> dict[str, Any] | None:
    return None if found.now is None else {**_missing_as_json(found.now), "sent": found.sent}


def _overview_as_json(state: CopyState, strangers: Strangers | None) -> dict[str, Any]:
    return {**_as_json(state), **({"strangers": dataclasses.asdict(strangers)} if strangers else {})}


def _inspection_as_json(found: CopyInspection) -> dict[str, Any]:
    return {
        **_as_json(found.state),
        "ticks": [{"title": tick.title, "fine": tick.is_fine, "advice": tick.advice} for tick in found.ticks],
        "taken_back": [item.photo_id for item in found.taken_back],
    }


def _missing_as_json(item: Missing) -> dict[str, Any]:
    why = {"why": item.why.obstacle.value, "server_said": item.why.said} if item.why is not None else {}
    return {"photo": item.photo_id, "name": item.name, "size": item.size, "original_only": item.is_original, **why}
