"""What command line and window both ask of the copies: the same answer, and the same care, for both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photospool.album.replication import service
from photospool.album.replication.add import add
from photospool.album.replication.mending import Naming
from photospool.album.replication.models import Condition, Films, Missing, PausedWhy, Strangers
from photospool.album.replication.progress import state_of
from photospool.album.replication.public import publish as publishing
from photospool.album.replication.public.publish import publish
from photospool.album.replication.public.retract import is_open, stranger
from photospool.album.replication.remove import close_to_strangers
from photospool.album.replication.replications import Replications
from photospool.album.replication.status_text import missing_sentence
from photospool.album.replication.titles import title_of
from photospool.errors import CopyError, CopyUnreachable

from .conftest import edit, ids, until, wish


@pytest.fixture
def public_copy(album, name, second_couchdb):
    """Make a public copy of what the album holds by then, and wait until all is there."""

    def make():
        copy = publish(album, wish(second_couchdb, name), lambda _tick: None)
        until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
        return copy

    return make


def titles(ticks):
    return [str(tick.title) for tick in ticks]


def test_a_check_takes_back_what_strangers_must_not_see_and_proves_it(album, public_copy, add_photo, told):
    shown, gone = add_photo(b"shown", category="Public"), add_photo(b"gone", category="Public")
    copy = public_copy()
    edit(album, gone, cat="Private")
    found = service.check(album, copy, told.append)
    assert [item.photo_id for item in found.taken_back] == [gone]
    assert list(found.ticks) == told
    assert titles(told)[0].startswith("Taken back: ")
    assert {"A stranger can read it.", "A stranger can't add a document."} <= set(titles(told))
    assert found.is_well
    assert ids(stranger(copy)) == {shown}


def test_many_that_are_taken_back_are_named_to_a_point(album, public_copy, add_photo, told, monkeypatch):
    monkeypatch.setattr(service, "MOST_NAMED", 1)
    for number in range(3):
        add_photo(bytes([number]) * 9, category="Public")
    copy = public_copy()
    for photo_id in ids(stranger(copy)):
        edit(album, photo_id, cat="Private")
    assert len(service.check(album, copy, told.append).taken_back) == 3
    assert titles(told)[1] == "and 2 more"


def test_a_copy_that_nobody_opened_yet_is_opened_by_a_check(album, public_copy, add_photo, second_couchdb, name, told):
    add_photo(b"shown", category="Public")
    copy = public_copy()
    close_to_strangers(second_couchdb.album(name))
    assert service.overview(album).strangers == {copy.id: Strangers(is_open=False)}
    assert service.check(album, copy, told.append).is_well
    assert is_open(copy)
    assert "Anybody may read it now." in titles(told)
    (strangers,) = service.overview(album).strangers.values()
    assert (strangers.is_open, strangers.photos) == (True, 1)


def test_a_copy_that_is_paused_is_not_opened_and_the_check_says_why(
    album, public_copy, add_photo, second_couchdb, name, told
):
    add_photo(b"shown", category="Public")
    copy = Replications(album).pause(public_copy())
    close_to_strangers(second_couchdb.album(name))
    found = service.check(album, copy, told.append)
    assert (titles(found.ticks), found.is_well) == (
        ["The public copy is not complete, so it was not opened."],
        False,
    )
    assert not is_open(copy)


def test_while_it_is_paused_what_is_not_public_is_taken_back_all_the_same(album, public_copy, add_photo, told):
    gone = add_photo(b"gone", category="Public")
    copy = Replications(album).pause(public_copy())
    edit(album, gone, cat="Private")
    found = service.check(album, copy, told.append)
    assert [item.photo_id for item in found.taken_back] == [gone]


def test_what_can_t_be_known_of_one_copy_is_no_fault_of_the_others(album, public_copy, add_photo, told):
    add_photo(b"shown", category="Public")
    copy = public_copy()
    away = replace(copy, there=replace(copy.there, url="http://127.0.0.1:9"))
    found = service.check(album, away, told.append)
    assert not found.is_well
    assert [tick.is_fine for tick in found.ticks] == [False]
    with pytest.raises(CopyError, match="Nothing answers"):
        service.prove(album, away, told.append)


def test_a_password_that_was_refused_is_not_tried_again(album, public_copy, add_photo, told):
    add_photo(b"shown", category="Public")
    copy = Replications(album).pause(public_copy(), PausedWhy.PASSWORD)
    found = service.check(album, copy, told.append)
    assert (found.state.condition, found.ticks, found.is_well) == (Condition.REFUSED, (), False)


def test_a_copy_of_everything_is_compared_and_not_looked_at_as_a_stranger(album, name, second_couchdb, add_photo, told):
    add_photo(b"first")
    copy = add(album, wish(second_couchdb, name), lambda _tick: None)
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    found = service.check(album, copy, told.append)
    assert (told, found.is_well, found.state.missing) == ([], True, ())


def test_proving_does_not_wait_for_a_server_that_is_away(
    album, public_copy, add_photo, second_couchdb, name, monkeypatch
):
    add_photo(b"shown", category="Public")
    copy = public_copy()
    close_to_strangers(second_couchdb.album(name))
    state = replace(state_of(album, copy), condition=Condition.UNREACHABLE)
    monkeypatch.setattr(service, "state_of", lambda *_args: state)
    with pytest.raises(CopyUnreachable, match="not complete"):
        service.prove(album, copy, lambda _tick: None)
    assert not is_open(copy)


def test_what_only_the_copy_has_is_not_called_missing_there():
    item = Missing("0" * 32, "IMG_1.jpg", in_album=True)
    assert missing_sentence(item) == "IMG_1.jpg: it is in the copy, and not in your album."


class Enough(Exception):
    """Nobody wants to wait any more."""


def at_tick(told, number):
    """A ``pause`` that ends what is under way when so many ticks were told."""

    def pause(_seconds):
        if len(told) >= number:
            raise Enough

    return pause


def test_adding_can_be_ended_between_any_two_steps_and_leaves_nothing(album, name, second_couchdb, add_photo, told):
    add_photo(b"first")
    users = second_couchdb.users()
    with pytest.raises(Enough):
        add(album, wish(second_couchdb, name), told.append, at_tick(told, 4))
    assert (len(told), Replications(album).copies()) == (4, [])
    assert second_couchdb.users() <= users


def test_publishing_says_whether_its_page_runs_and_which_lines_belong_before_it(
    album, name, second_couchdb, add_photo, told
):
    add_photo(b"shown", category="Public")
    made = service.publish(album, wish(second_couchdb, name), told.append, naming=Naming(), title="Our summer")
    assert is_open(made.copy)
    assert made.policy is not None and made.policy.address.startswith(second_couchdb.url)
    assert "limit_except GET HEAD" in made.proxy
    assert second_couchdb.password not in repr(made)
    assert service.page_of(made.copy, second_couchdb.user, second_couchdb.password) == made
    with pytest.raises(CopyError):
        service.page_of(made.copy, second_couchdb.user, "wrong")


def test_what_was_chosen_is_kept_where_the_photos_are_not_waited_for(album, name, second_couchdb, add_photo, told):
    """Its server goes away, say: the copy is opened later, and nobody is asked for title and videos then."""

    def away(_seconds):
        raise Enough

    add_photo(b"shown", category="Public")
    with pytest.raises(Enough):
        service.publish(
            album,
            wish(second_couchdb, name),
            told.append,
            naming=Naming(),
            title="Our summer",
            films=Films.SOUND,
            pause=away,
        )
    (copy,) = Replications(album).copies()
    assert (is_open(copy), copy.films, title_of(album, copy)) == (False, Films.SOUND, "Our summer")
    service.check(album, copy, told.append)
    (copy,) = Replications(album).copies()
    assert (is_open(copy), copy.films, title_of(album, copy)) == (True, Films.SOUND, "Our summer")


def test_what_fails_after_it_is_open_does_not_hide_that_it_is_open(
    album, name, second_couchdb, add_photo, told, monkeypatch
):
    def away(*_args):
        raise CopyUnreachable("The copy's server went away.")

    add_photo(b"shown", category="Public")
    monkeypatch.setattr(publishing, "entitle", away)
    monkeypatch.setattr(service, "examine", away)
    made = service.publish(album, wish(second_couchdb, name), told.append, naming=Naming(), title="Our summer")
    assert (is_open(made.copy), made.policy) == (True, None)
    assert [(tick.title, tick.advice) for tick in told if not tick.is_fine] == [
        ("The page could not be given its title. It can be given later.", "The copy's server went away."),
        ("Whether its page runs there could not be seen.", "The copy's server went away."),
    ]
