"""``photospool album repair``: what would be mended and read again, shown first; then one yes; and taking it back."""

from __future__ import annotations

import contextlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import typer
from rich.text import Text

from photospool.cli.bars import Bar
from photospool.cli.console import Exit, out, photos, show_json
from photospool.config.profile import Profile
from photospool.errors import NotAllowed
from photospool.security.untrusted_text import said

if TYPE_CHECKING:
    from photospool.album.base import Album, Library
    from photospool.album.maintenance.repair import Means, Repaired
    from photospool.album.maintenance.reread_album import RepairTasks, RereadProgress
    from photospool.album.maintenance.rereading import Reread
    from photospool.album.maintenance.rerendering import Redrawn

EXAMPLES: Final = 3
"""Photos that are shown of each kind of change."""
_SHOWN: Final = {
    "date": "taken_at",
    "description": "descr",
    "tags": "keywords",
    "camera": "exif",
    "film": "motion_length",
}
_SWATCH: Final = "██"
_COLOUR: Final = re.compile("#[0-9a-f]{6}")


@contextmanager
def means(here: Profile, *, pictures: bool = False) -> Iterator[Means]:
    """Reading and rendering as the settings say, in a process of its own."""
    from photospool.album.maintenance.repair import Means
    from photospool.photo.metadata.public_fields import may_stand
    from photospool.photo.options import Options
    from photospool.photo.raw_developer import is_installed
    from photospool.photo.workers.film_decoder import FilmDecoder
    from photospool.photo.workers.pool import WorkerPool

    photos = here.settings.photos
    # A video that is in the album, or was taken along from one, is carried whatever is taken from incoming.
    options = Options(photos.large_picture, photos.quality, here.opens_heic_anyway, videos=True, raw=True)
    decoders = FilmDecoder(WorkerPool(1, options))
    try:
        yield Means(
            decoders.prepare,
            options.names,
            may_stand,
            photos.shown_as,
            pictures,
            frames_by=decoders.frames_by,
            develops=is_installed(),
        )
    finally:
        decoders.close()


def repaired(here: Profile, library: Album, *, apply: bool, as_json: bool, pictures: bool = False) -> Exit:
    """Look, show, ask where somebody can answer, and do it."""
    found = _mended(here, library, as_json=as_json, dry_run=True, pictures=pictures)
    again = _reread(here, library, as_json=as_json)
    stacks = _linked(library, dry_run=True)
    is_asked = not apply and not as_json and sys.stdin.isatty()
    if not as_json and (not apply or again):
        _print_needs(found, stacks)
        _print_changes(again)
    worth = bool(found.mended or stacks or any(one.kinds for one in again))
    wanted = apply or (worth and is_asked and typer.confirm("Shall this be done?"))
    changed = 0
    if wanted:
        found, changed = _done(here, library, again, as_json=as_json, pictures=pictures)
        stacks = _linked(library, dry_run=False)  # what was read again may say with whom it belongs
    if as_json:
        show_json({**_as_json(found, again, applied=wanted, changed=changed), "stacks": stacks})
    else:
        _print_end(found, again, applied=wanted, changed=changed, stacks=stacks)
    return Exit.ATTENTION if found.unmended else Exit.FINE


def undone(here: Profile, library: Library, *, apply: bool, as_json: bool) -> Exit:
    """Show what would be taken back, ask, and do it."""
    from photospool.album.maintenance import reread_album

    with Bar(quiet=as_json, what="looking") as bar:
        found = reread_album.undoable(library, bar.show_progress)
    if not as_json:
        _print_changes(found)
    is_asked = not apply and not as_json and sys.stdin.isatty()
    wanted = apply or (bool(found) and is_asked and typer.confirm("Shall these be taken back?"))
    count = 0
    if wanted:
        with Bar(quiet=as_json, what="taking back") as bar:
            count = reread_album.undo(library, found, bar.show_progress)
    if as_json:
        show_json({"photos": len(found), "applied": wanted, "taken_back": count, "changes": _changes(found)})
    elif wanted:
        out.print(f"{photos(count)} got back what was there before.")
    elif found:
        out.print(f"{photos(len(found))} would get back what was there before. Nothing was changed: --yes does it.")
    else:
        out.print("Nothing is to be taken back.")
    return Exit.FINE


def _mended(here: Profile, library: Library, *, as_json: bool, dry_run: bool, pictures: bool) -> Repaired:
    from photospool.album.maintenance.repair import repair

    with means(here, pictures=pictures) as how, Bar(quiet=as_json, what="looking" if dry_run else "mending") as bar:
        return repair(library, how, bar.show_progress, dry_run=dry_run)


@contextmanager
def _tasks(here: Profile) -> Iterator[RepairTasks]:
    """Reading and drawing, each in a process of its own that is started when it is needed."""
    from photospool.album.maintenance.reread_album import RepairTasks
    from photospool.photo.options import Options
    from photospool.photo.workers.pool import DRAW, REREAD, WorkerPool

    options = Options(quality=here.settings.photos.quality, heic_anyway=here.opens_heic_anyway, raw=True)
    with contextlib.ExitStack() as pools:
        read, draw = (WorkerPool(1, options, task=task) for task in (REREAD, DRAW))
        for pool in (read, draw):
            pools.callback(pool.close)
        yield RepairTasks(read.prepare, draw.prepare)


