"""What servers copy by themselves: nothing that one of them would hold in its memory, or would refuse."""

from __future__ import annotations

import secrets
import time
from types import SimpleNamespace

import pytest

from photospool.album.documents import original_id
from photospool.album.replication import limits, monitor, resend
from photospool.album.replication.add import add
from photospool.album.replication.filters import for_everything
from photospool.album.replication.models import Condition, Copy, CopyState, Direction, Endpoint
from photospool.album.replication.monitor import LEFT_OUT_TITLE, ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.replications import OURS, Replications, replication_id
from photospool.album.replication.resend import look_closely
from photospool.errors import AlbumUnavailable
from photospool.events import ReplicaFailed, ReplicaRecovered

from .conftest import edit, ids, quiet, until, wish

SMALL = 100_000
LIMIT = "/_node/_local/_config/couchdb/max_attachment_size"


@pytest.fixture(autouse=True)
def by_itself(monkeypatch):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)


@pytest.fixture
def limit(second_couchdb):
    """Sets what the second server takes."""
    yield lambda size: second_couchdb.request("PUT", LIMIT, str(size))
    second_couchdb.request("DELETE", LIMIT)


@pytest.fixture
def tending(album):
    return ReplicationMonitor(album, pause=time.sleep)


@pytest.mark.parametrize("way", [Direction.SEND, Direction.FETCH])
def test_a_large_original_is_carried_from_the_one_to_the_other(way, album, name, second_couchdb, tending, add_photo):
    copy = add(album, wish(second_couchdb, name, direction=way), quiet)
    there = second_couchdb.album(name)
    source, target = (album, there) if way is Direction.SEND else (there, album)
    tending.often(quiet)
    large = add_photo(secrets.token_bytes(SMALL + 1), into=source)
    small = add_photo(secrets.token_bytes(SMALL), into=source)
    until(lambda: {small, original_id(small), large} <= ids(target))
    assert original_id(large) not in ids(target)  # nobody looked yet
    until(lambda: [tending.often(quiet)] and original_id(large) in ids(target))
    assert target.get(original_id(large)) == source.get(original_id(large))  # revision and digests, too
    with target.read(original_id(large), "original.jpg") as chunks:
        assert sum(map(len, chunks)) == SMALL + 1
    assert state_of(album, copy, compare=True).missing == ()
    # What is changed later goes the same way.
    changed = edit(source, original_id(large), remark="x")
    until(lambda: [tending.often(quiet)] and target.get(original_id(large))["_rev"] == changed)
    there.close()


def test_what_lies_there_before_a_copy_is_added_goes_as_well(album, name, second_couchdb, tending, add_photo):
    tending.often(quiet)
    large = add_photo(secrets.token_bytes(SMALL + 1))
    add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    until(lambda: [tending.often(quiet)] and original_id(large) in ids(second_couchdb.album(name)))


def test_a_film_that_is_refused_is_named_without_crossing_the_line_and_goes_once_it_fits(
    album, name, second_couchdb, limit, tending, add_photo
):
    told = []
    limit(2 * SMALL)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    tending.daily(told.append)
    large = add_photo(secrets.token_bytes(3 * SMALL), name="FILM.MOV")
    fits = add_photo(secrets.token_bytes(SMALL + 1))
    until(lambda: [tending.often(told.append)] and told)
    (event,) = told
    assert isinstance(event, ReplicaFailed)
    assert (event.title, str(event.advice).startswith("FILM.MOV. ")) == (LEFT_OUT_TITLE, True)
    until(lambda: [tending.often(told.append)] and original_id(fits) in ids(second_couchdb.album(name)))
    assert large in ids(second_couchdb.album(name))  # its photo is there, with its pictures
    assert original_id(large) not in ids(second_couchdb.album(name))
    assert state_of(album, copy).refused_documents == 0
    (missing,) = look_closely(album, copy).missing
    assert (missing.name, missing.is_too_large) == ("FILM.MOV", True)
    limit(30_000_000)
    tending.daily(told.append)
    until(lambda: [tending.often(told.append)] and told[1:])
    assert told[1:] == [ReplicaRecovered("Attic")]
    assert original_id(large) in ids(second_couchdb.album(name))


def test_what_comes_while_another_one_is_carried_is_carried_after_it(
    album, name, second_couchdb, add_photo, monkeypatch
):
    now, late = [0.0], []
    tending = ReplicationMonitor(album, pause=lambda _seconds: None, now=lambda: now[0])
    add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    tending.daily(quiet)

    def takes_long(album, copy, *, pause):
        late.append(add_photo(secrets.token_bytes(SMALL + 2)))
        now[0] += 20
        pause(0)  # what changed is looked at meanwhile
        return CopyState(copy, Condition.UP_TO_DATE)

    with monkeypatch.context() as long:
        long.setattr(resend, "send_what_fits", takes_long)
        add_photo(secrets.token_bytes(SMALL + 1))
        until(lambda: [tending.often(quiet)] and late)
    until(lambda: [tending.often(quiet)] and original_id(late[0]) in ids(second_couchdb.album(name)))


