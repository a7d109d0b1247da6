"""The album in a real CouchDB: the contract, and what only a CouchDB has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up

from ...servers.couchdb import Server
from ..contract import AlbumContract, Desk
from ..kind_contract import KindContract
from ..sidecar_deeds_contract import SidecarDeedContract
from ..sidecar_owner_contract import SidecarOwnerContract
from ..stack_contract import StackContract


@dataclass
class AdminsDesk:
    """Somebody else who works in the database, without our code."""

    server: Server
    database: str

    def write(self, document: Mapping[str, Any]) -> str:
        path = f"/{self.database}/{quote(document['_id'], safe='')}"
        return str(self.server.request("PUT", path, dict(document))["rev"])

    def delete(self, doc_id: str) -> None:
        path = f"/{self.database}/{doc_id}"
        self.server.request("DELETE", f"{path}?rev={self.server.request('GET', path)['_rev']}")


@pytest.fixture
def couch_album(couchdb_server: Server, database: str) -> Iterator[CouchAlbum]:
    """An album in a fresh database."""
    server = couchdb_server
    album = server.album(database)
    yield album
    album.close()


class TestCouchAlbum(AlbumContract):
    @pytest.fixture
    def album(self, couch_album: CouchAlbum) -> CouchAlbum:
        return couch_album

    @pytest.fixture
    def desk(self, couchdb_server: Server, database: str) -> Desk:
        return AdminsDesk(couchdb_server, database)

    @pytest.fixture
    def viewed(self, album: CouchAlbum) -> CouchAlbum:
        set_up(album, create=False)
        return album


class TestStacks(StackContract):
    @pytest.fixture
    def viewed(self, couch_album: CouchAlbum) -> CouchAlbum:
        set_up(couch_album, create=False)
        return couch_album


class TestSidecarOwners(SidecarOwnerContract):
    @pytest.fixture
    def viewed(self, couch_album: CouchAlbum) -> CouchAlbum:
        set_up(couch_album, create=False)
        return couch_album


class TestEachKind(KindContract):
    @pytest.fixture
    def viewed(self, couch_album: CouchAlbum) -> CouchAlbum:
        set_up(couch_album, create=False)
        return couch_album


class TestSidecarDeeds(SidecarDeedContract):
    @pytest.fixture
    def viewed(self, couch_album: CouchAlbum) -> CouchAlbum:
        set_up(couch_album, create=False)
        return couch_album
