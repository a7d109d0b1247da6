"""The public copy on a second real server: shown before, set up, proved, taken back, brought back."""

from __future__ import annotations

import base64
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from photospool.album.couchdb.database import Database
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import restored, trashed
from photospool.album.replication.conflicts import choose, settle
from photospool.album.replication.endpoint import open_copy
from photospool.album.replication.filters import for_strangers
from photospool.album.replication.models import FORMER, Condition, Direction, RemovalMode, ReplicaSpec
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.public import image_audit
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.proxy import nginx
from photospool.album.replication.public.publish import preview, publish
from photospool.album.replication.public.retract import audit, last_look, stranger
from photospool.album.replication.public.write_guard import READONLY_ID, validation
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import REPLICATOR, Replications, replication_id
from photospool.album.replication.sharing import link_of, take_back
from photospool.album.replication.titles import entitle, picture, picture_of, title_of
from photospool.errors import CopyError, CopyRefused, WrongPassword
from photospool.events import Unpublished

from ..conftest import conflicting, delete, edit, guarded_as_in_0_1_0, ids, read, until


@pytest.fixture
def told():
    return []


@pytest.fixture
def public_copy(album, name, second_couchdb, told):
    """Make the public copy of what the album holds by then."""
    return lambda: publish(album, wish(second_couchdb, name), told.append)


def wish(server, name, **options):
    return ReplicaSpec(
        server.url, name, **{"user": server.user, "password": server.password, "create": True, **options}
    )


def seen(copy):
    return ids(stranger(copy))


def settled(album, copy):
    """Wait until all is copied, then audit."""
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    return audit(album, copy)


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


def test_what_is_published_later_comes_and_what_is_not_public_goes(album, public_copy, add_photo):
    first = add_photo(b"first", category="Public")
    copy = public_copy()
    second = add_photo(b"second")
    edit(album, second, cat="Public")
    until(lambda: seen(copy) == {first, second})
    edit(album, first, cat="Private")
    found = settled(album, copy)
    assert [item.photo_id for item in found.unpublished] == [first]
    assert found.is_clean
    assert seen(copy) == {second}


def test_former_versions_are_gone_for_strangers(album, public_copy, add_photo):
    photos = {how: add_photo(how.encode(), category="Public") for how in ("private", "family", "trash", "deleted")}
    copy = public_copy()
    first = {photo_id: stranger(copy).get(photo_id)["_rev"] for photo_id in photos.values()}
    for photo_id in photos.values():
        edit(album, photo_id, descr="A garden")
    until(lambda: all(stranger(copy).get(photo_id)["descr"] == "A garden" for photo_id in photos.values()))
    second = {photo_id: stranger(copy).get(photo_id)["_rev"] for photo_id in photos.values()}
    assert all(stranger(copy).get(photo_id, rev=rev) for photo_id, rev in first.items())
    edit(album, photos["private"], cat="Private")
    edit(album, photos["family"], cat="Friends/Family")
    album.put_document(trashed(album.get(photos["trash"])))
    delete(album, photos["deleted"])
    found = settled(album, copy)
    assert ({item.photo_id for item in found.unpublished}, found.is_clean) == (set(photos.values()), True)
    assert seen(copy) == set()
    for revisions in (first, second):
        assert [stranger(copy).get(photo_id, rev=rev) for photo_id, rev in revisions.items()] == [None] * 4
    assert album.get(f"original-{photos['private']}") is not None
    assert all(tick.is_fine for tick in prove(copy, lambda _tick: None))


