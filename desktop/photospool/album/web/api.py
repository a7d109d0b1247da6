"""The few requests that the album's page may make of an album, as values: CouchDB's own URL shapes, and nothing else.

Whatever is not listed here never reaches an album: other databases, server settings, design documents. How a request
is answered: embedded_backend.py and couchdb_backend.py; who may ask at all: sessions.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Protocol

from photospool.album.base import AlbumAnswer, BadRequest, NotThere
from photospool.album.schema import is_readable, read
from photospool.album.view_query import PLAIN_OPTIONS, is_word
from photospool.album.views import VIEWS
from photospool.photo.formats import VIDEO_FORMATS
from photospool.security import untrusted_json

BODY_BYTES: Final = 8_000_000
"""What CouchDB takes of one request in JSON."""
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"})
"""What a browser may show."""
FILMS: Final = frozenset({"video/x-matroska", *(one.content_type for one in VIDEO_FORMATS.values())})
"""What the page's player may be handed; opened by itself it is saved, as everything else is."""
_ABSENT: Final = object()
_OF_DOCUMENTS: Final = frozenset({"comments", "recent-comments", "missing-exif"})
"""Views whose rows hold whole documents."""
_ID_LENGTH: Final = 400
_OF_VIEWS: Final = PLAIN_OPTIONS | frozenset(
    "startkey endkey start_key end_key inclusive_end key keys descending limit skip group group_level reduce "
    "include_docs".split()
)
_OF_LISTS: Final = frozenset("startkey endkey inclusive_end key keys descending limit skip include_docs".split())


class Kind(Enum):
    """What is asked for."""

    DOCUMENT = "document"
    ATTACHMENT = "attachment"
    PUT = "put"
    ALL_DOCS = "all_docs"
    VIEW = "view"
    BULK = "bulk"


class PathNotAllowed(AlbumAnswer):
    """The page never asks for this."""

    status = 403


class WrongMethod(AlbumAnswer):
    """The right place, the wrong verb."""

    status = 405


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """One request that is allowed, taken apart."""

    kind: Kind
    doc_id: str = ""
    name: str = ""
    """Of the attachment or the view."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Query options as JSON values."""
    body: Any = None
    conditions: Mapping[str, str] = field(default_factory=dict)
    """The headers ``Range``, ``If-Range`` and ``If-None-Match``, as they came."""
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class ApiResponse:
    """What an album answers: a JSON value, or chunks of a file."""

    status: int
    content: Any = None
    """A JSON value, unless ``chunks`` is given."""
    chunks: Iterable[bytes] | None = None
    """Has ``close()`` where there is something to close."""
    headers: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    """A file to send in place of both; conditions and ranges are not looked at yet."""


class Backend(Protocol):
    """An album as the page's server needs it; called from several threads."""

    def about(self) -> Mapping[str, Any]:
        """``name`` and ``roles`` of who is signed in, ``may_write``, ``kind`` for people."""
        ...

    def answer(self, asked: ApiRequest) -> ApiResponse:
        """Raises AlbumAnswer as CouchDB would answer, AlbumUnavailable and AlbumRefused."""
        ...


def asked(
    method: str, path: Sequence[str], query: Mapping[str, str], body: bytes, conditions: Mapping[str, str]
) -> ApiRequest:
    """Take a request apart; ``path`` is decoded, part by part. Raises NotAllowed, WrongMethod, NotThere, BadRequest."""
    for part in path:
        # An id may hold a slash. A way upwards it never may: a proxy before the server might go it.
        climbs = not {".", ".."}.isdisjoint(part.split("/"))
        if not part or climbs or len(part) > _ID_LENGTH or not part.isprintable() or "\\" in part:
            raise NotThere("missing")
    is_head = method == "HEAD"
    verb = "GET" if is_head else method
    match list(path):
        case ["_all_docs"]:
            _verbs(verb, "GET", "POST")
            options, content = _options(query, _OF_LISTS), _json(body) if verb == "POST" else None
            return ApiRequest(Kind.ALL_DOCS, options=_with_keys(options, content), is_head=is_head)
        case ["_bulk_docs"]:
            _verbs(verb, "POST")
            return ApiRequest(Kind.BULK, body=_documents(_json(body)))
        case ["_design", "photospool", "_view", name] if name in VIEWS:
            _verbs(verb, "GET", "POST")
            options, content = _options(query, _OF_VIEWS), _json(body) if verb == "POST" else None
            return ApiRequest(Kind.VIEW, name=name, options=_with_keys(options, content), is_head=is_head)
        case [doc_id] if not doc_id.startswith("_"):
            _verbs(verb, "GET", "PUT")
            if verb == "PUT":
                document = _document(_json(body))
                if document.setdefault("_id", doc_id) != doc_id:
                    raise BadRequest("bad_request", "The id in the address and in the document differ.")
                return ApiRequest(Kind.PUT, doc_id, body=document)
            return ApiRequest(Kind.DOCUMENT, doc_id, is_head=is_head)
        case [doc_id, name] if not doc_id.startswith("_"):
            _verbs(verb, "GET")
            return ApiRequest(Kind.ATTACHMENT, doc_id, name, conditions=conditions, is_head=is_head)
    raise PathNotAllowed("forbidden", "The album's page does not ask for this.")


