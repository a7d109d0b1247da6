"""What strangers may have: the selector on a real server and the rules in Python say the same of every document."""

import secrets

import pytest

from photospool.album.documents import photo_document, trashed
from photospool.album.replication import filters
from photospool.album.replication.filters import for_everything, for_strangers, is_fit, unfit
from photospool.album.replication.models import FORMER, TODAY
from photospool.album.replication.public.write_guard import guard_writes
from photospool.photo.metadata.exif_privacy import is_private
from photospool.photo.metadata.public_fields import CAMERA_NOTES, FILE_NOTES, PLAIN, nested_fields, unknown_fields

from ..photos import photo

ID = "0123456789abcdef0123456789abcd"
PICTURE = {"content_type": "image/jpeg", "data": "aGFsbG8="}
FIT = {
    "type": "photo",
    "cat": "Public",
    "sha256": "ab" * 32,
    "placeholder": "abc",
    "exif": {"Image Make": "Maker", "Image Model": "M 1", "EXIF FNumber": "2"},
    "_attachments": {"thumb.jpg": PICTURE, "800x600.jpg": PICTURE, "1600x1200.jpg": PICTURE},
}


def without(name):
    return {field: value for field, value in FIT.items() if field != name}


def called(name, content_type):
    """A photo one of whose pictures is called something."""
    return {**FIT, "_attachments": {**FIT["_attachments"], name: {"content_type": content_type, "data": "aGFsbG8="}}}


CASES = {
    "fit": (FIT, True),
    "no notes": (without("exif"), True),
    "notes are empty": ({**FIT, "exif": {}}, True),
    "one picture": ({**FIT, "_attachments": {"thumb.jpg": PICTURE}}, True),
    "a field that nobody knows": ({**FIT, "mood": "merry"}, False),
    "a place in a field that nobody knows": ({**FIT, "where": {"at": [47.5, 9.25]}}, False),
    "a text that is none": ({**FIT, "descr": {"at": [47.5, 9.25]}}, False),
    "a text that is a list": ({**FIT, "descr": ["47.5"]}, False),
    "its file's name": ({**FIT, "filename": "Anna at school.jpg"}, False),
    "a note that nobody here knows": ({**FIT, "exif": {"EXIF Unheard": "47.5"}}, False),
    "tags": ({**FIT, "keywords": ["sea", "sun"]}, True),
    "tags of the old album": ({**FIT, "keywords": "sea sun"}, True),
    "tags that are none": ({**FIT, "keywords": {"at": 47.5}}, False),
    "a tag that is none": ({**FIT, "keywords": ["sea", {"at": 47.5}]}, False),
    "a tag that is a list": ({**FIT, "keywords": [["47.5"]]}, False),
    "all that a photo says of itself": ({**FIT, **dict.fromkeys(PLAIN - set(FIT), 1), "keywords": []}, True),
    "private": ({**FIT, "cat": "Private"}, False),
    "trash": ({**FIT, "cat": "Trash", "trashed_from": "Public"}, False),
    "no category": (without("cat"), False),
    "a list of categories": ({**FIT, "cat": ["Public"]}, False),
    "old: no type": (without("type"), False),
    "a comment": ({**FIT, "type": "comment"}, False),
    "no sha256": (without("sha256"), False),
    "pictures of an older program": (without("placeholder"), False),
    "no pictures": (without("_attachments"), False),
    "original attached": ({**FIT, "_attachments": {**FIT["_attachments"], "original.jpg": PICTURE}}, False),
    "original in capitals": ({**FIT, "_attachments": {**FIT["_attachments"], "original.JPG": PICTURE}}, False),
    "a picture of an older program": ({**FIT, "_attachments": {**FIT["_attachments"], "thumb.png": PICTURE}}, False),
    "a web page under a picture's name": (called("thumb.jpg", "text/html"), False),
    "a drawing that runs": (called("800x600.jpg", "image/svg+xml"), False),
    "another kind of picture": (called("1600x1200.jpg", "image/png"), False),
    "a type with more to it": (called("thumb.jpg", "image/jpeg; charset=utf-8"), False),
    "a type in capitals": (called("thumb.jpg", "IMAGE/JPEG"), False),
    "an empty type": (called("thumb.jpg", ""), False),
    "no type": ({**FIT, "_attachments": {"thumb.jpg": {"data": "aGFsbG8="}}}, False),
    "a place": ({**FIT, "exif": {"GPS GPSLatitude": "[47, 30, 0]"}}, False),
    "a serial number": ({**FIT, "exif": {"EXIF BodySerialNumber": "4711"}}, False),
    "an owner": ({**FIT, "exif": {"EXIF CameraOwnerName": "Anna"}}, False),
    "an artist": ({**FIT, "exif": {"Image Artist": "Anna"}}, False),
    "maker notes": ({**FIT, "exif": {"EXIF MakerNote": "[1, 2]"}}, False),
    "a caption": ({**FIT, "exif": {"Image ImageDescription": "Anna at home"}}, False),
    "a name with its path": ({**FIT, "exif": {"Image DocumentName": "/home/anna/a.jpg"}}, False),
    "Windows' words": ({**FIT, "exif": {"Image XPSubject": "Anna"}}, False),
    "a note that nobody knows": ({**FIT, "exif": {"EXIF Mood": "merry"}}, False),
    "a name in other letters": ({**FIT, "exif": {"image make": "Maker"}}, False),
    "where things lie in the file": ({**FIT, "exif": {"Image ExifOffset": "214", "Thumbnail Compression": "6"}}, True),
    "all that the camera did": ({**FIT, "exif": dict.fromkeys(CAMERA_NOTES, "1")}, True),
    "a packet": ({**FIT, "exif": {"Image ApplicationNotes": "<x:xmpmeta>"}}, False),
    "notes are a list": ({**FIT, "exif": ["GPS"]}, False),
    "notes are a text": ({**FIT, "exif": "GPS"}, False),
    "notes are null": ({**FIT, "exif": None}, False),
    "a location": ({**FIT, "location": {"lat": 1}}, False),
    "lat": ({**FIT, "lat": 47.5}, False),
}


