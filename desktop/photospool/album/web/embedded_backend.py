"""The page's requests, answered by the embedded album as a CouchDB would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from photospool.album.base import BadRequest, NotThere
from photospool.album.documents import couch_digest
from photospool.album.embedded.album import LocalAlbum
from photospool.album.schema import read
from photospool.album.view_query import ViewQuery
from photospool.album.web.api import ApiRequest, ApiResponse, Kind, listed, whole


class LocalBackend:
    """The embedded album behind the page; as thread-safe as the album is."""

    def __init__(self, album: LocalAlbum) -> None:
        self._album = album

    def about(self) -> dict[str, Any]:
        """Nobody signs in on one's own computer."""
        return {"name": None, "roles": [], "may_write": True, "kind": "local"}

    def answer(self, asked: ApiRequest) -> ApiResponse:
        """Raises AlbumAnswer, AlbumUnavailable."""
        match asked.kind:
            case Kind.DOCUMENT:
                return self._document(asked.doc_id)
            case Kind.PUT:
                (document,) = self._whole([asked.body])
                rev = self._album.put_document(document)
                return ApiResponse(201, {"ok": True, "id": asked.doc_id, "rev": rev})
            case Kind.BULK:
                return ApiResponse(201, self._album.bulk(self._whole(asked.body)))
            case Kind.ALL_DOCS:
                return ApiResponse(200, listed(self._list(asked.options), asked))
            case Kind.VIEW:
                return ApiResponse(200, listed(self._album.view(asked.name, **asked.options), asked))
            case Kind.ATTACHMENT:
                return self._attachment(asked)

    def _document(self, doc_id: str) -> ApiResponse:
        (row,) = self._album.all_docs([doc_id], include_docs=True)
        document = row.get("doc")
        if document is None:
            raise NotThere("missing" if "error" in row else "deleted")
        return ApiResponse(200, read(document), headers={"ETag": f'"{document["_rev"]}"'})

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
