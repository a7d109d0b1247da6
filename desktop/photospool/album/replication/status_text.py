"""A copy's state in words for people; the command line and the window say the same."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from photospool.album.replication import hindrances
from photospool.album.replication.models import (
    Carrying,
    Condition,
    Copy,
    CopyState,
    Direction,
    Films,
    Missing,
    Strangers,
)
from photospool.size_words import size_words

DIRECTIONS: Final = {
    Direction.BOTH: "both ways",
    Direction.SEND: "send only",
    Direction.FETCH: "fetch only",
}
FILMS: Final = {
    Films.NONE: "no videos",
    Films.PICTURE: "videos without their sound",
    Films.SOUND: "videos with their sound",
}
"""What strangers get of a public copy's videos."""
ADMINS_CAN_READ: Final = (
    "The name and the password are kept in your album's server, which does the copying: whoever administers that "
    "server can read them. So they should open this one copy and nothing else."
)
CANNOT_BE_RECALLED: Final = "What others have copied from the public copy before cannot be called back."
HERE_ONLY: Final = (
    "It works on this computer only: others need the name or the address under which they reach that server."
)


def sentence(state: CopyState) -> str:
    """One line, such as ``up to date since 25 Nov, 14:03``."""
    since = f" since {when(state.since)}" if state.since else ""
    match state.condition:
        case Condition.STARTING:
            return "starting"
        case Condition.COPYING:
            said = f"copying, {state.waiting} waiting" if state.waiting else "copying"
            return "; ".join(filter(None, (said, _to_carry(state.carrying))))
        case Condition.UP_TO_DATE:
            at = state.last_success or state.since
            said = f"up to date since {when(at)}" if at else "up to date"
            left_out = _left_out(len(state.missing)) if state.missing else ""
            return "; ".join(filter(None, (_to_carry(state.carrying) or said, left_out)))
        case Condition.UNREACHABLE:
            return f"cannot be reached{since}; it goes on by itself"
        case Condition.REFUSED:
            return "name or password refused; nothing is tried again before you give them anew"
        case Condition.FAILING:
            return f"failing{since}: {state.reason}" if state.reason else f"failing{since}"
        case Condition.PAUSED:
            return "paused"


def missing_sentence(missing: Missing) -> str:
    """Which photo could not be copied, and what it may be."""
    if missing.why is not None:
        return hindrances.sentence(missing, missing.name)
    size = f" ({size_words(missing.size)})" if missing.size is not None else ""
    if missing.is_original:
        return (
            f"{missing.name}{size}: its original is not there. Most often the copy's server, or a proxy before it, "
            "takes no file of this size; raise its limit then (nginx calls it client_max_body_size). “copies check” "
            "sends it, or says what else is in the way."
        )
    if missing.in_album:
        return f"{missing.name}{size}: it is in the copy, and not in your album."
    return f"{missing.name}{size}: not there. The copy's server did not take it."


def _to_carry(found: Carrying) -> str:
    """What keeps a copy from being up to date although its servers know of nothing; empty for nothing."""
    count = len(found.left)
    if not count:
        return "" if found.is_known else "up to date but for large files, which could not be compared"
    said = "1 large file still to go" if count == 1 else f"{count} large files still to go"
    if found.now is None:
        return said
    return f"{said}, {found.now.name} on its way: {size_words(found.sent)} of {size_words(found.now.size or 0)}"


def sent_sentence(state: CopyState) -> str:
    """What a close look sent; empty for nothing."""
    count = len(state.sent)
    if not count:
        return ""
    if count == 1:
        return "1 photo or video that was missing was sent now."
    return f"{count} photos or videos that were missing were sent now."


def strangers_sentence(found: Strangers) -> str:
    """What anybody sees of a public copy. Nobody counted photos and videos apart."""
    if not found.is_open:
        return "Strangers see nothing of it yet. “copies prove” opens it when all photos and videos have arrived."
    seen = "Strangers see 1 photo or video" if found.photos == 1 else f"Strangers see {found.photos} photos or videos"
    if found.films:
        seen += " and can play 1 video." if found.films == 1 else f" and can play {found.films} of the videos."
    else:
        seen += ", of each video one picture."
    if found.looked_at:
        seen += f" Last compared as a whole: {when(found.looked_at)}; each change is compared within a minute."
    if found.page_fails:
        seen += (
            f" Its page {found.page_fails}, for that server's policy does not let it; “Let the page run there…” in "
            "the window changes that."
        )
    return seen


def about(copy: Copy) -> str:
    """What a copy is: its address and which way things go."""
    kind = f"public copy, send only, {FILMS[copy.films]}" if copy.is_public else DIRECTIONS[copy.direction]
    return f"{copy.there.address}, {kind}"


def when(moment: str) -> str:
    """An ISO 8601 moment as this computer's clock shows it; what is none is shown as it is."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
    return f"{at.day} {at:%b}, {at:%H:%M}"


def _left_out(count: int) -> str:
    return "1 photo or video could not be copied" if count == 1 else f"{count} photos or videos could not be copied"
