"""The page's requests, passed to the album's CouchDB with the stored credentials, which the browser never sees.

Only requests that api.py lists come here, and the address of each is put together anew: nothing that a browser
sends is passed on as it came but documents and the three headers that say which part of a picture is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import urllib3
import urllib3.exceptions

from photospool.album.base import AlbumAnswer, NotThere
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.client import LONGEST_ANSWER_BYTES, unreadable
from photospool.album.couchdb.database import winners
from photospool.album.couchdb.relay import Streamed, problem
from photospool.album.couchdb.response_errors import elsewhere
from photospool.album.schema import read
from photospool.album.web.api import ApiRequest, ApiResponse, Kind, PathNotAllowed, listed, whole
from photospool.errors import AlbumRefused
from photospool.photo.metadata.text import as_text
from photospool.security import untrusted_json

_OF_PICTURES: Final = ("Content-Type", "Content-Length", "Content-Range", "Accept-Ranges", "ETag")


class CouchBackend:
    """An album in a CouchDB behind the page."""

    def __init__(self, album: CouchAlbum) -> None:
        self._server = album.server
        self._database = album.database
        self._relay = album.database.relay(_problem)

    def about(self) -> dict[str, Any]:
        """Who the stored credentials are. Raises AlbumUnavailable, AlbumRefused."""
        user = self._server.who()
        name, roles = as_text(user.get("name")) or None, user.get("roles")
        roles = [role for role in roles if isinstance(role, str)] if isinstance(roles, list) else []
        return {"name": name, "roles": roles, "may_write": self._may_write(user), "kind": "CouchDB"}

    def answer(self, asked: ApiRequest) -> ApiResponse:
        """Raises AlbumAnswer, AlbumUnavailable, AlbumRefused."""
        method, path = "GET", [asked.doc_id]
        options, body = dict(asked.options), asked.body
        match asked.kind:
            case Kind.ATTACHMENT:
                return self._attachment(asked)
            case Kind.PUT:
                method, (body,) = "PUT", self._whole([asked.body])
            case Kind.BULK:
                method, path, body = "POST", ["_bulk_docs"], {"docs": self._whole(asked.body)}
            case Kind.ALL_DOCS:
                path = ["_all_docs"]
            case Kind.VIEW:
                path = ["_design", "photospool", "_view", asked.name]
            case Kind.DOCUMENT:
                pass
        if "keys" in options:
            method, body = "POST", {"keys": options.pop("keys")}
        response = self._relay.send(method, path, options, body=body)
        try:
            content = untrusted_json.loads(_whole_answer(response))
        except untrusted_json.Unreadable:
            return self._one_by_one(asked)
        except ValueError as exc:
            raise elsewhere(response.status) from exc
        except (urllib3.exceptions.HTTPError, OSError) as exc:
            raise self._relay.interrupted(exc) from exc
        finally:
            response.release_conn()
        return ApiResponse(response.status, _shown(asked, content))

    def _one_by_one(self, asked: ApiRequest) -> ApiResponse:
        """Where one document makes the answer unreadable: a mark stands for it, and the others are whole."""
        database, options = self._database, dict(asked.options)
        match asked.kind:
            case Kind.DOCUMENT:
                rows = database.all_docs([asked.doc_id], include_docs=True)["rows"]
                return ApiResponse(200, rows[0].get("doc")) if rows else ApiResponse(404, {"error": "not_found"})
            case Kind.ALL_DOCS:
                return ApiResponse(200, listed(database.all_docs(options.pop("keys", None), **options), asked))
            case Kind.VIEW:
                return ApiResponse(200, listed(database.view(asked.name, **options), asked))
        raise unreadable()

    def _whole(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        ids = [str(document["_id"]) for document in documents]
        there = winners(self._database, ids)
        return [whole(document, there.get(doc_id)) for document, doc_id in zip(documents, ids, strict=True)]

    def _attachment(self, asked: ApiRequest) -> ApiResponse:
        method, path = "HEAD" if asked.is_head else "GET", [asked.doc_id, asked.name]
        conditions = dict(asked.conditions)
        if (known := conditions.pop("If-Range", "")) and "Range" in conditions and known != self._etag(path):
            del conditions["Range"]  # CouchDB doesn't look at it, and would send a part of something else
        response = self._relay.send(method, path, {}, headers=conditions)
        headers = {name: response.headers[name] for name in _OF_PICTURES if name in response.headers}
        if response.status >= 400 and "json" in response.headers.get("Content-Type", ""):
            response.drain_conn()
            response.release_conn()
            raise _Refused(response.status)
        return ApiResponse(response.status, chunks=Streamed(response), headers=headers)

    def _etag(self, path: list[str]) -> str:
        response = self._relay.send("HEAD", path, {})
        response.drain_conn()
        response.release_conn()
        return str(response.headers.get("ETag", ""))

    def _may_write(self, user: Mapping[str, Any]) -> bool:
        """Signed in, or an album that anybody may write to; a function of the album may still refuse a photo."""
        if user.get("name") or "_admin" in (user.get("roles") or []):
            return True
        try:
            security = self._database.security()
        except (AlbumRefused, NotThere):
            return False
        members = security.get("members") or {}
        return not (members.get("names") or members.get("roles"))


def _whole_answer(response: urllib3.BaseHTTPResponse) -> bytes:
    """Raises untrusted_json.Unreadable for one that goes on and on, and what urllib3 raises."""
    content = response.read(LONGEST_ANSWER_BYTES + 1)
    if len(content) > LONGEST_ANSWER_BYTES:
        response.close()  # what is left is not wanted
        raise untrusted_json.Unreadable
    if response.length_remaining:
        raise urllib3.exceptions.IncompleteRead(len(content), response.length_remaining)
    return content


def _shown(asked: ApiRequest, content: Any) -> Any:
    """An answer as the page may have it: what is odd in a document is absent."""
    if not isinstance(content, dict) or asked.kind in {Kind.PUT, Kind.BULK}:
        return content
    return read(content) if asked.kind is Kind.DOCUMENT and "_id" in content else listed(content, asked)


class _Refused(AlbumAnswer):
    def __init__(self, status: int) -> None:
        super().__init__("not_found" if status == 404 else "bad_request", "missing")
        self.status = status


def _problem(status: int) -> Exception:
    return PathNotAllowed("forbidden", "You may not do this in this album.") if status == 403 else problem(status)
