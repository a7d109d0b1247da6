"""``photospool check``: what is wrong with folders, album and password, and what to do. Safe to paste."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import photospool
from photospool.assembly import open_album
from photospool.cli.console import Exit, out, show_json
from photospool.errors import AlbumRefused, AlbumUnavailable, PhotospoolError
from photospool.installation import Installation
from photospool.logs import masked
from photospool.settings import Settings
from photospool.system.sync_folders import sync_folders, synced_by

commands = typer.Typer()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    """A setting's name, ``album`` or ``lock``."""
    is_fine: bool
    title: str
    advice: str = ""
    exit_code: Exit = Exit.FINE


def _problem(about: str, error: PhotospoolError, code: Exit) -> Finding:
    return Finding(about, False, error.title, error.advice, code)


@commands.command()
def check(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what is wrong with folders, album or password, and what to do. Safe to paste into a report."""
    here: Installation = context.obj
    findings = [*_settings(here), *_folders(here.settings), *_album(here)]
    if as_json:
        show_json(
            [
                {"about": f.about, "fine": f.is_fine, "title": masked(f.title), "advice": masked(f.advice)}
                for f in findings
            ]
        )
    else:
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        out.print(Text(f"Photospool {photospool.__version__} on {system}", style="dim"))
        for finding in findings:
            mark = ("✓ ", "green") if finding.is_fine else ("✗ ", "red")
            out.print(Text.assemble(mark, (f"{finding.about}  ", "bold"), masked(finding.title)))
            if finding.advice:
                out.print(Text(f"    {masked(finding.advice)}"))
    raise typer.Exit(max((finding.exit_code for finding in findings), default=Exit.FINE))


def _settings(here: Installation) -> Iterator[Finding]:
    for problem in [*here.problems, *here.settings.validate()]:
        yield _problem(problem.field or "settings", problem, Exit.SETTINGS)
    if not here.settings.validate() and not here.is_confirmed:
        yield Finding(
            "settings",
            False,
            "Nothing is moved yet.",
            "Say yes once with “photospool settings confirm”.",
            Exit.ATTENTION,
        )


def _folders(settings: Settings) -> Iterator[Finding]:
    known = sync_folders()
    for name in ("incoming", "work", "done"):
        text = getattr(settings.folders, name)
        if not text:
            continue
        path = Path(text).expanduser()
        about = f"folders.{name}"
        if not path.is_dir():
            yield Finding(
                about,
                False,
                f"{path} is not there.",
                "Make it, connect its disk, or sign in to the sync client.",
                Exit.ATTENTION,
            )
            continue
        free_gb = shutil.disk_usage(path).free / 1e9
        client = synced_by(path.resolve(), known)
        if name != "incoming" and client is not None:
            yield Finding(
                about,
                False,
                f"{path} lies in a folder that {client.client} keeps in step.",
                "Other devices would see half-finished photos. Choose a folder outside.",
                Exit.ATTENTION,
            )
            continue
        kept = f", kept in step by {client.client}" if client else ""
        yield Finding(about, True, f"{path} is there{kept}; {free_gb:.0f} GB free.")


def _album(here: Installation) -> Iterator[Finding]:
    album_settings = here.settings.album
    try:
        credentials = here.credentials()
        album = open_album(album_settings, here.places, credentials)
        try:
            found = album.check()
        finally:
            album.close()
    except (AlbumUnavailable, AlbumRefused) as error:
        yield _problem("album", error, Exit.ALBUM)
        return
    who = f", signed in as {found.user}" if found.user else ""
    count = "" if found.photos is None else f", {found.photos} photos"
    yield Finding("album", True, f"{found.kind}{who}{count}.")
    if not found.may_write:
        yield Finding("album", False, "You may look, but not add photos.", "Sign in as somebody who may.", Exit.ALBUM)
    for name in found.missing:
        yield Finding("album", False, f"The album has no {name} yet.", "Run “photospool album setup”.", Exit.ATTENTION)