def test_publishing_again_brings_it_back(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    for _ in range(2):
        edit(album, photo_id, cat="Private")
        settled(album, copy)
        assert seen(copy) == set()
        edit(album, photo_id, cat="Public")
        until(lambda: seen(copy) == {photo_id})
    assert settled(album, copy).unpublished == ()


def test_restored_from_the_trash_it_is_public_again(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    album.put_document(trashed(album.get(photo_id)))
    settled(album, copy)
    assert seen(copy) == set()
    album.put_document(restored(album.get(photo_id)))
    until(lambda: seen(copy) == {photo_id})


def test_a_photo_with_any_version_that_is_not_public_is_not_public(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    other = conflicting(album, photo_id, cat="Private")
    assert [item.reasons for item in preview(album).held_back] in (
        [],
        [("another version of it is not public, and the two are in conflict",)],
    )
    settled(album, copy)
    assert seen(copy) == set()
    # The conflict is settled for Public without a new version: it was there once, and is sent anew.
    delete(album, photo_id, other)
    assert album.get(photo_id)["cat"] == "Public"
    assert settled(album, copy).brought_back == (photo_id,)
    until(lambda: seen(copy) == {photo_id})


def test_a_conflict_in_the_copy_is_taken_back_whole(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    conflicting(album, photo_id, descr="Another's words")
    until(lambda: len(stranger(copy).get(photo_id, conflicts="true").get("_conflicts", [])) == 1)
    revisions = [stranger(copy).get(photo_id, conflicts="true")[name] for name in ("_rev", "_conflicts")]
    edit(album, photo_id, cat="Private")
    found = settled(album, copy)
    assert found.is_clean
    for rev in (revisions[0], *revisions[1]):
        assert stranger(copy).get(photo_id, rev=rev) is None
    assert seen(copy) == set()


def test_a_photo_that_is_public_before_and_after_a_choice_is_never_called_unpublished(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    edit(album, photo_id, descr="Sea")
    copy = public_copy()
    other = conflicting(album, photo_id, descr="Sun")
    until(lambda: len(stranger(copy).get(photo_id, conflicts="true").get("_conflicts", [])) == 1)
    assert len(settle(album, [photo_id]).undecided) == 1
    undecided = settled(album, copy)  # all its versions say Public: it stays, until somebody chooses
    assert (undecided.unpublished, undecided.versions, seen(copy)) == ((), (), {photo_id})
    assert choose(album, photo_id, other)
    told = []
    tending = ReplicationMonitor(album, pause=time.sleep)
    tending.daily(told.append)
    assert told == []
    until(lambda: stranger(copy).get(photo_id)["descr"] == "Sun")
    edit(album, photo_id, descr="Sand")
    torn = conflicting(album, photo_id, descr="Snow")
    until(lambda: len(stranger(copy).get(photo_id, conflicts="true").get("_conflicts", [])) == 1)
    assert choose(album, photo_id, torn)
    found = settled(album, copy)
    assert (found.unpublished, [item.photo_id for item in found.versions]) == ((), [photo_id])
    assert found.is_clean
    assert seen(copy) == {photo_id}
    assert "_conflicts" not in stranger(copy).get(photo_id, conflicts="true")


def test_an_audit_that_was_cut_short_is_finished_by_the_next(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    rev = stranger(copy).get(photo_id)["_rev"]
    edit(album, photo_id, cat="Private")

    class Killed(Exception):
        pass

    def killed(_seconds):
        raise Killed

    with pytest.raises(Killed):
        while True:  # the compaction may be too quick to be waited for
            audit(album, copy, pause=killed)
            edit(album, photo_id, cat="Public")
            until(lambda: seen(copy) == {photo_id})
            edit(album, photo_id, cat="Private")
    found = audit(album, copy)
    assert found.is_clean
    assert stranger(copy).get(photo_id, rev=rev) is None
    journal = album.get(f"_local/photospool-public-{copy.id}")
    assert journal["to_prove"] == {}
    at = datetime.fromisoformat(last_look(album, copy))
    assert timedelta() <= datetime.now(UTC) - at < timedelta(minutes=10)
    audit(album, copy, [photo_id])  # a look at some photos is none at all
    assert datetime.fromisoformat(last_look(album, copy)) == at


def test_what_an_edit_left_behind_is_forgotten_by_the_daily_audit(album, public_copy, add_photo):
    photo_id = add_photo(b"first", category="Public")
    edit(album, photo_id, descr="My neighbour's name")
    copy = public_copy()
    rev = stranger(copy).get(photo_id)["_rev"]
    edit(album, photo_id, descr="A garden")
    until(lambda: stranger(copy).get(photo_id)["descr"] == "A garden")
    audit(album, copy)
    until(lambda: stranger(copy).get(photo_id, rev=rev) is None)


def test_strange_documents_in_the_copy_are_taken_out(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    there.put_document({"_id": "note", "cat": "Public", "text": "by its administrator"})
    assert [item.photo_id for item in audit(album, copy).unpublished] == ["note"]
    assert seen(copy) == {photo_id}


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


def test_pictures_that_hold_notes_are_seen_by_their_bytes(album, add_photo, tmp_path):
    photo_id = add_photo(b"first", category="Public")
    whole = album.get(photo_id)
    comment = b"\xff\xfe\x00\x0eAnna's house"
    picture = read(album, photo_id, "thumb.jpg")

    whole["_attachments"]["thumb.jpg"] = {
        "content_type": "image/jpeg",
        "data": base64.b64encode(picture[:2] + comment + picture[2:]).decode(),
    }
    album.put_document(whole)
    (held,) = preview(album).held_back
    assert held.reasons == ("its picture thumb.jpg holds a comment",)


def attach(album, photo_id, name, data, content_type="image/jpeg"):
    """Put other bytes in a picture's place, as any program may that writes to the album."""
    whole = album.get(photo_id)
    whole["_attachments"][name] = {"content_type": content_type, "data": base64.b64encode(data).decode()}
    return album.put_document(whole)


HTML = b"<!doctype html><script>document.title = 'x'</script>"


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "image/jpeg; charset=utf-8"])
def test_nothing_is_copied_under_another_type_than_a_picture_s(album, public_copy, add_photo, content_type):
    photo_id, other = add_photo(b"first", category="Public"), add_photo(b"other", category="Public")
    copy = public_copy()
    before = stranger(copy).get(photo_id)["_rev"]
    rev = attach(album, photo_id, "thumb.jpg", HTML, content_type)
    edit(album, other, descr="A garden")  # comes after it in the album's changes
    until(lambda: stranger(copy).get(other)["descr"] == "A garden")
    assert stranger(copy).get(photo_id)["_rev"] == before
    assert stranger(copy).get(photo_id, rev=rev) is None
    found = settled(album, copy)
    assert [item.photo_id for item in found.unpublished] == [photo_id]  # what it was is public no more either
    assert seen(copy) == {other}
    assert [item.reasons for item in preview(album).held_back] == [
        ("a picture of it is called something else than a JPEG", "its picture thumb.jpg holds no JPEG")
    ]


def false_profile(picture):
    body = b"ICC_PROFILE\0\1\1" + HTML
    return picture[:2] + b"\xff\xe2" + (len(body) + 2).to_bytes(2, "big") + body + picture[2:]


def test_what_hides_in_a_picture_is_taken_back(album, public_copy, add_photo):
    web, profile, fine = (add_photo(text, category="Public") for text in (b"web", b"profile", b"fine"))
    copy = public_copy()
    revisions = [
        attach(album, web, "800x600.jpg", HTML),
        attach(album, profile, "thumb.jpg", false_profile(read(album, profile, "thumb.jpg"))),
    ]
    # A selector can't look into bytes: it comes over within seconds.
    until(lambda: [stranger(copy).get(photo_id)["_rev"] for photo_id in (web, profile)] == revisions)
    assert not all(tick.is_fine for tick in prove(copy, lambda _tick: None))
    found = settled(album, copy)
    assert {item.photo_id for item in found.unpublished} == {web, profile}
    assert found.is_clean
    assert len(found.not_fit) == 2
    assert seen(copy) == {fine}
    for photo_id, rev in zip((web, profile), revisions, strict=True):
        assert stranger(copy).get(photo_id, rev=rev) is None
    again = settled(album, copy)
    assert (again.unpublished, again.brought_back, len(again.not_fit)) == ((), (), 2)
    assert all(tick.is_fine for tick in prove(copy, lambda _tick: None))
    attach(album, web, "800x600.jpg", read(album, fine, "800x600.jpg"))
    until(lambda: seen(copy) == {web, fine})
    assert len(audit(album, copy, [web]).not_fit) == 1
    assert seen(copy) == {web, fine}


def test_pictures_are_looked_into_once(album, public_copy, add_photo, monkeypatch):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    settled(album, copy)
    asked = []
    monkeypatch.setattr(image_audit, "hidden_in", lambda data: asked.append(len(data)) or [])
    settled(album, copy)
    assert asked == []
    edit(album, photo_id, descr="A garden")
    settled(album, copy)
    assert len(asked) == 3


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


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"mood": {"at": [47.5, 9.25]}}, "it has fields of another program, which nobody here can judge: mood"),
        ({"exif": {"Image Make": {"at": 1}}}, "its fields hold more than a text, a number or tags: exif"),
        ({"keywords": [{"at": 47.5}]}, "its fields hold more than a text, a number or tags: keywords"),
    ],
)
def test_what_nobody_here_can_judge_is_held_back_and_found_by_the_proof(
    album, public_copy, add_photo, second_couchdb, name, fields, reason
):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    edit(there, photo_id, **fields)
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    assert reason in failed.advice
    held = add_photo(b"second", category="Public")
    edit(album, held, **fields)
    assert [item.reasons for item in preview(album).held_back] == [(reason,)]
    # The version that was fit may be on its way yet: the audit that comes after it takes it back.
    until(lambda: settled(album, copy).is_clean and held not in seen(copy))


def test_the_copy_itself_refuses_what_the_replicator_should_not_bring(album, public_copy, add_photo, name):
    """CouchDB asks the selector of one version and fetches the newest that grew out of it."""
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    edit(album, photo_id, cat="Private", location={"lat": 47.5, "lon": 9.25})
    ends = Replications(album).ends(copy, Direction.SEND)
    source, target = ends
    done = album.guard.post("_replicate", body={"source": source, "target": target, "doc_ids": [photo_id]})
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


def test_a_copy_that_can_be_changed_fails_its_proof(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    delete(second_couchdb.album(name), READONLY_ID)
    failed = {tick.title for tick in prove(copy, lambda _tick: None) if not tick.is_fine}
    assert {"A stranger can add a document!", "A stranger can delete a document!"} <= failed
    assert photo_id in seen(copy)
    audit(album, copy)
    assert seen(copy) == {photo_id}  # what the proof could leave there is gone again


def test_a_copy_that_shows_too_much_fails_its_proof(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    edit(there, photo_id, exif={"EXIF BodySerialNumber": "4711"})
    edit(there, photo_id, exif={})
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    assert "serial number" in failed.advice


def test_tombstones_with_words_fail_the_proof(album, public_copy, add_photo, second_couchdb, name):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    there = guarded_as_in_0_1_0(second_couchdb.album(name))
    edit(there, photo_id, descr="Anna", _deleted=True)
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    assert "keeps its words" in failed.advice


def test_the_proof_says_that_the_server_s_notes_can_be_read_and_what_stops_it(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    (said,) = [tick for tick in prove(copy, lambda _tick: None) if "_local_docs" in tick.title]
    assert said.is_fine
    assert "proxy" in said.advice
    assert stranger(copy).guard.get(copy.there.database, "_local_docs")["rows"]  # so it is really so
    assert f"location ^~ /{copy.there.database}/_local {{ return 403; }}" in nginx(copy)


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


def test_while_the_server_is_away_the_audit_says_so(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    away = replace(copy, there=replace(copy.there, url="http://127.0.0.1:9"))
    with pytest.raises(CopyError, match="Nothing answers"):
        audit(album, away)


def test_the_proxys_snippet_names_the_database(album, public_copy, add_photo, name, second_couchdb):
    text = nginx(public_copy())
    assert f"location ^~ /{name}/ {{" in text
    assert f"proxy_pass {second_couchdb.url};" in text
    assert text.count("{") == text.count("}")


def test_taking_back_needs_no_waiting(album, public_copy, add_photo):
    first, second = add_photo(b"first", category="Public"), add_photo(b"second", category="Public")
    copy = public_copy()
    rev = stranger(copy).get(first)["_rev"]
    (found,) = take_back(album, [first]).values()
    assert ([item.photo_id for item in found.unpublished], found.is_clean) == ([first], True)
    assert (album.get(first)["cat"], seen(copy)) == ("Private", {second})
    assert stranger(copy).get(first, rev=rev) is None


def test_the_page_gets_a_title_that_stays_with_the_next_page(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    assert title_of(album, copy) == ""
    assert entitle(album, copy, " Our\nsummer ") == "Our summer"
    assert stranger(copy).get("_design/photospool")["title"] == "Our summer"
    set_up(open_copy(album, copy), create=False)
    assert title_of(album, copy) == "Our summer"
    assert seen(copy)  # the views are as they were
    assert entitle(album, copy, "") == title_of(album, copy) == ""


def test_title_and_picture_stand_in_the_page_s_head_until_the_photo_is_taken_back(
    album, public_copy, add_photo, second_couchdb, name
):
    def index():
        return second_couchdb.request("GET", f"/{name}/_design/photospool/index.html", user="").decode()

    private, shown = add_photo(b"private"), add_photo(b"shown", category="Public")
    copy = public_copy()
    entitle(album, copy, "Our summer")
    picture(album, copy, shown)
    assert picture_of(album, copy) == shown
    for said in ('<meta property="og:title" content="Our summer">', f'content="../../{shown}/800x600.jpg">'):
        assert said in index()
    assert set_up(open_copy(album, copy), create=False) == []  # the page is known as ours, and as it should be
    for other in (private, f"original-{shown}", "x"):
        with pytest.raises(CopyRefused, match="Strangers don't see"):
            picture(album, copy, other)
    before = stranger(copy).get("_design/photospool")["_rev"]
    take_back(album, [shown])
    assert picture_of(album, copy) == ""
    assert shown not in index()
    assert shown not in str(stranger(copy).get("_design/photospool"))
    assert stranger(copy).get("_design/photospool", rev=before) is None  # forgotten there like the photo itself
    assert title_of(album, copy) == "Our summer"


def test_links_lead_to_the_page_a_photo_and_a_search(public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    page = f"{copy.there.address}/_design/photospool/index.html"
    assert link_of(copy) == page
    assert link_of(copy, photo_id="ab") == f"{page}#/?photo=ab"
    assert link_of(copy, words="sea & sun") == f"{page}#/search/sea%20%26%20sun"
