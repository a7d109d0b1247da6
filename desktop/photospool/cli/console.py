"""What the commands share: where they print, how they end, and the words for events."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import Any

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from photospool import events
from photospool.engine.size_limit import NO_ROOM, TOO_LARGE
from photospool.errors import AlbumRefused, AlbumUnavailable, AlreadyRunning, CopyError, PhotospoolError, SettingsError
from photospool.photo import jxl_support
from photospool.photo.formats import is_video_name
from photospool.photo.heif import WAITS
from photospool.security.untrusted_text import escaped, safe, said
from photospool.spool.scanner import BEFORE, KEPT, UNMOVED


class _Safe:
    """Something to print, with what would act on a terminal taken out of all its texts."""

    def __init__(self, what: RenderableType) -> None:
        self._what = what

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._what, options):
            # A segment with control codes is rich's own: the cursor of a progress bar.
            yield segment if segment.control else Segment(safe(segment.text), segment.style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._what)


class Listing(Table):
    """Rows of which nothing is left out: a path that is cut is no path. What has no room goes on in the next line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(box=None, pad_edge=False, **options)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for column in self.columns:
            column.overflow = "fold"
        return super().__rich_console__(console, options)


class _SafeText(RenderHook):
    """Names, paths and words of strangers reach every command; none of them is to write over the screen."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Safe(one) for one in renderables]


def _console(**options: Any) -> Console:
    # No markup: names of folders and words of strangers may have brackets in them.
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True, **options)
    console.push_render_hook(_SafeText())
    return console


out = _console()
err = _console(stderr=True)
_WIDE = 10_000


def widen() -> None:
    """Where no terminal is, a row is one line, however long: for grep, and for whoever copies a path of it."""
    for console in (out, err):
        if not console.is_terminal and not os.environ.get("COLUMNS"):
            console.width = _WIDE


class Exit(IntEnum):
    """How a command ends; scripts may rely on these."""

    FINE = 0
    ATTENTION = 1
    """Some photos, or a folder, need attention."""
    SETTINGS = 2
    ALBUM = 3
    RUNNING = 4
    STOPPED = 130
    """By Ctrl-C or SIGTERM, before its end; as shells have it."""


def exit_of(error: PhotospoolError) -> Exit:
    """The code that a command ends with when this error stops it."""
    if isinstance(error, SettingsError):
        return Exit.SETTINGS
    if isinstance(error, (AlbumUnavailable, AlbumRefused, CopyError)):
        return Exit.ALBUM
    if isinstance(error, AlreadyRunning):
        return Exit.RUNNING
    return Exit.ATTENTION


def show_error(error: PhotospoolError, *, field: str = "", advice: str | None = None) -> None:
    """Title and advice, as every front end shows them; ``advice`` in the place of the error's own."""
    text = Text()
    where = field or (error.field if isinstance(error, SettingsError) else "")
    if where:
        text.append(f"{where}: ", style="bold")
    text.append(error.title, style="bold red")
    shown = error.advice if advice is None else advice
    if shown:
        text.append(f"\n  {shown}")
    err.print(text)


def show_json(value: Any) -> None:
    """Nothing but JSON on stdout; what the output can't show, and what would act on a terminal, is escaped."""
    text = escaped(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2, sort_keys=True)
    sys.stdout.write(text + "\n")


UNCONFIRMED = events.QueuePaused(
    events.Pause.UNCONFIRMED,
    "Nothing is moved yet.",
    "Photos move out of the incoming folder, and so out of the cloud. Say yes once with “photospool settings confirm”.",
)
UNCONFIRMED_HERE = events.QueuePaused(
    UNCONFIRMED.reason,
    UNCONFIRMED.title,
    "Photos move out of the incoming folder, and so out of the cloud. End this with Ctrl-C, and say yes once with "
    "“photospool run --yes”.",
)
"""Where only a new start hears the yes; a service hears it by itself."""
ENDS = {
    events.Outcome.NEW: ("added", "green"),
    events.Outcome.DUPLICATE: ("already in your album", "cyan"),
    events.Outcome.COMPLETED: ("was in your album, now complete", "green"),
    events.Outcome.RESTORED: ("back in your album", "green"),
}


