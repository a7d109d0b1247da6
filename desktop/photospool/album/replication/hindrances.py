"""Why something could not be carried between an album and a copy: found in what was raised, noted, and said.

The sentences are messages, which the command line shows as they are and the window translates. What is done about it is
not known here: resend.py tries it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Final

from photospool.album.base import AlbumAnswer
from photospool.album.couchdb.carry import SourceDamaged
from photospool.album.documents import Document
from photospool.album.replication.models import Hindrance, Missing, Obstacle
from photospool.errors import (
    LONGEST_SAID,
    AlbumFull,
    AlbumRefused,
    PhotoError,
    PhotoNotReady,
    PhotospoolError,
    TooLarge,
)
from photospool.messages import message
from photospool.photo.metadata.text import line
from photospool.size_words import size_words

_LATEST: Final = 1 << 53
"""Seconds; a whole number of JSON may be larger than any float."""
_NO_ROOM: Final = "enospc"
"""As CouchDB has it from its system where its disk is full, with whatever status."""


def hindrance_of(problem: PhotospoolError) -> Hindrance:
    """What it means that one document could not be carried for this."""
    said = problem.said or line(problem.title, LONGEST_SAID).removesuffix(".")
    if isinstance(problem, SourceDamaged):
        return Hindrance(Obstacle.UNREADABLE)
    if isinstance(problem, TooLarge):
        return Hindrance(Obstacle.TOO_LARGE)
    if isinstance(problem, AlbumFull) or _NO_ROOM in said.casefold():
        return Hindrance(Obstacle.NO_ROOM)
    if isinstance(problem, (AlbumRefused, AlbumAnswer, PhotoError)) and not isinstance(problem, PhotoNotReady):
        return Hindrance(Obstacle.REFUSED, said)
    return Hindrance(Obstacle.CUT_OFF, said)


def counted(item: Missing, before: Mapping[str, Hindrance]) -> Missing:
    """With how often in a row the same kept it from coming through; ``before`` is what was noted."""
    then = before.get(item.photo_id)
    if item.why is None or then is None or then.obstacle is not item.why.obstacle:
        return item
    if item.why.tried_at == then.tried_at:  # not tried since
        return replace(item, why=then)
    return replace(item, why=replace(item.why, tries=then.tries + 1))


def noted_of(found: Iterable[Missing]) -> Document:
    """For the copy's note, by the photo."""
    return {
        item.photo_id: {**asdict(item.why), "obstacle": item.why.obstacle.value}
        for item in found
        if item.why is not None
    }


def read_of(noted: object) -> dict[str, Hindrance]:
    """What stands in a copy's note, whoever wrote it."""
    found = {}
    for photo_id, one in noted.items() if isinstance(noted, Mapping) else ():
        try:
            obstacle = Obstacle(one["obstacle"])
        except (TypeError, KeyError, ValueError):
            continue
        tries, at = one.get("tries"), one.get("tried_at")
        found[photo_id] = Hindrance(
            obstacle,
            line(str(one.get("said", "")), LONGEST_SAID),
            tries if isinstance(tries, int) else 1,
            float(at) if isinstance(at, (int, float)) and 0 <= at <= _LATEST else 0.0,
        )
    return found


def sentence(item: Missing, name: str) -> str:
    """What could not be carried, why, and what to do; ``name`` is how it is shown. For what has a ``why``."""
    why = item.why or Hindrance(Obstacle.CUT_OFF)
    words = {
        "name": f"{name} ({size_words(item.size)})" if item.size is not None else name,
        "server": message("Your album's server") if item.in_album else message("The copy's server"),
        "said": why.said or why.obstacle.value,
    }
    match why.obstacle:
        case Obstacle.TOO_LARGE:
            return message(
                "{name}: not there. {server}, or a proxy before it, takes no file of this size. Its limit must be "
                "raised (a proxy's own: nginx calls it client_max_body_size); then it is sent by itself within a day, "
                "or at once with “Check now” or “photospool copies check”.",
                **words,
            )
        case Obstacle.REFUSED:
            return message(
                "{name}: not there. {server} refuses it (“{said}”). Whoever looks after that server knows why; once it "
                "takes it, it is sent by itself within a day, or at once with “Check now” or “photospool copies "
                "check”.",
                **words,
            )
        case Obstacle.NO_ROOM:
            return message(
                "{name}: not there. {server} has no room left. Please make room on its disk; then it is sent by itself "
                "within a day, or at once with “Check now” or “photospool copies check”.",
                **words,
            )
        case Obstacle.UNREADABLE if item.in_album:
            return message(
                "{name}: its bytes in the copy are missing or damaged, so they can't come into your album. If you have "
                "the file elsewhere, add it to the album. It is tried again by itself within a day, or at once with "
                "“Check now” or “photospool copies check”.",
                **words,
            )
        case Obstacle.UNREADABLE:
            return message(
                "{name}: its bytes in your album are missing or damaged, so they can't go into the copy. “photospool "
                "verify” says more. Please add the file again: look in the done folder. Then it is sent by itself "
                "within a day, or at once with “Check now” or “photospool copies check”.",
                **words,
            )
        case Obstacle.CUT_OFF if why.needs_somebody:
            return message(
                "{name}: not there. It was cut off on its way {tries} times (“{said}”), and goes on being tried by "
                "itself. Is the disk of that server full, or does something before it end what takes long? {server} "
                "may say more in its log.",
                tries=why.tries,
                **words,
            )
        case Obstacle.CUT_OFF:
            return message(
                "{name}: not there yet. It was cut off on its way (“{said}”), and is sent again by itself.", **words
            )
