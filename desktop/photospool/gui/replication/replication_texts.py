"""A copy's words for people: how it goes, what was tried, what is missing. Made from values; nothing is asked.

The command line says the same in English: photospool.album.replication.status_text.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from photospool.album.replication import hindrances, models
from photospool.album.replication.models import (
    Carrying,
    Condition,
    Copy,
    CopyState,
    Direction,
    Films,
    Missing,
    Strangers,
    WithoutFilm,
)
from photospool.album.replication.sharing import is_here_only, page_of
from photospool.config.folder_checks import Level
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.kind_words import size_words
from photospool.gui.widgets.checklist import ChecklistItem
from photospool.messages import joined
from photospool.photo.public_film.reasons import by_its_poster

if TYPE_CHECKING:
    from photospool.album.couchdb.couchapp import Policy

MOST_MISSING: Final = 8
"""Photos that are named; the rest is counted."""
LINE: Final = 60
"""Letters of a name that are shown."""


def sentence(state: CopyState) -> str:
    """One line, such as ``Up to date since 14:03``."""
    since = when(state.since)
    match state.condition:
        case Condition.STARTING:
            return QCoreApplication.translate("Copies", "Starting")
        case Condition.COPYING if state.waiting:
            return QCoreApplication.translate("Copies", "Copying, %n waiting", "", state.waiting)
        case Condition.COPYING:
            return QCoreApplication.translate("Copies", "Copying")
        case Condition.UP_TO_DATE if state.missing:
            return QCoreApplication.translate(
                "Copies", "%n photo(s) or video(s) could not be copied", "", len(state.missing)
            )
        case Condition.UP_TO_DATE if state.carrying.left:
            return _still_to_go(state.carrying)
        case Condition.UP_TO_DATE if not state.carrying.is_known:
            return QCoreApplication.translate("Copies", "Up to date but for large files, which could not be compared")
        case Condition.UP_TO_DATE:
            return _since(
                QCoreApplication.translate("Copies", "Up to date"),
                QCoreApplication.translate("Copies", "Up to date since {when}"),
                when(state.last_success) or since,
            )
        case Condition.UNREACHABLE:
            return _since(
                QCoreApplication.translate("Copies", "Can't be reached"),
                QCoreApplication.translate("Copies", "Can't be reached since {when}"),
                since,
            )
        case Condition.REFUSED:
            return QCoreApplication.translate("Copies", "Name or password refused")
        case Condition.FAILING:
            return _since(
                QCoreApplication.translate("Copies", "Copying fails"),
                QCoreApplication.translate("Copies", "Copying has failed since {when}"),
                since,
            )
        case Condition.PAUSED:
            return QCoreApplication.translate("Copies", "Paused")


def advice(state: CopyState) -> str:
    """What to do, or what happens by itself; empty where all is well."""
    match state.condition:
        case Condition.UNREACHABLE:
            return QCoreApplication.translate("Copies", "It goes on by itself as soon as that server answers.")
        case Condition.REFUSED:
            return QCoreApplication.translate(
                "Copies",
                "Nothing is tried again before you give the password anew, so that no account is locked.",
            )
        case Condition.FAILING:
            return QCoreApplication.translate("Copies", "That server says: {reason}").format(reason=state.reason or "?")
        case Condition.PAUSED:
            return QCoreApplication.translate("Copies", "Nothing is copied until you resume it.")
        case Condition.UP_TO_DATE if state.reason:
            return value_texts.core(state.reason)
        case _:
            return ""


def carrying(state: CopyState) -> str:
    """How large files come there, and how far the one is that is on its way; empty where none is to go."""
    found = state.carrying
    if not found.left:
        return ""
    if found.now is not None:
        text = QCoreApplication.translate("Copies", "On its way: {name} ({sent} of {all})")
        sent, whole = size_words(found.sent), size_words(found.now.size or 0)
        said = text.format(name=_short(found.now.name), sent=sent, all=whole)
    else:
        said = QCoreApplication.translate(
            "Copies", "Photospool carries large files itself while it runs, one after the other."
        )
    if state.condition is Condition.UP_TO_DATE and not state.missing:
        return said
    return f"{_still_to_go(found)}. {said}"


def _still_to_go(found: Carrying) -> str:
    return QCoreApplication.translate("Copies", "%n large file(s) still to go", "", len(found.left))


def last_success(state: CopyState) -> str:
    """When something was last copied, where the first line does not say it."""
    if state.condition is Condition.UP_TO_DATE and not state.missing and not state.carrying.left:
        return ""
    at = when(state.last_success)
    return QCoreApplication.translate("Copies", "Last copied: {when}").format(when=at) if at else ""


def strangers(found: Strangers) -> str:
    """What anybody sees of a public copy, and how it stays so."""
    if not found.is_open:
        return QCoreApplication.translate(
            "Copies", "Strangers see nothing of it yet. “Check now” opens it when all photos and videos have arrived."
        )
    seen = QCoreApplication.translate("Copies", "Strangers see %n photo(s) or video(s).", "", found.photos)
    how = QCoreApplication.translate(
        "Copies",
        "What changes is compared with your album within a minute, the whole of it at each start and every day.",
    )
    if at := when(found.looked_at):
        how = QCoreApplication.translate(
            "Copies",
            "What changes is compared with your album within a minute, the whole of it at each start and every day, "
            "last: {when}.",
        ).format(when=at)
    return f"{seen} {how}"


def page(found: Strangers) -> str:
    """What the copy's page can't do on its server, and what lets it; empty where all is well."""
    if not found.page_fails:
        return ""
    text = QCoreApplication.translate(
        "Copies", "Its page {fails}, for that server's policy does not let it: “Let the page run there…” changes that."
    )
    return text.format(fails=value_texts.core(found.page_fails))


def films(chosen: Films) -> str:
    """What strangers get of videos."""
    return {
        Films.NONE: QCoreApplication.translate("Copies", "Strangers get no videos, but one picture of each."),
        Films.PICTURE: QCoreApplication.translate("Copies", "Strangers get videos, without their sound."),
        Films.SOUND: QCoreApplication.translate("Copies", "Strangers get videos, with their sound."),
    }[chosen]


def played(count: int) -> str:
    """How many videos strangers can play."""
    return QCoreApplication.translate("Copies", "They can play %n video(s).", "", count)


def without_film(found: tuple[WithoutFilm, ...]) -> list[str]:
    """The videos that strangers see by their posters alone although they were to get them; the rest is counted."""
    lines = [value_texts.core(by_its_poster(_short(video.name), video.why)) for video in found[:MOST_MISSING]]
    if len(found) > len(lines):
        lines.append(QCoreApplication.translate("Copies", "and %n more", "", len(found) - len(lines)))
    return lines


def with_reach(told: str, address: str) -> str:
    """What was said of a public page's address, with a word more where that leads nobody else there."""
    if not is_here_only(address):
        return told
    here_only = QCoreApplication.translate(
        "Copies",
        "It works on this computer only: others need the name or the address under which they reach that server.",
    )
    return f"{told}\n{here_only}"


