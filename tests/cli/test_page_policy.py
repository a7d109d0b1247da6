"""A policy for the album's page of an earlier version: ``check`` says what it lacks, ``album setup`` offers it."""

from __future__ import annotations

import secrets

import pytest

from photospool.album.couchdb.couchapp import Policy, examine, set_policy
from photospool.album.couchdb.setup import set_up

from ..servers import couchdb
from .commands import chosen, photospool


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A CouchDB whose policy may be changed."""
    try:
        with couchdb.private_couchdb(tmp_path_factory.mktemp("couchdb")) as server:
            yield server
    except FileNotFoundError as exc:
        pytest.skip(str(exc))


@pytest.mark.parametrize(
    ("media", "fails"),
    [("", "plays no videos there"), ("media-src 'self'; ", "plays no motion photos there")],
)
def test_a_policy_of_before_is_told_and_offered(home, server, media, fails):
    name = f"test-{secrets.token_hex(4)}"
    album = server.album(name)
    set_up(album, create=True)
    chosen(home, url=server.url, database=name, user=server.user)

    def run(*words):
        return photospool(home, *words, PHOTOSPOOL_PASSWORD=server.password)

    wanted = examine(album).wanted
    set_policy(album, Policy("", "", "", wanted.replace("media-src 'self' blob:; ", media), lets_run=False))
    assert f"The album's page {fails}" in run("check").out
    offered = run("album", "setup", "--keep-policy", "--keep-tuning")
    assert f"but {fails}" in offered.out and "media-src 'self' blob:" in offered.out
    assert "photospool album open" in offered.out
    assert examine(album).fails == fails, "nothing is set without a yes"
    done = run("album", "setup", "--set-policy", "--keep-tuning")
    assert "It is set. The album's page:" in done.out
    assert examine(album).current == wanted
    assert "The album's page" not in run("check").out
    album.close()


def test_where_there_is_no_such_album_the_command_that_makes_it_is_named(home, server):
    chosen(home, url=server.url, database="nowhere", user=server.user)
    said = photospool(home, "album", "setup", PHOTOSPOOL_PASSWORD=server.password)
    assert (said.code, "photospool album setup --create" in said.err) == (3, True), said.err
