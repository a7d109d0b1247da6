"""Commands about photos on their way: run, process, add, status, issues, retry."""

from __future__ import annotations

import dataclasses
import signal
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from photospool import events
from photospool.cli.added_report import AddedReport
from photospool.cli.console import (
    UNCONFIRMED_HERE,
    Exit,
    Listing,
    Tally,
    err,
    named,
    out,
    printed,
    reason_words,
    sentence,
    show_error,
    show_json,
)
from photospool.cli.context import agreed, checked
from photospool.cli.folders import folder_words, seen_by, seen_in, watched
from photospool.cli.given_path import path
from photospool.cli.quarters import Quarters
from photospool.cli.unattended import LINGER_S, Unattended
from photospool.config import kinds
from photospool.config.existing_files import was_before
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.engine import add_files, added_report, added_sidecars
from photospool.engine.factory import asked_owner, settler_of, spool_of
from photospool.engine.runner import EngineRunner
from photospool.errors import DiskFull, SettingsError, SpoolError
from photospool.history import History
from photospool.photo.formats import is_sidecar_name
from photospool.security.untrusted_text import LONGEST, said
from photospool.spool.scanner import Scan
from photospool.system.standard_streams import output_is_extra
from photospool.system.typed_paths import expanded

commands = typer.Typer()


def drive(runner: EngineRunner, *, once: bool = False) -> bool:
    """Run an engine until it ends by itself or a signal ends it; whether that was it. Raises what it raised."""
    is_stopped = False

    def stop(*_: object) -> None:
        nonlocal is_stopped
        is_stopped = True
        runner.stop()

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        runner.start(once=once)
        runner.join()
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    return is_stopped


def album_of(settings: Settings, url: str, option: str = "--album") -> Settings:
    """Settings with the album that ``https://server:port/database`` names; ``local`` is the embedded one.

    Raises SettingsError where the address is none, names no database, or holds a name or a password.
    """
    if url == "local":
        return settings.replace("album.url", "")
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    base, _, database = parts.path.rstrip("/").rpartition("/")
    if not parts.scheme or not parts.netloc:
        # Without this a single word would be no server and a database: the album on this computer.
        raise SettingsError(option, "This is no web address.", "It looks like http://localhost:5984/photo.")
    if not database:
        raise SettingsError(option, "The address has no database.", "It looks like http://localhost:5984/photo.")
    server = parts._replace(path=base).geturl()
    found = settings.replace("album.url", server).replace("album.database", database)
    for problem in found.validate():
        if problem.field.startswith("album."):
            raise SettingsError(option, problem.title, problem.advice)
    return found


@commands.command()
def run(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Yes, move photos out of incoming (asked once).")] = False,
    unattended: Annotated[
        bool,
        typer.Option(
            help="For services: wait for what is missing, and for a Photospool that is running, and then go on."
        ),
    ] = False,
    until_empty: Annotated[
        bool,
        typer.Option(
            "--until-empty",
            help="As --unattended, and end when incoming is empty; a folder whose photos stay never is.",
        ),
    ] = False,
    linger: Annotated[
        float, typer.Option(help="Seconds that incoming must be empty before --until-empty ends.")
    ] = LINGER_S,
) -> None:
    """Watch the incoming folder and carry photos and videos into the album until stopped."""
    here: Profile = context.obj
    quarters = Quarters()
    output_is_extra()

    def tell(event: events.Event) -> None:
        printed(event)
        line = quarters.line(event)
        if line is not None:
            out.print(line)

    if unattended or until_empty:
        if yes and not here.settings.validate():
            agreed(here)
        Unattended(here, tell, linger_s=linger if until_empty else None).run()
        return
    checked(here)
    if yes:
        agreed(here)
    out.print(f"Watching {watched(here)}. Ctrl-C ends it; photos stay safe.")
    drive(EngineRunner(here, tell, unconfirmed=None if yes else UNCONFIRMED_HERE))