def sentence(event: events.Event) -> Text | None:
    """One line for a person, or None for what nobody wants to read."""
    match event:
        case events.PhotoStored():
            words, colour = ENDS[event.outcome]
            if event.outcome is events.Outcome.DUPLICATE:
                words += f" as {said(event.known_as)}" if event.known_as not in {"", event.name} else ""
                words += f", of {said(event.taken)}" if event.taken else ""
            words += "; its file is in the trash, an equal one in done" if event.is_in_trash else ""
            return Text.assemble(("✓ ", colour), event.name, (f"  {words}", colour))
        case events.PhotoSetAside():
            return Text.assemble(("✗ ", "red"), event.name, (f"  {event.title} ", "red"), event.advice)
        case events.PhotoWaiting():
            return _waiting(event)
        case events.PhotoStays():
            return Text.assemble(("✗ ", "red"), said(event.origin), (f"  {event.title} ", "red"), event.advice)
        case events.PhotosReturn() | events.TrashRefused():
            return Text.assemble(("· ", "yellow"), f"{event.title} {event.advice}")
        case events.WholePhotoCame():
            return Text.assemble(("✓ ", "green"), event.name, ("  the whole photo came; its part needs nobody", "dim"))
        case events.PhotoVanished() | events.PhotoDeveloping() | events.Recovered():
            return _in_work(event)
        case events.QueuePaused() | events.QueueResumed():
            return _of_the_queue(event)
        case events.DecoderTroubled():
            return Text.assemble(("✗ ", "red"), (event.title, "red"), f" {event.advice}")
        case events.FolderHeld() | events.FolderReleased() | events.CardSeen() | events.CardTaken():
            return _of_folders(event)
        case _:
            return _of_copies(event)


def _waiting(event: events.PhotoWaiting) -> Text:
    last = f", for the last time by {datetime.fromtimestamp(event.until):%H:%M}" if event.until else ""
    return Text.assemble(("… ", "yellow"), event.name, (f"  {event.title}", "yellow"), f" It is tried again{last}.")


def _in_work(event: events.PhotoVanished | events.PhotoDeveloping | events.Recovered) -> Text | None:
    if isinstance(event, events.PhotoDeveloping):
        return None if event.is_over else Text.assemble(("… ", "dim"), event.name, ("  is being developed", "dim"))
    if isinstance(event, events.Recovered):
        return Text.assemble(("↻ ", "dim"), event.name, ("  goes on where it was left", "dim"))
    return Text.assemble(("· ", "dim"), event.name, ("  was taken out of work by somebody", "dim"))


def _of_the_queue(event: events.QueuePaused | events.QueueResumed) -> Text:
    if isinstance(event, events.QueueResumed):
        return Text.assemble(("▸ ", "green"), "It goes on.")
    again = ""
    if event.again_at:
        again = f" It is tried again by itself, at {datetime.fromtimestamp(event.again_at):%a %H:%M} at the latest."
    return Text.assemble(("‖ ", "yellow"), (event.title, "bold yellow"), f" {event.advice}{again}")


def _of_folders(
    event: events.FolderHeld | events.FolderReleased | events.CardSeen | events.CardTaken,
) -> Text | None:
    """One of several incoming folders; the others go on."""
    if isinstance(event, events.CardSeen | events.CardTaken):
        return _of_cards(event)
    if isinstance(event, events.FolderReleased):
        return Text.assemble(("▸ ", "green"), f"{said(event.name) or 'The first folder'} is there again.")
    name = f"{said(event.name)}: " if event.name else ""
    return Text.assemble(("‖ ", "yellow"), name, (event.title, "yellow"), f" {event.advice}")


