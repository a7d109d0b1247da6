"""CouchDB's rules, kept by the embedded album's documents."""

import contextlib
import errno
import hashlib
import os
import sys
import threading

import pytest
from tests.children import PATIENCE_S, joined

from photospool.album.base import BadRequest, ChangedMeanwhile, MissingStub, NotThere
from photospool.album.embedded import attachment_store
from photospool.album.embedded.attachment_store import AttachmentStore, Damaged
from photospool.album.embedded.document_store import Attached, DocumentStore
from photospool.errors import PhotoNotReady


@pytest.fixture
def files(tmp_path):
    return AttachmentStore(tmp_path / "files")


@pytest.fixture
def store(tmp_path, files):
    with_files = DocumentStore(tmp_path / "album.db", files)
    yield with_files
    with_files.close()


def names(files):
    return list(files.names())


def test_a_document_comes_back_with_id_and_revision(store):
    rev = store.put({"_id": "a", "words": ["é", "\0", "日本"], "n": 1.5, "none": None})
    assert rev.startswith("1-") and len(rev) == 34
    assert store.get("a") == {"_id": "a", "_rev": rev, "words": ["é", "\0", "日本"], "n": 1.5, "none": None}


def test_a_change_needs_the_revision_that_was_changed(store):
    first = store.put({"_id": "a", "n": 1})
    with pytest.raises(ChangedMeanwhile):
        store.put({"_id": "a", "n": 2})
    second = store.put({"_id": "a", "n": 2, "_rev": first})
    assert second.startswith("2-")
    with pytest.raises(ChangedMeanwhile):
        store.put({"_id": "a", "n": 3}, first)
    with pytest.raises(ChangedMeanwhile):
        store.put({"_id": "new", "n": 3}, first)
    assert store.get("a")["n"] == 2


def test_equal_changes_make_equal_revisions(store, tmp_path):
    other = DocumentStore(tmp_path / "other.db", AttachmentStore(tmp_path / "other"))
    assert store.put({"_id": "a", "n": 1}) == other.put({"_id": "a", "n": 1})
    assert store.put({"_id": "b", "n": 1}) != other.put({"_id": "b", "n": 2})
    other.close()


def test_a_deleted_document_is_not_there_and_can_be_made_again(store):
    rev = store.put({"_id": "a", "n": 1})
    with pytest.raises(ChangedMeanwhile):
        store.delete("a", "1-0")
    gone = store.delete("a", rev)
    with pytest.raises(NotThere, match="deleted"):
        store.get("a")
    with pytest.raises(NotThere, match="missing"):
        store.get("b")
    with pytest.raises(NotThere):
        store.delete("a", gone)
    assert store.rows(["a", "b"]) == [
        {"id": "a", "key": "a", "value": {"rev": gone, "deleted": True}},
        {"key": "b", "error": "not_found"},
    ]
    assert store.get_many(["a", "b"]) == {}
    assert store.put({"_id": "a", "n": 2}).startswith("3-")


@pytest.mark.parametrize(
    "doc",
    [{}, {"_id": ""}, {"_id": 7}, {"_id": "_x"}, {"_id": "a", "_odd": 1}, {"_id": "a", "n": float("nan")},
     {"_id": "a", "text": "\ud800"}, {"_id": "\ud800"}, {"_id": "a", "n": object()}],
)  # fmt: skip
def test_what_couchdb_would_not_take_is_refused(store, doc):
    with pytest.raises(BadRequest):
        store.put(doc)
    assert store.last_seq() == 0


def test_changes_name_each_document_once_in_their_order(store):
    a = store.put({"_id": "a"})
    b = store.put({"_id": "b"})
    a = store.put({"_id": "a", "n": 1}, a)
    gone = store.delete("b", b)
    assert store.changes() == [(3, "a", a, False), (4, "b", gone, True)]
    assert store.changes(3) == [(4, "b", gone, True)]
    assert store.changes(limit=1) == [(3, "a", a, False)]
    assert store.last_seq() == 4