def listed(answer: dict[str, Any], asked: ApiRequest) -> dict[str, Any]:
    """A list as the page may have it: what is odd in a document is absent, and the others are not held up by it."""
    rows = answer.get("rows")
    # Most lists hold no documents, the first screen's among them: a view's values are of their types.
    has_documents = asked.options.get("include_docs") is True or asked.name in _OF_DOCUMENTS
    if not has_documents or not isinstance(rows, list):
        return answer
    return {**answer, "rows": [_row(row) for row in rows if isinstance(row, Mapping)]}


def _row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    doc, value = row.get("doc"), row.get("value")
    if isinstance(doc, Mapping):
        row = {**row, "doc": read(doc)}
    if isinstance(value, Mapping) and "_id" in value:  # a view whose rows hold their documents
        row = {**row, "value": read(value)}
    return row


def whole(document: Mapping[str, Any], there: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the page sends back of a document, with what it was not shown of it: nobody's odd words are lost."""
    if there is None or document.get("_rev") != there.get("_rev") or document.get("_deleted"):
        return dict(document)
    shown = read(there)
    # Equal to what was shown, or never shown: not touched by the page.
    kept = {name: value for name, value in there.items() if document.get(name, _ABSENT) == shown.get(name, _ABSENT)}
    return {**document, **kept}


def _verbs(verb: str, *allowed: str) -> None:
    if verb not in allowed:
        raise WrongMethod("method_not_allowed", f"Only {','.join(allowed)} allowed")


def _options(query: Mapping[str, str], known: frozenset[str]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name, text in query.items():
        if name not in known:
            raise BadRequest("query_parse_error", "Unknown option.")
        options[name] = text if is_word(name) else _json(text.encode())
    return options


def _with_keys(options: dict[str, Any], body: Any) -> dict[str, Any]:
    if body is None:
        return options
    if not isinstance(body, dict) or set(body) != {"keys"} or not isinstance(body["keys"], list):
        raise BadRequest("bad_request", "`keys` body member must be an array.")
    return options | {"keys": body["keys"]}


def _documents(body: Any) -> list[dict[str, Any]]:
    if not isinstance(body, dict) or set(body) != {"docs"} or not isinstance(body["docs"], list):
        raise BadRequest("bad_request", "`docs` body member must be an array, and is the only one.")
    documents = [_document(document) for document in body["docs"]]
    if not all(isinstance(document.get("_id"), str) for document in documents):
        raise BadRequest("bad_request", "Every document has an id.")
    return documents


def _document(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise BadRequest("bad_request", "Document must be a JSON object")
    doc_id = body.get("_id", "")
    if not isinstance(doc_id, str) or doc_id.startswith("_") or len(doc_id) > _ID_LENGTH:
        raise PathNotAllowed("forbidden", "The album's page only changes photos.")
    if not is_readable(body):
        raise PathNotAllowed("forbidden", "This document can't be read, and so not be changed.")
    return body


def _json(body: bytes) -> Any:
    try:
        content = untrusted_json.loads(body)
    except ValueError as exc:
        raise BadRequest("bad_request", "invalid UTF-8 JSON") from exc
    if untrusted_json.is_deep(content):
        raise BadRequest("bad_request", "invalid UTF-8 JSON")
    return content