@pytest.fixture(scope="module")
def passed(real_couchdb):
    """The ids that the server's own selectors let pass: for strangers, for everything."""
    name = f"test-{secrets.token_hex(6)}"
    album = real_couchdb.album(name)
    album.guard.put(name)
    documents = [{**document, "_id": id_of(case)} for case, (document, _) in CASES.items()]
    documents += [{**FIT, "_id": "_design/public"}, {**FIT, "_id": "original-" + ID}, {**FIT, "_id": "ABC"}]
    documents += [{**FIT, "_id": "photospool-test-1"}]
    assert all("rev" in row for row in album.bulk(documents))

    def ask(selector):
        answer = album.guard.post(name, "_changes", body={"selector": selector}, filter="_selector")
        return {row["id"] for row in answer["results"]}

    yield ask(for_strangers()), ask(for_everything())
    album.close()
    real_couchdb.request("DELETE", f"/{name}")


def test_of_originals_only_those_that_are_small_enough_go_by_themselves(real_couchdb):
    """Whatever else tells its size, or none, goes; so does a deletion."""
    go = {
        "photo of a film": {"type": "photo", "size": 99},
        "small": {"type": "original", "size": 10},
        "says no size": {"type": "original"},
        "says its size in words": {"type": "original", "size": "99 bytes"},
        "an empty size": {"type": "original", "size": None},
        "of another kind": {"size": 99},
        "nothing": {},
    }
    stay = {"large": {"type": "original", "size": 11}, "larger": {"type": "original", "size": 1.5e9}}
    name = f"test-{secrets.token_hex(6)}"
    album = real_couchdb.album(name)
    album.guard.put(name)
    try:
        documents = [{**document, "_id": case} for case, document in (go | stay).items()]
        documents += [{"_id": "deleted", "_deleted": True}, {**stay["large"], "_id": "deleted large", "_deleted": True}]
        assert all("rev" in row for row in album.bulk([*documents, {"_id": "photospool-test-1"}, {"_id": "_design/x"}]))

        def passed_by(largest):
            body = {"selector": for_everything(largest)}
            return {row["id"] for row in album.guard.post(name, "_changes", body=body, filter="_selector")["results"]}

        assert passed_by(10) == {*go, "deleted", "deleted large"}
        assert passed_by(0) == {document["_id"] for document in documents}
    finally:
        album.close()
        real_couchdb.request("DELETE", f"/{name}")


@pytest.fixture(scope="module", params=[TODAY, FORMER], ids=["today", "former"])
def taken(request, real_couchdb):
    """The rules, and the ids that a public copy's own server takes by them."""
    name = f"test-{secrets.token_hex(6)}"
    copy = real_couchdb.album(name)
    copy.guard.put(name)
    guard_writes(copy, request.param)
    documents = [{**document, "_id": id_of(case)} for case, document in GUARDED.items()]
    documents += [{**FIT, "_id": "original-" + ID}, {**FIT, "_id": "ABC"}, {**FIT, "_id": "photospool-test-1"}]
    documents += [{"_id": "photospool-test-2", "type": "test"}]
    yield request.param, {row["id"] for row in copy.bulk(documents) if "rev" in row}
    copy.close()
    real_couchdb.request("DELETE", f"/{name}")


