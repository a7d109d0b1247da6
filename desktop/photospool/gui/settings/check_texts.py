"""Words for what the checks found: facts about folders, verdicts about an album. Shared with the first run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photospool.album.couchdb.connection_test import Diagnosis, Fault, Question, Verdict
from photospool.config.folder_checks import Fact, Level, What
from photospool.errors import SettingsError
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.kind_words import size_words, things
from photospool.gui.widgets.checklist import ChecklistItem

if TYPE_CHECKING:
    from photospool.album.couchdb.couchapp import Policy
    from photospool.album.couchdb.tuning import Tuning


def folder_name(name: str) -> str:
    """One of the three, as people call it."""
    return {
        "incoming": QCoreApplication.translate("Words", "incoming"),
        "work": QCoreApplication.translate("Words", "work"),
        "done": QCoreApplication.translate("Words", "done"),
    }.get(name, name)


def fact_ticks(facts: Sequence[Fact], folder: str) -> list[ChecklistItem]:
    """The facts about one folder, worst last so that it stands nearest to what follows."""
    shown = []
    for number, fact in enumerate(facts):
        if fact.folder != folder:
            continue
        text = fact_words(fact)
        first = next((one for one in facts[:number] if (one.what, one.detail) == (fact.what, fact.detail)), None)
        if fact.what is What.NOT_MAKEABLE and first is not None:  # one disk that is missing is told once
            text = QCoreApplication.translate("Facts", "It is not there either: see “{other}”.")
            text = text.format(other=folder_name(first.folder))
        shown.append(ChecklistItem(fact.level, text))
    return shown


def fact_words(fact: Fact) -> str:
    """A fact in one or two sentences."""
    other = folder_name(fact.detail)
    if fact.what in {What.SAME, What.INSIDE, What.MOVES, What.SAME_DISK, What.COPIES, What.MOVES_NOT}:
        return _between(fact.what).format(other=other)
    if fact.what is What.CONTENTS:
        return QCoreApplication.translate("Facts", "There now: {things}.").format(things=things(*fact.counts))
    return _alone(fact.what).format(detail=fact.detail, size=size_words(fact.number))


def _between(what: What) -> str:
    match what:
        case What.SAME:
            return QCoreApplication.translate("Facts", "This is the same folder as “{other}”. Each needs its own.")
        case What.INSIDE:
            return QCoreApplication.translate("Facts", "It lies inside “{other}”. Choose one beside it.")
        case What.MOVES:
            return QCoreApplication.translate("Facts", "A test file moved here from “{other}”.")
        case What.SAME_DISK:
            return QCoreApplication.translate("Facts", "On the same disk as “{other}”: files move at once.")
        case What.COPIES:
            return QCoreApplication.translate(
                "Facts", "On another disk than “{other}”: each file is copied and compared first. Slower, but safe."
            )
        case _:
            return QCoreApplication.translate(
                "Facts", "No file can be moved here from “{other}”. Choose a folder on the same disk."
            )


def _alone(what: What) -> str:
    return {
        What.NOT_CHOSEN: QCoreApplication.translate("Facts", "Please choose a folder."),
        What.NOT_WHOLE: QCoreApplication.translate("Facts", "Please give the whole path, from the very top."),
        What.NO_FOLDER: QCoreApplication.translate("Facts", "There is a file of this name. Choose another one."),
        What.NOT_MAKEABLE: QCoreApplication.translate(
            "Facts", "It is not there and can't be made: {detail} lets nobody write. Is its disk connected?"
        ),
        What.MAKEABLE: QCoreApplication.translate("Facts", "It will be made."),
        What.THERE: QCoreApplication.translate("Facts", "It is there, and files may be moved in and out."),
        What.NOT_WRITABLE: QCoreApplication.translate(
            "Facts", "You may not write there. Give yourself the right to, or choose another folder."
        ),
        What.SYNCED: QCoreApplication.translate("Facts", "{detail} keeps it in step with your other devices."),
        What.NOT_SYNCED: QCoreApplication.translate(
            "Facts",
            "No sync client that is known here fills it. That is fine if you put photos and videos there yourself.",
        ),
        What.TWO_WAY: QCoreApplication.translate(
            "Facts", "Files move out of it, and so {detail} takes them away on your other devices too."
        ),
        What.IN_SYNCED: QCoreApplication.translate(
            "Facts",
            "It lies in a folder that {detail} keeps in step: other devices would get these files too. "
            "Choose one outside.",
        ),
        What.NETWORK: QCoreApplication.translate(
            "Facts", "It is on another computer: what is new is noticed within a minute, not at once."
        ),
        What.ROOM: QCoreApplication.translate("Facts", "{size} free."),
        What.LITTLE_ROOM: QCoreApplication.translate(
            "Facts", "Only {size} free. What is new waits in incoming when the disk is full."
        ),
    }.get(what, "")


def problem_words(problem: SettingsError) -> str:
    """Title and advice of a setting's problem."""
    return " ".join(core(text) for text in (problem.title, problem.advice) if text)


