"""The leak test: markers of place, serial number and owner in every corner of a photo, new and old.

Photos are published, edited, conflicted and unpublished; then every byte that a stranger can get from the public
server, former versions, deletions' marks and pictures too, is searched for the markers.
"""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request

import pytest
from tests.children import PATIENCE_S
from tests.photo import made

from photospool.album.couchdb.download import download
from photospool.album.documents import original_id, trashed
from photospool.album.maintenance.repair import repair
from photospool.album.replication.endpoint import open_copy
from photospool.album.replication.models import Condition, Direction, ReplicaSpec
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.publish import preview, publish
from photospool.album.replication.public.retract import audit
from photospool.album.replication.replications import Replications, replication_id
from photospool.errors import CopyRefused

from ...maintenance.shots import MEANS, Shot, added, old_document
from ..conftest import conflicting, delete, edit, guarded_as_in_0_1_0, ids, until

MARKERS = [b"LEAKED", b"47.18694", b"47, 11, 13", b"9.25347", b"SERIAL-4711"]
"""Words in every text field, the place as a number and as it is printed, the old album's serial number."""


def segment(marker, body):
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def iptc(*fields):
    """An IPTC record inside Photoshop's resource block: by-line, credit, contact."""
    record = b"".join(b"\x1c\x02" + bytes([number]) + len(text).to_bytes(2, "big") + text for number, text in fields)
    padding = b"\0" if len(record) % 2 else b""
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record + padding


XMP = b"""http://ns.adobe.com/xap/1.0/\0<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' xmlns:exif='http://ns.adobe.com/exif/1.0/'
 xmlns:dc='http://purl.org/dc/elements/1.1/' aux:SerialNumber='LEAKED-XMP-SERIAL' aux:OwnerName='LEAKED-XMP-OWNER'
 exif:GPSLatitude='47,11.216N' exif:GPSLongitude='9,15.208E'><dc:creator><rdf:Seq><rdf:li>LEAKED-XMP-CREATOR</rdf:li>
</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"""


def shot(number):
    """A photo with every marker that it can hold; another number, another photo."""
    packet = made.exif(
        {0x010F: "Maker", 0x0110: "M 1", 0x013B: "LEAKED-ARTIST", 0x8298: "LEAKED-COPYRIGHT", 0x013C: "LEAKED-HOST"},
        {
            0x9003: "2013:05:01 12:34:56",
            0xA430: "LEAKED-OWNER",
            0xA431: "LEAKED-BODY-SERIAL",
            0xA435: "LEAKED-LENS-SERIAL",
            0xA420: "LEAKED-UNIQUE-ID",
            0x927C: b"LEAKED-MAKER-NOTE",
            0x9286: b"ASCII\0\0\0LEAKED-USER-COMMENT",
        },
        made.place((47, 11, 13), (9, 15, 12.5)),
    )
    data = made.encoded(made.corners(320 + 8 * number, 240), exif=packet, quality=90)
    extra = (
        segment(0xE1, XMP)
        + segment(0xED, iptc((80, b"LEAKED-BYLINE"), (110, b"LEAKED-CREDIT"), (118, b"LEAKED-CONTACT")))
        + segment(0xFE, b"LEAKED-COMMENT")
    )
    # After EXIF, where cameras and programs put them; and behind the end, where phones hide films.
    at = 2 + 2 + int.from_bytes(data[4:6], "big")
    return Shot(data[:at] + extra + data[at:] + b"LEAKED-TRAILER", f"IMG_{number}.jpg")