def _reread(here: Profile, library: Library, *, as_json: bool) -> list[Reread]:
    from photospool.album.maintenance import reread_album

    with _tasks(here) as tasks, Bar(quiet=as_json, what="reading") as bar:
        return reread_album.look(library, tasks, bar.show_progress)


def _done(
    here: Profile, library: Library, again: Sequence[Reread], *, as_json: bool, pictures: bool
) -> tuple[Repaired, int]:
    """Words, dates and pictures before the rest, whose end lets the album forget what was."""
    from photospool.album.maintenance import reread_album

    def show(so_far: RereadProgress) -> None:
        bar.show(so_far.photos, so_far.of)

    with _tasks(here) as tasks, Bar(quiet=as_json, what="writing") as bar:
        changed = reread_album.apply(library, tasks, again, show)
    try:
        return _mended(here, library, as_json=as_json, dry_run=False, pictures=pictures), changed
    except NotAllowed as exc:
        raise NotAllowed(
            "The photos are mended, but former revisions still hold what was hidden.",
            "Only an administrator of the album's server may make it forget them (“compact”): sign in as one and "
            "run this once more, or ask who looks after the server.",
        ) from exc


def _linked(library: Album, *, dry_run: bool) -> int:
    """How many photos belong to another one that did not, or go where that is, or are seen again."""
    from photospool.album.stack_links import StackLinker

    return StackLinker(library, dry_run=dry_run).of_all().documents


def _print_needs(found: Repaired, stacks: int) -> None:
    if stacks:
        out.print(f"{stacks:>8}  belong to another photo, go where that is, or lost it and are seen again")
    for need, count in sorted(found.needs.items(), key=lambda item: -item[1]):
        out.print(f"{count:>8}  {need.value}")


def _print_changes(found: Sequence[Reread]) -> None:
    """How many photos change in what, and the first of each, old → new."""
    for kind, count in Counter(kind for one in found for kind in one.kinds).most_common():
        out.print(f"{count:>8}  {kind} {'drawn' if kind == 'pictures' else 'read'} otherwise")
        for one in [one for one in found if kind in one.kinds][:EXAMPLES]:
            if kind == "pictures" and one.pictures:
                out.print(Text.assemble("          ", (said(one.name), "bold"), "  ", *_swatches(one.pictures)))
                continue
            was, becomes = (_told(values.get(_SHOWN[kind])) for values in (one.was, one.becomes))
            source = one.becomes.get("taken_source") if kind == "date" else None
            by = f"  ({said(str(source))})" if source else ""
            out.print(Text.assemble("          ", (said(one.name), "bold"), f"  {was} → {becomes}{by}"))


def _swatches(change: Redrawn) -> Iterator[str | tuple[str, str]]:
    """The colour at the place that differs most, and the size where it is another: old → new."""
    sizes = [
        " × ".join(str(said_of.get(side)) for side in ("width", "height")) for said_of in (change.was, change.becomes)
    ]
    for number, (colour, size) in enumerate(zip(change.colours, sizes, strict=True)):
        if number:
            yield " → "
        if _COLOUR.fullmatch(colour):
            yield _SWATCH, colour
            yield f" {colour}"
        if sizes[0] != sizes[1]:
            yield f" {said(size)}"


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        value = ", ".join(str(text) for text in value.values())
    if isinstance(value, list):
        value = ", ".join(str(tag) for tag in value)
    return said(" ".join(str(value).split()), 120) if value else "nothing"


def _print_end(found: Repaired, again: Sequence[Reread], *, applied: bool, changed: int, stacks: int) -> None:
    for item in found.unmended:
        out.print(Text.assemble(("✗ ", "red"), (said(item.name), "bold"), f"  {said(item.title)}"))
    reread = sum(1 for one in again if one.kinds)
    how = "read or drawn otherwise" if any(one.pictures for one in again) else "read otherwise"
    if applied:
        undo = " “photospool album repair --undo” takes the latter back." if changed else ""
        joined = f" Parts of others that were found, moved or are seen again: {stacks}." if stacks else ""
        out.print(f"{photos(found.photos)} looked at, {found.mended} mended, {changed} {how}.{undo}{joined}")
    elif found.mended or reread or stacks:
        out.print(
            f"{photos(found.photos)} looked at; {found.mended} would be mended, {reread} {how}. "
            "Nothing was changed: --apply does it."
        )
    else:
        out.print(f"{photos(found.photos)} looked at: nothing is to be done.")


def _as_json(found: Repaired, again: Sequence[Reread], *, applied: bool, changed: int) -> dict[str, Any]:
    return {
        "photos": found.photos,
        "mended": found.mended,
        "applied": applied,
        "needs": {need.value: count for need, count in found.needs.items()},
        "unmended": [{"photo": x.photo_id, "name": x.name, "title": x.title} for x in found.unmended],
        "read_otherwise": changed if applied else sum(1 for one in again if one.kinds),
        "changes": _changes(again),
    }


def _changes(found: Sequence[Reread]) -> list[dict[str, Any]]:
    return [
        {"photo": one.photo_id, "name": one.name, "was": dict(one.was), "becomes": dict(one.becomes)}
        | ({"pictures": {"was": one.pictures.colours[0], "becomes": one.pictures.colours[1]}} if one.pictures else {})
        for one in found
        if one.kinds
    ]