def verdict_ticks(found: Diagnosis, question: Question) -> list[ChecklistItem]:
    """What a test of the album found, with what to do."""
    if found.verdict.is_connected:
        return _connected(found)
    # A server without the album is how each new one begins: a button beside it makes it.
    is_new = found.verdict is Verdict.DATABASE_MISSING
    ticks = [ChecklistItem(Level.NOTE if is_new else Level.WRONG, verdict_words(found, question))]
    if found.fingerprint:
        text = QCoreApplication.translate("Verdict", "Its fingerprint (SHA-256): {fingerprint}")
        ticks.append(ChecklistItem(Level.NOTE, text.format(fingerprint=_broken(found.fingerprint))))
    return ticks


def _broken(fingerprint: str) -> str:
    """In two lines, so that it can be compared and fits."""
    half = len(fingerprint) // 2 + 1
    return f"{fingerprint[:half]} {fingerprint[half:]}"


def _connected(found: Diagnosis) -> list[ChecklistItem]:
    text = QCoreApplication.translate("Verdict", "Connected: {kind}.").format(kind=found.kind)
    if found.user:
        text = QCoreApplication.translate("Verdict", "Connected: {kind}, signed in as {user}.").format(
            kind=found.kind, user=found.user
        )
    ticks = [
        ChecklistItem(Level.FINE, text),
        ChecklistItem(Level.FINE, QCoreApplication.translate("Verdict", "You may add photos and videos.")),
    ]
    if found.photos is not None:
        there = QCoreApplication.translate("Verdict", "About %n photo(s) or video(s) are there.", "", found.photos)
        if found.photos <= 0:
            there = QCoreApplication.translate("Verdict", "No photo is there yet.")
        ticks.append(ChecklistItem(Level.FINE, there))
    if found.verdict is Verdict.READY:
        ticks.append(
            ChecklistItem(Level.FINE, QCoreApplication.translate("Verdict", "The album's views are installed."))
        )
    elif found.verdict is Verdict.VIEWS_OLD:
        ticks.append(
            ChecklistItem(
                Level.NOTE,
                QCoreApplication.translate("Verdict", "The album's views are older than this program's."),
            )
        )
    else:
        ticks.append(
            ChecklistItem(
                Level.NOTE,
                QCoreApplication.translate(
                    "Verdict", "The album's views are not installed yet: the album page needs them."
                ),
            )
        )
    return ticks + _page(found.page) + _pieces(found.tuning)


def _page(found: Policy | None) -> list[ChecklistItem]:
    """What the album's page can't do on that server; one that never ran there may not be wanted there."""
    if found is None or not found.lets_run or not found.fails:
        return []
    text = QCoreApplication.translate(
        "Verdict",
        "The album's page {fails}: the server's policy does not let it. “photospool album setup” offers another one.",
    )
    return [ChecklistItem(Level.NOTE, text.format(fails=core(found.fails)))]


def _pieces(found: Tuning | None) -> list[ChecklistItem]:
    """How the server keeps photos, where there is something to gain or to do again."""
    if found is None:
        return []
    ticks = []
    if not found.is_tuned:
        text = QCoreApplication.translate(
            "Verdict", "It works as it is; the change pays before many photos go there, and needs an administrator."
        )
        ticks.append(ChecklistItem(Level.NOTE, f"{core(found.words)} {text}"))
    if found.away:
        text = QCoreApplication.translate("Verdict", "Not asked, for it is away: {nodes}. Test again when it is back.")
        ticks.append(ChecklistItem(Level.NOTE, text.format(nodes=", ".join(found.away))))
    return ticks


