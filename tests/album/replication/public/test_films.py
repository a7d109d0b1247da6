"""Videos for strangers: none that was not chosen; then a copy of picture and sound, which goes with its photo."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.album.maintenance.test_videos import drawn, video_photo
from tests.photo.films import film, needs_ffmpeg

from photospool.album.base import Source, Write
from photospool.album.couchdb.couchapp import examine
from photospool.album.documents import PRIVATE, TRASH
from photospool.album.replication import service
from photospool.album.replication.models import Films
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.public import films as film_making
from photospool.album.replication.public.film_documents import NAME, film_document, film_id
from photospool.album.replication.public.film_notes import made_films, note_film, refused_films
from photospool.album.replication.public.retract import audit
from photospool.album.replication.public.write_guard import guard_writes
from photospool.album.replication.replications import Replications
from photospool.album.store_photo import store
from photospool.photo.public_film.reasons import Reason

from ..conftest import delete, edit, until
from .conftest import seen
from .test_leaks import all_that_strangers_get, fetched, found_in
from .test_leaks_of_videos import films as marked_films

pytestmark = needs_ffmpeg


@pytest.fixture
def add_film(album, tmp_path):
    def add(name="plain.mp4", data=b"", category="Public"):
        content = data or film(name)
        photo = replace(video_photo(tmp_path, content, name, how=drawn), category=category)
        store(photo, album.find, album.write)
        return photo.digests.md5

    return add


@pytest.fixture
def copied(album, public_copy):
    """The copy when all photos are there; with these films."""

    def make(films=Films.NONE):
        copy = public_copy()
        if films is not Films.NONE:
            copy = service.choose_films(album, copy, films, lambda _tick: None)
            service.bring_films(album, copy, lambda _tick: None)
        return copy

    return make


def shown(copy, photo_id):
    """What a stranger gets of a film."""
    return fetched(f"{copy.there.address}/{film_id(photo_id)}/{NAME}")


def is_gone(copy, photo_id, rev=""):
    answer = fetched(f"{copy.there.address}/{film_id(photo_id)}" + (f"?rev={rev}" if rev else ""))
    return b"not_found" in answer


def test_nobody_gets_a_video_that_was_not_chosen(album, add_film, copied):
    photo_id = add_film()
    copy = copied()
    assert copy.films is Films.NONE
    assert seen(copy) == {photo_id}
    assert film_making.bring(album, copy).sent == []
    assert seen(copy) == {photo_id}


@pytest.mark.parametrize("films", [Films.PICTURE, Films.SOUND])
def test_strangers_get_what_was_chosen(album, add_film, copied, films):
    photo_id = add_film()
    copy = copied(films)
    assert seen(copy) == {photo_id, film_id(photo_id)}
    assert Replications(album).copies()[0].films is films
    data = shown(copy, photo_id)
    assert (b"soun" in data) == (films is Films.SOUND)
    assert set(json.loads(fetched(f"{copy.there.address}/{film_id(photo_id)}"))) == {
        "_id",
        "_rev",
        "_attachments",
        "type",
        "has_sound",
    }
    assert film_making.bring(album, copy).sent == []  # asked first, not sent again
    ticks = []
    found = service.prove(album, copy, ticks.append)
    assert found.films == ()
    assert all(tick.is_fine for tick in ticks), ticks
    assert any("1 film" in tick.title for tick in ticks)
    (strangers,) = service.overview(album).strangers.values()
    assert strangers.photos == 1


def test_no_mark_of_a_film_reaches_strangers(album, tmp_path, add_film, copied):
    given = marked_films(tmp_path)
    ids = {add_film(name, data): name for name, data in given.items()}
    copy = copied(Films.SOUND)
    until(lambda: set(ids) <= seen(copy))
    has_film = {name for photo_id, name in ids.items() if film_id(photo_id) in seen(copy)}
    assert has_film == {"phone.mov", "plain.mp4", "timed.mov"}
    asked = all_that_strangers_get(copy.there.address)
    for photo_id in ids:
        asked[film_id(photo_id)] = shown(copy, photo_id)
    assert sum(data[4:8] == b"ftyp" for data in asked.values()) >= 3
    assert found_in(asked) == []


def test_what_can_not_be_made_anew_is_named(album, add_film, copied):
    photo_id = add_film("plain.mkv")
    copy = copied(Films.PICTURE)
    assert seen(copy) == {photo_id}
    assert refused_films(album, copy) == {photo_id: Reason.CONTAINER}
    ticks = []
    service.bring_films(album, copy, ticks.append)
    assert "MP4, MOV" in ticks[0].title


def test_a_film_that_an_earlier_version_refused_for_its_sound_is_asked_for_again(album, add_film, copied):
    """It noted another value; what is noted as a reason today stays."""
    photo_id, other = add_film(), add_film("plain.mkv")
    copy = copied(Films.SOUND)
    note_film(album, copy, photo_id, "sound data")
    assert refused_films(album, copy) == {other: Reason.CONTAINER}
    service.bring_films(album, copy, lambda _tick: None)
    assert made_films(album, copy).keys() == {photo_id}


@pytest.mark.parametrize("how", ["private", "trash", "deleted", "off", "other choice", "odd field"])
def test_a_film_goes_with_its_photo_and_with_the_choice(album, add_film, copied, how):
    photo_id, stays = add_film(), add_film("front.mp4")
    copy = copied(Films.SOUND)
    until(lambda: {photo_id, stays} <= seen(copy))
    rev = json.loads(fetched(f"{copy.there.address}/{film_id(photo_id)}"))["_rev"]
    if how == "private":
        edit(album, photo_id, cat=PRIVATE)
    elif how == "trash":
        edit(album, photo_id, cat=TRASH)
    elif how == "odd field":
        edit(album, photo_id, mood="x")
    elif how == "deleted":
        delete(album, photo_id)
    if how in ("off", "other choice"):
        wanted = Films.NONE if how == "off" else Films.PICTURE
        copy = service.choose_films(album, copy, wanted, lambda _tick: None)
        assert is_gone(copy, stays)
        assert photo_id in seen(copy)
    else:
        found = audit(album, copy, [photo_id])
        assert [item.photo_id for item in found.films] == [photo_id]
        assert found.is_clean
        assert not is_gone(copy, stays)
    assert is_gone(copy, photo_id)
    assert is_gone(copy, photo_id, rev)
    assert b"ftyp" not in fetched(f"{copy.there.address}/{film_id(photo_id)}/{NAME}?rev={rev}")[:16]


def put_film(there, photo_id, data, films=Films.PICTURE, **more):
    return there.write(Write({**film_document(photo_id, films), **more}, {NAME: Source.of_bytes(data, "video/mp4")}))


def test_a_film_that_none_of_us_made_is_taken_back(album, second_couchdb, name, add_film, copied):
    photo_id = add_film("plain.mkv")
    copy = copied(Films.PICTURE)
    there = second_couchdb.album(name)
    put_film(there, photo_id, film("plain.mp4"))
    ticks = []
    found = service.prove(album, copy, ticks.append)
    assert [item.photo_id for item in found.films] == [photo_id]
    assert is_gone(copy, photo_id)


def test_the_proof_is_red_where_a_film_holds_more(album, second_couchdb, name, add_film, copied):
    from photospool.album.replication.public.proof import prove

    photo_id = add_film("plain.mkv")
    copy = copied(Films.PICTURE)
    put_film(second_couchdb.album(name), photo_id, film("plain.mp4"))
    ticks = prove(copy, lambda _tick: None)
    assert [tick.advice for tick in ticks if not tick.is_fine] == [
        f"{film_id(photo_id)}: its film holds another kind of file"
    ]


def test_the_copy_itself_refuses_what_nobody_chose(album, second_couchdb, name, add_film, copied):
    photo_id = add_film("plain.mkv")
    copied()
    there = second_couchdb.album(name)
    data = film("plain.mp4")
    for films in Films:
        guard_writes(there, films=films)
        for made in (Films.PICTURE, Films.SOUND):
            if made is films:
                continue
            with pytest.raises(Exception):  # noqa: B017 (whatever the server's 403 becomes)
                put_film(there, photo_id, data, made)
        with pytest.raises(Exception):  # noqa: B017
            put_film(there, photo_id, data, films if films is not Films.NONE else Films.PICTURE, place="here")
    guard_writes(there, films=Films.SOUND)
    assert put_film(there, photo_id, data, Films.SOUND)


def test_a_photo_that_becomes_private_while_its_film_is_sent(album, add_film, copied, monkeypatch):
    photo_id = add_film()
    copy = copied()
    copy = service.choose_films(album, copy, Films.PICTURE, lambda _tick: None)
    sending = film_making._put

    def meanwhile(there, write):
        sending(there, write)
        edit(album, photo_id, cat=PRIVATE)

    monkeypatch.setattr(film_making, "_put", meanwhile)
    found = film_making.bring(album, copy)
    assert found.sent == []
    assert is_gone(copy, photo_id)


@pytest.mark.parametrize("chosen", [Films.NONE, Films.PICTURE])
def test_a_program_that_does_not_know_the_new_choice_yet_sends_nothing_by_the_former(album, add_film, copied, chosen):
    add_film()
    former = service.choose_films(album, copied(), Films.SOUND, lambda _tick: None)
    copy = service.choose_films(album, former, chosen, lambda _tick: None)
    film_making.bring(album, former)
    assert not any(b"soun" in shown(copy, photo_id) for photo_id in seen(copy))
    assert film_making.bring(album, copy).left == []  # nor did it open the copy for what was chosen before


@pytest.mark.parametrize("when", ["before", "sent"])
def test_a_choice_that_changes_while_films_are_made(album, add_film, copied, monkeypatch, when):
    add_film(), add_film("front.mp4")
    copy = service.choose_films(album, copied(), Films.SOUND, lambda _tick: None)
    guarding, sending = film_making.guard_writes, film_making._put

    def choose():
        if Replications(album).copies()[0].films is not Films.NONE:
            service.choose_films(album, copy, Films.NONE, lambda _tick: None)

    def guard_late(there, rules, films):
        if when == "before" and films is Films.SOUND:
            choose()
        guarding(there, rules, films)

    def send(there, write):
        sending(there, write)
        if when == "sent":  # and whoever chose looked just before it came
            monkeypatch.setattr(film_making, "audit", lambda *_args, **_more: audit(album, copy, []))
            choose()
            monkeypatch.setattr(film_making, "audit", audit)

    monkeypatch.setattr(film_making, "guard_writes", guard_late)
    monkeypatch.setattr(film_making, "_put", send)
    assert film_making.bring(album, copy).sent == []
    assert not [row for row in seen(copy) if row.startswith("film-")]


def test_cut_short_it_goes_on(album, add_film, copied):
    first, second = add_film(), add_film("front.mp4", film("front.mp4") + b"\0\0\0\x08free")
    copy = service.choose_films(album, copied(), Films.SOUND, lambda _tick: None)

    class Enough(Exception):
        pass

    def once(_seconds):
        if any(film_id(photo_id) in seen(copy) for photo_id in (first, second)):
            raise Enough

    with pytest.raises(Enough):
        film_making.bring(album, copy, pause=once)
    assert len([row for row in seen(copy) if row.startswith("film-")]) == 1
    assert len(film_making.bring(album, copy).sent) == 1
    assert {film_id(first), film_id(second)} <= seen(copy)


def test_a_program_that_runs_sends_what_was_chosen_and_takes_back(album, add_film, copied):
    photo_id = add_film()
    copy = service.choose_films(album, copied(), Films.PICTURE, lambda _tick: None)
    events = []
    monitor = ReplicationMonitor(album, pause=lambda _seconds: None)
    monitor.often(events.append)
    assert film_id(photo_id) in seen(copy)
    later = add_film("front.mp4", film("front.mp4") + b"\0\0\0\x08free")
    until(lambda: later in seen(copy))
    monitor.often(events.append)
    assert film_id(later) in seen(copy)
    edit(album, photo_id, cat=PRIVATE)
    monitor.often(events.append)
    assert film_id(photo_id) not in seen(copy)
    service.choose_films(album, copy, Films.NONE, lambda _tick: None)
    monitor.often(events.append)
    assert not [row for row in seen(copy) if row.startswith("film-")]


def test_a_film_that_comes_while_something_else_is_carried_is_sent_after_it(album, add_film, copied):
    first = add_film()
    copy = service.choose_films(album, copied(), Films.PICTURE, lambda _tick: None)
    monitor = ReplicationMonitor(album, pause=lambda _seconds: None)
    monitor.often(lambda _event: None)
    assert film_id(first) in seen(copy)
    later = add_film("front.mp4", film("front.mp4") + b"\0\0\0\x08free")
    until(lambda: later in seen(copy))
    monitor._is_bringing = True
    monitor.often(lambda _event: None)
    assert film_id(later) not in seen(copy)
    monitor._is_bringing = False
    monitor.often(lambda _event: None)
    assert film_id(later) in seen(copy)


def test_what_the_copys_server_does_not_take_is_named(album, second_couchdb, add_film, copied):
    photo_id = add_film()
    copy = service.choose_films(album, copied(), Films.PICTURE, lambda _tick: None)
    path = "/_node/_local/_config/couchdb/max_attachment_size"
    second_couchdb.request("PUT", path, "10000")
    try:
        found = film_making.bring(album, copy)
        assert [item.photo_id for item, _ in found.left] == [photo_id]
        assert "server" in found.left[0][1]  # the head of a request is asked; a slow server says it to the film itself
    finally:
        second_couchdb.request("DELETE", path)
    assert [item.photo_id for item in film_making.bring(album, copy).sent] == [photo_id]


def test_a_page_that_may_play_nothing_by_its_servers_policy_is_told(album, second_couchdb, add_film, copied):
    add_film()
    copy = copied(Films.PICTURE)
    there = second_couchdb.album(copy.there.database)
    policy, path = examine(there), "/_node/_local/_config/csp/attachments_header_value"
    try:
        for value, told in ((policy.wanted.replace("media-src 'self' blob:; ", ""), 1), (policy.wanted, 0)):
            second_couchdb.request("PUT", path, value)
            ticks = []
            service.bring_films(album, copy, ticks.append)
            wrong = [tick for tick in ticks if not tick.is_fine]
            assert len(wrong) == told
            assert all("can't play videos" in tick.title and policy.wanted in tick.advice for tick in wrong)
    finally:
        second_couchdb.request("DELETE", path)
