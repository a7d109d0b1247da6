"""Conflicts in a real CouchDB: merged by themselves where that loses nobody's words, else a person's to choose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.photo.made_sidecars import aae, takeout, xmp

from photospool.album.attach_sidecars import attach, hand_over
from photospool.album.documents import original_id
from photospool.album.replication.conflicts import Resolution, choose, settle, torn_ids
from photospool.album.sidecars import Sidecar, beside
from photospool.photo.digests import digests
from photospool.photo.metadata.sidecars import read as read_sidecar

from ..photos import photo
from .conftest import conflicting, edit, read, with_pictures
from .one_shot import replicated


def filmed(prepared, **changes):
    """As of a video."""
    return replace(prepared, reading=replace(prepared.reading, format="MP4"), **changes)


def versions(album, doc_id):
    document = album.get(doc_id, conflicts="true")
    return 1 + len(document.get("_conflicts", []))


def test_two_first_versions_merge_silently(album, second_couchdb, name, tmp_path):
    """Two desktops added the same photo to two servers, which replicate."""
    there = second_couchdb.album(name)
    there.guard.put(name)
    made = with_pictures(photo(tmp_path, keywords=("sea",)))
    album.store(made)
    there.store(with_pictures(photo(tmp_path, keywords=("sun",))))
    photo_id = made.digests.md5
    edit_first(there, photo_id, ts="2020-01-01T00:00:00", cat="Private", descr="Our garden")
    replicate(album, there, album)
    assert versions(album, photo_id) == 2
    found = settle(album, torn_ids(album))
    assert (found.merged, found.undecided) == ((photo_id,), ())
    document = album.get(photo_id)
    assert (document["ts"], document["descr"]) == ("2020-01-01T00:00:00", "Our garden")
    assert set(document["keywords"]) == {"sea", "sun"}
    assert (versions(album, photo_id), versions(album, original_id(photo_id))) == (1, 1)
    assert read(album, photo_id, "800x600.jpg") == made.prepared.renditions[1].data
    assert settle(album, torn_ids(album)).merged == ()


@pytest.mark.parametrize("edits", [(1, 3), (3, 1)])
def test_of_a_video_that_two_machines_added_a_frame_is_kept(album, second_couchdb, name, tmp_path, edits):
    """One of them had nothing to decode it with; whose version CouchDB shows says nothing."""
    there = second_couchdb.album(name)
    there.guard.put(name)
    framed = with_pictures(photo(tmp_path))
    framed = replace(framed, prepared=filmed(framed.prepared, poster="frame"))
    plain = photo(tmp_path, keywords=("sun",))
    plain = replace(plain, prepared=filmed(plain.prepared, poster="drawn", placeholder="other"))
    for one, made, number in ((album, framed, edits[0]), (there, plain, edits[1])):
        one.store(made)
        for count in range(number):
            edit(one, made.digests.md5, mood=f"{count}")
    replicate(album, there, album)
    settle(album, torn_ids(album))
    document = album.get(framed.digests.md5)
    assert (document["poster"], document["placeholder"], document["media"]) == ("frame", "placeholder", "video")
    assert read(album, framed.digests.md5, "800x600.jpg") == framed.prepared.renditions[1].data
    assert set(document["keywords"]) >= {"sun"}
    assert versions(album, framed.digests.md5) == 1


def test_sidecars_that_two_machines_attached_are_both_kept(album, second_couchdb, name, tmp_path):
    there = second_couchdb.album(name)
    there.guard.put(name)
    made = with_pictures(photo(tmp_path))
    photo_id = made.digests.md5
    album.store(made)
    replicate(album, album, there)
    files = {"IMG_1.AAE": aae(), "IMG_1.xmp": xmp("Words", ["sun"]), "IMG_1.jpg.json": takeout("IMG_1.jpg")}
    for one, names in ((album, ["IMG_1.AAE", "IMG_1.xmp"]), (there, ["IMG_1.xmp", "IMG_1.jpg.json"])):
        for file in names:
            path = tmp_path / file
            path.write_bytes(files[file])
            attach(photo_id, Sidecar(path, file, digests(path), read_sidecar(path, file)), one.find, one.write)
    replicate(album, there, album)
    assert versions(album, original_id(photo_id)) == 2
    settle(album, torn_ids(album))
    replicate(album, album, there)
    for one in (album, there):
        assert versions(one, original_id(photo_id)) == 1
        assert versions(one, photo_id) == 1
        original = one.get(original_id(photo_id))
        assert {found.name: read(one, original_id(photo_id), found.attachment) for found in beside(original)} == files
        assert all(found.is_good for found in beside(original))
        assert set(original["sidecars"]) == {found.attachment for found in beside(original)}
        assert one.get(photo_id)["descr"] == "Words"


def brought(one, photo_id, folder, file, data):
    """A sidecar reached this photo on this machine."""
    path = folder / file
    path.write_bytes(data)
    attach(photo_id, Sidecar(path, file, digests(path), read_sidecar(path, file)), one.find, one.write)


@pytest.mark.parametrize("doing", ["brings another", "describes it", "hands it over too", "reads it anew"])
@pytest.mark.parametrize("is_later", [False, True], ids=["fewer edits", "more edits"])
def test_a_sidecar_that_one_machine_hands_over_ends_at_one_photo(
    album, second_couchdb, name, tmp_path, doing, is_later
):
    """Whatever the other machine does meanwhile to the photo that had it: no edit is lost, and nothing comes back."""
    there = second_couchdb.album(name)
    there.guard.put(name)
    film, picture = (with_pictures(photo(tmp_path, data, name=f"{len(data)}.jpg")) for data in (b"film", b"picture"))
    giver, taker = film.digests.md5, picture.digests.md5
    for made in (film, picture):
        album.store(made)
    of_file = album.get(original_id(giver)).get("location")
    brought(album, giver, tmp_path, "I.xmp", xmp("Of the shot", place=("50,6.0N", "8,12.0E"), person="Anna"))
    replicate(album, album, there)
    (sidecar,) = beside(album.get(original_id(giver)))
    assert hand_over(sidecar.attachment, giver, taker, album)
    others = {}
    if doing == "brings another":
        others = {"I.AAE": aae()}
        brought(there, giver, tmp_path, "I.AAE", others["I.AAE"])
    elif doing == "describes it":
        edit(there, giver, descr="Mine")
    elif doing == "hands it over too":
        assert hand_over(sidecar.attachment, giver, taker, there)
    for count in range(3 if is_later else 1 if doing == "reads it anew" else 0):
        edit(there, original_id(giver), reader=str(count))
    for _ in range(2):
        replicate(album, there, album)
        settle(album, torn_ids(album))
        replicate(album, album, there)
        settle(there, torn_ids(there))
    for one in (album, there):
        for doc_id in (giver, taker, original_id(giver), original_id(taker)):
            assert versions(one, doc_id) == 1
            assert one.get(doc_id)["_rev"] == album.get(doc_id)["_rev"]
        former, owner = (one.get(original_id(photo_id)) for photo_id in (giver, taker))
        assert {found.name: read(one, former["_id"], found.attachment) for found in beside(former)} == others
        assert [found.attachment for found in beside(owner)] == [sidecar.attachment]
        assert all(found.is_good for found in (*beside(former), *beside(owner)))
        assert set(former.get("sidecars", {})) == {found.attachment for found in beside(former)}
        assert former.get("location") == of_file != owner["location"]
        assert "people" not in former
        assert owner["people"] == ["Anna"]
        assert one.get(taker)["descr"] == "Of the shot"
        assert one.get(giver)["descr"] == ("Mine" if doing == "describes it" else "Of the shot")
        assert not is_later or former["reader"] == "2"


@pytest.mark.parametrize("losing", ["deletes the photo and adds it again", "hands it over to one that is gone"])
def test_a_sidecar_that_no_photo_has_any_more_but_the_other_version_stays(
    album, second_couchdb, name, tmp_path, losing
):
    """That a version has a sidecar no more does not say that it is safe with another photo."""
    there = second_couchdb.album(name)
    there.guard.put(name)
    made, other = (with_pictures(photo(tmp_path, data, name=f"{len(data)}.jpg")) for data in (b"film", b"picture"))
    photo_id, taker = made.digests.md5, other.digests.md5
    album.store(made)
    album.store(other)
    brought(album, photo_id, tmp_path, "I.xmp", xmp("Words"))
    replicate(album, album, there)
    (sidecar,) = beside(album.get(original_id(photo_id)))
    if losing.startswith("hands"):
        assert hand_over(sidecar.attachment, photo_id, taker, album)
    gone = taker if losing.startswith("hands") else photo_id
    documents = [album.get(one) for one in (gone, original_id(gone))]
    album.bulk([{"_id": one["_id"], "_rev": one["_rev"], "_deleted": True} for one in documents])
    if gone == photo_id:
        album.store(made)
    assert not beside(album.get(original_id(photo_id)))
    brought(there, photo_id, tmp_path, "I.AAE", aae())
    for _ in range(2):
        replicate(album, there, album)
        settle(album, torn_ids(album))
        replicate(album, album, there)
    for one in (album, there):
        original = one.get(original_id(photo_id))
        assert versions(one, original_id(photo_id)) == 1
        assert {found.name for found in beside(original)} == {"I.xmp", "I.AAE"}
        assert set(original["sidecars"]) == {found.attachment for found in beside(original)}


def test_a_sidecar_is_handed_over_while_somebody_writes_the_same_documents(album, add_photo, tmp_path, monkeypatch):
    """Just before each of its writes: it does that step again with what it finds then."""
    giver, taker = add_photo(b"film"), add_photo(b"picture")
    brought(album, giver, tmp_path, "I.xmp", xmp("Of the shot"))
    (sidecar,) = beside(album.get(original_id(giver)))
    write, written = album.write, []

    def write_second(wanted):
        doc_id = wanted.document["_id"]
        if written.count(doc_id) < 2:
            written.append(doc_id)
            edit(album, doc_id, mood=str(written.count(doc_id)))
        return write(wanted)

    monkeypatch.setattr(album, "write", write_second)
    assert hand_over(sidecar.attachment, giver, taker, album, lambda _s: None)
    assert sorted(set(written)) == sorted([taker, original_id(taker), original_id(giver)])
    for doc_id in set(written):
        assert album.get(doc_id)["mood"] == "2"
        assert versions(album, doc_id) == 1
    former, owner = (album.get(original_id(photo_id)) for photo_id in (giver, taker))
    assert beside(former) == []
    assert "sidecars" not in former
    assert [(one.name, one.is_good) for one in beside(owner)] == [("I.xmp", True)]
    assert album.get(taker)["descr"] == "Of the shot"


@pytest.mark.parametrize("shown", [True, False], ids=["made public", "for the family"])
@pytest.mark.parametrize("edits", [(0, 3), (3, 0)], ids=["sidecar's version shown", "person's version shown"])
def test_strangers_read_nothing_that_a_sidecar_told_elsewhere_meanwhile(
    album, second_couchdb, name, tmp_path, shown, edits
):
    """One machine makes the photo public while another one's sidecar describes it: nobody looked at those words."""
    there = second_couchdb.album(name)
    there.guard.put(name)
    made = with_pictures(photo(tmp_path, keywords=("sea",)))
    photo_id = made.digests.md5
    album.store(made)
    replicate(album, album, there)
    before = album.get(photo_id)
    edit(album, photo_id, cat="Public" if shown else "Friends/Family", keywords=["sea"])
    words = xmp("Anna at the clinic", ["clinic"], taken="2001-02-03T04:05:06")
    brought(there, photo_id, tmp_path, "I.xmp", words)
    for one, more in zip((album, there), edits, strict=True):
        for count in range(more):
            edit(one, photo_id, mood=str(count))
    for _ in range(2):
        replicate(album, there, album)
        assert settle(album, torn_ids(album)).undecided == ()
        replicate(album, album, there)
        settle(there, torn_ids(there))
    for one in (album, there):
        found = one.get(photo_id)
        assert versions(one, photo_id) == 1
        assert found["cat"] == ("Public" if shown else "Friends/Family")
        assert found.get("descr") == (before.get("descr") if shown else "Anna at the clinic")
        assert ("clinic" in found["keywords"]) != shown
        assert (found["taken"] == before["taken"]) == shown
        assert not shown or found["keywords"] == ["sea"]
        (sidecar,) = beside(one.get(original_id(photo_id)))
        assert sidecar.is_good
        assert found["mood"] == "2"


