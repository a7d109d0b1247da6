"""The embedded album keeps the contract, and answers as a database."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from tests.children import joined
from tests.faults.mounts import memory_disk
from tests.parts import wait_until

from photospool.album.attach_sidecars import attach
from photospool.album.base import ChangedMeanwhile, MissingStub, Source, Write
from photospool.album.documents import original_id
from photospool.album.embedded.album import LocalAlbum
from photospool.album.embedded.attachment_store import AttachmentStore
from photospool.album.sidecars import Sidecar
from photospool.album.stack_links import StackLinker
from photospool.errors import AlbumFull, AlbumUnavailable, PhotoNotReady
from photospool.events import Outcome
from photospool.photo.digests import digests
from photospool.photo.photo import Reading, Taken

from ..contract import AlbumContract
from ..kind_contract import KindContract
from ..photos import photo
from ..shots import shot
from ..sidecar_deeds_contract import SidecarDeedContract
from ..sidecar_owner_contract import SidecarOwnerContract
from ..stack_contract import StackContract


@pytest.fixture
def album(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    yield album
    album.close()


class LocalDesk:
    """Somebody else at the same album: a second program with the same folder."""

    def __init__(self, folder):
        self.album = LocalAlbum(folder)

    def write(self, document):
        return self.album.put_document(document)

    def delete(self, doc_id):
        self.album.delete(doc_id, self.album.get(doc_id)["_rev"])


class TestContract(AlbumContract):
    @pytest.fixture
    def album(self, tmp_path):
        album = LocalAlbum(tmp_path / "album")
        yield album
        album.close()

    @pytest.fixture
    def desk(self, tmp_path):
        desk = LocalDesk(tmp_path / "album")
        yield desk
        desk.album.close()


def test_nothing_is_made_before_it_is_used(tmp_path):
    LocalAlbum(tmp_path / "album").close()
    assert not (tmp_path / "album").exists()


def test_originals_are_files_with_their_bytes(album, tmp_path):
    given = photo(tmp_path, b"bytes " * 100_000)
    album.store(given)
    attached, path = album.attachment(original_id(given.digests.md5), "original.jpg")
    assert path.read_bytes() == given.path.read_bytes()
    assert (attached.content_type, attached.stored.length) == ("image/jpeg", 600_000)


def test_what_was_stored_is_there_for_the_next_program(album, tmp_path):
    given = photo(tmp_path)
    album.store(given)
    album.close()
    again = LocalAlbum(tmp_path / "album")
    assert again.get(given.digests.md5)["taken"] == "2013-05-01"
    assert [row["key"] for row in again.view("tag", reduce=False)["rows"]] == ["unprocessed"]
    again.close()


def test_after_close_nothing_is_answered(album, tmp_path):
    album.close()
    with pytest.raises(AlbumUnavailable):
        album.find(["aa"])
    with pytest.raises(AlbumUnavailable):
        album.store(photo(tmp_path))


def test_closing_in_the_middle_leaves_all_or_nothing(album, tmp_path):
    errors = []

    def work():
        try:
            for number in range(50):
                album.store(photo(tmp_path, b"%d" % number, name=f"{number}.jpg"))
        except AlbumUnavailable as exc:
            errors.append(exc)

    thread = threading.Thread(target=work)
    thread.start()
    while album.count() < 6:
        pass
    album.close()
    joined(thread)
    assert errors
    again = LocalAlbum(tmp_path / "album")
    for row in again.all_docs(include_docs=True):
        for name in row["doc"]["_attachments"]:
            assert again.attachment(row["id"], name)[1].exists()
    again.close()


def test_edits_delete_and_conflicts_answer_as_a_couchdb(album, tmp_path):
    given = photo(tmp_path)
    album.store(given)
    doc = album.get(given.digests.md5)
    rev = album.put_document({**doc, "descr": "At the sea"})
    with pytest.raises(ChangedMeanwhile):
        album.put_document(doc)
    assert album.bulk([{**doc, "_rev": rev, "cat": "Public"}, {**doc, "cat": "Club"}])[1]["error"] == "conflict"
    with pytest.raises(MissingStub):
        album.put_document({"_id": "bb", "_attachments": {"x.jpg": {"stub": True}}})
    album.delete(doc["_id"], album.get(doc["_id"])["_rev"])
    assert album.get(doc["_id"]) is None
    assert [row[1] for row in album.changes()][-1] == doc["_id"]


def test_files_go_with_the_last_document_that_names_them(album, tmp_path):
    given = photo(tmp_path)
    album.store(given)
    paths = [album.attachment(given.digests.md5, name)[1] for name in ("thumb.jpg", "800x600.jpg")]
    album.delete(given.digests.md5, album.get(given.digests.md5)["_rev"])
    assert not any(path.exists() for path in paths)
    assert album.attachment(original_id(given.digests.md5), "original.jpg")[1].exists()


def test_a_full_disk_is_said_and_nothing_is_half_stored(album, tmp_path, monkeypatch):
    album.check()

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(AlbumFull, match="no room"):
        album.store(photo(tmp_path))
    assert album.count() == 0


def test_a_damaged_file_is_not_believed(album, tmp_path):
    given = photo(tmp_path)
    album.store(given)
    path = album.attachment(original_id(given.digests.md5), "original.jpg")[1]
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    album.delete(original_id(given.digests.md5), album.get(original_id(given.digests.md5))["_rev"])
    album.store(given)
    assert album.attachment(original_id(given.digests.md5), "original.jpg")[1].read_bytes() == given.path.read_bytes()


@pytest.mark.parametrize("spoil", ["not a database " * 500, ""])
def test_a_broken_database_is_said_and_never_replaced(tmp_path, spoil):
    folder = tmp_path / "album"
    folder.mkdir()
    if spoil:
        (folder / "album.sqlite").write_text(spoil)
    else:
        (folder / "album.sqlite").mkdir()
    with pytest.raises(AlbumUnavailable, match="can't be used"):
        LocalAlbum(folder).check()
    assert not spoil or (folder / "album.sqlite").read_text() == spoil


def test_an_album_of_a_newer_program_is_left_alone(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    album.check()
    album.close()
    db = sqlite3.connect(tmp_path / "album/album.sqlite")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(AlbumUnavailable, match="newer"):
        LocalAlbum(tmp_path / "album").check()


def test_closing_does_not_wait_for_another_program_that_writes(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    album.put_document({"_id": "a"})
    other = sqlite3.connect(tmp_path / "album/album.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    failed = []

    def write():
        try:
            album.put_document({"_id": "b"})
        except AlbumUnavailable as exc:
            failed.append(exc)

    writing = threading.Thread(target=write)
    writing.start()
    store = album._parts[1]
    wait_until(lambda: not _is_free(store))
    began = time.monotonic()
    album.close()
    took = time.monotonic() - began
    other.execute("ROLLBACK")
    other.close()
    joined(writing)
    store.close()  # the write that waited had kept it
    assert took < 15  # half a second and what a busy machine takes; the write waits for thirty


def _is_free(store):
    if store._lock.acquire(blocking=False):
        store._lock.release()
        return True
    return False


def test_a_folder_whose_name_says_full_is_not_a_full_disk(tmp_path, monkeypatch):
    album = LocalAlbum(tmp_path / "full size")
    album.check()

    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "full size/files/ab"))

    monkeypatch.setattr("photospool.album.embedded.attachment_store.AttachmentStore._add", refuse)
    with pytest.raises(AlbumUnavailable) as caught:
        album.store(photo(tmp_path))
    assert not isinstance(caught.value, AlbumFull)
    album.close()


KILLED_WHILE_COPYING = """
import os, signal, sys
from pathlib import Path
from photospool.album.embedded.attachment_store import AttachmentStore

