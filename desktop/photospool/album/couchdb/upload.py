"""One document and its pictures or its original, sent as one streamed request: all of it appears, or nothing.

``PUT /photo/<id>`` with ``multipart/related``: the JSON first, then each attachment in the order of the JSON. Memory
stays flat, nothing is sent twice, and the server checks the md5 of each part. What is to be sent, and whether it
must be sent again, is decided in store_photo.py; a server that says nothing afterwards is asked (unanswered.py).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import urllib3.exceptions

from photospool.album.base import NotStorable, Source, Write
from photospool.album.couchdb.client import CouchClient, encoded
from photospool.album.couchdb.connection import CHUNK_BYTES, Connections, answered
from photospool.album.couchdb.multipart import related
from photospool.album.couchdb.response_errors import IN_WORK, ServerReply, elsewhere, problem
from photospool.album.couchdb.transport import Connection, closed
from photospool.album.couchdb.unanswered import Nodes, Watch, revision_there
from photospool.album.documents import Document
from photospool.album.schema import stubs
from photospool.errors import PhotoError, PhotoNotReady, StoreInterrupted
from photospool.photo.digests import unreadable


def upload(guard: CouchClient, database: str, write: Write, nodes: Nodes) -> str:
    """Store the document with its new attachments and return its revision.

    While a node of the server is away, the ways are taken that it still answers at once. Raises ChangedMeanwhile;
    PhotoError and PhotoNotReady (StoreInterrupted where the answer is unclear) for this photo; AlbumUnavailable and
    AlbumRefused.
    """
    there = _There(guard, database, nodes)
    if not nodes.is_one_away:
        return _in_one(there, write)
    if any(isinstance(source.content, Path) for source in write.sources.values()):
        return _one_by_one(there, write)
    return _inline(there, write)


@dataclass(frozen=True, slots=True)
class _There:
    guard: CouchClient
    database: str
    nodes: Nodes


def _in_one(there: _There, write: Write) -> str:
    content_type, parts = _parts(write)
    length = sum(len(part) if isinstance(part, bytes) else part.length for part in parts)
    path = (str(write.document["_id"]),)
    return _put(there, path, _Body(content_type, length, parts), write)


def _one_by_one(there: _There, write: Write) -> str:
    """The document, then each attachment by itself: for an original, which nobody wants before its photo is there."""
    attachments = {name: stub for name, stub in stubs(write.document).items() if name not in write.sources}
    document = {**write.document, "_attachments": attachments}
    rev = _put_json(there, document)
    for name, source in write.sources.items():
        path = (str(write.document["_id"]), name)
        body = _Body(source.content_type, source.length, [source], source.digest.removeprefix("md5-"))
        sent = Write({**write.document, "_rev": rev}, {name: source})
        rev = _put(there, path, body, sent, rev=rev)
    return rev


def _inline(there: _There, write: Write) -> str:
    """The document with its pictures in it: all of it appears, or nothing, as in one streamed request."""
    attachments: dict[str, Any] = dict(stubs(write.document))
    for name, source in write.sources.items():
        with source.open() as stream:
            data = base64.b64encode(stream.read()).decode("ascii")
        attachments[name] = {"content_type": source.content_type, "data": data}
    return _put_json(there, {**write.document, "_attachments": attachments})


def _put_json(there: _There, document: Document) -> str:
    try:
        reply = there.guard.reply("PUT", there.database, str(document["_id"]), body=document, sends_photo=True)
    except ValueError as exc:
        raise _can_not_be_said() from exc
    return _revision(reply)


@dataclass(frozen=True, slots=True)
class _Body:
    content_type: str
    length: int
    parts: Sequence[bytes | Source]
    md5: str = ""
    """In base64, where the server is told it in a header."""


def _put(there: _There, path: Sequence[str], body: _Body, write: Write, *, rev: str = "") -> str:
    guard, database = there.guard, there.database
    headers = guard.headers_of(body.content_type, body.length) | ({"Content-MD5": body.md5} if body.md5 else {})
    target = guard.target(database, *path)
    target += f"?rev={quote(rev)}" if rev else ""
    watchman = there.nodes.watchman
    with guard.permission(), guard.wire.line() as line:
        watch = Watch(lambda: revision_there(guard, database, write), line.cut, guard.wire.timeouts.silence_s)
        try:
            reply = _send(guard, line, (target, headers), _chunks(body.parts, lambda: watchman.begin(watch)), watch)
        finally:
            watchman.end(watch)
        if watch.rev:
            there.nodes.seen_silent()
            return watch.rev
        return _revision(reply)


def _revision(reply: ServerReply) -> str:
    if not 200 <= reply.status < 300:
        raise problem(reply, sends_photo=True)
    if not isinstance(reply.content, dict) or not isinstance(reply.content.get("rev"), str):
        raise elsewhere(reply.status)
    return str(reply.content["rev"])


def _send(
    guard: CouchClient, line: Connection, what: tuple[str, Mapping[str, str]], body: Iterator[bytes], watch: Watch
) -> ServerReply:
    target, headers = what
    with Connections(guard, line) as pool:
        try:
            response = pool.urlopen(
                "PUT", target, body=body, headers=headers, retries=False, redirect=False, preload_content=False
            )
            return answered(response)
        except (urllib3.exceptions.HTTPError, OSError) as exc:
            if watch.rev:
                return ServerReply(201, {})
            if guard.wire.is_closed:
                raise closed() from exc
            raise StoreInterrupted(
                "The connection was interrupted while a file was being sent.",
                waits="The file stays in work, unchanged, and is asked for first.",
            ) from exc


def _can_not_be_said() -> PhotoError:
    return NotStorable("bad_request", "invalid UTF-8 JSON", waits=IN_WORK)


def _parts(write: Write) -> tuple[str, list[bytes | Source]]:
    """Of the one request: its content type, and its body."""
    attachments: dict[str, Any] = dict(stubs(write.document))
    for name, source in write.sources.items():
        attachments.pop(name, None)  # to the end: the order of the parts counts, their names don't
        attachments[name] = {
            "follows": True,
            "content_type": source.content_type,
            "length": source.length,
            "digest": source.digest,
        }
    try:
        document = encoded({**write.document, "_attachments": attachments})
    except ValueError as exc:
        raise _can_not_be_said() from exc
    return related(document, {name: (source.content_type, source) for name, source in write.sources.items()})


def _chunks(parts: Sequence[bytes | Source], sent: Callable[[], None]) -> Iterator[bytes]:
    for part in parts:
        if isinstance(part, bytes):
            yield part
        else:
            yield from _unchanged(part)
    sent()


def _unchanged(source: Source) -> Iterator[bytes]:
    """The bytes that were announced; PhotoNotReady, and so a request without an end, if the file has others."""
    left = source.length
    sent = source.sent or (lambda _number: None)
    with source.open() as stream:
        try:
            # Hashing costs more than sending: only a file that may have been written to is hashed on the way.
            md5 = None if source.is_known(stream) else hashlib.md5(usedforsecurity=False)
            while left:
                sent(source.length - left)
                chunk = stream.read(min(CHUNK_BYTES, left))
                left -= len(chunk)
                if md5:
                    md5.update(chunk)
                # The last bytes are only sent once the whole is known to be what was announced.
                if not chunk or (not left and not _is_as_announced(source, stream, md5.hexdigest() if md5 else "")):
                    raise PhotoNotReady(
                        "The file changed while it was being sent.",
                        "Another program is still writing to it.",
                        waits="It stays in work and is read again.",
                    )
                yield chunk
        except OSError as exc:
            raise unreadable(exc) from exc
    sent(source.length)


def _is_as_announced(source: Source, stream: BinaryIO, sent: str) -> bool:
    """Whether all has been read and is what was announced; ``sent`` is its md5 where it was hashed on the way."""
    if stream.read(1):
        return False
    if not sent and not source.is_known(stream):  # touched meanwhile: was it written to?
        stream.seek(0)
        md5 = hashlib.md5(usedforsecurity=False)
        while chunk := stream.read(CHUNK_BYTES):
            md5.update(chunk)
        sent = md5.hexdigest()
    return sent in {"", source.md5}
