"""One version of a document with its attachments, out of one database into another as a replication would bring it.

``PUT /photo/<id>?new_edits=false`` with ``multipart/related``: the version keeps its revision and its history, each
attachment is read from the one server while it is sent to the other, and all of it appears or nothing. Memory stays
flat here and on both servers.

Bytes that the target has already are not sent again: an edit changes words, and not the film that they belong to. It
takes a stub for them where it still holds the version that this one came from. CouchDB 3.5.0 goes by name and
``revpos`` there and never looks at the digest, so it is we who compare it before.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any, Final

import urllib3.exceptions

from photospool.album.base import AlbumAnswer, NotStored
from photospool.album.couchdb.client import encoded
from photospool.album.couchdb.connection import Connections, answered
from photospool.album.couchdb.database import Database, as_photo_error
from photospool.album.couchdb.multipart import related
from photospool.album.couchdb.response_errors import problem
from photospool.album.documents import couch_digest
from photospool.album.schema import stubs


class SourceDamaged(NotStored):
    """The source does not have the bytes that it announces."""


_PLAIN: Final = "identity"
_TELLING: Final = ("digest", "length", "revpos", "content_type")
_FORMER: Final = 100
"""So many former versions are asked for, nearest first; a film that was edited more often meanwhile is sent whole."""


def carry(source: Database, target: Database, leaf: Mapping[str, Any], sent: Callable[[int], object]) -> None:
    """Store ``leaf``, as ``Database.leaves`` gave it with its history, where it is not.

    ``sent`` is called again and again meanwhile, with how many bytes of its attachments went out. What it raises ends
    it, with nothing stored. Raises SourceDamaged where an attachment is gone at the source, or its bytes are not those
    that were announced; TooLarge and StoreInterrupted; and what either album raises.
    """
    found = stubs(leaf)
    kept = _kept(target, leaf, found) if found else frozenset()
    if kept:
        with contextlib.suppress(AlbumAnswer):  # compacted away since we asked: all of it is sent
            _store(source, target, leaf, kept, sent)
            return
    _store(source, target, leaf, frozenset(), sent)


def _kept(target: Database, leaf: Mapping[str, Any], found: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The names of those attachments that the target has, byte for byte, in the version that this one came from."""
    history = leaf["_revisions"]
    former = [f"{history['start'] - back}-{rev}" for back, rev in enumerate(history["ids"])][1 : _FORMER + 1]
    there = target.versions(str(leaf["_id"]), former) if former else {}
    # Where it looks for the bytes of a stub: in the nearest one that it still holds.
    nearest = stubs(next((there[rev] for rev in former if rev in there), {}))
    return frozenset(name for name, stub in found.items() if _is_same(stub, nearest.get(name, {})))


def _is_same(stub: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    is_told = bool(_digest(stub)) and bool(_digest(there)) and "revpos" in stub
    return is_told and all(stub.get(field) == there.get(field) for field in _TELLING)


def _store(
    source: Database, target: Database, leaf: Mapping[str, Any], kept: Set[str], sent: Callable[[int], object]
) -> None:
    """``kept``: the names of the attachments whose bytes are not sent."""
    found = stubs(leaf)
    going = {name: stub for name, stub in found.items() if name not in kept}
    if not going:
        sent(0)
        with as_photo_error():
            target.ask("PUT", str(leaf["_id"]), body=leaf, options={"new_edits": "false"})
        return
    content_type, parts = related(
        _document(leaf, found, kept), {name: (stub["content_type"], name) for name, stub in going.items()}
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
            # Within the permission: a password that was refused is not tried again.
            raise problem(reply, sends_photo=True)


def _document(leaf: Mapping[str, Any], found: Mapping[str, Mapping[str, Any]], kept: Set[str]) -> bytes:
    """The JSON, in whose order the attachments follow."""
    attachments: dict[str, Mapping[str, Any]] = {}
    for name, stub in found.items():
        if name in kept:
            attachments[name] = stub
            continue
        said = {field: stub[field] for field in ("content_type", "length", "revpos") if field in stub}
        digest = _digest(stub)
        attachments[name] = {"follows": True, **said, **({"digest": digest} if digest else {})}
    return encoded({**leaf, "_attachments": attachments})


def _digest(stub: Mapping[str, Any]) -> str:
    """Of its bytes; empty where the server tells the one of what it made of them, compressed."""
    return str(stub.get("digest", "")) if stub.get("encoding", _PLAIN) == _PLAIN else ""


def _bytes(source: Database, leaf: Mapping[str, Any], name: str, stub: Mapping[str, Any]) -> Iterator[bytes]:
    """As many as were announced, the last ones only once the whole is known to be what it was; else no end."""
    md5 = hashlib.md5(usedforsecurity=False)
    left, held = int(stub["length"]), b""
    try:
        with source.attachment(str(leaf["_id"]), name, str(leaf["_rev"])) as chunks:
            for chunk in chunks:
                if held:
                    yield held
                md5.update(chunk)
                held, left = chunk, left - len(chunk)
                if left < 0:
                    break
    except NotStored as exc:
        raise SourceDamaged(f"{leaf['_id']}/{name}") from exc
    if left or _digest(stub) not in {"", couch_digest(md5.hexdigest())}:
        raise SourceDamaged(f"{leaf['_id']}/{name}: other bytes than its stub says")
    yield held
