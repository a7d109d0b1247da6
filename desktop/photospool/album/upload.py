"""One document and its pictures or its original, sent as one streamed request: all of it appears, or nothing.

``PUT /photo/<id>`` with ``multipart/related``: the JSON first, then each attachment in the order of the JSON. Memory
stays flat, nothing is sent twice, and the server checks the md5 of each part. What is to be sent, and whether it
must be sent again, is decided in storing.py.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final
from urllib.parse import quote

import urllib3.exceptions

from photospool.album.connection import CHUNK_BYTES, OneConnection, answered
from photospool.album.guard import Guard, encoded
from photospool.album.refusals import IN_WORK, Reply, elsewhere, problem
from photospool.album.storing import Source, Write
from photospool.album.wire import Line, closed
from photospool.errors import PhotoError, PhotoNotReady, StoreInterrupted
from photospool.photo.digests import unreadable

_PLAIN: Final = re.compile(r"[A-Za-z0-9._-]+")


def upload(guard: Guard, database: str, write: Write) -> str:
    """Store the document with its new attachments and return its revision.

    Raises ChangedMeanwhile; PhotoError and PhotoNotReady (StoreInterrupted where the answer is unclear) for this photo;
    AlbumUnavailable and AlbumRefused.
    """
    boundary = secrets.token_hex(16)
    parts = list(_parts(write, boundary))
    length = sum(len(part) if isinstance(part, bytes) else part.length for part in parts)
    headers = {
        "Content-Type": f'multipart/related; boundary="{boundary}"',
        "Content-Length": str(length),
        "Host": guard.address.netloc,
        "Accept": "application/json",
        "Connection": "close",
        **guard.authorization(),
    }
    target = f"{guard.address.path}/{quote(database, safe='')}/{quote(write.document['_id'], safe='')}"
    with guard.permission(), guard.wire.line() as line:
        reply = _send(guard, line, target, headers, _chunks(parts))
        if not 200 <= reply.status < 300:
            raise problem(reply, sends_photo=True)
        if not isinstance(reply.content, dict) or not isinstance(reply.content.get("rev"), str):
            raise elsewhere(reply.status)
        return str(reply.content["rev"])


def _send(guard: Guard, line: Line, target: str, headers: Mapping[str, str], body: Iterator[bytes]) -> Reply:
    with OneConnection(guard, line) as pool:
        try:
            response = pool.urlopen(
                "PUT", target, body=body, headers=headers, retries=False, redirect=False, preload_content=False
            )
            return answered(response)
        except (urllib3.exceptions.HTTPError, OSError) as exc:
            if guard.wire.is_closed:
                raise closed() from exc
            raise StoreInterrupted(
                "The connection was interrupted while the photo was being sent.", IN_WORK + ", and is asked for first."
            ) from exc


def _parts(write: Write, boundary: str) -> Iterator[bytes | Source]:
    """The request's body: what stands between the attachments, and the attachments."""
    attachments: dict[str, Any] = dict(write.document.get("_attachments") or {})
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
        raise PhotoError(
            "What this photo says of itself can't be stored.", f"Please report this: it should not happen. {IN_WORK}."
        ) from exc
    yield f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode() + document
    for name, source in write.sources.items():
        # For servers that only speak the protocol; CouchDB itself goes by the order.
        disposition = f'Content-Disposition: attachment; filename="{name}"\r\n' if _PLAIN.fullmatch(name) else ""
        yield f"\r\n--{boundary}\r\n{disposition}Content-Type: {source.content_type}\r\n\r\n".encode()
        yield source
    yield f"\r\n--{boundary}--".encode()


def _chunks(parts: list[bytes | Source]) -> Iterator[bytes]:
    for part in parts:
        if isinstance(part, bytes):
            yield part
        else:
            yield from _unchanged(part)


def _unchanged(source: Source) -> Iterator[bytes]:
    """The bytes that were announced; PhotoNotReady, and so a request without an end, if the file has others."""
    left = source.length
    with source.open() as stream:
        try:
            # Hashing costs more than sending: only a file that may have been written to is hashed on the way.
            md5 = None if source.is_known(stream) else hashlib.md5(usedforsecurity=False)
            while left:
                chunk = stream.read(min(CHUNK_BYTES, left))
                left -= len(chunk)
                if md5:
                    md5.update(chunk)
                # The last bytes are only sent once the whole is known to be what was announced.
                if not chunk or (not left and not _is_as_announced(source, stream, md5.hexdigest() if md5 else "")):
                    raise PhotoNotReady(
                        "The file changed while it was being sent.",
                        "Another program is still writing to it. It stays in work and is read again.",
                    )
                yield chunk
        except OSError as exc:
            raise unreadable(exc) from exc


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
