"""The page's requests, answered by the embedded album as a CouchDB would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from photospool.album.base import BadRequest, NotThere
from photospool.album.documents import couch_digest
from photospool.album.embedded.document_store import Attached
from photospool.album.schema import read
from photospool.album.view_query import ViewQuery
from photospool.album.web.api import ApiRequest, ApiResponse, Kind, listed, whole


class Documents(Protocol):
    """What is needed of the embedded album."""

    def get(self, doc_id: str) -> dict[str, Any]: ...
    def put(self, document: Mapping[str, Any], rev: str | None = None) -> str: ...
    def bulk(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]: ...
    def all_docs(self, keys: Sequence[str] | None = None, **options: Any) -> list[dict[str, Any]]: ...
    def attachment(self, doc_id: str, name: str) -> tuple[Attached, Path]: ...
    def view(self, name: str, query: ViewQuery | None = None) -> dict[str, Any]: ...
    def count(self) -> int: ...


class LocalBackend:
    """The embedded album behind the page; as thread-safe as the album is."""

    def __init__(self, album: Documents) -> None:
        self._album = album

    def about(self) -> dict[str, Any]:
        """Nobody signs in on one's own computer."""
        return {"name": None, "roles": [], "may_write": True, "kind": "local"}

    def answer(self, asked: ApiRequest) -> ApiResponse:
        """Raises AlbumAnswer, AlbumUnavailable."""
        match asked.kind:
            case Kind.DOCUMENT:
                document = self._album.get(asked.doc_id)
                return ApiResponse(200, read(document), headers={"ETag": f'"{document["_rev"]}"'})
            case Kind.PUT:
                (document,) = self._whole([asked.body])
                rev = self._album.put(document)
                return ApiResponse(201, {"ok": True, "id": asked.doc_id, "rev": rev})
            case Kind.BULK:
                return ApiResponse(201, self._album.bulk(self._whole(asked.body)))
            case Kind.ALL_DOCS:
                return ApiResponse(200, listed(self._list(asked.options), asked))
            case Kind.VIEW:
                return ApiResponse(200, listed(self._album.view(asked.name, _query(asked.options)), asked))
            case Kind.ATTACHMENT:
                return self._attachment(asked)

    def _whole(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        rows = self._album.all_docs([str(document["_id"]) for document in documents], include_docs=True)
        return [whole(document, row.get("doc")) for document, row in zip(documents, rows, strict=True)]

    def _attachment(self, asked: ApiRequest) -> ApiResponse:
        attached, path = self._album.attachment(asked.doc_id, asked.name)
        if not path.is_file():
            raise NotThere("missing")
        digest = couch_digest(attached.stored.md5).removeprefix("md5-")
        return ApiResponse(200, headers={"Content-Type": attached.content_type, "ETag": f'"{digest}"'}, file=str(path))

    def _list(self, options: Mapping[str, Any]) -> dict[str, Any]:
        # The same checks as a view's; ids are this list's keys.
        query = ViewQuery.of(options)
        keys = [query.key] if isinstance(query.key, str) else query.keys
        total = self._album.count()
        if keys is not None:
            if not all(isinstance(key, str) for key in keys):
                raise BadRequest("query_parse_error", "Keys are ids.")
            rows = self._album.all_docs(keys, include_docs=query.include_docs)
            return {"total_rows": total, "offset": None, "rows": rows}
        rows = self._album.all_docs(
            first=query.startkey if isinstance(query.startkey, str) else None,
            last=query.endkey if isinstance(query.endkey, str) else None,
            inclusive_end=query.inclusive_end,
            descending=query.descending,
            limit=query.limit,
            skip=query.skip,
            include_docs=query.include_docs,
        )
        return {"total_rows": total, "offset": None, "rows": rows}


def _query(options: Mapping[str, Any]) -> ViewQuery:
    return ViewQuery.of({name: value for name, value in options.items() if name not in {"stale", "update"}})
