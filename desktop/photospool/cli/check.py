"""``photospool check``: what is wrong with folders, album and password, and what to do. Safe to paste."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.text import Text

import photospool
from photospool.cli.console import Exit, exit_of, out, photos, show_json
from photospool.cli.context import advised
from photospool.cli.extras import supports
from photospool.cli.folders import WHY
from photospool.config import kinds
from photospool.config.change_folders import check_there
from photospool.config.folder_checks import NAMES, What, check_folders
from photospool.config.kept_folders import why_kept
from photospool.config.profile import Profile
from photospool.engine.factory import open_album, spool_of
from photospool.errors import PhotospoolError, SettingsError, SpoolError
from photospool.photo import heif
from photospool.photo.workers import heic_policy
from photospool.size_words import size_words
from photospool.system.credentials import KeyringLocked
from photospool.system.logs import masked
from photospool.system.sync_clients import sync_folders

commands = typer.Typer()

TROUBLES = {
    What.NOT_WHOLE: ("{path} is not a whole path.", "Start at the very top."),
    What.NO_FOLDER: ("{path} is a file, not a folder.", "Choose another name."),
    What.MAKEABLE: ("{path} is not there.", "Make it, connect its disk, or sign in to the sync client."),
    What.NOT_MAKEABLE: ("{path} is not there.", "Make it, connect its disk, or sign in to the sync client."),
    What.NOT_WRITABLE: ("Photospool may not write in {path}.", "Give yourself the right to."),
    What.SAME: ("{path} is the same folder as {detail}.", "Each of the three must stand alone."),
    What.INSIDE: ("{path} lies inside {detail}.", "Choose one beside it: each of the three must stand alone."),
    What.IN_SYNCED: (
        "{path} lies in a folder that {detail} keeps in step.",
        "Other devices would see photos come and go. Choose a folder outside.",
    ),
    What.MOVES_NOT: ("No file can be moved from {detail} into {path}.", "Choose a folder on the same disk."),
    What.LITTLE_ROOM: ("The disk of {path} is nearly full ({size} free).", "Please make room."),
}
REMARKS = {
    What.THERE: "",
    What.SYNCED: ", kept in step by {detail}",
    What.TWO_WAY: "",
    What.NOT_SYNCED: "",
    What.NETWORK: ", on another computer",
    What.CONTENTS: "",
    What.MOVES: "",
    What.SAME_DISK: "",
    What.COPIES: ", on another disk than {detail}: photos are copied and proved",
    What.ROOM: "; {size} free",
}


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing that was looked at."""

    about: str
    """A setting's name, ``album``, ``HEIC``, ``raw files``, ``JPEG XL`` or ``lock``."""
    is_fine: bool
    title: str
    advice: str = ""
    exit_code: Exit = Exit.FINE


def _problem(about: str, error: PhotospoolError, code: Exit) -> CheckFinding:
    return CheckFinding(about, False, error.title, error.advice, code)


