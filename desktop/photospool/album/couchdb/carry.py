"""One version of a document with its attachments, out of one database into another as a replication would bring it.

``PUT /photo/<id>?new_edits=false`` with ``multipart/related``: the version keeps its revision and its history, each
attachment is read from the one server while it is sent to the other, and all of it appears or nothing. Memory stays
flat here and on both servers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import urllib3.exceptions

from photospool.album.base import NotStored
from photospool.album.couchdb.client import encoded
from photospool.album.couchdb.connection import Connections, answered
from photospool.album.couchdb.database import Database
from photospool.album.couchdb.multipart import related
from photospool.album.couchdb.response_errors import problem
from photospool.album.documents import couch_digest
from photospool.album.schema import stubs

_PLAIN: Final = "identity"


def carry(source: Database, target: Database, leaf: Mapping[str, Any], sent: Callable[[int], object]) -> None:
    """Store ``leaf``, as ``Database.leaves`` gave it with its history, where it is not.

    ``sent`` is called again and again meanwhile, with how many bytes of its attachments went out. What it raises ends
    it, with nothing stored. Raises NotStored where an attachment is gone at the source, or its bytes are not those that
    were announced, and what either album raises.
    """
    found = stubs(leaf)
    if not found:
        target.bulk([leaf], new_edits=False)
        return
    content_type, parts = related(
        _document(leaf, found), {name: (stub["content_type"], name) for name, stub in found.items()}
    )
    length = sum(found[part]["length"] if isinstance(part, str) else len(part) for part in parts)

    def body() -> Iterator[bytes]:
        before = 0
        for part in parts:
            if isinstance(part, bytes):
                yield part
                continue
            for chunk in _bytes(source, leaf, part, found[part]):
                sent(before)
                yield chunk
                before += len(chunk)

    guard = target.guard
    headers = guard.headers_of(content_type, length)
    path = guard.target(target.name, str(leaf["_id"])) + "?new_edits=false"
    with guard.permission(), guard.wire.line() as line, Connections(guard, line) as pool:
        try:
            reply = answered(
                pool.urlopen(
                    "PUT", path, body=body(), headers=headers, retries=False, redirect=False, preload_content=False
                )
            )
        except (urllib3.exceptions.HTTPError, OSError) as exc:
            raise guard.wire.interrupted(exc) from exc
        if not 200 <= reply.status < 300:
            raise problem(reply)  # within the permission: a password that was refused is not tried again


def _document(leaf: Mapping[str, Any], found: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The JSON, in whose order the attachments follow."""
    attachments = {}
    for name, stub in found.items():
        kept = {field: stub[field] for field in ("content_type", "length", "revpos") if field in stub}
        digest = _digest(stub)
        attachments[name] = {"follows": True, **kept, **({"digest": digest} if digest else {})}
    return encoded({**leaf, "_attachments": attachments})


def _digest(stub: Mapping[str, Any]) -> str:
    """Of its bytes; empty where the server tells the one of what it made of them, compressed."""
    return str(stub.get("digest", "")) if stub.get("encoding", _PLAIN) == _PLAIN else ""


def _bytes(source: Database, leaf: Mapping[str, Any], name: str, stub: Mapping[str, Any]) -> Iterator[bytes]:
    """As many as were announced, the last ones only once the whole is known to be what it was; else no end."""
    md5 = hashlib.md5(usedforsecurity=False)
    left, held = int(stub["length"]), b""
    with source.attachment(str(leaf["_id"]), name, str(leaf["_rev"])) as chunks:
        for chunk in chunks:
            if held:
                yield held
            md5.update(chunk)
            held, left = chunk, left - len(chunk)
            if left < 0:
                break
    if left or _digest(stub) not in {"", couch_digest(md5.hexdigest())}:
        raise NotStored(f"{leaf['_id']}/{name}: other bytes than its stub says")
    yield held
