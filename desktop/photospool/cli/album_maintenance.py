"""Commands that look after an album: verify, repair, export, import."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from photospool.cli.bars import Bar
from photospool.cli.console import Exit, need, out, photos, show_json
from photospool.cli.given_path import path
from photospool.cli.repairing import means as _means
from photospool.cli.repairing import repaired, undone
from photospool.config.profile import Profile
from photospool.engine.factory import open_album
from photospool.errors import DiskFull, SpoolError
from photospool.security.untrusted_text import LONGEST, said
from photospool.size_words import size_words
from photospool.system.typed_paths import expanded

if TYPE_CHECKING:
    from photospool.album.base import Album
    from photospool.album.maintenance.verify import Verified

commands = typer.Typer()
album_commands = typer.Typer()
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@contextmanager
def _library(here: Profile) -> Iterator[Album]:
    album = open_album(here.settings.album, here.places, here.credentials())
    try:
        yield album
    finally:
        album.close()


@commands.command()
def verify(
    context: typer.Context,
    quick: Annotated[bool, typer.Option("--quick", help="Believe the album's own digests; read no bytes.")] = False,
    as_json: AsJson = False,
) -> None:
    """Prove every original in the album against its md5 and sha256, and name what is wrong. Changes nothing."""
    from photospool.album.maintenance.verify import verify as run

    here: Profile = context.obj
    with _library(here) as library, Bar(quiet=as_json) as bar:
        found = run(library, bar.show_progress, quick=quick)
    if as_json:
        show_json(
            {
                "photos": found.photos,
                "bytes_read": found.bytes_read,
                "findings": [
                    {"photo": item.photo_id, "name": item.name, "wrong": item.wrong.value, "said": item.said}
                    for item in found.findings
                ],
            }
        )
    else:
        _print_verified(found, quick=quick)
    raise typer.Exit(Exit.ATTENTION if found.findings else Exit.FINE)


def _print_verified(found: Verified, *, quick: bool) -> None:
    from photospool.album.maintenance.verify import Wrong

    advice = {
        Wrong.NO_ORIGINAL: "The album only has its pictures. Add the photo again if you have it elsewhere.",
        Wrong.ORIGINAL_LOST: "The original's bytes are gone. Add the photo again: look in the done folder.",
        Wrong.ORIGINAL_CHANGED: "The original is damaged. Add the photo again: look in the done folder.",
        Wrong.ORIGINAL_EXCHANGED: (
            "Somebody put other bytes there on purpose. If you have the file elsewhere: move the photo to the trash, "
            "empty the trash, and add it again."
        ),
        Wrong.DIGEST_NOTED_WRONG: "“photospool album repair” notes it anew from the original's bytes.",
        Wrong.DAMAGED_BESIDE: "“photospool album repair” takes it away; the original itself is right, and stays.",
        Wrong.PICTURE_DAMAGED: "“photospool album repair --pictures” makes it again from the original.",
        Wrong.SIDECAR_CHANGED: "The photo is right. Put the sidecar beside it into incoming again: look in done.",
        Wrong.SIDECAR_LOST: "The photo is right. Put the sidecar beside it into incoming again: look in done.",
        Wrong.NO_PHOTO: "“photospool album repair” makes the photo again from its original.",
        Wrong.SHOWN_MISSING: "“photospool album repair” lets it be seen again.",
        Wrong.UNREADABLE: "Somebody wrote what no program can take. An administrator may look at it on the server.",
        Wrong.NO_PICTURES: "“photospool album repair” makes the pictures again from the original.",
    }
    for item in found.findings:
        out.print(
            Text.assemble(("✗ ", "red"), (said(item.name), "bold"), f"  {said(item.said)}\n    {advice[item.wrong]}")
        )
    how = "by the album's own digests" if quick else f"{size_words(found.bytes_read)} were read"
    wrong = len({item.photo_id for item in found.findings})
    out.print(f"{photos(found.photos)} looked at ({how}): {f'{need(wrong)}.' if wrong else 'all is well.'}")


@album_commands.command()
def repair(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", "--yes", help="Do it without asking.")] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Read every small picture too, and make damaged ones again.")
    ] = False,
    take_back: Annotated[
        bool,
        typer.Option("--undo", help="Take back what reading dates and words, and drawing pictures, again has changed."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Mend photos of an older album or program: hide what strangers must not see, read dates and words again.

    Pictures that an older Photospool drew pale, dark, inverted or on their side are made anew; a drawn picture of a
    video is replaced by a frame where ffmpeg is installed. Shows first what would be done, old → new, and asks.
    Your words, dates and pictures stay. It may be stopped and begun again.
    """
    here: Profile = context.obj
    with _library(here) as library:
        if take_back:
            exit_code = undone(here, library, apply=apply, as_json=as_json)
        else:
            exit_code = repaired(here, library, apply=apply, as_json=as_json, pictures=pictures)
    raise typer.Exit(exit_code)