def copied(number):
    if number > 5 << 20:
        os.kill(os.getpid(), signal.SIGKILL)

AttachmentStore(Path(sys.argv[1]) / "files").add_file(Path(sys.argv[2]), "0" * 64, copied)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a program is killed by a signal")
def test_what_a_kill_left_of_a_film_is_gone_with_the_next_start(tmp_path):
    folder, film = tmp_path / "album", tmp_path / "film.mp4"
    film.write_bytes(bytes(10 << 20))
    folder.mkdir(mode=0o700)
    run = subprocess.run([sys.executable, "-c", KILLED_WHILE_COPYING, folder, film], check=False)
    assert run.returncode == -signal.SIGKILL
    (left,) = (folder / "files" / "tmp").iterdir()
    assert left.stat().st_size > 5 << 20
    album = LocalAlbum(folder)
    album.check()
    album.close()
    assert not left.exists()


def test_a_film_fits_where_there_is_room_for_it_and_some_more(tmp_path):
    album = LocalAlbum(tmp_path / "not yet" / "album")
    free = shutil.disk_usage(tmp_path).free
    assert album.has_room(1000)
    assert not album.has_room(free)
    album.close()


def a_film(folder):
    path = folder / "film.mp4"
    with path.open("wb") as film:
        film.truncate(100 << 20)
    found = digests(path)
    return Source("video/mp4", found.md5, found.sha256, found.size, path, found.state)


