"""What every album must do, whatever it keeps photos in: one class, run against each of them."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest
from tests.children import PATIENCE_S, joined

from photospool.album.base import Album, ChangedMeanwhile, MissingStub, NotStorable, NotStored, NotThere, Write
from photospool.album.documents import Stored, couch_digest, original_id, trashed
from photospool.album.schema import stubs
from photospool.errors import AlbumUnavailable, DifferentPhoto, PhotoError, PhotoNotReady
from photospool.events import Outcome
from photospool.photo.digests import digests
from photospool.photo.photo import Photo, Taken

from .photos import PICTURES, photo


class Desk(Protocol):
    """What the contract needs besides the album: somebody else who works in it."""

    def write(self, document: Mapping[str, Any]) -> str:
        """Store a document as it is; its revision."""
        ...

    def delete(self, doc_id: str) -> None:
        """Delete a document for good."""
        ...


class AlbumContract:
    """Brings the tests; the class that inherits brings the fixtures ``album`` and ``desk``."""

    @pytest.fixture
    def album(self) -> Album:
        raise NotImplementedError

    @pytest.fixture
    def desk(self) -> Desk:
        raise NotImplementedError

    @pytest.fixture
    def viewed(self, album: Any) -> Any:
        """The album with its views set up."""
        return album

    def test_says_that_it_may_be_written_to(self, album: Album) -> None:
        assert album.check().may_write

    def test_new_photo(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path)
        assert album.store(given) is Outcome.NEW
        stored = _stored(album, given)
        assert stored.is_complete(given.digests, PICTURES)
        assert stored.photo is not None
        assert stored.photo["taken"] == "2013-05-01"
        assert stored.photo["addedby"] == "Änne"
        assert stored.photo["cat"] == "Private"

    def test_digests_are_those_of_the_bytes(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path, b"x" * 300_000)
        album.store(given)
        stored = _stored(album, given)
        assert {name: stub["length"] for name, stub in stubs(stored.photo or {}).items()} == {
            rendition.name: len(rendition.data) for rendition in given.prepared.renditions
        }
        (original,) = stubs(stored.original or {}).values()
        assert (original["digest"], original["length"]) == (couch_digest(given.digests.md5), 300_000)
        assert original["content_type"] == "image/jpeg"

    def test_tells_how_much_of_the_original_is_sent(self, album: Album, tmp_path: Path) -> None:
        told: list[int] = []
        given = replace(photo(tmp_path, b"x" * 3_000_000), sent=told.append)
        album.store(given)
        assert told[0] == 0
        assert told[-1] == 3_000_000
        assert told == sorted(set(told))
        assert max(after - before for before, after in itertools.pairwise(told)) <= 1 << 20

    def test_who_counts_the_bytes_may_end_it(self, album: Album, tmp_path: Path) -> None:
        def sent(number: int) -> None:
            if number > 1_000_000:
                raise AlbumUnavailable("The program ends.")

        given = photo(tmp_path, b"x" * 3_000_000)
        with pytest.raises(AlbumUnavailable, match="The program ends"):
            album.store(replace(given, sent=sent))
        assert _stored(album, given) == Stored()
        assert album.store(given) is Outcome.NEW

    @pytest.mark.parametrize(
        ("day", "at", "precision"),
        [
            ("1975-01-01", "1975", "year"),
            ("1975-06-01", "1975-06", "month"),
            ("1975-06-15", "1975-06-15", "day"),
            ("1975-06-15", "1975-06-15T10:11:12+01:00", "minute"),
        ],
    )
    def test_a_day_that_is_known_in_part(self, album: Any, tmp_path: Path, day: str, at: str, precision: str) -> None:
        """``taken`` stays a whole day, which the old album wants; the rest tells how much of it is known."""
        given = photo(tmp_path)
        taken = Taken(day, at, "XMP DateCreated", "2024-02-03T10:11:12", "EXIF DateTimeDigitized")
        album.store(replace(given, taken=taken))
        there = _stored(album, given).photo
        assert there is not None
        told = {name: there[name] for name in there if name.startswith("taken")}
        assert told == {
            "taken": day,
            "taken_at": at,
            "taken_source": "XMP DateCreated",
            "taken_precision": precision,
            "taken_other": "2024-02-03T10:11:12",
            "taken_other_source": "EXIF DateTimeDigitized",
        }
        by_person = {"taken": "1976-07-08", "taken_at": "1976-07-08", "taken_source": "user", "taken_precision": "day"}
        album.join(given.digests.md5, {"keywords": [], "descr": "", **by_person})
        there = _stored(album, given).photo
        assert there is not None
        assert {name: there[name] for name in by_person} == by_person

    def test_same_photo_again_is_a_duplicate(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        before = _stored(album, given)
        assert album.store(replace(given, ts="2027-01-01T00:00:00")) is Outcome.DUPLICATE
        assert _stored(album, given) == before

    def test_other_machines_pictures_are_as_good(self, album: Album, tmp_path: Path) -> None:
        album.store(photo(tmp_path))
        assert album.store(photo(tmp_path, renderer="another")) is Outcome.DUPLICATE

    def test_trash_is_restored_to_the_category_it_had(self, album: Album, desk: Desk, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        stored = _stored(album, given).photo
        assert stored is not None
        desk.write(trashed({**stored, "cat": "Friends/Family"}))
        assert not _stored(album, given).is_complete(given.digests, PICTURES)
        assert album.store(given) is Outcome.RESTORED
        restored = _stored(album, given).photo
        assert restored is not None
        assert restored["cat"] == "Friends/Family"
        assert set(stubs(restored)) == set(PICTURES)

    def test_a_persons_words_are_joined_with_those_that_are_there(self, album: Any, tmp_path: Path) -> None:
        given = photo(tmp_path, keywords=("sea", "unprocessed"))
        album.store(given)
        album.join(given.digests.md5, {"keywords": ["sun", "sea"], "descr": "At the lake", "cat": "Public"})
        there = _stored(album, given).photo
        assert there is not None
        assert (there["keywords"], there["descr"]) == (["sea", "unprocessed", "sun"], "At the lake")
        assert there["cat"] == "Private"  # the stricter one
        assert set(stubs(there)) == set(PICTURES)
        album.join(given.digests.md5, {"keywords": [], "descr": ""})
        assert _stored(album, given).photo == there
        album.join("0" * 32, {"keywords": ["nobody"]})  # not there: nothing happens

    def test_discarded_photo_lies_in_the_trash(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        album.discard(given.digests.md5)
        stored = _stored(album, given).photo
        assert stored is not None
        assert (stored["cat"], stored["trashed_from"]) == ("Trash", "Private")
        album.discard(given.digests.md5)
        assert _stored(album, given).photo == stored

    def test_discarding_what_is_not_there_does_nothing(self, album: Album) -> None:
        album.discard("0" * 32)
        assert album.find(["0" * 32]) == {"0" * 32: Stored()}

    def test_deleted_photo_is_not_there_and_is_made_again(self, album: Album, desk: Desk, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        desk.delete(given.digests.md5)
        desk.delete(original_id(given.digests.md5))
        assert _stored(album, given) == Stored()
        assert album.store(given) is Outcome.RESTORED
        assert _stored(album, given).is_complete(given.digests, PICTURES)

    def test_old_albums_photo_is_completed_and_its_words_are_kept(
        self, album: Album, desk: Desk, tmp_path: Path
    ) -> None:
        given = photo(tmp_path)
        desk.write(
            {
                "_id": given.digests.md5,
                "cat": "Public",
                "descr": "Our own words",
                "keywords": ["sea"],
                "comments": [{"by": "Bob", "text": "nice"}],
                "exif": {"Image Orientation": "Rotated 90 CW"},
            }
        )
        assert album.store(given) is Outcome.COMPLETED
        stored = _stored(album, given)
        assert stored.is_complete(given.digests, PICTURES)
        assert stored.photo is not None
        kept = {name: stored.photo[name] for name in ("cat", "descr", "keywords", "comments")}
        assert kept == {
            "cat": "Public",
            "descr": "Our own words",
            "keywords": ["sea"],
            "comments": [{"by": "Bob", "text": "nice"}],
        }
        assert stored.photo["exif"]["Image Orientation"] == "Horizontal (normal)"
        assert stored.photo["taken"] == "2013-05-01"

    def test_added_picture_leaves_what_is_there(self, album: Album, tmp_path: Path) -> None:
        small = photo(tmp_path, pictures=PICTURES[:2])
        album.store(small)
        assert album.store(photo(tmp_path)) is Outcome.COMPLETED
        assert set(stubs(_stored(album, small).photo or {})) == set(PICTURES)

    def test_another_photo_under_the_same_md5_is_refused(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        before = _stored(album, given)
        forged = replace(given, digests=replace(given.digests, sha256="f" * 64))
        with pytest.raises(DifferentPhoto):
            album.store(forged)
        assert _stored(album, given) == before

    def test_file_that_changed_meanwhile_is_not_stored(self, album: Album, tmp_path: Path) -> None:
        for changed in (b"shorter", b"z" * 1000, b"longer" * 1000):
            given = photo(tmp_path, b"y" * 1000)
            given.path.write_bytes(changed)
            with pytest.raises(PhotoNotReady):
                album.store(given)
            assert _stored(album, given) == Stored()

    def test_file_that_changed_behind_its_time_is_not_stored(self, album: Album, tmp_path: Path) -> None:
        for changed in (b"shorter", b"z" * 1000, b"longer" * 1000):
            given = _known(photo(tmp_path, b"y" * 1000))
            given.path.write_bytes(changed)
            os.utime(given.path, (1e9, 1e9))
            with pytest.raises(PhotoNotReady):
                album.store(given)
            assert _stored(album, given) == Stored()

    def test_file_that_was_only_touched_is_stored(self, album: Album, tmp_path: Path) -> None:
        given = _known(photo(tmp_path))
        os.utime(given.path)
        assert album.store(given) is Outcome.NEW

    def test_one_question_for_a_burst(self, album: Album, tmp_path: Path) -> None:
        given = [photo(tmp_path, bytes([number]), name=f"{number}.jpg") for number in range(20)]
        for one in given[:5]:
            album.store(one)
        found = album.find([one.digests.md5 for one in given])
        assert [found[one.digests.md5].photo is not None for one in given] == [True] * 5 + [False] * 15
        assert album.find([]) == {}

    def test_no_public_list_ever_names_the_original(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        stored = _stored(album, given)
        assert stored.original is not None
        assert stored.photo is not None
        assert not {"cat", "ts", "taken", "keywords"} & set(stored.original)
        assert stored.original["location"] == {"lat": 47.5, "lon": 9.25, "alt": 400.0}
        assert stored.original["exif"]["EXIF BodySerialNumber"] == "4711"
        assert "location" not in stored.photo
        assert "EXIF BodySerialNumber" not in stored.photo["exif"]

    def test_large_original(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path, bytes(range(256)) * 40_000)  # 10 MB
        assert album.store(given) is Outcome.NEW
        assert _stored(album, given).has_original(given.digests)

    def test_two_threads_with_the_same_photo_make_one(self, album: Album, tmp_path: Path) -> None:
        given = photo(tmp_path, b"twice" * 10_000)
        start = threading.Barrier(2)
        outcomes: list[Outcome] = []

        def work() -> None:
            start.wait(timeout=PATIENCE_S)
            outcomes.append(album.store(given))

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        joined(*threads)
        assert len(outcomes) == 2
        stored = _stored(album, given)
        assert stored.is_complete(given.digests, PICTURES)
        assert str((stored.photo or {})["_rev"]).startswith("1-")

    def test_lists_every_id_but_design_documents(self, album: Any, desk: Desk, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        desk.write({"_id": "a-comment", "type": "comment"})
        desk.write({"_id": "gone", "type": "comment"})
        desk.delete("gone")
        desk.write({"_id": "_design/somebodys", "views": {}})
        assert list(album.ids()) == sorted([given.digests.md5, "a-comment", original_id(given.digests.md5)])

    def test_reads_an_attachment_as_it_was(self, album: Any, tmp_path: Path) -> None:
        given = photo(tmp_path, bytes(range(256)) * 3000)
        album.store(given)
        with album.read(original_id(given.digests.md5), "original.jpg") as chunks:
            assert b"".join(chunks) == given.path.read_bytes()
        with album.read(original_id(given.digests.md5), "original.jpg") as chunks:
            next(chunks)  # and no more: nothing is left open

    def test_what_is_not_there_can_not_be_read(self, album: Any, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        for doc_id, name in ((given.digests.md5, "none.jpg"), ("0" * 32, "thumb.jpg")):
            with pytest.raises(NotStored), album.read(doc_id, name) as chunks:
                list(chunks)

    def test_a_document_is_given_back_or_none(self, album: Any, desk: Desk, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        assert album.get(given.digests.md5) == _stored(album, given).photo
        assert album.get("never there") is None
        desk.delete(given.digests.md5)
        assert album.get(given.digests.md5) is None

    def test_who_writes_names_what_was_changed(self, album: Any, tmp_path: Path) -> None:
        first = album.put_document({"_id": "a", "type": "comment", "text": "one"})
        second = album.put_document({"_id": "a", "_rev": first, "type": "comment", "text": "two"})
        assert (first.split("-")[0], second.split("-")[0]) == ("1", "2")
        for late in ({"_id": "a"}, {"_id": "a", "_rev": first}, {"_id": "new", "_rev": first}):
            with pytest.raises(ChangedMeanwhile) as said:
                album.put_document(late)
            assert (said.value.status, said.value.error) == (409, "conflict")
        assert album.get("a") == {"_id": "a", "_rev": second, "type": "comment", "text": "two"}

    def test_attachments_stay_as_stubs_and_none_is_made_up(self, album: Any, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        document = album.get(given.digests.md5)
        album.put_document({**document, "descr": "At the sea"})
        assert set(stubs(album.get(given.digests.md5))) == set(PICTURES)
        with pytest.raises(MissingStub) as said:
            album.put_document({"_id": "b", "_attachments": {"x.jpg": {"stub": True, "content_type": "image/jpeg"}}})
        assert isinstance(said.value, ChangedMeanwhile)  # somebody took it away between question and write
        assert album.get("b") is None

    @pytest.mark.parametrize("odd", [float("nan"), "\ud800"], ids=["NaN", "half a sign"])
    def test_what_is_no_json_is_refused_as_that_documents_fault(self, album: Any, odd: object) -> None:
        for store in (album.put_document, lambda document: album.write(Write(document))):
            with pytest.raises(NotStorable) as said:
                store({"_id": "a", "mood": odd})
            assert isinstance(said.value, PhotoError)
        assert album.get("a") is None

    def test_several_at_once_are_each_answered(self, album: Any) -> None:
        rev = album.put_document({"_id": "a", "n": 1})
        rows = album.bulk([{"_id": "b", "n": 1}, {"_id": "a", "n": 2}, {"_id": "a", "_rev": rev, "n": 3}])
        assert [(row["id"], row.get("error")) for row in rows] == [("b", None), ("a", "conflict"), ("a", None)]
        assert (album.get("a")["n"], album.get("b")["_rev"]) == (3, rows[0]["rev"])

    def test_a_view_takes_the_servers_options(self, viewed: Any, tmp_path: Path) -> None:
        ids = []
        for number, words in enumerate((("sea",), ("sea", "sun"), ("snow",))):
            made = photo(tmp_path, bytes([number]), name=f"{number}.jpg", keywords=words)
            viewed.store(made)
            ids.append(made.digests.md5)
        grouped = viewed.view("tag", group=True)["rows"]
        assert [(row["key"], row["value"]) for row in grouped] == [("sea", 2), ("snow", 1), ("sun", 1)]
        found = viewed.view("tag", key="sea", reduce=False, include_docs=True, conflicts=True)["rows"]
        assert sorted(row["id"] for row in found) == sorted(ids[:2])
        assert all(row["doc"] == viewed.get(row["id"]) for row in found)
        assert len(viewed.view("tag", reduce=False, limit=1, skip=1)["rows"]) == 1
        assert viewed.known_tags().tags == ("sea", "snow", "sun")

    def test_a_view_that_is_none(self, viewed: Any) -> None:
        with pytest.raises(NotThere) as said:
            viewed.view("nobodys")
        assert said.value.status == 404

    def test_the_trash_is_listed_and_erased(self, viewed: Any, tmp_path: Path) -> None:
        given = photo(tmp_path)
        viewed.store(given)
        before = _stored(viewed, given).photo
        viewed.discard(given.digests.md5)
        now = _stored(viewed, given).photo
        assert [[document["_id"] for document in page] for page in viewed.trashed()] == [[given.digests.md5]]
        with pytest.raises(ChangedMeanwhile):
            viewed.erase(given.digests.md5, before["_rev"])
        viewed.erase(given.digests.md5, now["_rev"])
        assert viewed.get(given.digests.md5) is None
        with pytest.raises(ChangedMeanwhile):  # it is gone
            viewed.erase(given.digests.md5, now["_rev"])

    def test_who_looks_after_it_may_let_it_forget(self, album: Any, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        assert album.listed([given.digests.md5]) == album.find([given.digests.md5])
        assert album.compact() is None
        assert _stored(album, given).is_complete(given.digests, PICTURES)

    def test_every_call_of_a_closed_album_says_so(self, album: Any, tmp_path: Path) -> None:
        given = photo(tmp_path)
        album.store(given)
        album.close()
        album.close()  # and once more does nothing
        calls: dict[str, Callable[[], object]] = {
            "check": album.check,
            "find": lambda: album.find([given.digests.md5]),
            "listed": lambda: album.listed([given.digests.md5]),
            "store": lambda: album.store(given),
            "join": lambda: album.join(given.digests.md5, {"descr": "x"}),
            "discard": lambda: album.discard(given.digests.md5),
            "get": lambda: album.get(given.digests.md5),
            "put_document": lambda: album.put_document({"_id": "a"}),
            "bulk": lambda: album.bulk([{"_id": "a"}]),
            "view": lambda: album.view("tag"),
            "known_tags": album.known_tags,
            "trashed": lambda: list(album.trashed()),
            "erase": lambda: album.erase(given.digests.md5, "1-a"),
            "ids": lambda: list(album.ids()),
            "read": lambda: album.read(given.digests.md5, "thumb.jpg").__enter__(),
            "write": lambda: album.write(Write({"_id": "a"})),
        }
        for name, call in calls.items():
            with pytest.raises(AlbumUnavailable):
                call()
                pytest.fail(name)


def _stored(album: Album, given: Any) -> Stored:
    return album.find([given.digests.md5])[given.digests.md5]


def _known(given: Photo) -> Photo:
    """The photo with digests that also say what its file was: written long ago."""
    os.utime(given.path, (1e9, 1e9))
    found = digests(given.path)
    assert found.state is not None
    return replace(given, digests=found)
