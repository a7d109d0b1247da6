"""A CouchDB of a module's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ...servers import couchdb
from ...servers.couchdb import Server


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A CouchDB whose settings may be changed."""
    try:
        with couchdb.private_couchdb(tmp_path_factory.mktemp("couchdb")) as server:
            yield server
    except FileNotFoundError as exc:
        pytest.skip(str(exc))