def test_bulk_answers_for_each_document(store):
    rev = store.put({"_id": "a"})
    answers = store.bulk(
        [{"_id": "a", "_rev": rev, "n": 1}, {"_id": "a", "n": 2}, {"n": 3}, {"_id": "_bad"}, {"_id": "b"}]
    )
    assert [sorted(answer) for answer in answers] == [
        ["id", "ok", "rev"], ["error", "id", "reason"], ["id", "ok", "rev"], ["error", "id", "reason"],
        ["id", "ok", "rev"],
    ]  # fmt: skip
    assert answers[1]["error"] == "conflict"
    assert store.get("a")["n"] == 1
    assert store.count() == 3
    deleted = store.bulk([{"_id": "b", "_rev": answers[4]["rev"], "_deleted": True}])
    assert deleted[0]["ok"] and store.count() == 2


def test_a_range_of_ids(store):
    store.bulk([{"_id": name} for name in ["a", "b", "B", "é", "_design/x", "c"]])

    def ids(**options):
        return [row["id"] for row in store.range(**options)]

    assert ids() == ["B", "_design/x", "a", "b", "c", "é"]  # by bytes, as CouchDB has it
    assert ids(first="a", last="c") == ["a", "b", "c"]
    assert ids(first="a", last="c", inclusive_end=False) == ["a", "b"]
    assert ids(first="c", last="a", descending=True) == ["c", "b", "a"]
    assert ids(skip=1, limit=2) == ["_design/x", "a"]
    assert store.range(first="a", limit=1, include_docs=True)[0]["doc"]["_id"] == "a"


def test_attachments_are_stubs_with_couchdbs_digest(store, files):
    stored = files.add_bytes(b"hello")
    rev = store.put({"_id": "a"}, files={"x.jpg": Attached("image/jpeg", stored)})
    stub = {
        "content_type": "image/jpeg",
        "revpos": 1,
        "digest": "md5-XUFAKrxLKna5cZ2REBfFkg==",
        "length": 5,
        "stub": True,
    }
    assert store.get("a")["_attachments"] == {"x.jpg": stub}
    assert store.attachment("a", "x.jpg") == Attached("image/jpeg", stored)
    # A stub keeps it, a second one joins it, and one that is not named goes.
    second = files.add_bytes(b"other")
    rev = store.put(
        {"_id": "a", "_attachments": {"x.jpg": {"stub": True}}}, rev, {"y.jpg": Attached("image/jpeg", second)}
    )
    assert store.get("a")["_attachments"]["x.jpg"] == stub
    assert store.get("a")["_attachments"]["y.jpg"]["revpos"] == 2
    store.put({"_id": "a", "_attachments": {"y.jpg": {"stub": True}}}, rev)
    assert list(store.get("a")["_attachments"]) == ["y.jpg"]
    with pytest.raises(MissingStub):
        store.put({"_id": "b", "_attachments": {"y.jpg": {"stub": True}}})
    with pytest.raises(NotThere):
        store.attachment("a", "x.jpg")


def test_files_go_with_the_last_document_that_names_them(store, files):
    stored = files.add_bytes(b"shared")
    a = store.put({"_id": "a"}, files={"x.jpg": Attached("image/jpeg", stored)})
    b = store.put({"_id": "b"}, files={"y.jpg": Attached("image/jpeg", stored)})
    store.delete("a", a)
    assert store.remove_loose() == 0
    store.delete("b", b)
    assert store.remove_loose() == 1
    assert names(files) == []


def test_garbage_of_a_crash_goes_and_nothing_else(store, files, tmp_path):
    kept = files.add_bytes(b"kept")
    store.put({"_id": "a"}, files={"x.jpg": Attached("image/jpeg", kept)})
    files.add_bytes(b"stored, but the crash came before the document")
    held, left = (tmp_path / "files" / "tmp" / name for name in ("1-held", "1-left"))
    left.write_bytes(b"half")
    with held.open("wb") as writing:
        attachment_store._hold(writing.fileno())  # as another process does that writes here
        assert store.remove_garbage() == 2
        assert held.exists() and not left.exists()
    assert names(files) == [kept.sha256]