@commands.command()
def process(
    context: typer.Context,
    incoming: Annotated[Path, typer.Argument(parser=path, help="Where photos and videos are taken from.")],
    work: Annotated[Path, typer.Argument(parser=path, help="Where files lie while they are under way.")],
    done: Annotated[Path, typer.Argument(parser=path, help="Where the files end, unchanged.")],
    album: Annotated[
        str | None, typer.Option(help="http://server:5984/database, or “local”; usually the one of the settings.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Carry what lies in INCOMING into the album, once, and end.

    The password comes from PHOTOSPOOL_USER and PHOTOSPOOL_PASSWORD, or from the keyring.
    """
    here: Profile = context.obj
    settings = here.settings
    usual = expanded(settings.folders.incoming)
    for name, folder in (("work", work), ("done", done)):
        settings = settings.replace(f"folders.{name}", str(expanded(folder).absolute()))
    if not settings.folders.incoming or expanded(incoming).resolve() != usual.resolve():
        settings = settings.replace("folders.incoming", str(expanded(incoming).absolute()))
        settings = settings.replace("folders.only_new", False)  # that is about the usual folder
    settings = settings if album is None else album_of(settings, album)
    here = dataclasses.replace(here, settings=settings.with_folders(()))  # of these three alone
    checked(here)
    raise typer.Exit(one_pass(here, as_json=as_json))


def one_pass(
    here: Profile, *, as_json: bool = False, claims: bool = True, told: Mapping[str, Any] | None = None
) -> Exit:
    """One pass over what is there, with a progress bar where somebody looks; without ``claims`` only over work.

    ``told``: what JSON says beside that; it is asked for then. Raises what ends an engine, such as FolderMissing.
    """
    as_json = as_json or told is not None
    tally = Tally()
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=err
    )
    bar = progress.add_task("photos", total=None)

    quarters = Quarters()

    def show(event: events.Event) -> None:
        line = None if as_json else sentence(event) or quarters.line(event)
        if line is not None:
            (out if progress.disable else progress.console).print(line)
        if isinstance(event, events.ScanFinished):
            progress.update(bar, total=event.ready + tally.done + tally.set_aside or None)
        progress.update(bar, completed=tally.done + tally.set_aside)

    progress.disable = as_json or not err.is_terminal
    with progress:
        is_stopped = drive(EngineRunner(here, events.together(tally, show), watch=False, claims=claims), once=True)
    if as_json:
        show_json({**(told or {}), **tally.as_json(), "stopped": is_stopped})
    else:
        out.print(tally.summary())
    # Nobody is to take a pass for whole that was cut short: photos may lie in work and in incoming still.
    return Exit.STOPPED if is_stopped else tally.exit_code()


@commands.command()
def add(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(parser=path, help="Photos, videos, or folders of them. They stay where they are.")
    ],
    keywords: Annotated[str, typer.Option(help="For all of them, separated by commas.")] = "",
    category: Annotated[str, typer.Option(help="Private, Friends/Family, Public or a name of your own.")] = "",
    description: Annotated[str, typer.Option(help="For all of them.")] = "",
    taken: Annotated[str, typer.Option(help="YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS; usually what the photo says.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print what came of it as JSON.")] = False,
) -> None:
    """Copy photos and videos straight into work, with words of your own, and carry them into the album.

    Sidecars go along where they are taken: those of a Google Takeout give its photos dates, places, words and albums.
    """
    here: Profile = context.obj
    batch = add_files.AddedFiles(
        keywords=tuple(word.strip() for word in keywords.split(",") if word.strip()),
        category=category,
        description=description,
        taken=taken,
    )
    for problem in batch.validate():
        raise SettingsError(f"--{problem.field}", problem.title, problem.advice)
    raise typer.Exit(_add(here, files, batch, as_json=as_json))


def _add(here: Profile, files: Sequence[Path], batch: add_files.AddedFiles, *, as_json: bool) -> Exit:
    settings = checked(here)
    for given in files:
        if not given.exists():
            raise SettingsError("FILES", f"{given} is not there.")
    found, sidecars, untaken = [], [], 0
    for one in add_files.find(files, kinds.taken(here.settings, here.memory)):
        if isinstance(one, add_files.Companion):
            sidecars.append(one.path)
        elif not isinstance(one, add_files.LeftOut):
            found.append(one)
        elif is_sidecar_name(one.path.name):
            untaken += 1
        else:
            err.print(Text(f"{said(one.path, 4 * LONGEST)}: left out ({one.reason})", style="dim"))
    if untaken:
        err.print(f"Sidecars left out: {untaken}. “photospool settings kinds --take-sidecars” takes them.", style="dim")
    report, not_copied = _copy(here, found, sidecars, batch)
    kept = added_report.keep(here.places.added, report.lines(), report.sections())
    told = {**report.as_json(), "not_added": len(not_copied), "report": str(kept or "")} if as_json else None
    if told is None:
        _print_report(report, kept)
    if spool_of(settings).is_owned_elsewhere():
        if told is not None:
            show_json({**told, "handed_over": True})
        else:
            out.print(f"Handed to the Photospool that is running: {named(path.name for path in report.photos)}.")
        return Exit.ATTENTION if not_copied else Exit.FINE
    # Before the user's yes only the photos that were named here move.
    return max(one_pass(here, told=told, claims=here.is_confirmed), Exit.ATTENTION if not_copied else Exit.FINE)


def _print_report(report: AddedReport, kept: Path | None) -> None:
    for line in report.lines():
        out.print(Text(line))
    if kept is not None:
        out.print(Text(f"All of it by name: {kept}"), soft_wrap=True)


def _copy(
    here: Profile, photos: Sequence[Path], sidecars: Sequence[Path], batch: add_files.AddedFiles
) -> tuple[AddedReport, set[Path]]:
    """Copy all of them into work; what was copied, and what could not be, also where the disk takes no more."""
    with closing(asked_owner(here)) as ask:
        plan = added_sidecars.planned(photos, sidecars, ask=ask)
    all_of_it = {*photos, *(one.path for one in plan.going), *(one.path for one in plan.there)}
    copied: dict[type, list[Path]] = {add_files.Copied: [], add_files.CopiedBeside: [], add_files.NotCopied: []}
    with Progress(console=err, disable=not err.is_terminal) as progress:
        ends = add_files.copy(spool_of(here.settings), photos, batch, plan.going, plan.there)
        try:
            for end in progress.track(ends, description="copying", total=len(all_of_it)):
                copied[type(end)].append(end.path)
                if isinstance(end, add_files.NotCopied):
                    err.print(Text(f"{said(end.title, 4 * LONGEST)} {said(end.advice)}", style="red"))
        except SpoolError as problem:  # of the disk, in the middle: what was copied goes on
            there = len(copied[add_files.Copied]) + len(copied[add_files.CopiedBeside])
            again = f"{there} of {len(all_of_it)} were copied; the same command adds the others, and none twice."
            # Its own advice is an engine's, which goes on by itself.
            todo = "Please make room there." if isinstance(problem, DiskFull) else "Please look after that folder."
            show_error(SpoolError(problem.title, f"{todo} {again}"))
    report = AddedReport(plan, copied[add_files.Copied], copied[add_files.CopiedBeside])
    return report, all_of_it - {*copied[add_files.Copied], *copied[add_files.CopiedBeside]}


@commands.command()
def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
) -> None:
    """Say where photos and videos are: incoming, work, done, and what needs attention."""
    here: Profile = context.obj
    settings = checked(here)
    spool, history = spool_of(settings), History(here.places.history)
    scan = _seen_in_first(here)
    counts = history.counts()
    history.close()
    found: dict[str, Any] = {
        "running": spool.is_owned_elsewhere(),
        "confirmed": here.is_confirmed,
        "incoming": len(scan.ready) + scan.settling,
        "left_in_incoming": dict(scan.counts),
        "work": len(spool.jobs()),
        "needs_attention": len(spool.failed()),
        "added": counts.get(events.Outcome.NEW.value, 0),
        "already_there": counts.get(events.Outcome.DUPLICATE.value, 0),
        "folders": [seen_in(here, folder) for folder in settings.more_folders],
        "added_report": str(added_report.newest(here.places.added) or ""),
    }
    if as_json:
        show_json(found)
    else:
        table = Listing(show_header=False)
        table.add_row("incoming", str(found["incoming"]), "waiting to be taken")
        table.add_row("work", str(found["work"]), "under way")
        table.add_row("added", str(found["added"]), "since the history began")
        table.add_row("already there", str(found["already_there"]))
        table.add_row("needs attention", str(found["needs_attention"]), "see “photospool issues”")
        for reason, count in sorted(scan.counts.items()):
            table.add_row("left in incoming", str(count), reason_words(reason))
        out.print(table)
        for folder in found["folders"]:
            out.print(folder_words(folder))
        if found["added_report"]:
            out.print(Text(f"What was added last with sidecars: {found['added_report']}"), soft_wrap=True)
        out.print("Photospool is running." if found["running"] else "Photospool is not running.")
    raise typer.Exit(Exit.ATTENTION if found["needs_attention"] else Exit.FINE)


def _seen_in_first(here: Profile) -> Scan:
    """What lies in the first folder; where there are others, one that is away is said, and no end of the command."""
    try:
        scanner = settler_of(
            here.settings, was_before(here.settings, here.places), kinds=kinds.taken(here.settings, here.memory)
        )
        return seen_by(scanner)
    except SpoolError as exc:
        if not here.settings.more_folders:
            raise
        show_error(exc)
        return Scan([], 0, 0, {})


@commands.command()
def issues(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List what needs attention, each with what happened and what to do."""
    here: Profile = context.obj
    failed = spool_of(checked(here)).failed()
    if as_json:
        show_json(
            [
                {
                    "job": item.job.id,
                    "name": item.job.name,
                    "title": item.title,
                    "advice": item.advice,
                    "file": str(item.job.photo),
                }
                for item in failed
            ]
        )
    elif not failed:
        out.print("No photo needs attention.")
    for item in failed if not as_json else ():
        out.print(
            Text.assemble(
                (said(item.job.name), "bold"),
                f"  ({item.job.id})\n  {said(item.title)} {said(item.advice, 2 * LONGEST)}\n  ",
                (said(item.job.photo, 4 * LONGEST), "dim"),
            )
        )
    raise typer.Exit(Exit.ATTENTION if failed else Exit.FINE)


@commands.command()
def retry(
    context: typer.Context,
    job: Annotated[str, typer.Argument(help="The name in brackets from “photospool issues”; none means all.")] = "",
) -> None:
    """Try what needs attention once more."""
    here: Profile = context.obj
    settings = checked(here)
    spool = spool_of(settings)
    wanted = [item.job for item in spool.failed() if job in {"", item.job.id, item.job.name}]
    if job and not wanted:
        raise SettingsError("JOB", f"No photo “{job}” needs attention.", "See “photospool issues”.")
    for one in wanted:
        spool.ask_retry(one.id)
    if spool.is_owned_elsewhere():
        handed = named(one.name for one in wanted)
        out.print(f"Handed to the Photospool that is running: {handed}.")
        return
    raise typer.Exit(one_pass(here, claims=here.is_confirmed))