def test_both_servers_that_merge_make_no_new_conflict(album, second_couchdb, name, tmp_path):
    there = second_couchdb.album(name)
    there.guard.put(name)
    made = with_pictures(photo(tmp_path))
    album.store(made)
    there.store(with_pictures(photo(tmp_path, keywords=("sun",))))
    replicate(album, there, album)
    replicate(album, album, there)
    for one in (album, there):
        settle(one, torn_ids(one))
    assert album.get(made.digests.md5)["_rev"] == there.get(made.digests.md5)["_rev"]
    replicate(album, there, album)
    assert versions(album, made.digests.md5) == 1


def test_edits_of_different_fields_merge(album, add_photo):
    photo_id = add_photo(b"first")
    edit(album, photo_id, descr="Sea")
    conflicting(album, photo_id, cat="Friends/Family", descr="Uploaded image.")
    assert settle(album, [photo_id]).merged == (photo_id,)
    document = album.get(photo_id)
    assert (document["descr"], document["cat"]) == ("Sea", "Friends/Family")
    assert versions(album, photo_id) == 1


def test_different_words_wait_for_a_choice(album, add_photo):
    photo_id = add_photo(b"first")
    edit(album, photo_id, descr="Sea", keywords=["mine"])
    other = conflicting(album, photo_id, descr="Sun", keywords=["theirs"])
    before = album.get(photo_id)
    (conflict,) = settle(album, [photo_id]).undecided
    assert {version.values["descr"] for version in conflict.versions} == {"Sea", "Sun"}
    assert conflict.versions[0].rev == before["_rev"]
    assert album.get(photo_id) == before  # nothing is touched before somebody chose
    assert versions(album, photo_id) == 2
    assert choose(album, photo_id, other)
    document = album.get(photo_id)
    assert (document["descr"], set(document["keywords"])) == ("Sun", {"mine", "theirs"})
    assert versions(album, photo_id) == 1
    assert not choose(album, photo_id, other)


