"""The public copy on a second real server: shown before, set up, proved, taken back, brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photospool.album.couchdb.database import Database
from photospool.album.replication.filters import for_strangers
from photospool.album.replication.models import FORMER, Condition, Direction, RemovalMode
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.proxy import nginx
from photospool.album.replication.public.publish import preview, publish
from photospool.album.replication.public.retract import audit, stranger
from photospool.album.replication.public.write_guard import READONLY_ID, validation
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import REPLICATOR, Replications, replication_id
from photospool.errors import CopyRefused, WrongPassword
from photospool.events import Unpublished

from ..conftest import edit, guarded_as_in_0_1_0, read, until
from ..one_shot import replicated
from .conftest import seen, settled, wish


def test_strangers_see_what_is_public_and_can_change_nothing(album, public_copy, add_photo, told):
    private, shown = add_photo(b"private"), add_photo(b"public", category="Public")
    assert [photo.photo_id for photo in preview(album).photos] == [shown]
    copy = public_copy()
    assert seen(copy) == {shown}
    anybody = stranger(copy)
    assert anybody.get(shown)["cat"] == "Public"
    assert read(anybody, shown, "800x600.jpg") == read(album, shown, "800x600.jpg")
    assert anybody.get(private) is None
    assert anybody.get(f"original-{shown}") is None
    assert all(tick.is_fine for tick in told)
    said = [tick.title for tick in told]
    assert "A stranger can't delete a document." in said
    assert (
        "No original, no place and no serial number in 1 photo, 0 former versions, 2 deleted ones and 3 pictures."
        in said
    )
    assert seen(copy) == {shown}  # the attempts changed nothing


def test_what_strangers_would_see_is_listed_by_date_newest_first(album, add_photo):
    """As the timeline has it, and what belongs to a photo right after it; what is held back, too."""
    days = ("2021-05-04", "2024-07-01", "", "2019-12-24", "2024-06-30")
    by_day = {day: add_photo(day.encode(), category="Public") for day in days}
    for day, photo_id in by_day.items():
        edit(album, photo_id, taken=day, taken_at="", ts="1999-01-01T10:00:00")
    parts = [add_photo(b"part %d" % number, category="Public") for number in range(2)]
    for photo_id in parts:
        edit(album, photo_id, taken="2030-01-01", part_of=by_day["2021-05-04"])
    found = [photo.photo_id for photo in preview(album).photos]
    assert [photo_id for photo_id in found if photo_id not in parts] == [by_day[day] for day in sorted(days)[::-1]]
    at = found.index(by_day["2021-05-04"])
    assert set(found[at + 1 : at + 3]) == set(parts)
    for photo_id in by_day.values():
        edit(album, photo_id, elsewhere="at home")
    assert [photo.photo_id for photo in preview(album).held_back] == [by_day[day] for day in sorted(days)[::-1]]


def test_it_is_known_of_what_there_is_to_ask(album, add_photo):
    new = add_photo(b"new", category="Public")
    found = preview(album)
    assert (found.videos, found.to_mend, found.to_name) == (0, 0, 0)
    edit(album, new, media="video", duration=2, filename="Anna at school.mov", addedby="bert42")
    found = preview(album)
    assert (found.videos, found.to_mend, found.to_name) == (1, 1, 1)


def test_nothing_is_published_before_old_photos_are_mended(album, name, second_couchdb, add_photo, told):
    photo_id = add_photo(b"first", category="Public")
    document = album.get(photo_id)
    edit(album, photo_id, exif={**document["exif"], "GPS GPSLatitude": "[47, 30, 0]"})
    (held,) = preview(album).held_back
    assert (held.name, held.reasons) == ("IMG_1.jpg", ("it says where it was taken",))
    with pytest.raises(CopyRefused, match="album repair"):
        publish(album, wish(second_couchdb, name), told.append)
    assert name not in second_couchdb.request("GET", "/_all_dbs")
    assert Replications(album).copies() == []


def test_a_copy_of_an_older_program_gets_today_s_rules(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    replicator = Database(album.guard, REPLICATOR)
    today = replicator.get(replication_id(copy, Direction.SEND))["selector"]
    for stop in (False, True):
        document = replicator.get(replication_id(copy, Direction.SEND))
        replicator.put({**document, "selector": {"cat": "Public"}})
        if stop:
            Replications(album).pause(copy)
            Replications(album).renew(copy)
            Replications(album).resume(copy)
        else:
            Replications(album).renew(copy)
        assert replicator.get(replication_id(copy, Direction.SEND))["selector"] == today
    settled(album, copy)


def test_the_copy_itself_refuses_what_the_replicator_should_not_bring(album, public_copy, add_photo, name):
    """CouchDB asks the selector of one version and fetches the newest that grew out of it."""
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    edit(album, photo_id, cat="Private", location={"lat": 47.5, "lon": 9.25})
    ends = Replications(album).ends(copy, Direction.SEND)
    source, target = ends
    done = replicated(album, {"source": source, "target": target, "doc_ids": [photo_id]})
    assert done["history"][0]["doc_write_failures"] == 1
    shown = stranger(copy).get(photo_id)
    assert (shown["cat"], "location" in shown) == ("Public", False)
    assert audit(album, copy).is_clean
    assert seen(copy) == set()


def test_an_earlier_copy_gets_the_guard_with_its_own_rules(album, public_copy, add_photo, second_couchdb, name):
    add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    audit(album, replace(copy, rules=FORMER))
    assert there.get(READONLY_ID)["validate_doc_update"] == validation(FORMER)
    audit(album, copy)
    assert there.get(READONLY_ID)["validate_doc_update"] == validation()


def test_a_copy_of_an_older_program_goes_by_todays_rules(album, public_copy, add_photo, real_couchdb, second_couchdb):
    kept, odd = add_photo(b"kept", category="Public"), add_photo(b"odd", category="Public")
    copy = public_copy()
    path = f"/_replicator/{replication_id(copy, Direction.SEND)}"
    stored = real_couchdb.request("GET", path)
    real_couchdb.request("PUT", path, {**stored, "selector": {"cat": "Public"}})
    guarded_as_in_0_1_0(second_couchdb.album(copy.there.database))
    until(lambda: state_of(album, copy).condition is not Condition.STARTING)
    edit(album, odd, where={"at": [47.5, 9.25]})
    until(lambda: "where" in (stranger(copy).get(odd) or {}))
    told = []
    ReplicationMonitor(album, pause=lambda _s: None).daily(told.append)
    assert [event.names for event in told if isinstance(event, Unpublished)] == [("IMG_1.jpg",)]
    assert real_couchdb.request("GET", path)["selector"] == for_strangers()
    assert seen(copy) == {kept}


def test_a_database_that_holds_other_things_is_not_opened(album, name, second_couchdb, told):
    second_couchdb.request("PUT", f"/{name}")
    second_couchdb.request("PUT", f"/{name}/letter", {"text": "private"})
    with pytest.raises(CopyRefused, match="other things"):
        publish(album, wish(second_couchdb, name), told.append)
    assert second_couchdb.request("GET", f"/{name}/_security")["members"]["roles"] == ["_admin"]
    assert second_couchdb.request("GET", f"/{name}/_security")["admins"]["names"] == []
    assert Replications(album).copies() == []


def test_closing_and_removing(album, public_copy, add_photo, told):
    add_photo(b"first", category="Public")
    copy = public_copy()
    (kept,) = Replications(album).copies()
    assert (kept, kept.direction) == (copy, Direction.SEND)
    remove(album, copy, RemovalMode.CLOSE, told.append)
    with pytest.raises(WrongPassword):
        stranger(copy).database.all_docs()
    (tick,) = prove(copy, lambda _tick: None)
    assert tick.title.startswith("A stranger can't read it")


def test_the_proxys_snippet_names_the_database(album, public_copy, add_photo, name, second_couchdb):
    text = nginx(public_copy())
    assert f"location ^~ /{name}/ {{" in text
    assert f"proxy_pass {second_couchdb.url};" in text
    assert text.count("{") == text.count("}")
