"""The copy's database is dropped, or another one takes its place: nothing that it had is taken to be there still."""

from __future__ import annotations

import secrets
import time
from http import HTTPStatus
from urllib.error import HTTPError

import pytest

from photospool.album.documents import original_id
from photospool.album.replication import carrying, limits
from photospool.album.replication.add import add
from photospool.album.replication.models import Condition, Direction
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.resend import look_closely, send_what_fits
from photospool.events import ReplicaFailed, ReplicaRecovered

from .conftest import ids, quiet, until, wish

SMALL = 100_000
FILM = 6 << 18
NO_FILMS = "function (now) { if (now.type === 'original') throw({forbidden: 'no films here'}); }"


@pytest.fixture(autouse=True)
def by_itself(monkeypatch):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)


@pytest.fixture
def two_films(album, name, second_couchdb, add_photo):
    """A copy that has one large original, and lacks a second."""
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    there = second_couchdb.album(name)
    first = add_photo(secrets.token_bytes(FILM), name="FIRST.MOV")
    until(lambda: [look_closely(album, copy)] and original_id(first) in ids(there))
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE and not carrying.look(album, copy).left)
    second = add_photo(secrets.token_bytes(FILM), name="SECOND.MOV")
    until(lambda: [item.photo_id for item in carrying.look(album, copy).left] == [second])
    yield copy, there, {first, second}
    there.close()


def in_the_middle(album, copy, deed):
    """Done once, while a film is on its way."""
    calls = []

    def pause(_seconds):
        calls.append(1)
        if len(calls) == 3:
            deed()

    until(lambda: [send_what_fits(album, copy, pause=pause)] and len(calls) >= 3)


def drop(server, name):
    server.request("DELETE", f"/{name}")


def is_new(server, name):
    """Whether it could be made: right after it was dropped a busy CouchDB still calls it there (412)."""
    try:
        server.request("PUT", f"/{name}")
    except HTTPError as exc:
        if exc.code != HTTPStatus.PRECONDITION_FAILED:
            raise
        return False
    return True


def make(server, name, security):
    """Empty, under the same name, for the same people."""
    until(lambda: is_new(server, name))
    server.request("PUT", f"/{name}/_security", security)


def are_equal(album, there, films):
    both = [[side.get(original_id(film), conflicts="true") for side in (album, there)] for film in films]
    return all(one is not None and one == other for one, other in both)


@pytest.mark.parametrize("comes_back", ["at once", "later"])
def test_dropped_while_a_film_is_on_its_way_it_is_said_and_all_comes_once_it_is_there_again(
    album, name, second_couchdb, two_films, comes_back
):
    copy, there, films = two_films
    security = there.database.security()
    told, tending = [], ReplicationMonitor(album, pause=time.sleep)

    def gone():
        drop(second_couchdb, name)
        if comes_back == "at once":
            make(second_couchdb, name, security)

    in_the_middle(album, copy, gone)
    if comes_back == "later":
        until(lambda: [tending.often(told.append)] and told)
        assert [(type(event), event.copy) for event in told] == [(ReplicaFailed, "Attic")]
        make(second_couchdb, name, security)
    # What Photospool carries is known to be lacking, all of it: not only what came since it last compared.
    until(lambda: {item.photo_id for item in carrying.look(album, copy).left} == films)
    until(lambda: [look_closely(album, copy), tending.often(quiet)] and are_equal(album, there, films))
    until(lambda: state_of(album, copy, compare=True).missing == () and not carrying.look(album, copy).left)
    assert films <= ids(there)
    if told:
        until(lambda: [tending.often(told.append)] and told[-1] == ReplicaRecovered("Attic"))


@pytest.mark.parametrize("looks", [False, True])
def test_what_the_former_one_refused_is_sent_to_the_one_in_its_place_at_once(
    album, name, second_couchdb, add_photo, looks
):
    """A refusal rests for a day; the database that gave it is gone, and its rule with it."""
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    second_couchdb.request("PUT", f"/{name}/_design/no", {"validate_doc_update": NO_FILMS})
    film = add_photo(secrets.token_bytes(FILM), name="FILM.MOV")
    there = second_couchdb.album(name)
    until(lambda: film in ids(there))
    until(lambda: look_closely(album, copy).missing)
    tending = ReplicationMonitor(album, pause=time.sleep)
    tending.daily(quiet)
    assert [item.photo_id for item in carrying.look(album, copy).hindered] == [film]
    security = there.database.security()
    drop(second_couchdb, name)
    make(second_couchdb, name, security)
    until(lambda: [item.photo_id for item in carrying.look(album, copy).left] == [film])
    if looks:  # which keeps what it found
        carrying.look_and_note(album, copy)
        assert [item.photo_id for item in carrying.look(album, copy).left] == [film]
        until(lambda: [send_what_fits(album, copy)] and original_id(film) in ids(there))
    else:
        until(lambda: [tending.often(quiet)] and original_id(film) in ids(there))
    assert carrying.look(album, copy).hindered == ()
    there.close()
