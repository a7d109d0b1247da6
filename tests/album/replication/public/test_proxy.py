"""The lines for nginx, in a real one before a real server: this database can be looked at, and nothing beside it."""

import secrets
import urllib.error
import urllib.request

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.replication.models import Copy, Endpoint
from photospool.album.replication.public import proxy

from ....servers import nginx


@pytest.fixture(params=["public-{}", "people/public-{}", "people/with$sign-{}"])
def behind(request, second_couchdb, tmp_path):
    """The address of the nginx before it, a public album's name, and another database's."""
    if not nginx.NGINX:
        pytest.skip(nginx.WHY_NOT)
    name = request.param.format(secrets.token_hex(4))
    other = name.partition("/")[0] if "/" in name else f"{name}-other"
    album = second_couchdb.album(name)
    set_up(album, create=True)
    second_couchdb.request("PUT", f"/{other}")
    for one in (name.replace("/", "%2F"), other):
        second_couchdb.request("PUT", f"/{one}/_security", {"admins": {}, "members": {"names": [], "roles": []}})
    album.put_document({"_id": "seen", "type": "photo"})
    # With the name of the album's last part: what the other database would show in its place.
    second_couchdb.album(other).put_document({"_id": name.rpartition("/")[2], "type": "secret"})
    copy = Copy("1", "Public", Endpoint(second_couchdb.url, name), is_public=True)
    with nginx.running(tmp_path, proxy.nginx(copy)) as address:
        yield address, name, other
    album.close()
    for one in (name.replace("/", "%2F"), other):
        second_couchdb.request("DELETE", f"/{one}")


def ask(address, method="GET"):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    data = b"{}" if method == "POST" else None
    try:
        with opener.open(urllib.request.Request(address, method=method, data=data)) as got:
            return got.status
    except urllib.error.HTTPError as exc:
        with exc:
            return exc.code


def test_strangers_look_at_this_database_and_at_nothing_else(behind):
    address, name, other = behind
    spelt = name.replace("/", "%2F")
    page = "_design/photospool/index.html"
    seen = [spelt, spelt.replace("%2F", "%2f"), f"{spelt}/", f"{spelt}/seen", f"{spelt}/_changes?limit=1"]
    seen.append(f"{spelt}/{page}")
    assert {path: ask(f"{address}/{path}") for path in seen} == dict.fromkeys(seen, 200)
    kept = [f"{spelt}/_local_docs", f"{spelt}/%5Flocal_docs", f"{spelt}//_local/x"]
    assert {path: ask(f"{address}/{path}") for path in kept} == dict.fromkeys(kept, 403)
    last = name.rpartition("/")[2]
    beside = [other, f"{other}/{last}", f"x/../{other}", f"{spelt}/../{other}", "_all_dbs", "_session"]
    assert {path: ask(f"{address}/{path}") for path in beside} == dict.fromkeys(beside, 404)
    assert [ask(f"{address}/{path}", "POST") for path in (spelt, f"{spelt}/_find")] == [403, 403]
    if "$" not in name:
        assert ask(address) == 200  # the page, from the shortest address
