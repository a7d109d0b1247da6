"""A hundred documents of every JSON type in every field, in both albums: nothing stops, no other photo is hidden."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest
from tests.album.maintenance.shots import MEANS, added, in_this_process, shot
from tests.album.odd_documents import hundred, named

from photospool.album.couchdb.setup import set_up
from photospool.album.documents import trashed
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import import_folder
from photospool.album.maintenance.migrate import move
from photospool.album.maintenance.repair import repair
from photospool.album.maintenance.verify import verify
from photospool.album.replication.conflicts import settle
from photospool.album.replication.diff import names_of
from photospool.album.replication.public.publish import preview
from photospool.album.replication.revisions import leaves_of, public
from photospool.album.trash import empty, look
from photospool.album.web import api
from photospool.album.web.couchdb_backend import CouchBackend
from photospool.album.web.embedded_backend import LocalBackend
from photospool.errors import PhotoError
from photospool.photo.metadata.text import as_text

WELL = shot(0, name="well.jpg")


@pytest.fixture(scope="module")
def documents():
    return hundred()


def filled(album, documents, tmp_path):
    """The album with one photo that is well, and these beside it; those that it took."""
    added(album, tmp_path, WELL, category="Private", keywords=("sea", "unprocessed"))
    rows = album.bulk([named(dict(document)) for document in documents])
    return [row["id"] for row in rows if "error" not in row]


def everything(album, backend, ids, folder: Path) -> None:
    """All that looks at an album: each to its end, and the photo that is well is there."""

    def ask(method, *path, body=None, **query):
        content = b"" if body is None else json.dumps(body).encode()
        asked = api.asked(method, path, {name: json.dumps(value) for name, value in query.items()}, content, {})
        reply = backend.answer(asked)
        assert reply.status in {200, 201}, reply
        json.dumps(reply.content, allow_nan=False).encode()
        return reply.content

    for name in ("timeline", "by-camera", "unprocessed", "recent-taken", "recent-added"):
        for docs in (False, True):
            rows = ask("GET", "_design", "photospool", "_view", name, reduce=False, include_docs=docs)["rows"]
            assert [row for row in rows if row["id"] == WELL.id], name
    for name in ("tag", "cat", "cameras"):
        assert ask("GET", "_design", "photospool", "_view", name, group=True)["rows"]
    for name in ("comments", "recent-comments", "missing-exif"):
        ask("GET", "_design", "photospool", "_view", name)
    listed = {row["id"]: row.get("doc") for row in ask("GET", "_all_docs", include_docs=True)["rows"]}
    assert set(ids) <= set(listed)
    assert listed[f"original-{WELL.id}"]["filename"] == "well.jpg"
    words = album.known_tags()
    assert "sea" in words.tags
    assert look(album).photos >= 0
    found = verify(album)
    assert WELL.id not in {one.photo_id for one in found.findings}
    for one in found.findings:
        assert "\n" not in one.name and "\x1b" not in one.name
    exported = export(album, folder)
    assert exported.taken_along >= 1
    assert not any(WELL.id in text for text in exported.left_out)


def test_on_this_computer(tmp_path, documents):
    album, other = LocalAlbum(tmp_path / "album"), LocalAlbum(tmp_path / "other")
    try:
        ids = filled(album, documents, tmp_path)
        everything(album, LocalBackend(album), ids, tmp_path / "out")
        brought = import_folder(other, tmp_path / "out", in_this_process)
        assert brought.added >= 1
        assert other.find([WELL.id])[WELL.id].original["filename"] == "well.jpg"
        _conserved(album, ids)
        empty(album, tmp_path / "trash.json", kept_s=0)
        assert {path.name for path in tmp_path.iterdir()} <= {"album", "other", "out", "trash.json", f"{WELL.id}.jpg"}
    finally:
        album.close()
        other.close()


def test_in_a_couchdb(real_couchdb, tmp_path, documents):
    name = f"test-{secrets.token_hex(6)}"
    real_couchdb.request("PUT", f"/{name}")
    album = real_couchdb.album(name)
    other, here = LocalAlbum(tmp_path / "other"), LocalAlbum(tmp_path / "here")
    try:
        set_up(album, create=False)
        ids = filled(album, documents, tmp_path)
        everything(album, CouchBackend(album), ids, tmp_path / "out")
        assert import_folder(other, tmp_path / "out", in_this_process).added >= 1
        filled(here, documents, tmp_path)
        try:
            move(here, album)
        except PhotoError as exc:
            assert "well.jpg" not in str(exc)
        assert all(isinstance(one.name, str) for one in names_of(album.database, ids))
        public(album.database, ids)
        assert set(leaves_of(album.database, ids)) == set(ids)
        settle(album, ids)
        shown = preview(album)
        assert WELL.id not in {one.photo_id for one in (*shown.photos, *shown.held_back)}
        _conserved(album, ids)
        empty(album, tmp_path / "trash.json", kept_s=0)
    finally:
        real_couchdb.request("DELETE", f"/{name}")
        for one in (album, other, here):
            one.close()


def _conserved(album, ids) -> None:
    """What is odd is ignored, and never lost: not by mending, and not by the trash."""
    photos = [doc_id for doc_id in ids if len(doc_id) == 32]
    before = {doc_id: stored.photo for doc_id, stored in album.find(photos).items()}
    mended = repair(album, MEANS, dry_run=False)
    assert WELL.id not in {one.photo_id for one in mended.unmended}
    for doc_id in photos:
        album.discard(doc_id)
    for doc_id, stored in album.find(photos).items():
        after = stored.photo
        for name in ("mood", "constructor", "descr"):
            assert after.get(name) == before[doc_id].get(name), name
        assert after["cat"] == "Trash"
        assert as_text(after.get("trashed_from")) or "cat" not in before[doc_id] or before[doc_id]["cat"] != "Private"
        assert trashed(after) == after


@pytest.mark.parametrize("kind", ["local", "couch"])
def test_what_the_page_does_not_show_of_a_document_it_does_not_lose(kind, request, tmp_path):
    odd = {"_id": "a", "type": "photo", "cat": "Private", "descr": {"a": 1}, "width": "7", "exif": {"x": [1], "y": "z"},
           "keywords": ["sea", 7], "mood": [1]}  # fmt: skip
    if kind == "local":
        album = LocalAlbum(tmp_path / "album")
        backend = LocalBackend(album)
    else:
        server, name = request.getfixturevalue("real_couchdb"), request.getfixturevalue("database")
        album = server.album(name)
        backend = CouchBackend(album)
    album.bulk([odd])

    def ask(method, *path, body=None):
        return backend.answer(api.asked(method, path, {}, json.dumps(body).encode() if body else b"", {})).content

    shown = ask("GET", "a")
    assert (shown.get("descr"), shown.get("width"), shown["exif"], shown["keywords"]) == (
        None,
        None,
        {"y": "z"},
        ["sea"],
    )
    assert ask("PUT", "a", body={**shown, "cat": "Friends/Family"})["ok"]
    now = album.get("a")
    assert {name: now[name] for name in odd} == {**odd, "cat": "Friends/Family"}
    shown = ask("GET", "a")
    (row,) = ask("POST", "_bulk_docs", body={"docs": [{**shown, "keywords": ["sun"], "descr": "words"}]})
    assert "error" not in row
    now = album.get("a")
    assert (now["keywords"], now["descr"], now["exif"], now["width"]) == (["sun"], "words", odd["exif"], "7")
    album.close()