@commands.command()
def check(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what is wrong with folders, album or password, and what to do. Safe to paste into a report."""
    here: Profile = context.obj
    decoder = heic_policy.ask(is_allowed=here.opens_heic_anyway, is_answered=here.settings.photos.is_heic_answered)
    findings = [*_settings(here), *_folders(here), *_more_folders(here), *_album(here), *_decoder(decoder)]
    findings += [
        CheckFinding(one.about, True, one.title, one.advice)  # what is optional needs nobody
        for one in supports(kinds.taken(here.settings, here.memory))
    ]
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


def _settings(here: Profile) -> Iterator[CheckFinding]:
    for problem in [*here.problems, *map(advised, here.settings.validate())]:
        yield _problem(problem.field or "settings", problem, Exit.SETTINGS)
    if not here.settings.validate() and not here.is_confirmed:
        yield CheckFinding(
            "settings",
            False,
            "Nothing is moved yet.",
            "Say yes once with “photospool settings confirm”.",
            Exit.ATTENTION,
        )


def _folders(here: Profile) -> Iterator[CheckFinding]:
    folders = {name: getattr(here.settings.folders, name) for name in NAMES}
    facts = check_folders(folders, sync_folders())
    for name in NAMES:
        if not folders[name]:
            continue  # said by the settings
        of_it = [fact for fact in facts if fact.folder == name]
        if name != "incoming" and not here.memory.confirmed and any(fact.what is What.MAKEABLE for fact in of_it):
            yield CheckFinding(f"folders.{name}", True, f"{folders[name]} is made when you say yes.")
            continue
        troubles = [fact for fact in of_it if fact.what in TROUBLES]
        for fact in troubles:
            title, advice = TROUBLES[fact.what]
            title = title.format(path=folders[name], detail=fact.detail, size=size_words(fact.number))
            yield CheckFinding(f"folders.{name}", False, title, advice, Exit.ATTENTION)
        if not troubles:
            said = [REMARKS[fact.what].format(detail=fact.detail, size=size_words(fact.number)) for fact in of_it]
            yield CheckFinding(f"folders.{name}", True, f"{folders[name]} is there{''.join(said)}.")
    if all(folders.values()) and not any(fact.what in TROUBLES for fact in facts):
        yield _disks(here)


def _more_folders(here: Profile) -> Iterator[CheckFinding]:
    """Each further incoming folder, and the disks of those that have a work and a done of their own."""
    for folder in here.settings.more_folders:
        about = f"folder “{folder.name}”"
        try:
            check_there(folder)
        except SettingsError as exc:
            yield CheckFinding(about, False, exc.title, exc.advice, Exit.ATTENTION)
            continue
        if not here.takes_from(folder):
            advice = f"Say yes once with “photospool folders confirm '{folder.name}'”."
            yield CheckFinding(about, False, f"Nothing is taken from {folder.path} yet.", advice, Exit.ATTENTION)
            continue
        does = "its photos are copied and stay" if folder.keeps else "its photos move out of it"
        yield CheckFinding(about, True, f"{folder.path} is there: {does}.")
        why = None if folder.keeps else why_kept(folder.folder)
        if why is not None:
            advice = f"“photospool folders change '{folder.name}' --copy” leaves its photos there."
            yield CheckFinding(about, True, WHY[why], advice)
    for done, promise in spool_of(here.settings).promises().items():
        about = f"disk of {done}"
        if isinstance(promise, SpoolError):
            yield _problem(about, promise, Exit.ATTENTION)
        else:
            way = promise.way.value if promise.way else ""
            title = f"Photos come there by {way}: {promise.rounds} small files all came through."
            yield CheckFinding(about, True, title)


def _disks(here: Profile) -> CheckFinding:
    """What the disks of work and done can promise, tried with small files there."""
    try:
        promise = spool_of(here.settings).promise()
    except SpoolError as exc:
        return _problem("folders.done", exc, Exit.ATTENTION)
    way = promise.way.value if promise.way else ""
    return CheckFinding(
        "folders.done", True, f"Photos come there by {way}: {promise.rounds} small files all came through."
    )


def _decoder(found: heif.HeicSupport) -> Iterator[CheckFinding]:
    if found.is_fit:
        yield CheckFinding("HEIC", True, f"HEIC photos are opened by {found.words}.")
    if found.title:
        yield CheckFinding("HEIC", False, found.title, found.advice, Exit.ATTENTION)
    parts = found.parts
    how = f" ({parts.how})" if parts.how else ""
    advice = "" if parts.is_closed else "A prepared photo could do more here than on a newer system."
    yield CheckFinding("cage", parts.is_closed, f"Around what reads photos: {parts}{how}.", advice)


def _album(here: Profile) -> Iterator[CheckFinding]:
    chosen = here.settings.album
    if not chosen.url:
        try:
            album = open_album(chosen, here.places, None)
            try:
                kind = album.check().kind
            finally:
                album.close()
        except PhotospoolError as exc:  # the other findings are wanted all the same
            yield _problem("album", exc, exit_of(exc))
        else:
            yield CheckFinding("album", True, f"{kind}.")
        return
    from photospool.album.couchdb.connection_test import ConnectionTester, Question, Verdict

    try:
        credentials = here.credentials()
    except KeyringLocked as exc:
        yield _problem("album", exc, Exit.ALBUM)
        return
    user, password = (credentials.user, credentials.password) if credentials else (chosen.user, "")
    if chosen.user and credentials is None:
        yield CheckFinding(
            "album",
            False,
            f"No password of “{chosen.user}” is kept.",
            "Keep it with “photospool settings password”, or give it in PHOTOSPOOL_PASSWORD.",
            Exit.ALBUM,
        )
        return
    question = Question(chosen.url, chosen.database, user, password, chosen.ca_file, chosen.allow_plain_http)
    found = ConnectionTester().examine(question)
    if found.error is not None:
        yield _problem("album", found.error, Exit.ALBUM)
        if found.fingerprint:
            yield CheckFinding("album", False, f"Its fingerprint (SHA-256) is {found.fingerprint}", "", Exit.ALBUM)
        return
    who = f", signed in as {found.user}" if found.user else ""
    count = f", about {photos(found.photos)}" if found.photos else ""  # of an empty one nothing is estimated
    yield CheckFinding("album", True, f"{found.kind}{who}{count}.")
    if found.verdict is Verdict.MAY_NOT_WRITE:
        yield CheckFinding(
            "album", False, "You may look, but not add photos.", "Sign in as somebody who may.", Exit.ALBUM
        )
    elif found.verdict is not Verdict.READY:
        age = "no views" if found.verdict is Verdict.VIEWS_MISSING else "older views than this program brings"
        yield CheckFinding("album", False, f"The album has {age}.", "Run “photospool album setup”.", Exit.ATTENTION)
        return
    advice = "An administrator can change that: “photospool album setup” offers it."
    if found.tuning is not None and not found.tuning.is_tuned:
        yield CheckFinding("album", True, found.tuning.words, advice)
    # A page that does not run at all may never have been let: that is how every CouchDB comes.
    if found.page is not None and found.page.lets_run and found.page.fails:
        title = f"The album's page {found.page.fails}: the server's policy does not let it."
        yield CheckFinding("album", True, title, advice)
