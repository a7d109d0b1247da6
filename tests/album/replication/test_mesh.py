"""Three real servers: edits on each while one was away, a server killed in the middle, a photo above a limit."""

from __future__ import annotations

import math
import secrets
import time
from contextlib import contextmanager

import pytest

from photospool.album.documents import original_id
from photospool.album.replication.add import add
from photospool.album.replication.conflicts import settle, torn_ids
from photospool.album.replication.models import Condition, Direction, Missing, PausedWhy
from photospool.album.replication.monitor import LEFT_OUT_TITLE, ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.publish import publish
from photospool.album.replication.public.retract import stranger
from photospool.album.replication.replications import Replications
from photospool.album.replication.resend import batches, least_refused, look_closely, resume
from photospool.errors import CopyRefused
from photospool.events import ReplicaFailed, ReplicaRecovered

from ...servers import couchdb
from .conftest import edit, ids, quiet, until, wish


def stands_still(album, copy):
    return not any(copy.id in (job["doc_id"] or "") for job in album.guard.get("_scheduler", "jobs")["jobs"])


@contextmanager
def mortal(folder):
    try:
        attic = couchdb.Mortal(folder)
    except FileNotFoundError:
        pytest.skip("needs an installed CouchDB: one that is only named can't be killed")
    attic.start()
    try:
        yield attic
    finally:
        attic.kill()


def known(albums):
    """Every document's revision on each."""
    return [
        {row["id"]: row["value"]["rev"] for row in album.database.all_docs()["rows"] if not row["id"].startswith("_")}
        for album in albums
    ]


def test_a_mesh_of_three_converges_after_one_was_away(album, name, second_couchdb, third_couchdb, add_photo):
    attic, cellar = second_couchdb.album(name), third_couchdb.album(name)
    add(album, wish(second_couchdb, name), quiet)
    to_cellar = add(album, wish(third_couchdb, name), quiet)
    try:
        first = add_photo(b"first")
        until(lambda: first in ids(attic) and first in ids(cellar))
        Replications(album).pause(to_cellar)  # the cellar is away
        until(lambda: stands_still(album, to_cellar))
        edit(album, first, descr="Sea")
        second = add_photo(b"second", into=attic)
        third = add_photo(b"third", into=cellar)
        edit(cellar, first, keywords=["cellar"])
        until(lambda: second in ids(album))
        Replications(album).resume(to_cellar)
        until(lambda: {second, third} <= ids(attic) & ids(cellar) & ids(album))
        until(lambda: first in torn_ids(album))
        assert settle(album, [first]).merged == (first,)
        until(lambda: len({str(sorted(found.items())) for found in known([album, attic, cellar])}) == 1)
        until(lambda: all("_conflicts" not in one.get(first, conflicts="true") for one in (attic, cellar)))
        for one in (album, attic, cellar):
            document = one.get(first, conflicts="true")
            assert (document["descr"], document["keywords"]) == ("Sea", ["cellar"])
            assert "_conflicts" not in document
            assert one.get(original_id(third))["_attachments"]
    finally:
        third_couchdb.request("DELETE", f"/{name}")


@pytest.fixture(params=["chttpd/max_http_request_size", "couchdb/max_attachment_size"])
def limit(request, second_couchdb):
    """The second server takes no request, or no attachment, above so many bytes; what sets that limit."""
    path = f"/_node/_local/_config/{request.param}"

    def put(size):
        second_couchdb.request("PUT", path, str(size))

    put(600_000)
    yield put
    second_couchdb.request("DELETE", path)


@pytest.fixture
def limited(second_couchdb, limit):
    return second_couchdb


def test_a_photo_above_the_targets_limit_is_named(album, name, limited, add_photo):
    small = add_photo(b"small")
    large = add_photo(secrets.token_bytes(800_000), name="IMG_9.jpg")
    copy = add(album, wish(limited, name, direction=Direction.SEND), quiet)
    until(lambda: {small, original_id(small), large} <= ids(limited.album(name)))
    state = until(lambda: (s := state_of(album, copy, compare=True)).missing and s)
    assert [(item.photo_id, item.name, item.size, item.is_original) for item in state.missing] == [
        (large, "IMG_9.jpg", 800_000, True)
    ]


@pytest.mark.parametrize("how", ["check", "resume"])
def test_a_photo_that_was_left_out_is_sent_when_the_limit_rises(how, album, name, limited, limit, add_photo):
    large = add_photo(secrets.token_bytes(800_000), name="IMG_9.jpg")
    copy = add(album, wish(limited, name, direction=Direction.SEND), quiet)
    until(lambda: state_of(album, copy, compare=True).missing)
    again = look_closely(album, copy)
    assert ([item.name for item in again.missing], again.sent) == (["IMG_9.jpg"], ())
    limit(30_000_000)
    if how == "resume":
        copy = Replications(album).pause(copy)
    state = look_closely(album, copy) if how == "check" else resume(album, copy)
    assert ([item.name for item in state.sent], state.missing) == (["IMG_9.jpg"], ())
    assert original_id(large) in ids(limited.album(name))
    assert look_closely(album, copy).sent == ()