def test_what_did_not_come_through_is_not_called_too_large_and_is_sent_later(
    album, name, second_couchdb, add_photo, monkeypatch
):
    told, now = [], [0.0]
    tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: now[0])
    add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    tending.daily(told.append)
    with monkeypatch.context() as away:
        away.setattr("photospool.album.replication.resend.carry", _breaks)
        large = add_photo(secrets.token_bytes(SMALL + 1))
        until(lambda: [tending.often(told.append)] and _breaks.calls)
        until(lambda: [tending.often(told.append)] and state_of(album, Replications(album).copies()[0]).waiting == 0)
    assert original_id(large) not in ids(second_couchdb.album(name))
    now[0] = 1e4
    until(lambda: [tending.often(told.append)] and original_id(large) in ids(second_couchdb.album(name)))
    assert told == []


def test_a_film_that_would_fit_by_now_is_not_called_copied_before_it_is_there(
    album, name, second_couchdb, limit, add_photo, monkeypatch
):
    told, now = [], [0.0]
    tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: now[0])
    limit(2 * SMALL)
    add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    tending.daily(told.append)
    large = add_photo(secrets.token_bytes(3 * SMALL), name="FILM.MOV")
    until(lambda: [tending.often(told.append)] and told)
    limit(30_000_000)
    with monkeypatch.context() as away:
        away.setattr("photospool.album.replication.resend.carry", _breaks)
        _breaks.calls = 0
        until(lambda: [tending.daily(told.append)] and _breaks.calls)
    assert [type(event) for event in told] == [ReplicaFailed]
    now[0] = 1e6
    until(lambda: [tending.often(told.append)] and told[1:])
    assert told[1:] == [ReplicaRecovered("Attic")]
    assert original_id(large) in ids(second_couchdb.album(name))


def test_a_copy_that_is_reached_again_says_what_is_still_to_go_and_then_that_all_is_there(
    album, name, second_couchdb, add_photo, monkeypatch
):
    told, now = [], [0.0]
    tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: now[0])
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    tending.daily(told.append)
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    with monkeypatch.context() as away:
        away.setattr(monitor, "state_of", lambda *_: CopyState(copy, Condition.UNREACHABLE))
        tending.often(told.append)
    large = add_photo(secrets.token_bytes(SMALL + 1))
    until(lambda: large in ids(second_couchdb.album(name)))
    with monkeypatch.context() as away:
        away.setattr("photospool.album.replication.resend.carry", _breaks)
        until(lambda: [tending.often(told.append)] and told[1:])
    now[0] = 1e6
    until(lambda: [tending.often(told.append)] and told[2:])
    assert [type(event) for event in told[:1]] == [ReplicaFailed]
    assert told[1:] == [ReplicaRecovered("Attic", still_to_go=1), ReplicaRecovered("Attic")]
    assert original_id(large) in ids(second_couchdb.album(name))


def _breaks(*_what):
    _breaks.calls += 1
    raise AlbumUnavailable("It is away.")


_breaks.calls = 0


def test_a_copy_of_an_earlier_version_is_limited_at_the_first_look_and_once(
    album, name, real_couchdb, second_couchdb, tending, monkeypatch
):
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    path = f"/_replicator/{replication_id(copy, Direction.SEND)}"
    document = real_couchdb.request("GET", path)
    about = {field: value for field, value in document[OURS].items() if field != "largest"}
    real_couchdb.request("PUT", path, {**document, "selector": for_everything(), OURS: about})
    assert Replications(album).copies()[0].largest == 0
    tending.daily(quiet)
    assert Replications(album).copies()[0].largest == SMALL
    after = real_couchdb.request("GET", path)
    assert after["selector"] == for_everything(SMALL)
    tending.daily(quiet)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(limits, "is_reached", lambda *_: False)
        tending.daily(quiet)
    assert real_couchdb.request("GET", path)["_rev"] == after["_rev"]  # a copy that is written begins anew


@pytest.mark.parametrize(
    ("is_loopback", "url_here", "is_public", "largest"),
    [(True, "", False, SMALL), (False, "http://nas:5984", False, SMALL), (False, "", False, 0), (True, "", True, 0)],
)
def test_where_only_the_albums_server_reaches_a_copy_it_copies_all_by_itself(is_loopback, url_here, is_public, largest):
    album = SimpleNamespace(server=SimpleNamespace(is_loopback=is_loopback))
    there = Endpoint("http://127.0.0.1:5984", "copy", "", "")
    copy = Copy("1", "Attic", there, Direction.SEND, is_public, url_here)
    assert limits.limited(album, copy).largest == largest
