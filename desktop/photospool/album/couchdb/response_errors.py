"""What it means when the album's server answers no, or something else answers: the one table of statuses.

Works on an answer's values alone; who sent the request and how is not known here. Texts that came from the server are
shown only after they were made safe.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from photospool.album.base import AlbumAnswer, ChangedMeanwhile, MissingStub, NotThere
from photospool.album.couchdb.transport import WAIT, WAITING
from photospool.errors import (
    LONGEST_SAID,
    AlbumFull,
    AlbumLockedOut,
    AlbumRefused,
    AlbumUnavailable,
    DatabaseMissing,
    NotACouchDB,
    NotAllowed,
    PhotoError,
    PhotospoolError,
    StoreInterrupted,
    TooLarge,
    WrongPassword,
)
from photospool.messages import joined, message
from photospool.photo.metadata.text import line

LOCKED_OUT_S: Final = 300.0
"""CouchDB's lock after five failures (https://docs.couchdb.org/en/stable/config/auth.html)."""
LONGEST_WAIT_S: Final = 3600.0
IN_WORK: Final = "The file stays in work, unchanged."
IN_WORK_WAITING: Final = "The file stays in work, unchanged, and waits."


@dataclass(frozen=True, slots=True)
class ServerReply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: Any = None
    """The JSON, or None where the body is none."""

    @property
    def is_json(self) -> bool:
        """Whether a CouchDB, and not something in front of it, seems to speak."""
        return isinstance(self.content, (dict, list, str))  # a setting of the server is a string

    @property
    def error(self) -> str:
        """CouchDB's name of what is wrong."""
        return self._said("error")

    @property
    def reason(self) -> str:
        """CouchDB's words for it."""
        return self._said("reason")

    @property
    def said(self) -> str:
        """What is wrong in its own words; its status where it has none."""
        return self.reason or self.error or status_line(self.status)

    @property
    def retry_after_s(self) -> float | None:
        """How long the server wants us to wait, in seconds; an hour at most, for its clock may be wrong."""
        text = self.headers.get("retry-after", "").strip()
        try:
            wait_s = int(text[:9]) if text.isdecimal() else _until(text)
        except (TypeError, ValueError, OverflowError):
            return None
        return float(min(max(0, wait_s), LONGEST_WAIT_S))

    def _said(self, name: str) -> str:
        value = self.content.get(name) if isinstance(self.content, dict) else None
        return line(value, LONGEST_SAID) if isinstance(value, str) else ""


def status_line(status: int) -> str:
    """Such as ``503 Service Unavailable``."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _until(date: str) -> float:
    return email.utils.parsedate_to_datetime(date).timestamp() - time.time()


@contextmanager
def told_with(advice: str) -> Iterator[None]:
    """Around work on photos that don't come from work: says this where an error says that they wait there."""
    try:
        yield
    except PhotospoolError as exc:
        if exc.waits:
            exc.waits = advice
            exc.advice = joined(exc.todo, advice)
            exc.args = (exc.title, exc.advice)
        raise


class NotOnServer(NotThere, NotACouchDB):
    """The server answered that it has no such thing; the database itself is there.

    Where nobody expects that, it is what it is: an answer that no CouchDB gives.
    """

    def __init__(self, reason: str = "") -> None:
        other = elsewhere(404)
        super().__init__(reason, title=other.title, advice=other.todo, waits=other.waits)


class AlreadyThere(AlbumAnswer, NotACouchDB):
    """The database that was to be made exists; elsewhere an answer that no CouchDB gives."""

    status = 412

    def __init__(self, reason: str = "") -> None:
        other = elsewhere(412)
        super().__init__("file_exists", reason, title=other.title, advice=other.todo, waits=other.waits)


def problem(reply: ServerReply, *, sends_photo: bool = False) -> PhotospoolError:
    """What an answer that is no success means.

    One of our errors, ChangedMeanwhile, NotThere or AlreadyThere. ``sends_photo`` says that the request carried a
    photo, so that an unclear answer is about this photo and not about the world.
    """
    found = _meaning(reply, sends_photo)
    found.said = reply.said
    return found


def _meaning(reply: ServerReply, sends_photo: bool) -> PhotospoolError:
    status = reply.status
    if status < 400 or status == 511:
        return elsewhere(status)
    if status == 401:
        return _not_signed_in(reply)
    if status in {404, 409, 412} or (status == 403 and reply.is_json):
        return _of_couchdb(reply)
    if status == 413 and sends_photo:
        return _too_large(reply)
    if status == 507:
        return AlbumFull("The album's server has no room left.", "Please make room there.", waits=WAITING)
    if status >= 500 or status in {408, 425, 429}:
        return _not_now(reply, sends_photo)
    if not reply.is_json:
        return elsewhere(status)
    return _misunderstood(reply, sends_photo)


def elsewhere(status: int) -> NotACouchDB:
    """Something else than a CouchDB answered."""
    found = _elsewhere(status)
    found.said = status_line(status)
    return found