@contextmanager
def _disk_of(folder: Path) -> Iterator[None]:
    """What the disk of an export says, in words for people. Raises DiskFull, SpoolError."""
    try:
        yield
    except OSError as exc:
        again = "Nothing half-made was left. The same command goes on where it was."
        if exc.errno in {errno.ENOSPC, errno.EDQUOT}:
            title, advice = f"There is too little room on the disk of {folder}.", f"Please make room there. {again}"
            raise DiskFull(title, advice) from exc
        if exc.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            advice = f"Please give yourself the right to write there, or name another folder. {again}"
            raise SpoolError(f"{folder} may not be written to.", advice) from exc
        if isinstance(exc, FileExistsError | NotADirectoryError) or exc.errno == errno.ENAMETOOLONG:
            raise SpoolError(f"{said(folder, 4 * LONGEST)} can be no folder.", "Please name another one.") from exc
        raise SpoolError(f"The disk of {folder} had a problem.", f"Please check the disk. {again}") from exc


@commands.command()
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(parser=path, help="Made if it is not there; brought up to date if it is.")],
    category: Annotated[str, typer.Option(help="Only what is of this category.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take the album along: originals, XMP sidecars with your words, and a plain index, in a folder."""
    from photospool.album.maintenance.export import export as run

    here: Profile = context.obj
    folder = expanded(folder).absolute()
    with _library(here) as library, Bar(quiet=as_json) as bar, _disk_of(folder):
        found = run(
            library,
            folder,
            bar.show_progress,
            category=category,
        )
    if as_json:
        show_json({"photos": found.taken_along, "written": found.written, "left_out": list(found.left_out)})
    else:
        _print_left_out(found.left_out)
        out.print(f"{found.taken_along} photos are in {folder}: {found.written} were written, the others were there.")
    raise typer.Exit(Exit.ATTENTION if found.left_out else Exit.FINE)


@commands.command("import")
def import_(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(parser=path, help="A folder that “photospool export” made.")],
    public: Annotated[
        bool | None,
        typer.Option(
            "--public/--no-public",
            help="Whether photos that the folder calls Public are Public here, too. You are asked otherwise.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring an exported folder into the album, with all words. It is only read, and may be imported again."""
    from photospool.album.maintenance.import_ import import_folder as run

    here: Profile = context.obj
    folder = expanded(folder).absolute()
    may_be_public = _may_be_public(folder, as_json=as_json) if public is None else public
    with _library(here) as library, _means(here) as means, Bar(quiet=as_json) as bar:
        found = run(
            library,
            folder,
            means.prepare,
            bar.show_progress,
            may_be_public=may_be_public,
        )
    if as_json:
        show_json(
            {
                "photos": found.photos,
                "added": found.added,
                "made_private": found.made_private,
                "left_out": list(found.left_out),
            }
        )
    else:
        _print_left_out(found.left_out)
        out.print(
            f"{photos(found.photos)} in {folder}: {found.added} were added, the others were there or are named above."
        )
        if found.made_private:
            out.print(
                f"{photos(found.made_private)} of them are Public in the folder and Private here, for nobody said yes "
                "to that. The album's page makes them Public; “--public” says yes beforehand."
            )
    raise typer.Exit(Exit.ATTENTION if found.left_out else Exit.FINE)


def _may_be_public(folder: Path, *, as_json: bool) -> bool:
    """Asked once, of a person who is there: an index may have been written by anybody. Raises NotAnExport."""
    from photospool.album.maintenance.import_ import public_photos

    count = public_photos(folder)
    if not count or as_json or not sys.stdin.isatty():
        return False
    out.print(
        f"{photos(count)} of the folder {'is' if count == 1 else 'are'} called Public there: "
        "a public copy of your album would show them to anybody."
    )
    return typer.confirm("Shall they be Public here, too?", default=False)


def _print_left_out(left_out: tuple[str, ...]) -> None:
    for text in left_out:
        out.print(Text.assemble(("✗ ", "red"), said(text, 2 * LONGEST)))