def verdict_words(found: Diagnosis, question: Question) -> str:
    """Why photos can't be stored there, and what to do."""
    host = question.url.partition("//")[2] or question.url
    if found.verdict is Verdict.CERTIFICATE:
        return _certificate(found.fault).format(host=host)
    text = _refusal(found.verdict)
    if not text:
        error = found.error
        return problem_words(SettingsError("", error.title, error.advice)) if error else ""
    return text.format(host=host, database=question.database, user=found.user or question.user)


def _certificate(fault: Fault | None) -> str:
    match fault:
        case Fault.SELF_SIGNED:
            return QCoreApplication.translate(
                "Verdict", "{host} shows a certificate that it signed itself. Nothing was sent."
            )
        case Fault.UNKNOWN_ISSUER:
            return QCoreApplication.translate(
                "Verdict",
                "The certificate of {host} was signed by somebody unknown here. Choose your authority's certificate "
                "file. Nothing was sent.",
            )
        case Fault.OTHER_HOST:
            return QCoreApplication.translate(
                "Verdict", "{host} shows a certificate for another name. Check the address. Nothing was sent."
            )
        case Fault.EXPIRED:
            return QCoreApplication.translate(
                "Verdict",
                "The certificate of {host} has expired. Renew it there, or check this computer's date. "
                "Nothing was sent.",
            )
        case _:
            return QCoreApplication.translate(
                "Verdict", "The certificate of {host} can't be trusted. Nothing was sent."
            )


def _refusal(verdict: Verdict) -> str:
    """Empty where the core's own words say more."""
    return {
        Verdict.DATABASE_MISSING: QCoreApplication.translate(
            "Verdict", "The server is there, but it has no album “{database}” yet."
        ),
        Verdict.MAY_NOT_WRITE: QCoreApplication.translate(
            "Verdict",
            "You are signed in as {user}, but may not add photos to “{database}”. Ask who looks after the server.",
        ),
        Verdict.NEEDS_ADMIN: QCoreApplication.translate(
            "Verdict", "Only an administrator of the server may do that. Sign in as one once, or ask them."
        ),
        Verdict.WANTS_SIGN_IN: QCoreApplication.translate("Verdict", "{host} wants a name and a password."),
        Verdict.WRONG_PASSWORD: QCoreApplication.translate(
            "Verdict",
            "Name or password is wrong. It is not tried again before you enter another one, so that the account "
            "is not locked.",
        ),
        Verdict.LOCKED_OUT: QCoreApplication.translate(
            "Verdict",
            "There were too many wrong passwords: the server refuses everybody for five minutes. Try then.",
        ),
        Verdict.NAME_UNKNOWN: QCoreApplication.translate(
            "Verdict", "There is no computer named {host}. Check the address."
        ),
        Verdict.NOTHING_ANSWERS: QCoreApplication.translate(
            "Verdict", "Nothing answers at {host}. Is the server running, and the port right?"
        ),
        Verdict.NO_ANSWER_IN_TIME: QCoreApplication.translate(
            "Verdict", "{host} does not answer in time. Try again later."
        ),
        Verdict.NOT_NOW: QCoreApplication.translate("Verdict", "{host} can't work now. Try again later."),
        Verdict.NO_COUCHDB: QCoreApplication.translate(
            "Verdict", "Something answers at {host}, but it is no CouchDB. Check address and port."
        ),
        Verdict.CERTIFICATE_FILE: QCoreApplication.translate(
            "Verdict", "The certificate file can't be read. Choose it again."
        ),
        Verdict.NOT_ENCRYPTED: QCoreApplication.translate(
            "Verdict",
            "The way to {host} is not encrypted: password and photos could be read on the way. Use https, or "
            "allow it below. Nothing was sent.",
        ),
        Verdict.BAD_ADDRESS: QCoreApplication.translate(
            "Verdict", "This is no address. It looks like https://couch.example.org or http://127.0.0.1:5984."
        ),
    }.get(verdict, "")