def fetched(url, body=None):
    """What a stranger gets, whatever the status is."""
    request = urllib.request.Request(url, headers={"Accept": "*/*"})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=PATIENCE_S) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def all_that_strangers_get(url):
    """Every answer of the copy to a stranger: ``(what was asked, bytes)``."""
    asked = {path: fetched(url + path) for path in LISTS}
    changes = json.loads(asked[LISTS[0]])["results"]
    bulk = {"docs": [{"id": row["id"]} for row in changes]}
    asked["_bulk_get"] = fetched(f"{url}/_bulk_get?revs=true&attachments=true", bulk)
    asked["_find"] = fetched(f"{url}/_find", {"selector": {}, "limit": 10_000})
    for row in changes:
        for change in row["changes"]:
            path = f"/{row['id']}?rev={change['rev']}"
            asked[path] = fetched(f"{url}{path}&revs=true&attachments=true")
            revisions = json.loads(fetched(f"{url}{path}&revs=true")).get("_revisions", {"start": 0, "ids": []})
            for number, digest in enumerate(revisions["ids"]):
                rev = f"{revisions['start'] - number}-{digest}"
                asked[f"{path} {rev}"] = fetched(f"{url}/{row['id']}?rev={rev}&attachments=true")
                for name in ("thumb.jpg", "800x600.jpg", "1600x1200.jpg", "original.jpg", "thumb.png", "800x600.png"):
                    asked[f"{path} {rev} {name}"] = fetched(f"{url}/{row['id']}/{name}?rev={rev}")
    return asked


LISTS = (
    "/_changes?style=all_docs&include_docs=true&attachments=true&conflicts=true",
    "/_all_docs?include_docs=true&attachments=true&conflicts=true",
    "/_design_docs?include_docs=true",
    "/_local_docs?include_docs=true",
    "/_design/photospool/_view/cat?reduce=false&include_docs=true",
    "/_design/photospool/_view/comments?include_docs=true",
    "/_security",
    "",
)


def found_in(asked):
    """Where a marker was seen, also in what JSON holds as base64."""
    wrong = []
    for what, data in asked.items():
        texts = [data]
        texts += [base64.b64decode(part) for part in _base64(data)]
        wrong += [(what, marker) for marker in MARKERS for text in texts if marker in text]
    return wrong


def _base64(data):
    try:
        tree = json.loads(data)
    except ValueError:
        return
    stack = [tree]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if isinstance(value.get("data"), str):
                yield value["data"]
            stack += value.values()
        elif isinstance(value, list):
            stack += value


def original(album, photo_id):
    with download(album.guard, album.database.name, original_id(photo_id), "original.jpg") as chunks:
        return b"".join(chunks)


@pytest.fixture
def wish(name, second_couchdb):
    return ReplicaSpec(
        second_couchdb.url, name, second_couchdb.user, second_couchdb.password, name="Public", create=True
    )


def test_no_marker_ever_reaches_a_stranger(album, wish, tmp_path):
    kept, edited, torn, unpublished, thrown, deleted = (
        added(album, tmp_path, shot(number), category="Public", description="A garden") for number in range(6)
    )
    private = added(album, tmp_path, shot(6), description="LEAKED-DESCRIPTION")
    # The markers are really there, and the search finds them.
    assert all(marker in original(album, kept) for marker in (b"LEAKED-BYLINE", b"LEAKED-XMP-OWNER", b"LEAKED-TRAILER"))
    whole = json.dumps(album.get(original_id(kept))).encode()
    assert {b"LEAKED-OWNER", b"LEAKED-BODY-SERIAL", b"47.18694"} <= set(_words(whole))
    old = Shot(shot(7).data, "old.jpg")
    album.write(old_document(old))
    (held,) = preview(album).held_back
    assert held.photo_id == old.id
    with pytest.raises(CopyRefused, match="album repair"):
        publish(album, wish, lambda _tick: None)
    assert repair(album, MEANS, dry_run=False).unmended == ()
    # A field of another program is nobody's to judge: repair leaves it, and the photo waits for its owner.
    (held,) = preview(album).held_back
    assert (held.photo_id, "mood" in held.reasons[0]) == (old.id, True)
    album.put_document({name: value for name, value in album.get(old.id).items() if name != "mood"})
    assert preview(album).held_back == ()

    copy = publish(album, wish, lambda _tick: None)
    url = copy.there.address
    until(lambda: kept in _seen(url))
    assert found_in(all_that_strangers_get(url)) == []

    edit(album, edited, descr="Another garden")
    conflicting(album, torn, cat="Private", descr="LEAKED-CONFLICT")
    edit(album, unpublished, cat="Private")
    edit(album, unpublished, descr="LEAKED-LATER")
    album.put_document(trashed(album.get(thrown)))
    delete(album, deleted)
    # Made public on a machine with an older program, or by hand: the guards hold them back.
    late = Shot(shot(8).data, "late.jpg")
    album.write(old_document(late))
    edit(album, private, cat="Public", descr="A garden", exif={"GPS GPSLatitude": "[47, 11, 13]", "Note": "LEAKED"})
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    found = audit(album, copy)
    assert found.is_clean
    assert {item.photo_id for item in found.unpublished} >= {unpublished, thrown, deleted}
    until(lambda: {row for row in _seen(url) if not row.startswith("_")} == {kept, edited, old.id})
    asked = all_that_strangers_get(url)
    assert found_in(asked) == []
    assert len([what for what in asked if what.endswith("thumb.jpg")]) > 8  # former versions were really asked for
    assert {photo_id for photo_id in ids(album) if len(photo_id) == 32} > {kept, edited, old.id}