@pytest.mark.skipif(sys.platform == "win32", reason="there a file that is open can't be removed")
@pytest.mark.parametrize("moment", ["before it is held", "once it is whole"])
def test_who_cleans_up_takes_no_file_that_another_is_about_to_place(files, tmp_path, monkeypatch, moment):
    """Another program opens the album at that very moment: the queue stood still, and a film was copied once more."""
    other, removed = AttachmentStore(tmp_path / "files"), []
    hold, replace = attachment_store._hold, os.replace

    def held(handle):
        if moment == "before it is held" and not removed:
            removed.append(other.remove_abandoned())
        hold(handle)

    def replaced(one, another):
        removed.append(other.remove_abandoned())
        replace(one, another)

    monkeypatch.setattr(attachment_store, "_hold", held)
    monkeypatch.setattr(os, "replace", replaced)
    stored = files.add_bytes(b"a film")
    assert files.is_whole(stored.sha256)
    assert removed == ([1, 0] if moment == "before it is held" else [0])
    assert list((tmp_path / "files" / "tmp").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there a file that is open can't be removed")
def test_where_a_disk_knows_no_locks_half_a_file_goes_after_an_hour(files, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "no locks")

    fresh, old = (tmp_path / "files" / "tmp" / name for name in ("1-fresh", "1-old"))
    for path in (fresh, old):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    monkeypatch.setattr(attachment_store.fcntl, "flock", refuse)
    assert files.remove_abandoned() == 1
    assert fresh.exists() and not old.exists()


def test_a_document_never_names_a_file_that_was_cleaned_up_meanwhile(store, files):
    stored = files.add_bytes(b"soon gone")
    store.remove_garbage()
    with pytest.raises(FileNotFoundError):
        store.put({"_id": "a"}, files={"x.jpg": Attached("image/jpeg", stored)})
    assert store.get_many(["a"]) == {}


def test_a_film_is_proved_by_one_digest_and_md5_is_made_of_it_once(files, tmp_path, monkeypatch):
    data = os.urandom(3 << 20)
    (tmp_path / "film").write_bytes(data)
    hashed, real = [], hashlib.md5

    class Counting:
        def __init__(self, **options):
            self.md5 = real(**options)

        def update(self, chunk):
            hashed.append(len(chunk))
            self.md5.update(chunk)

        def hexdigest(self):
            return self.md5.hexdigest()

    monkeypatch.setattr(hashlib, "md5", Counting)
    sha256 = hashlib.sha256(data).hexdigest()
    stored = files.add_file(tmp_path / "film", sha256)
    assert files.is_whole(sha256)
    assert sum(hashed) == len(data)
    assert (stored.sha256, stored.md5, stored.length) == (sha256, real(data).hexdigest(), len(data))


def test_a_damaged_file_is_noticed_and_replaced_by_the_right_bytes(files):
    stored = files.add_bytes(b"right")
    files.path(stored.sha256).write_bytes(b"wrong")
    with pytest.raises(Damaged):
        files.verify(stored.sha256)
    assert files.add_bytes(b"right") == stored
    assert files.verify(stored.sha256) == stored


def test_a_file_that_changes_while_it_is_copied_is_not_kept(files, tmp_path):
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"not what was hashed")
    with pytest.raises(PhotoNotReady):
        files.add_file(photo, "0" * 64)
    assert names(files) == []
    assert os.listdir(tmp_path / "files" / "tmp") == []


def test_what_was_written_is_there_for_the_next_process(tmp_path, store, files):
    rev = store.put({"_id": "a", "n": 1})
    again = DocumentStore(tmp_path / "album.db", files)
    assert again.get("a")["_rev"] == rev
    again.put({"_id": "a", "n": 2}, rev)
    assert store.get("a")["n"] == 2
    again.close()


def test_one_of_many_threads_wins(store):
    rev = store.put({"_id": "a", "n": 0})
    start, won = threading.Barrier(4), []

    def change(n):
        start.wait(PATIENCE_S)
        with contextlib.suppress(ChangedMeanwhile):
            won.append(store.put({"_id": "a", "n": n}, rev))

    threads = [threading.Thread(target=change, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    joined(*threads)
    assert len(won) == 1 and store.get("a")["_rev"] == won[0]
