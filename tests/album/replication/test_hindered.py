"""What can't be carried to a copy is named with the reason and what to do, and comes once nothing is in its way."""

from __future__ import annotations

import contextlib
import secrets
import time

import pytest

from photospool.album.base import BadRequest, NotThere
from photospool.album.couchdb.carry import SourceDamaged
from photospool.album.couchdb.response_errors import ServerReply, problem
from photospool.album.couchdb.setup import set_up
from photospool.album.couchdb.transport import Address, unreachable
from photospool.album.documents import original_id
from photospool.album.replication import carrying, limits, monitor, resend, service
from photospool.album.replication.add import add
from photospool.album.replication.hindrances import hindrance_of, noted_of, read_of, sentence
from photospool.album.replication.models import Direction, Hindrance, Missing, Obstacle
from photospool.album.replication.monitor import HINDERED_TITLE, ReplicationMonitor
from photospool.album.replication.resend import look_closely
from photospool.album.replication.status_text import missing_sentence
from photospool.errors import AlbumUnavailable
from photospool.events import ReplicaFailed, ReplicaRecovered

from ...servers.couchdb import private_couchdb
from ..photos import photo
from .conftest import ids, quiet, until, wish, with_pictures

SMALL = 100_000
FILM = 1 << 20
HOST = Address.parse("http://a:1")[0]
NO_FILMS = "function (now) { if (now.type === 'original') throw({forbidden: 'no films here'}); }"
FORBIDS = "/{name}/_design/no"


@pytest.fixture(autouse=True)
def by_itself(monkeypatch):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)


def answer(status, content, **headers):
    return problem(ServerReply(status, headers, content), sends_photo=True)


@pytest.mark.parametrize(
    ("problem", "hindrance"),
    [
        (answer(403, {"error": "forbidden", "reason": "no films"}), Hindrance(Obstacle.REFUSED, "no films")),
        (answer(400, {"error": "bad", "reason": "odd"}), Hindrance(Obstacle.REFUSED, "odd")),
        (answer(401, {"error": "unauthorized", "reason": "Wrong."}), Hindrance(Obstacle.REFUSED, "Wrong.")),
        (answer(401, None), Hindrance(Obstacle.REFUSED, "401 Unauthorized")),
        (answer(404, None), Hindrance(Obstacle.REFUSED, "404 Not Found")),
        (BadRequest("bad_request", "odd"), Hindrance(Obstacle.REFUSED, "odd")),
        (NotThere("gone"), Hindrance(Obstacle.REFUSED, "gone")),
        (answer(413, {"error": "attachment_too_large", "reason": "x"}), Hindrance(Obstacle.TOO_LARGE)),
        (answer(413, None), Hindrance(Obstacle.TOO_LARGE)),
        (answer(507, {"error": "no", "reason": "no"}), Hindrance(Obstacle.NO_ROOM)),
        (answer(500, {"error": "unknown", "reason": "{enospc,…}"}), Hindrance(Obstacle.NO_ROOM)),
        (answer(500, {"error": "x", "reason": "badmatch"}), Hindrance(Obstacle.CUT_OFF, "badmatch")),
        (answer(503, None), Hindrance(Obstacle.CUT_OFF, "503 Service Unavailable")),
        (unreachable(HOST, TimeoutError()), Hindrance(Obstacle.CUT_OFF, "The server a:1 does not answer in time")),
        (SourceDamaged("FILM.MOV"), Hindrance(Obstacle.UNREADABLE)),
    ],
)
def test_what_was_answered_is_told_apart(problem, hindrance):
    assert hindrance_of(problem) == hindrance
    item = Missing("a", "FILM.MOV", FILM, is_original=True, why=hindrance)
    assert read_of(noted_of([item])) == {"a": hindrance}


@pytest.mark.parametrize("noted", [None, [], {"a": None}, {"a": {}}, {"a": {"obstacle": "of tomorrow"}}, {"a": "x"}])
def test_a_note_of_whoever_wrote_it_says_nothing_that_is_not_known(noted):
    assert read_of(noted) == {}


@pytest.mark.parametrize(
    "at", [pytest.param(10**400, id="no float"), -1, float("nan"), float("inf"), "yesterday", None]
)
def test_a_time_that_can_not_be_lets_it_be_tried_now(at):
    """An album is written by other computers, too."""
    assert read_of({"a": {"obstacle": "refused", "said": "no", "tried_at": at}})["a"].tried_at == 0.0