GUARDED = {case: document for case, (document, _) in CASES.items()} | {
    "a note that holds more": {**FIT, "exif": {"Image Make": {"at": [47.5, 9.25]}}},
    "a name that every object has": {**FIT, "constructor": "47.5"},
    "a note of such a name": {**FIT, "exif": {"constructor": "47.5"}},
    "notes that count themselves": {**FIT, "exif": {"length": 0}},
}


def id_of(case):
    return f"{ID}{list(GUARDED).index(case):02x}"


@pytest.mark.parametrize("case", CASES)
def test_server_and_program_judge_alike(passed, case):
    document, is_shown = CASES[case]
    assert is_fit({**document, "_id": id_of(case)}) is is_shown
    assert (id_of(case) in passed[0]) is is_shown


@pytest.mark.parametrize("case", GUARDED)
def test_the_copys_own_server_judges_as_the_program(taken, case):
    rules, ids = taken
    assert (id_of(case) in ids) is is_fit({**GUARDED[case], "_id": id_of(case)}, rules)


def test_the_copys_own_server_takes_nothing_but_photos(taken):
    assert taken[1] <= {id_of(case) for case in GUARDED} | {"photospool-test-2"}  # the last is the proof's own
    assert "photospool-test-2" in taken[1]


def test_a_mark_of_a_deletion_says_nothing_else(real_couchdb):
    name = f"test-{secrets.token_hex(6)}"
    copy = real_couchdb.album(name)
    copy.guard.put(name)
    guard_writes(copy)
    first, second = copy.bulk([{**FIT, "_id": ID + "00"}, {**FIT, "_id": ID + "01"}])
    marks = [{"_id": row["id"], "_rev": row["rev"], "_deleted": True} for row in (first, second)]
    said, quiet = copy.bulk([{**marks[0], "descr": "Anna"}, marks[1]])
    real_couchdb.request("DELETE", f"/{name}")
    copy.close()
    assert (said.get("error"), "rev" in quiet) == ("forbidden", True)


def test_nothing_but_photos_passes_to_strangers(passed):
    assert passed[0] == {id_of(case) for case, (_, is_shown) in CASES.items() if is_shown}


def test_all_but_designs_and_tests_passes_to_copies(passed):
    assert passed[1] == {id_of(case) for case in CASES} | {"original-" + ID, "ABC"}


def test_reasons_are_for_people():
    old = {"_id": "x", "cat": "Public", "exif": {"GPS GPSLatitude": "1", "EXIF LensSerialNumber": "2"}}
    assert unfit({**FIT, "_id": ID + "00", "exif": old["exif"]}) == [
        "it says where it was taken",
        "it names the camera's serial number, its owner or the like",
    ]
    assert unfit({**FIT, "_id": ID + "00", "exif": {"Image XPTitle": "Anna", "EXIF Mo\nod": "merry"}}) == [
        filters.OF_NOTES.format(names="Image XPTitle, EXIF Mo od")
    ]
    assert unfit(old)[0] == "it is no photo of this album's kind"


def test_each_field_that_a_photo_is_stored_with_is_on_the_list(tmp_path):
    stored = photo_document(photo(tmp_path, b"first"))
    assert unknown_fields(stored) == []
    assert nested_fields(stored) == []
    assert unknown_fields(trashed(stored)) == []


def test_a_note_of_the_camera_that_holds_more_is_seen_by_the_program(tmp_path):
    deep = {**FIT, "_id": ID + "00", "exif": {"Image Make": {"at": [47.5, 9.25]}}}
    assert unfit(deep) == ["its fields hold more than a text, a number or tags: exif"]
    assert unfit({**FIT, "_id": ID + "00", "mood": 1, "x\n": 2})[0].endswith("judge: mood, x")


@pytest.mark.parametrize("name", sorted(CAMERA_NOTES | FILE_NOTES))
def test_what_the_camera_did_is_nothing_private(name):
    assert not is_private(name)


@pytest.mark.parametrize("name", ["GPS GPSDate", "MakerNote SerialNumber", "Interoperability Tag 0x1"])
def test_private_names(name):
    assert is_private(name)
