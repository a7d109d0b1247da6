"""Prove a public copy with real requests, as a visitor without a name: all that can be read, and that nothing changes.

Every live version, every former one, every deletion's mark and every picture's bytes are looked into. Only GET is used
to look, so that it also works through a proxy that lets nothing else pass.
"""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile, NotStored, NotThere
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import AlreadyThere
from photospool.album.documents import PUBLIC, Document
from photospool.album.in_flight import InFlight
from photospool.album.replication.endpoint import at_copy, open_endpoint
from photospool.album.replication.filters import TEST, unfit
from photospool.album.replication.models import CheckResult, Copy, Films, Tell
from photospool.album.replication.public.film_documents import is_film, unfit_film
from photospool.album.replication.public.image_privacy import hidden_in
from photospool.album.replication.public.retract import is_mark, stranger
from photospool.album.replication.revisions import history_of
from photospool.album.schema import name_of, stubs
from photospool.errors import AlbumRefused, AlbumUnavailable, AnswerUnreadable, CopyError, PhotoError, PhotoNotReady
from photospool.messages import joined, message, plural
from photospool.photo.public_film.maker import judge

PAGE: Final = 500
NOTES_HIDDEN: Final = "A stranger can't read the copying server's notes."
NOTES_READABLE: Final = "A stranger can read the copying server's notes (_local_docs): no photo, but its name."
NOTES_ADVICE: Final = "A proxy in front of the copy stops that, and what strangers could store there unseen."
"""No fault of the set-up: said, so that its owner can judge it."""


@dataclass(slots=True)
class _VisitorView:
    """What a stranger found."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Who looks at which copy."""

    anybody: CouchAlbum
    copy: Copy
    watched: Callable[[Iterator[bytes]], Iterator[bytes]]
    """Passes pieces on, and ends what nobody wants any more."""


def prove(copy: Copy, tell: Tell) -> list[CheckResult]:
    """Every tick in order, each told as soon as it is known. Raises CopyUnreachable."""
    ticks: list[CheckResult] = []

    def tick(found: CheckResult) -> None:
        ticks.append(found)
        tell(found)

    anybody = stranger(copy)
    try:
        with at_copy():
            anybody.database.all_docs(limit=1)
    except CopyError as exc:
        tick(CheckResult(message("A stranger can't read it: {why}", why=exc.title), False, exc.advice))
        return ticks
    tick(CheckResult("A stranger can read it."))
    with _victim(copy) as victim:
        for attempt in _attempts(copy, victim):
            tick(_refused(attempt))
    tick(_notes_of_the_server(copy))
    seen = _VisitorView()
    with at_copy():
        _look(anybody, seen, copy)
    counts = seen.counts
    looked = message(
        "{photos}, {former}, {deleted} and {pictures}",
        photos=plural("{n} photo", "{n} photos", n=counts["photos"]),
        former=plural("{n} former version", "{n} former versions", n=counts["former"]),
        deleted=plural("{n} deleted one", "{n} deleted ones", n=counts["deleted"]),
        pictures=plural("{n} picture", "{n} pictures", n=counts["pictures"]),
    )
    if seen.wrong:
        tick(
            CheckResult(
                message("Strangers see what they must not, in {looked}.", looked=looked),
                False,
                joined(*seen.wrong[:10], by="; "),
            )
        )
    else:
        tick(CheckResult(message("No original, no place and no serial number in {looked}.", looked=looked)))
    if counts["films"] and not seen.wrong:
        tick(
            CheckResult(
                plural(
                    "Nothing but what its owner chose, picture or sound, in {n} film.",
                    "Nothing but what their owner chose, picture or sound, in {n} films.",
                    n=counts["films"],
                )
            )
        )
    return ticks


@contextmanager
def _victim(copy: Copy) -> Iterator[str]:
    """A document of our own to be attacked: where a stranger can delete after all, no photo is lost."""
    there, document = open_endpoint(copy.here, allow_plain_http=True), _test_document()
    with at_copy():
        there.put_document(document)
    try:
        yield document["_id"]
    finally:
        with at_copy():
            left = there.get(document["_id"])
            if left is not None:
                there.put_document({"_id": left["_id"], "_rev": left["_rev"], "_deleted": True})