def _of_cards(event: events.CardSeen | events.CardTaken) -> Text | None:
    name = said(event.name)
    if isinstance(event, events.CardSeen):
        if not event.is_news:
            return None
        advice = f" “photospool folders card '{name}' --add” copies them; they stay there."
        new = f"{event.new} new photo{'' if event.new == 1 else 's'}"
        if event.videos:
            new = f"{photos(event.new, event.videos)} that are new"
        return Text.assemble(("? ", "yellow"), (name, "bold"), f"  {new}.", advice)
    there = f" ({event.already_there} were in your album already)" if event.already_there else ""
    left = f" {event.left} could not be read, and are there alone." if event.left else ""
    if event.sidecars_left:
        have, stay = ("sidecar has", "stays") if event.sidecars_left == 1 else ("sidecars have", "stay")
        left += f" {event.sidecars_left} {have} no photo there, and {stay} on the card alone."
    what = f"{event.photos} photos and videos" if event.videos_too and event.photos > 1 else photos(event.photos)
    return Text.assemble(("✓ ", "green"), (name, "bold"), f"  {what} are copied{there}: it may be taken out.{left}")


def _of_copies(event: events.Event) -> Text | None:
    match event:
        case events.Unpublished():
            proved = "" if event.is_proved else ", but former versions can still be read there"
            return Text.assemble(("⊘ ", "green"), ", ".join(event.names), f"  no longer public in {event.copy}{proved}")
        case events.ReplicaFailed():
            return Text.assemble(("✗ ", "red"), event.copy, (f"  {event.title}", "red"), f" {event.advice}")
        case events.ReplicaRecovered():
            left = event.still_to_go
            files = f"{left} large file{'' if left == 1 else 's'} still to go"
            how = f"  is reached again, {files}" if left else "  is copied again"
            return Text.assemble(("✓ ", "green"), event.copy, (how, "green"))
        case events.ConflictsFound():
            advice = " Changed on two machines: choose with “photospool album conflicts”."
            return Text.assemble(("? ", "yellow"), ", ".join(event.names), advice)
        case events.SidecarAttached():
            words = "attached to its photo" if event.is_new else "was attached to its photo before"
            return Text.assemble(("✓ ", "green"), event.name, (f"  {words}", "green"))
        case events.TrashEmptied():
            return Text.assemble(
                ("· ", "dim"), (f"{photos(event.photos)} left the trash for good after 30 days", "dim")
            )
        case _:
            return None


def photos(count: int, videos: int = 0, raw: int = 0) -> str:
    """How many, in words; of these, so many are videos, and so many raw files."""
    counted = [(count - videos - raw, "photo"), (videos, "video"), (raw, "raw file")]
    shown = [f"{number} {kind}{'' if number == 1 else 's'}" for number, kind in counted if number]
    return " and ".join([*([", ".join(shown[:-1])] if shown[1:] else []), *shown[-1:]]) or "0 photos"


def need(count: int) -> str:
    """How many have something that a person has to look at."""
    return f"{count} {'needs' if count == 1 else 'need'} attention"


def either(count: int) -> str:
    """So many photos or videos, where nobody counted each kind."""
    return "1 photo or video" if count == 1 else f"{count} photos or videos"


def named(names: Iterable[str]) -> str:
    """So many photos and videos, by their names."""
    found = list(names)
    return photos(len(found), sum(map(is_video_name, found)))


def printed(event: events.Event) -> None:
    """A listener that prints each event that a person wants to read."""
    line = sentence(event)
    if line is not None:
        out.print(line)


def _left(reason: str, count: int) -> str:
    if reason == KEPT:
        return f"{count} kept in place"
    return f"{count} left in incoming ({reason_words(reason)})"


def reason_words(reason: str) -> str:
    """Why files stay in incoming, by a scan's word for it."""
    return "there before" if reason == BEFORE else reason


FEW = 5
"""Files that are named in a line."""