def test_a_film_for_which_there_is_no_room_is_not_begun_and_photos_are_stored(tmp_path):
    with memory_disk(150) as small:
        album = LocalAlbum(small / "album")
        with pytest.raises(PhotoNotReady, match="too little room"):
            album.write(Write({"_id": "original-a", "type": "original"}, {"film.mp4": a_film(tmp_path)}))
        assert album.store(photo(tmp_path)) is Outcome.NEW
        album.close()


def test_of_a_film_during_which_the_disk_fills_nothing_is_left(tmp_path):
    """As if somebody else had taken the room meanwhile."""
    with memory_disk(90) as small:
        album = LocalAlbum(small / "album")
        album.has_room = lambda _size: True
        with pytest.raises(AlbumFull):
            album.write(Write({"_id": "original-a", "type": "original"}, {"film.mp4": a_film(tmp_path)}))
        assert not any((small / "album/files/tmp").iterdir())
        assert album.get("original-a") is None
        album.close()


@pytest.mark.parametrize("left", [None, b"", b"torn", "flipped"])
def test_an_original_whose_file_is_lost_comes_back_when_the_photo_is_added_again(album, tmp_path, left):
    """“Already in your album” must not be said of bytes that are gone."""
    given = photo(tmp_path)
    album.store(given)
    photo_id = given.digests.md5
    (name,) = album.get(original_id(photo_id))["_attachments"]
    _, path = album.attachment(original_id(photo_id), name)
    if left == "flipped":
        left = bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    renditions = [rendition.name for rendition in given.prepared.renditions]
    assert not album.find([photo_id])[photo_id].is_complete(given.digests, renditions)
    assert album.store(given) is Outcome.COMPLETED
    assert path.read_bytes() == given.path.read_bytes()
    assert album.store(given) is Outcome.DUPLICATE


class TestStacks(StackContract):
    @pytest.fixture
    def viewed(self, album):
        return album


class TestSidecarOwners(SidecarOwnerContract):
    @pytest.fixture
    def viewed(self, album):
        return album


class TestEachKind(KindContract):
    @pytest.fixture
    def viewed(self, album):
        return album


class TestSidecarDeeds(SidecarDeedContract):
    @pytest.fixture
    def viewed(self, album):
        return album


def test_the_same_edit_of_the_same_revision_is_the_same_revision(tmp_path):
    """So two copies of one folder that were linked apart from each other stay one."""
    revisions = []
    for name in ("here", "there"):
        album = LocalAlbum(tmp_path / name)
        for half in ("IMG_1.HEIC", "IMG_1.MOV"):
            album.store(shot(tmp_path, half, content="F3A1C2D4-0001"))
        assert StackLinker(album).of_all().parts == 1
        revisions.append(sorted(doc["_rev"] for page in album.photo_documents() for doc in page))
        album.close()
    assert revisions[0] == revisions[1]
    assert {rev.partition("-")[0] for rev in revisions[0]} == {"1", "2"}


def sidecar(folder, name, words):
    path = folder / name
    path.write_bytes(words.encode())
    reading = Reading("XMP", "application/octet-stream", "xmp", 0, 0, 1, Taken("", "", ""), description=words)
    return Sidecar(path, name, digests(path), reading)


@pytest.mark.parametrize("damaged", ["original.jpg", "sidecar"])
def test_who_attaches_a_sidecar_takes_away_no_file_that_is_damaged(album, tmp_path, damaged):
    """Of a film with one bad sector all else can still be had; and what could not be read may be read tomorrow."""
    one = photo(tmp_path)
    photo_id, doc_id = one.digests.md5, original_id(one.digests.md5)
    first, second = (sidecar(tmp_path, f"IMG_1{end}", end) for end in (".xmp", ".jpg.xmp"))
    album.store(one)
    attach(photo_id, first, album.find, album.write)
    name = next(name for name in album.get(doc_id)["_attachments"] if name.startswith(damaged))
    kept = album.attachment(doc_id, name)[1]
    kept.write_bytes(b"?" + kept.read_bytes()[1:])
    attach(photo_id, second, album.find, album.write)
    album.delete("other", album.put_document({"_id": "other", "type": "comment"}))  # which removes what is loose
    assert kept.exists()
    assert set(album.get(doc_id)["_attachments"]) == {"original.jpg", first.attachment, second.attachment}
    # The same once more takes the damaged one's place.
    album.store(one)
    attach(photo_id, first, album.find, album.write)
    found = album.find([photo_id])[photo_id].original["_attachments"]
    assert set(found) == {"original.jpg", first.attachment, second.attachment}


def test_who_can_open_no_more_files_does_not_call_an_original_lost(album, tmp_path, monkeypatch):
    one = photo(tmp_path)
    album.store(one)

    def none_left(*_):
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(AttachmentStore, "open", none_left)
    with pytest.raises(AlbumUnavailable):
        album.find([one.digests.md5])
