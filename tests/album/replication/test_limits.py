"""What a copy gets by itself: nothing that its server would refuse for its size."""

from __future__ import annotations

import secrets
import time

import pytest

from photospool.album.documents import original_id
from photospool.album.replication.add import add
from photospool.album.replication.filters import for_everything
from photospool.album.replication.limits import SMALLEST, UNLIMITED, largest_taken, with_limit
from photospool.album.replication.models import Direction, PausedWhy
from photospool.album.replication.monitor import LEFT_OUT_TITLE, ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.replications import OURS, Replications, replication_id
from photospool.events import ReplicaFailed, ReplicaRecovered

from .conftest import edit, ids, quiet, until, wish

MOST = "/_node/_local/_config/couchdb/max_attachment_size"


@pytest.mark.parametrize(
    ("most", "largest"),
    [
        (0, SMALLEST),
        (1_000_000, SMALLEST),
        (SMALLEST, SMALLEST),
        (100_000_000, 1 << 26),
        ((1 << 30) - 1, 1 << 29),
        (1 << 30, 1 << 30),
        (UNLIMITED - 1, UNLIMITED >> 1),
        (UNLIMITED, 0),
    ],
)
def test_what_goes_by_itself_is_found_with_one_question_that_takes_its_time(most, largest):
    answers = []

    def takes(size):
        answers.append(size <= most)
        return answers[-1]

    assert largest_taken(takes) == largest
    assert sum(answers) <= 1  # a server that takes it waits for the rest, one that does not says so at once


@pytest.fixture
def limited(second_couchdb):
    """A server that takes nothing above 16 MiB, and what sets another limit."""
    second_couchdb.request("PUT", MOST, str(SMALLEST))
    yield lambda size: second_couchdb.request("PUT", MOST, str(size))
    second_couchdb.request("DELETE", MOST)


def selector(server, copy):
    return server.request("GET", f"/_replicator/{replication_id(copy, Direction.SEND)}")["selector"]


def test_a_film_that_comes_is_named_without_crossing_the_line_and_goes_once_it_fits(
    album, name, second_couchdb, limited, add_photo
):
    told = []
    tending = ReplicationMonitor(album, pause=time.sleep)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    tending.daily(told.append)
    large = add_photo(secrets.token_bytes(SMALLEST + 1), name="FILM.MOV")
    until(lambda: [tending.often(told.append)] and told)
    (event,) = told
    assert isinstance(event, ReplicaFailed)
    assert (event.title, str(event.advice).startswith("FILM.MOV. ")) == (LEFT_OUT_TITLE, True)
    assert large in ids(second_couchdb.album(name))  # its photo is there, with its pictures
    assert original_id(large) not in ids(second_couchdb.album(name))
    assert state_of(album, copy).refused_documents == 0
    edit(album, large, descr="At the sea")
    until(lambda: (second_couchdb.album(name).get(large) or {}).get("descr") == "At the sea")
    limited(SMALLEST << 2)
    tending.daily(told.append)
    until(lambda: [tending.often(told.append)] and told[1:])
    assert told[1:] == [ReplicaRecovered("Attic")]
    assert original_id(large) in ids(second_couchdb.album(name))
    assert Replications(album).copies()[0].largest == SMALLEST << 2


def test_what_is_above_the_power_of_two_but_fits_is_sent_all_the_same(album, name, second_couchdb, limited, add_photo):
    limited(SMALLEST + 1_000_000)
    tending = ReplicationMonitor(album, pause=time.sleep)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    tending.daily(quiet)
    large = add_photo(secrets.token_bytes(SMALLEST + 1))
    until(lambda: [tending.often(quiet)] and original_id(large) in ids(second_couchdb.album(name)))
    assert Replications(album).copies()[0].largest == copy.largest == SMALLEST


def test_a_copy_of_an_earlier_version_is_limited_at_the_first_look(
    album, name, real_couchdb, second_couchdb, limited, add_photo
):
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    path = f"/_replicator/{replication_id(copy, Direction.SEND)}"
    document = real_couchdb.request("GET", path)
    about = {field: value for field, value in document[OURS].items() if field != "largest"}
    real_couchdb.request("PUT", path, {**document, "selector": for_everything(), OURS: about})
    assert Replications(album).copies()[0].largest == 0
    ReplicationMonitor(album, pause=time.sleep).daily(quiet)
    assert Replications(album).copies()[0].largest == SMALLEST
    assert selector(real_couchdb, copy) == for_everything(SMALLEST)
    before = real_couchdb.request("GET", path)["_rev"]
    with_limit(album, Replications(album).copies()[0])
    assert real_couchdb.request("GET", path)["_rev"] == before  # a copy that is written begins anew


def test_nobody_asks_a_server_whose_copy_is_paused(album, name, second_couchdb, limited):
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    paused = Replications(album).pause(copy, PausedWhy.PASSWORD)
    limited(SMALLEST << 2)
    assert with_limit(album, paused) == paused


def test_both_servers_limits_count_where_both_send(album, name, real_couchdb, second_couchdb, limited):
    copy = add(album, wish(second_couchdb, name, direction=Direction.BOTH), quiet)
    assert copy.largest == SMALLEST
    limited(1 << 33)
    there = with_limit(album, copy).largest
    assert there == largest_taken(album.takes) > SMALLEST