def test_a_merge_that_was_cut_short_is_made_again(album, add_photo, monkeypatch):
    photo_id = add_photo(b"first")
    edit(album, photo_id, descr="Sea")
    conflicting(album, photo_id, keywords=["other"], descr="Uploaded image.")

    def killed(_documents):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(album, "bulk", killed)
        settle(album, [photo_id])
    assert settle(album, [photo_id]).merged == (photo_id,)
    document = album.get(photo_id)
    assert (document["descr"], set(document["keywords"])) == ("Sea", {"other"})
    assert versions(album, photo_id) == 1


def replicate(by, source, target):
    def endpoint(one):
        auth = {"username": "admin", "password": "secret"}
        return {"url": f"{one.guard.address.url}/{one.database.name}", "auth": {"basic": auth}}

    replicated(by, {"source": endpoint(source), "target": endpoint(target)})


def edit_first(album, photo_id, **fields):
    """Change the first version in place, as if it had been made so: a new first version in place of the other."""
    document = album.get(photo_id, attachments="true")
    assert document is not None
    rev = document.pop("_rev")
    album.put_document({"_id": photo_id, "_rev": rev, "_deleted": True})
    album.guard.post(album.database.name, "_purge", body={photo_id: [album_rev(album, photo_id)]})
    for stub in document["_attachments"].values():
        stub.pop("revpos", None)
        stub.pop("digest", None)
    album.put_document({**document, **fields})


def album_rev(album, photo_id):
    rows = album.database.all_docs([photo_id])["rows"]
    return rows[0]["value"]["rev"]


def test_documents_that_are_no_photos_are_left_to_whoever_wrote_them(album):
    doc_id = "comment-1"
    album.put_document({"_id": doc_id, "type": "comment", "text": "first"})
    edit(album, doc_id, text="How nice")
    conflicting(album, doc_id, text="Where was that?")
    before = album.get(doc_id)
    assert settle(album, torn_ids(album)) == Resolution()
    assert (album.get(doc_id), versions(album, doc_id)) == (before, 2)