MARKS = {
    "a field of another program": {"mood": "LEAKED"},
    "something nested in one": {"where": {"at": {"deep": ["LEAKED"]}}},
    "a description that is none": {"descr": {"text": "LEAKED"}},
    "a tag that is none": {"keywords": ["sea", {"at": "LEAKED"}]},
    "a note that nobody knows": {"exif": {"EXIF LEAKED": "1"}},
    "a note with something inside": {"exif": {"Image Make": {"at": "LEAKED"}}},
    "a place": {"location": {"lat": "LEAKED"}},
    "a serial number": {"exif": {"EXIF BodySerialNumber": "LEAKED"}},
    "the file's name": {"filename": "LEAKED.jpg"},
}


def test_the_proof_finds_each_mark_when_the_list_is_switched_off(album, wish, tmp_path, real_couchdb):
    clean = added(album, tmp_path, shot(20), category="Public", description="A garden")
    copy = publish(album, wish, lambda _tick: None)
    url = copy.there.address
    path = f"/_replicator/{replication_id(copy, Direction.SEND)}"
    stored = real_couchdb.request("GET", path)
    real_couchdb.request("PUT", path, {**stored, "selector": {"cat": "Public"}})
    guarded_as_in_0_1_0(open_copy(album, copy))
    marked = {}
    for number, (what, fields) in enumerate(MARKS.items(), 21):
        photo_id = added(album, tmp_path, shot(number), category="Public", description="A garden")
        edit(album, photo_id, **fields)
        marked[photo_id] = what
    until(lambda: {row for row in _seen(url) if not row.startswith("_")} == {clean, *marked})
    until(lambda: len({what for what, _ in found_in(all_that_strangers_get(url))}) >= len(MARKS))
    (failed,) = [tick for tick in prove(copy, lambda _tick: None) if not tick.is_fine]
    unseen = [what for photo_id, what in marked.items() if photo_id not in failed.advice]
    assert (unseen, "LEAKED.jpg: " in failed.advice) == (["the file's name"], True)  # called by its name
    assert clean not in failed.advice
    # Switched on again, not one is left, and nothing of them.
    Replications(album).renew(copy)
    found = audit(album, copy)
    assert {item.photo_id for item in found.unpublished} == set(marked)
    assert found.is_clean
    assert found_in(all_that_strangers_get(url)) == []
    assert {row for row in _seen(url) if not row.startswith("_")} == {clean}


def _seen(url):
    return {row["id"] for row in json.loads(fetched(f"{url}/_all_docs"))["rows"]}


def _words(data):
    return [marker for marker in (b"LEAKED-OWNER", b"LEAKED-BODY-SERIAL", b"47.18694") if marker in data]
