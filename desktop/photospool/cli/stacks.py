"""``photospool album stacks``: what belongs together, and what a person says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from photospool.cli.console import Exit, out, photos, show_json
from photospool.config.profile import Profile
from photospool.engine.factory import open_album
from photospool.errors import SettingsError
from photospool.security.untrusted_text import said

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.embedded.album import LocalAlbum

commands = typer.Typer(no_args_is_help=True, help="What belongs together: live photos, raw files, edits, bursts.")
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
PhotoId = Annotated[str, typer.Argument(help="The photo's id, as “album stacks list” prints it.")]
_WORDS: Final = {"live": "film", "edit": "other edition", "raw": "raw file", "burst": "frame of the burst"}


@contextmanager
def _album(context: typer.Context) -> Iterator[LocalAlbum | CouchAlbum]:
    here: Profile = context.obj
    album = open_album(here.settings.album, here.places, here.credentials())
    try:
        yield album
    finally:
        album.close()


@commands.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """Say which photos are shown for others, and what belongs to each."""
    from photospool.album.base import in_pages
    from photospool.album.schema import name_of

    with _album(context) as album:
        rows = album.view("parts", reduce=False)["rows"]
        names: dict[str, str] = {}
        for some in in_pages(sorted({one for row in rows for one in (row["id"], row["key"])}), 200):
            for photo_id, stored in album.listed(some).items():
                names[photo_id] = name_of(stored.original, name_of(stored.photo, photo_id))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row["key"], []).append((row["id"], str(row["value"].get("part"))))
    if as_json:
        show_json(
            [
                {
                    "photo": shown,
                    "name": names.get(shown, shown),
                    "parts": [{"photo": one, "name": names.get(one, one), "part": part} for one, part in parts],
                }
                for shown, parts in found.items()
            ]
        )
        return
    for shown, parts in found.items():
        out.print(Text.assemble((said(names.get(shown, shown)), "bold"), f"  {said(shown)}"))
        for one, part in parts:
            out.print(f"    {_WORDS.get(part, said(part))}: {said(names.get(one, one))}  {said(one)}")
    kinds = Counter(part for parts in found.values() for _, part in parts)
    counted = ", ".join(f"{count} × {_WORDS.get(kind, said(kind))}" for kind, count in kinds.most_common())
    out.print(f"Stacks: {len(found)} ({counted})." if found else "Every photo stands for itself.")


@commands.command()
def link(context: typer.Context, as_json: AsJson = False) -> None:
    """Look through the whole album for what belongs together. The program does so by itself, once a day."""
    from photospool.album.stack_links import StackLinker

    with _album(context) as album:
        found = StackLinker(album).of_all()
    if as_json:
        show_json({"parts": found.parts, "followed": found.followed, "freed": found.freed})
        return
    out.print(
        f"Found to belong to another photo: {found.parts}. Moved along with the one that is shown: {found.followed}. "
        f"Shown again, since that one is gone: {found.freed}."
    )


@commands.command()
def apart(context: typer.Context, photo: PhotoId) -> None:
    """Take a stack apart, or one photo out of it. Nothing puts it back but “together”."""
    from photospool.album.stack_edits import take_apart

    with _album(context) as album, _named(photo):
        count = take_apart(album, photo)
    _end(count, f"Standing alone now: {photos(count)}.")


@commands.command()
def together(context: typer.Context, photo: PhotoId) -> None:
    """Forget that a photo was taken apart, and look for what belongs to it."""
    from photospool.album.stack_edits import put_back_together

    with _album(context) as album, _named(photo):
        count = put_back_together(album, photo)
    _end(count, f"Found to belong to another photo: {count}.")


@commands.command()
def first(context: typer.Context, photo: PhotoId) -> None:
    """Show this one of its stack instead of the one that is shown."""
    from photospool.album.stack_edits import show_first

    with _album(context) as album, _named(photo):
        count = show_first(album, photo)
    _end(
        count,
        "It is shown now, and the others belong to it.",
        "There is nothing to change: it is shown already, or lies in the trash.",
    )


@contextmanager
def _named(photo: str) -> Iterator[None]:
    from photospool.album.base import NotThere

    try:
        yield
    except NotThere as exc:
        raise SettingsError("PHOTO", f"The album has no photo of the id {photo}.", "See “album stacks list”.") from exc


def _end(count: int, words: str, none: str = "There is nothing to change.") -> None:
    out.print(words if count else none)
    raise typer.Exit(Exit.FINE)