def link_copied(address: str) -> str:
    """That the address of a public page is in the clipboard, and how far it leads."""
    return with_reach(
        QCoreApplication.translate("Copies", "The link is copied: {address}").format(address=address), address
    )


def link_for_others(copy: Copy) -> str:
    """The address that strangers open, called what it is."""
    address = page_of(copy)
    told = QCoreApplication.translate("Copies", "Link for others: {address}")
    if is_here_only(address):
        told = QCoreApplication.translate("Copies", "Link, on this computer only: {address}")
    return told.format(address=address)


def direction(copy: Copy, *, is_shut: bool = False) -> str:
    """Which way photos and edits go; ``is_shut``: of a public copy that nobody may look at yet."""
    if copy.is_public:
        if is_shut:
            return QCoreApplication.translate("Copies", "Public, but not open yet: nobody can look at it")
        return QCoreApplication.translate("Copies", "Public: anybody may look, nobody may change")
    return direction_words(copy.direction)


def direction_words(way: Direction) -> str:
    """A direction, for choosing."""
    return {
        Direction.BOTH: QCoreApplication.translate(
            "Copies", "Both ways: what is new and what is edited on each goes to the other"
        ),
        Direction.SEND: QCoreApplication.translate("Copies", "Send only: it gets what is new here"),
        Direction.FETCH: QCoreApplication.translate("Copies", "Fetch only: what is new there comes here"),
    }[way]