class Tally:
    """A listener that counts, for the last line and the exit code."""

    def __init__(self) -> None:
        self.ends: Counter[events.Outcome] = Counter()
        self.sidecars = 0
        self.sidecars_there = 0
        """Those that were attached before."""
        self.added: set[str] = set()
        self.of_others: set[str] = set()
        """Photos that are shown with others."""
        self.set_aside = 0
        self.waiting: set[str] = set()
        self.pauses: list[events.QueuePaused] = []
        self.scan = events.ScanFinished(0, 0, {})
        self.decoder: events.DecoderTroubled | None = None
        self.crashed = False

    def __call__(self, event: events.Event) -> None:
        """Count one event."""
        match event:
            case events.PhotoStored():
                self.ends[event.outcome] += 1
                if event.outcome is events.Outcome.NEW:
                    self.added.add(event.photo_id)
                self.waiting.discard(event.job)
            case events.PartsFound():
                self.of_others |= set(event.parts)
            case events.SidecarAttached():
                self.sidecars += event.is_new
                self.sidecars_there += not event.is_new
                self.waiting.discard(event.job)
            case events.PhotoSetAside():
                self.set_aside += 1
                self.waiting.discard(event.job)
            case events.PhotoWaiting():
                self.waiting.add(event.job)
            case events.QueuePaused():
                self.pauses.append(event)
            case events.QueueResumed():
                self.pauses.clear()
            case events.ScanFinished():
                self.scan = event
            case events.DecoderTroubled():
                self.decoder = event
            case events.EngineCrashed():
                self.crashed = True

    @property
    def parts(self) -> int:
        """How many of the added ones belong to others, and are one thing with those."""
        return len(self.added & self.of_others)

    @property
    def done(self) -> int:
        """Photos that the album has now."""
        return self.ends.total()

    def exit_code(self) -> Exit:
        """What the pass came to."""
        reasons = {event.reason for event in self.pauses}
        if reasons & {events.Pause.OFFLINE, events.Pause.REFUSED}:
            return Exit.ALBUM
        if (
            self.set_aside
            or self.waiting
            or reasons
            or self.crashed
            or {WAITS, jxl_support.WAITS, UNMOVED, TOO_LARGE, NO_ROOM} & set(self.scan.ignored)
        ):
            return Exit.ATTENTION
        return Exit.FINE

    def as_json(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "added": self.ends[events.Outcome.NEW],
            "parts": self.parts,
            "already_there": self.ends[events.Outcome.DUPLICATE],
            "completed": self.ends[events.Outcome.COMPLETED],
            "restored": self.ends[events.Outcome.RESTORED],
            "set_aside": self.set_aside,
            "waiting": len(self.waiting),
            "sidecars": self.sidecars + self.sidecars_there,
            "sidecars_already_there": self.sidecars_there,
            "left_in_incoming": dict(self.scan.ignored),
            "sidecars_left": list(self.scan.lone),
            "decoder": {"title": self.decoder.title, "advice": self.decoder.advice} if self.decoder else None,
            "paused": [
                {"reason": event.reason.value, "title": event.title, "advice": event.advice} for event in self.pauses
            ],
        }

    def summary(self) -> Text:
        """The last line of a pass."""
        parts = [(f"{self.ends[outcome]} {words}", colour) for outcome, (words, colour) in ENDS.items()]
        shown = [part for part, outcome in zip(parts, ENDS, strict=True) if self.ends[outcome]]
        if self.parts:  # behind those that were added, which come first
            of = "belong to others" if self.parts > 1 else "belongs to another one"
            shown.insert(1, (f"{self.parts} of them {of}", "green"))
        if self.sidecars:
            shown.append((f"{self.sidecars} sidecar{'' if self.sidecars == 1 else 's'} attached", "green"))
        if self.sidecars_there:
            there = self.sidecars_there
            shown.append((f"{there} sidecar{'' if there == 1 else 's'} attached before", "green"))
        if self.set_aside:
            shown.append((need(self.set_aside), "red"))
        if self.waiting:
            shown.append((f"{len(self.waiting)} waiting", "yellow"))
        for reason, count in sorted(self.scan.ignored.items()):
            shown.append((_left(reason, count), "dim"))
        names = ", ".join(said(name) for name in self.scan.lone[:FEW])
        text = Text()
        for index, (words, colour) in enumerate(shown or [("nothing to do", "dim")]):
            text.append(", " if index else "").append(words, style=colour)
        if names:  # why and how many is said above; of very many only some are known by name
            more = " and more" if len(self.scan.lone) > FEW else ""
            text.append(f"\nthese sidecars and notes stay: {names}{more}", "dim")
        return text