@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("in_album", [False, True])
def test_each_is_named_with_what_to_do(obstacle, in_album):
    item = Missing("a", "FILM.MOV", FILM, True, in_album, Hindrance(obstacle, "its words"))
    said = sentence(item, item.name)
    assert said.startswith("FILM.MOV (1.0 MB): ")
    assert missing_sentence(item) == said
    assert "{" not in said
    if resend.rests_s(Missing("a", "", FILM, True, why=Hindrance(obstacle, tried_at=time.time()))):
        assert "by itself within a day, or at once with “Check now” or “photospool copies check”." in said
    if obstacle in {Obstacle.REFUSED, Obstacle.TOO_LARGE, Obstacle.NO_ROOM}:
        assert ("Your album's server" if in_album else "The copy's server") in said
    assert ("its words" in said) == (obstacle in {Obstacle.REFUSED, Obstacle.CUT_OFF})


def test_what_the_copy_refuses_is_named_and_comes_once_it_is_taken(album, name, second_couchdb, add_photo, monkeypatch):
    """Both what Photospool carries and what the servers do: they say of no photo why they skipped it."""
    told, now = [], [0.0]
    tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: now[0])
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    guard = second_couchdb.request("PUT", FORBIDS.format(name=name), {"validate_doc_update": NO_FILMS})
    film = add_photo(secrets.token_bytes(FILM), name="FILM.MOV")
    small = add_photo(secrets.token_bytes(SMALL // 2), name="IMG_1.jpg")
    there = second_couchdb.album(name)
    until(lambda: {film, small} <= ids(there))
    state = until(lambda: len((found := look_closely(album, copy)).missing) == 2 and found)
    why = Hindrance(Obstacle.REFUSED, "no films here")
    assert {item.photo_id: item.why for item in state.missing} == {film: why, small: why}
    (seen,) = service.overview(album).states
    assert ([item.photo_id for item in seen.missing], seen.carrying.left, seen.is_well) == ([film], (), False)
    assert "refuses it (“no films here”)" in missing_sentence(seen.missing[0])
    until(lambda: [tending.daily(told.append)] and told)
    (event,) = told
    assert isinstance(event, ReplicaFailed)
    assert event.title == HINDERED_TITLE
    assert "FILM.MOV (1.0 MB): not there" in event.advice and "no films here" in event.advice
    tending.daily(told.append)
    assert told == [event]
    second_couchdb.request("DELETE", f"{FORBIDS.format(name=name)}?rev={guard['rev']}")
    now[0] = 1e6
    monkeypatch.setattr(resend, "RESTS_S", 0.0)  # a day has passed
    until(lambda: [tending.often(told.append)] and told[1:])
    assert told[1:] == [ReplicaRecovered("Attic")]
    assert {original_id(film), original_id(small)} <= ids(there)
    assert service.overview(album).states[0].missing == ()
    there.close()


@pytest.mark.parametrize(
    ("obstacle", "ago_s", "rests"),
    [
        (Obstacle.REFUSED, 10, True),
        (Obstacle.TOO_LARGE, 10, True),
        (Obstacle.UNREADABLE, 10, True),
        (Obstacle.REFUSED, 86_401, False),
        (Obstacle.REFUSED, -3600, False),  # somebody's clock is wrong
        (Obstacle.TOO_LARGE, 1e9, False),  # nothing of it was ever sent
        (Obstacle.NO_ROOM, 10, False),
        (Obstacle.CUT_OFF, 10, False),
    ],
)
def test_only_what_was_sent_and_refused_rests_for_a_day(obstacle, ago_s, rests):
    why = Hindrance(obstacle, tried_at=time.time() - ago_s)
    item = Missing("a", "FILM.MOV", FILM, is_original=True, why=why)
    assert (0 < resend.rests_s(item) <= 86_390) == rests
    assert bool(resend.rests_s(item)) == rests


def test_what_was_refused_does_not_cross_the_line_again_at_each_start(
    album, name, second_couchdb, add_photo, monkeypatch
):
    sent, now = [], [0.0]
    carry = resend.carry

    def watched(source, target, leaf, told):
        sent.append(leaf["_id"])
        carry(source, target, leaf, told)

    def tries():
        return next(item.why.tries for item in carrying.look(album, copy).hindered)

    def started():
        told.clear()
        tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: now[0])
        until(lambda: [tending.daily(told.append)] and told)
        return tending

    told = []
    monkeypatch.setattr(resend, "carry", watched)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    second_couchdb.request("PUT", FORBIDS.format(name=name), {"validate_doc_update": NO_FILMS})
    film = add_photo(secrets.token_bytes(FILM), name="FILM.MOV")
    there = second_couchdb.album(name)
    until(lambda: film in ids(there))
    until(lambda: look_closely(album, copy).missing)
    assert tries() == len(sent) == 1
    for _ in range(2):
        started()
        assert "FILM.MOV (1.0 MB): not there" in told[0].advice and "no films here" in told[0].advice
    assert (sent, tries()) == ([original_id(film)], 1)
    assert look_closely(album, copy).missing, "“Check now”"
    assert (len(sent), tries()) == (2, 2)
    monkeypatch.setattr(monitor, "_SEND_AGAIN_S", 1e9)
    monkeypatch.setattr(monitor, "_SEND_AGAIN_MOST_S", 1e9)
    tending = started()
    assert len(sent) == 2
    now[0] = 86_400.0
    monkeypatch.setattr(resend, "RESTS_S", 0.0)  # so long by the other clock, too
    until(lambda: [tending.often(told.append)] and len(sent) > 2)
    assert tries() == 3
    there.close()


def test_what_is_damaged_in_the_album_is_named_as_that_and_sent_once(tmp_path, name, second_couchdb, monkeypatch):
    sent, carry = [], resend.carry
    monkeypatch.setattr(resend, "carry", lambda *what: sent.append(what) or carry(*what))
    content = secrets.token_bytes(FILM)
    with private_couchdb(tmp_path / "couch") as server, contextlib.closing(server.album("photo")) as album:
        set_up(album, create=True)
        copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
        film = with_pictures(photo(tmp_path, content, name="FILM.MOV"))
        album.store(film)
        until(lambda: film.digests.md5 in ids(second_couchdb.album(name)))
        assert _damaged(tmp_path / "couch/data/shards", content[500_000:500_064]) == 1
        state = until(lambda: (found := look_closely(album, copy)).missing and found)
        assert [item.why for item in state.missing] == [Hindrance(Obstacle.UNREADABLE)]
        assert original_id(film.digests.md5) not in ids(second_couchdb.album(name))
        told, times = [], len(sent)
        until(lambda: [ReplicationMonitor(album, pause=time.sleep).daily(told.append)] and told)
        assert "damaged" in told[0].advice
        assert len(sent) == times, "at a start of the program it does not cross the line again"
        assert look_closely(album, copy).missing
        assert len(sent) == times + 1, "“Check now”"


def _damaged(folder, there):
    """In how many files of a server's these bytes were made others."""
    found = 0
    for file in folder.rglob("*.couch"):
        with file.open("r+b") as stream:
            at = stream.read().find(there)
            if at >= 0:
                stream.seek(at)
                stream.write(bytes(byte ^ 1 for byte in there))
                found += 1
    return found


def test_what_is_cut_off_again_and_again_is_told_the_third_time(album, name, second_couchdb, add_photo, monkeypatch):
    def cut(*_what):
        raise AlbumUnavailable("The line ended.")

    told, now = [], [0.0]
    tending = ReplicationMonitor(album, pause=time.sleep, now=lambda: now[0])
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND, name="Attic"), quiet)
    there = second_couchdb.album(name)
    with monkeypatch.context() as moment:
        moment.setattr(resend, "carry", cut)
        film = add_photo(secrets.token_bytes(FILM), name="FILM.MOV")
        until(lambda: film in ids(there))

        def tries():
            why = carrying.look(album, copy)
            return next((item.why.tries for item in (*why.left, *why.hindered) if item.why), 0)

        for number in (1, 2, 3):
            now[0] += 1e6
            until(lambda number=number: [tending.often(told.append)] and tries() >= number)
            assert (tries(), len(told)) == (number, int(number > 2))
        assert "cut off on its way 3 times (“The line ended”)" in told[0].advice
    now[0] += 1e6
    until(lambda: [tending.often(told.append)] and told[1:])
    assert told[1:] == [ReplicaRecovered("Attic")]
    assert original_id(film) in ids(there)
    there.close()