def missing(found: tuple[Missing, ...]) -> list[str]:
    """The photos that are not there, by name; the rest is counted."""
    lines = [_missing(item) for item in found[:MOST_MISSING]]
    left = len(found) - len(lines)
    if left:
        lines.append(QCoreApplication.translate("Copies", "and %n more", "", left))
    return lines


def sent(found: tuple[Missing, ...]) -> str:
    """What a close look sent; empty for nothing."""
    if not found:
        return ""
    return QCoreApplication.translate(
        "Copies", "%n photo(s) or video(s) that were missing were sent now.", "", len(found)
    )


def _missing(item: Missing) -> str:
    if item.why is not None:
        return value_texts.core(hindrances.sentence(item, _short(item.name)))
    size = f" ({size_words(item.size)})" if item.size is not None else ""
    if item.is_original:
        text = QCoreApplication.translate(
            "Copies",
            "{name}: its original is not there. Most often that server, or a proxy before it, takes no file of this "
            "size; its limit must be raised then (nginx calls it client_max_body_size). “Check now” sends it, or says "
            "what else is in the way.",
        )
    elif item.in_album:
        text = QCoreApplication.translate("Copies", "{name}: it is in the copy, and not in your album.")
    else:
        text = QCoreApplication.translate("Copies", "{name}: not there. That server did not take it.")
    return text.format(name=f"{_short(item.name)}{size}")


def _short(name: str) -> str:
    """A name that fits into a line."""
    return name if len(name) <= LINE else f"{name[: LINE // 2]}…{name[-LINE // 2 :]}"


def admins_can_read() -> str:
    """Before a password is given away."""
    return QCoreApplication.translate(
        "Copies",
        "Your album's server keeps the name and the password, for it does the copying: whoever administers it can "
        "read them. An administrator's name is used for the set-up only; Photospool then makes a name of its own "
        "that opens this one copy and nothing else.",
    )


def policy_words() -> str:
    """What a server's policy is about, before it is changed."""
    return QCoreApplication.translate(
        "Copies",
        "A CouchDB lets no page run that lies in it, so whoever opens the link would see no photos. One setting of "
        "that server lets this page run, and no other one: only what its administrators put into the album itself.",
    )


def policy_details(policy: Policy) -> str:
    """The setting word for word, as it becomes and as it is."""
    text = QCoreApplication.translate(
        "Copies", "The setting csp/attachments_header_value becomes\n\n{wanted}\n\nNow it is\n\n{current}"
    )
    return text.format(wanted=policy.wanted, current=policy.current)


def tick(found: models.CheckResult) -> ChecklistItem:
    """Something that was tried, with what to do where it failed."""
    text = value_texts.core(joined(found.title, found.advice))
    # A green hook before what is left to do would say that it is done.
    fine = Level.NOTE if found.advice else Level.FINE
    return ChecklistItem(fine if found.is_fine else Level.WRONG, text)


def when(moment: str) -> str:
    """An ISO 8601 moment as this computer's clock shows it; empty where it is none."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return value_texts.clock(at.timestamp(), time.time())


def _since(without: str, template: str, at: str) -> str:
    return template.format(when=at) if at else without