def _elsewhere(status: int) -> NotACouchDB:
    if status == 511:
        return NotACouchDB("The network wants you to log in first.", "Please open a web page and log in.", waits=WAIT)
    if 300 <= status < 400:
        return NotACouchDB(
            "The album's address leads somewhere else.",
            "Perhaps a network wants you to log in, or the address has changed; it is not followed, so that your "
            "password stays here.",
            waits=WAIT,
        )
    return NotACouchDB(
        "Something else than a CouchDB answers at the album's address.",
        "Perhaps a network wants you to log in, or address or port are wrong.",
        waits=WAIT,
    )


def _not_signed_in(reply: ServerReply) -> AlbumRefused:
    if reply.reason.startswith("You are not a ") and reply.reason.rstrip(".").endswith(" admin"):
        # CouchDB says 401 also to somebody who is signed in well, but is no administrator.
        return NotAllowed(
            "Only an administrator of the album's server may do this.",
            "Please sign in as one, or ask who looks after the server. Nothing was touched.",
        )
    if reply.reason.startswith("You are not "):
        return WrongPassword(
            "The album's server wants a name and a password.", "Please enter them in the settings.", waits=WAIT
        )
    return WrongPassword(
        "The album's server does not accept the name and the password.",
        "Please enter them again. Nothing more is tried before, so that the account is not locked.",
        waits=WAIT,
    )


def _of_couchdb(reply: ServerReply) -> PhotospoolError:
    if not reply.is_json:
        return elsewhere(reply.status)
    status, error, reason = reply.status, reply.error, reply.reason
    if status == 403 and "temporarily locked" in reason:
        return AlbumLockedOut(
            "The album's server refuses to sign in for some minutes.",
            "There were too many wrong passwords.",
            waits="Photos and videos wait, and it is tried again by itself in five minutes.",
            retry_after_s=LOCKED_OUT_S,
        )
    if status == 403:
        return NotAllowed(
            "You are signed in, but you may not do this in the album.",
            message("The server says: {said} Please ask who looks after it.", said=reason or "forbidden"),
            waits=WAIT,
        )
    if status == 404 and ("database does not exist" in reason.lower() or "no_db_file" in reason):
        return DatabaseMissing(
            "The server is there, but it has no album of this name.",
            "Please check the name, or let Photospool make it.",
            waits=WAIT,
        )
    if status == 404:
        return NotOnServer(reason)
    if error == "missing_stub":
        return MissingStub(reason)
    if status == 409:
        return ChangedMeanwhile(reason)
    if error == "file_exists":
        return AlreadyThere(reason)
    return AlbumUnavailable(
        "The album's server is being looked after.", waits=WAITING, retry_after_s=reply.retry_after_s
    )


def _too_large(reply: ServerReply) -> PhotoError:
    if not reply.is_json:
        return TooLarge(
            "The file is larger than the proxy in front of the album's server lets through.",
            "Please raise its limit (nginx calls it client_max_body_size).",
            waits=IN_WORK,
        )
    limit = "max_attachment_size" if "attachment" in reply.error else "max_document_size"
    return TooLarge(
        "The file is larger than the album's server takes.",
        message(
            "Its setting {limit} is the limit ({error}: {said}).",
            limit=limit,
            error=reply.error,
            said=reply.reason or "too large",
        ),
        waits=IN_WORK,
    )


def _not_now(reply: ServerReply, sends_photo: bool) -> PhotospoolError:
    # An answer that can come before or after the photo was stored: only asking tells.
    if sends_photo and reply.status in {408, 500, 502, 504}:
        said = reply.reason or reply.error or f"error {reply.status}"
        return StoreInterrupted(
            message("The album's server could not take the file ({said}).", said=said), waits=IN_WORK_WAITING
        )
    wait_s = reply.retry_after_s
    return AlbumUnavailable(
        message("The album's server can't work now (error {status}).", status=reply.status),
        waits=WAITING,
        retry_after_s=wait_s,
    )


def _misunderstood(reply: ServerReply, sends_photo: bool) -> PhotospoolError:
    error, reason = reply.error, reply.reason
    if error == "illegal_database_name":
        return AlbumRefused(
            "The album's name is not allowed.",
            "It begins with a small letter; then come small letters, digits and _$()+-/ only. Nothing was touched.",
        )
    said = f"({reply.status} {error} {reason})".replace("  ", " ")
    if sends_photo and "attachment" in reason and ("longer" in reason or "shorter" in reason):
        # CouchDB's own race: https://github.com/apache/couchdb/issues/4679
        return StoreInterrupted("The album's server lost count of the file's bytes.", waits=IN_WORK_WAITING)
    if sends_photo:
        return PhotoError(
            "The album's server does not take this file.",
            message("Please report this {said}.", said=said),
            waits=IN_WORK,
        )
    return AlbumRefused(
        "The album's server does not understand us.", message("Please report this {said}.", said=said), waits=WAIT
    )