def _test_document() -> Document:
    return {"_id": f"{TEST}{secrets.token_hex(6)}", "type": "test"}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What a stranger might try."""

    fails: str
    succeeds: str
    make: Callable[[], Any]
    """Answers what the server said."""


def _attempts(copy: Copy, victim: str) -> Iterator[_Attempt]:
    fresh, other = _test_document(), _test_document()

    def ask(method: str, *path: str, body: Any = None, **options: object) -> Callable[[], Any]:
        return lambda: stranger(copy).database.ask(method, *path, body=body, options=options)

    yield _Attempt(
        "A stranger can't add a document.", "A stranger can add a document!", ask("PUT", fresh["_id"], body=fresh)
    )
    yield _Attempt(
        "A stranger can't add several at once.",
        "A stranger can add several at once!",
        ask("POST", "_bulk_docs", body={"docs": [other]}),
    )
    yield _Attempt(
        "A stranger can't delete a document.",
        "A stranger can delete a document!",
        lambda: _delete(stranger(copy), victim),
    )
    yield _Attempt(
        "A stranger can't delete several at once.",
        "A stranger can delete several at once!",
        lambda: _bulk_delete(stranger(copy), victim),
    )
    yield _Attempt(
        "A stranger can't change who may read it.",
        "A stranger can change who may read it!",
        lambda: _change_security(copy),
    )
    yield _Attempt(
        "A stranger can't put in a program of his own.",
        "A stranger can put in a program of his own!",
        ask("PUT", "_design", fresh["_id"], body={"views": {}}),
    )
    yield _Attempt("A stranger can't delete the whole copy.", "A stranger can delete the whole copy!", ask("DELETE"))


def _delete(anybody: CouchAlbum, victim: str) -> Any:
    document = anybody.get(victim) or {}
    return anybody.database.ask("DELETE", victim, options={"rev": document.get("_rev", "")})


def _bulk_delete(anybody: CouchAlbum, victim: str) -> Any:
    document = anybody.get(victim) or {}
    return anybody.bulk([{"_id": victim, "_rev": document.get("_rev", ""), "_deleted": True}])


def _change_security(copy: Copy) -> Any:
    mark = f"{TEST}{secrets.token_hex(6)}"
    known = stranger(copy).database.security()
    # CouchDB 3.5 refuses a stranger here with a 500, so what was kept decides.
    with contextlib.suppress(AlbumUnavailable):
        stranger(copy).database.secure({**known, "test": mark})
    if stranger(copy).database.security().get("test") != mark:
        return [{"error": "forbidden"}]
    stranger(copy).database.secure(known)
    return {"ok": True}


def _refused(attempt: _Attempt) -> CheckResult:
    try:
        said = attempt.make()
    except (AlbumRefused, ChangedMeanwhile, AlreadyThere, NotThere):
        return CheckResult(attempt.fails)
    rows = said if isinstance(said, list) else [said]
    if rows and all(isinstance(row, dict) and "error" in row for row in rows):
        return CheckResult(attempt.fails)
    return CheckResult(attempt.succeeds, False, "The copy's _design/readonly is not at work.")


def _notes_of_the_server(copy: Copy) -> CheckResult:
    """Checkpoints lie beside the photos; CouchDB shows them to whoever may read those, and only a proxy stops that."""
    try:
        stranger(copy).database.local_docs(limit=1)
    except (AlbumRefused, NotThere):
        return CheckResult(NOTES_HIDDEN)
    return CheckResult(NOTES_READABLE, advice=NOTES_ADVICE)


def _look(anybody: CouchAlbum, seen: _VisitorView, copy: Copy) -> None:
    looking: InFlight[dict[str, Any], _VisitorView]
    looking = InFlight(lambda row: _versions_of(row, _Visit(anybody, copy, looking.watched)))
    with closing(looking.of(_changes(anybody))) as looked:
        for _, found in looked:
            seen.counts.update(found.counts)
            seen.wrong += found.wrong


def _versions_of(row: dict[str, Any], visit: _Visit) -> _VisitorView:
    """All of one document: each live version, each former one, each mark of a deletion."""
    seen, doc_id = _VisitorView(), str(row["id"])
    if doc_id.startswith("_design/"):
        return seen
    former: set[str] = set()
    leaves = {str(change["rev"]) for change in row["changes"]}
    for rev in sorted(leaves):
        document = _seen_by(visit.anybody, doc_id, seen, rev=rev, revs="true")
        if document is None:
            continue
        former |= set(_history(document))
        if document.get("_deleted"):
            seen.counts["deleted"] += 1
            if not is_mark(document):
                seen.wrong.append(message("{name}: what was deleted keeps its words", name=doc_id))
        else:
            seen.counts["photos"] += not is_film(doc_id)
            _judge(visit, document, seen)
    for rev in sorted(former - leaves):
        document = _seen_by(visit.anybody, doc_id, seen, rev=rev)
        if document is not None and not document.get("_deleted") and not _is_test(document):
            seen.counts["former"] += 1
            _judge(visit, document, seen)
    return seen


def _seen_by(anybody: CouchAlbum, doc_id: str, seen: _VisitorView, **options: object) -> Document | None:
    try:
        return anybody.get(doc_id, **options)
    except AnswerUnreadable:
        seen.wrong.append(
            message("{name}: what is said of it can't be read, so nobody knows what it shows", name=doc_id)
        )
        return None


def _is_test(document: Document) -> bool:
    return str(document["_id"]).startswith(TEST) and set(document) <= {"_id", "_rev", "type"}


def _judge(visit: _Visit, document: Document, seen: _VisitorView) -> None:
    doc_id, rev = str(document["_id"]), str(document["_rev"])
    if is_film(doc_id):
        _judge_film(visit, document, seen)
        return
    reasons = unfit({name: value for name, value in document.items() if name != "_revisions"}, visit.copy.rules)
    if document.get("cat") != PUBLIC:
        reasons.append(message("it is not public"))
    for name in stubs(document):
        try:
            with visit.anybody.database.attachment(doc_id, name, rev) as chunks:
                hidden = hidden_in(b"".join(chunks))
        except NotStored:
            continue
        seen.counts["pictures"] += 1
        if hidden:
            reasons.append(message("its picture {name} holds {what}", name=name, what=joined(*hidden, by=", ")))
    name = name_of(document, doc_id)
    seen.wrong += [message("{name}: {why}", name=name, why=reason) for reason in reasons]


def _judge_film(visit: _Visit, document: Document, seen: _VisitorView) -> None:
    """A film by all of its bytes, in a caged process: they come from a server that is a stranger's, too."""
    doc_id, rev = str(document["_id"]), str(document["_rev"])
    reasons = unfit_film(document, visit.copy.films)
    for name in stubs(document):
        with tempfile.TemporaryDirectory(prefix="photospool-film-") as folder:
            path = Path(folder) / "film"
            try:
                with visit.anybody.database.attachment(doc_id, name, rev) as chunks, path.open("xb") as out:
                    out.writelines(visit.watched(chunks))
                hidden = judge(path, has_sound=visit.copy.films is Films.SOUND)
            except NotStored:
                continue
            except (OSError, PhotoError, PhotoNotReady) as exc:
                hidden = message("what could not be looked into ({why})", why=type(exc).__name__)
            seen.counts["films"] += 1
            if hidden:
                reasons.append(message("its film holds {what}", what=hidden))
    seen.wrong += [message("{name}: {why}", name=doc_id, why=reason) for reason in reasons]


def _changes(anybody: CouchAlbum) -> Iterator[dict[str, Any]]:
    for page in anybody.database.change_pages(PAGE, style="all_docs"):
        yield from page.rows


def _history(document: Document) -> Iterator[str]:
    start, ids = history_of(document.get("_revisions"))
    yield from (f"{start - number}-{digest}" for number, digest in enumerate(ids))