def test_what_is_too_large_is_named_once_by_itself_and_sent_once_it_fits(album, name, second_couchdb, limit, add_photo):
    """Nothing that would be refused is sent to it again."""
    told = []
    tending = ReplicationMonitor(album, pause=time.sleep)
    add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    tending.daily(told.append)
    large = add_photo(secrets.token_bytes(800_000), name="FILM.MOV")
    until(lambda: [told.clear(), tending.often(told.append)] and told)
    (event,) = told
    assert isinstance(event, ReplicaFailed)
    assert (event.copy, event.title, str(event.advice).startswith("FILM.MOV. ")) == ("Attic", LEFT_OUT_TITLE, True)
    tending.often(told.append)
    tending.daily(told.append)
    assert told == [event]
    assert original_id(large) not in ids(second_couchdb.album(name))
    limit(30_000_000)
    tending.daily(told.append)
    assert told[1:] == [ReplicaRecovered("Attic")]
    assert original_id(large) in ids(second_couchdb.album(name))


@pytest.mark.parametrize("most", [0, 1, 3, 7, 8, 100])
def test_the_least_size_that_is_refused_is_found_with_few_questions(most):
    asked = []

    def takes(size):
        asked.append(size)
        return size <= most

    sizes = [8, 3, 3, 5, 1, 0, 7]
    refused = [size for size in sizes if size > most]
    assert least_refused(takes, sizes) == (min(refused) if refused else math.inf)
    assert len(asked) <= 4
    assert least_refused(takes, []) == least_refused(takes, [0]) == math.inf


def test_what_is_sent_again_is_asked_for_in_batches_that_end_while_we_listen():
    small = [Missing(f"{number:032x}", "small.jpg", 1_000) for number in range(120)]
    large = [Missing(f"{number:032x}", "large.jpg", 10_000_000) for number in range(200, 205)]
    unknown = [Missing(f"{number:032x}", "unknown", None) for number in range(300, 302)]
    found = list(batches([*small, *large, *unknown, *small[:1]]))
    assert [item for some in found for item in some] == [*small, *large, *unknown, *small[:1]]
    assert [len(some) for some in found] == [50, 50, 22, 2, 1, 1, 1, 1]
    assert list(batches([])) == []


def test_a_new_password_is_tried_before_it_is_kept(album, name, second_couchdb, add_photo):
    photo_id = add_photo(b"first")
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    copy = Replications(album).pause(copy, PausedWhy.PASSWORD)
    with pytest.raises(CopyRefused, match="does not accept"):
        resume(album, copy, password="wrong")
    (kept,) = Replications(album).copies()
    assert (kept.there.password, kept.paused_why) == (copy.there.password, PausedWhy.PASSWORD)
    resume(album, copy, password=copy.there.password)
    until(lambda: photo_id in ids(second_couchdb.album(name)))


def test_a_server_that_is_killed_in_the_middle_catches_up(album, tmp_path, add_photo):
    """And the public copy takes back what was unpublished while it was away."""
    told = []
    with mortal(tmp_path / "attic") as attic:
        kept, gone = add_photo(b"kept", category="Public"), add_photo(b"gone", category="Public")
        copy = publish(album, wish(attic.server, "public", name="Attic"), quiet)
        rev = stranger(copy).get(gone)["_rev"]
        tending = ReplicationMonitor(album, pause=lambda _s: None)
        tending.daily(told.append)
        for number in range(20):
            add_photo(b"more %d" % number, category="Public")
        attic.kill()
        edit(album, gone, cat="Private")
        until(lambda: state_of(album, copy).condition is Condition.UNREACHABLE)
        for _ in range(2):
            tending.often(told.append)
        assert [type(event) for event in told] == [ReplicaFailed]
        attic.start()

        def caught_up():
            if state_of(album, copy).condition is not Condition.COPYING:
                # As “check” does; by itself the server waits ever longer between its tries, and each may be spent on a
                # connection that it kept from before the kill.
                Replications(album).resume(copy)
                time.sleep(2)
            return len(ids(stranger(copy)) - {gone}) == 21

        until(caught_up)
        tending.daily(told.append)
        assert stranger(copy).get(gone) is None
        assert stranger(copy).get(gone, rev=rev) is None
        assert kept in ids(stranger(copy))
        until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
        tending.often(told.append)
        assert isinstance(told[-1], ReplicaRecovered)
