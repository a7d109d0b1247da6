"""A job's file may have been written by anybody who can write into work: it leads nowhere, and stops no other photo."""

import json
import os

import pytest

from photospool.engine.photo_pipeline import said
from photospool.photo.photo import Words
from photospool.security.untrusted_text import UNSAFE_IN_LINE
from photospool.spool import durable_io, jobs

ID, OTHER = "20260102-030405-0a1b2c3d", "20260102-030406-0a1b2c3d"
TEXTS = {
    "100,000 brackets": "[" * 100_000,
    "closed again": "[" * 100_000 + "]" * 100_000,
    "deep words": '{"words": ' + '{"a":' * 500 + "1" + "}" * 500 + "}",
    "NaN": '{"attempts": NaN, "claimed_at": NaN}',
    "400 digits": f'{{"attempts": {"9" * 400}, "claimed_at": {"9" * 400}}}',
    "5000 digits": f'{{"attempts": {"9" * 5000}}}',
    "half letters": '{"name": "\\ud800", "last_error": "\\udfff", "words": {"description": "\\ud800"}}',
    "a list": "[]",
    "other types": '{"attempts": true, "claimed_at": "now", "words": [], "origin": 7, "reserved": {}}',
    "large": '{"words": {"description": "' + "x" * 2_000_000 + '"}}',
    "nothing": "",
}


def laid(house, job_id, text, name="a.jpg", content=b"photo"):
    folder = house.work / job_id
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / "job.json").write_text(text)
    return folder


def recover(house):
    spool = house.spool()
    spool.open()
    try:
        return spool.recover()
    finally:
        spool.close()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_job_stops_another(house, text):
    laid(house, ID, text)
    laid(house, OTHER, "{}", content=b"another photo")
    found = {job.id: job for job in recover(house)}
    assert set(found) == {ID, OTHER}
    assert found[ID].attempts == 0
    assert 0 < found[ID].claimed_at < 1e11
    said(found[ID])
    engine = house.engine()
    engine.run_once()
    assert sorted(path.name for path in house.done.iterdir()) == ["a (2).jpg", "a.jpg"]


@pytest.mark.parametrize("name", ["../../up.jpg", "/abs.jpg", "..", "", "a/b.jpg", "job.json"])
def test_what_is_kept_of_names_leads_nowhere(house, tmp_path, name):
    """A copy that was not whole is named by the job's file; and so is the reservation in done."""
    folder = house.work / ID
    folder.mkdir()
    (folder / ".part").write_bytes(b"half a copy")
    kept = {"name": name, "origin": b"holiday/gone.jpg".hex(), "reserved": os.fsencode(name).hex()}
    (folder / "job.json").write_text(json.dumps(kept))
    (tmp_path / "up.jpg").write_bytes(b"")  # an empty file looks like a reservation
    before = {path for path in tmp_path.rglob("*") if folder not in path.parents and path != folder}
    recover(house)
    after = {path for path in tmp_path.rglob("*") if folder not in path.parents and path != folder}
    assert before <= after
    assert {path.relative_to(house.work).parts[0] for path in after - before} <= {"failed", ".lock", ID}
    assert jobs.reserved_name(folder) in {"", "job.json"}


@pytest.mark.parametrize("origin", ["../../etc/passwd", "/etc/passwd", "a/../../b", ""])
def test_an_origin_is_below_incoming(house, origin):
    folder = laid(house, ID, json.dumps({"origin": os.fsencode(origin).hex()}))
    assert jobs.read(folder).origin == ""
    assert jobs.origin_of(folder)[0] == ""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_note_of_another_user_is_not_believed(house):
    text = json.dumps({"words": {"category": "Public", "by_person": True}})
    folder = laid(house, ID, text)
    assert said(jobs.read(folder)).category == "Public"
    os.chown(folder / "job.json", 65534, 65534)
    assert said(jobs.read(folder)) == Words()
    os.chown(folder, 65534, 65534)  # a folder that they made themselves
    assert said(jobs.read(folder)) == Words()
    assert os.listdir(folder) == ["a.jpg", "job.json"] or os.listdir(folder) == ["job.json", "a.jpg"]


@pytest.mark.parametrize("by_person", [False, None, 0, 1, "yes", [True]])
@pytest.mark.parametrize("category", ["Public", " Public ", "Pub\x00lic", "Public\x1b"])
def test_nothing_is_public_that_no_person_said(house, category, by_person):
    folder = laid(house, ID, json.dumps({"words": {"category": category, "by_person": by_person}}))
    assert said(jobs.read(folder)).category == ""


def test_nothing_is_added_to_the_trash(house):
    folder = laid(house, ID, json.dumps({"words": {"category": "Trash", "by_person": True}}))
    assert said(jobs.read(folder)).category == ""


def test_words_of_other_types_are_none(house):
    words = {"keywords": ["a", 7, None], "description": {"a": 1}, "taken": "../../x", "category": ["Public"]}
    folder = laid(house, ID, json.dumps({"words": words}))
    found = said(jobs.read(folder))
    assert (found.keywords[0], found.description, found.taken, found.category) == ("a", "", "", "")


class TestWhatLiesInFailed:
    """Whoever may write into work may lay anything there; the other photos go on, and nothing of it is believed."""

    def aside(self, house, name, content=b"photo"):
        folder = house.work / "failed" / name
        folder.mkdir(parents=True)
        (folder / "a.jpg").write_bytes(content)
        return folder

    @pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes among its files")
    @pytest.mark.timeout(60)
    def test_a_pipe_or_a_link_as_the_reason_holds_nobody_up_and_tells_nothing(self, house, tmp_path):
        secret = tmp_path / "somebody's"
        secret.write_text("precious\nwords\n")
        (self.aside(house, ID) / "reason.txt").symlink_to(secret)
        os.mkfifo(self.aside(house, OTHER) / "reason.txt")
        assert {(one.title, one.advice) for one in house.spool().failed()} == {
            ("The reason is not known any more.", "Try again.")
        }

    def test_a_reason_acts_nowhere(self, house):
        (self.aside(house, ID) / "reason.txt").write_text("a\x1b[2J\u202ejpg.exe\nb\x9b31m\n")
        (one,) = house.spool().failed()
        assert set(UNSAFE_IN_LINE.findall(one.title + one.advice)) <= {"\N{REPLACEMENT CHARACTER}"}
        assert "jpg.exe" in one.title

    def test_a_reason_is_not_endless(self, house):
        (self.aside(house, ID) / "reason.txt").write_text("x" * 900_000 + "\n" + "y" * 50_000)
        (self.aside(house, OTHER) / "job.json").write_text(json.dumps({"last_error": "z" * 900_000}))
        failed = list(house.spool().failed())
        assert len(failed) == 2
        for one in failed:
            assert 1000 < len(one.title + one.job.last_error) < 5000
            assert len(one.advice) < 5000

    @pytest.mark.parametrize("has_photo", [True, False])
    def test_a_folder_that_is_no_job_of_ours_ends_nobody(self, house, has_photo):
        """Each start ended with an error where such a folder asked for another try."""
        folder = self.aside(house, "holiday")
        if not has_photo:
            (folder / "a.jpg").unlink()
        (folder / "retry").touch()
        self.aside(house, ID, b"another photo")
        (house.work / "failed" / ID / "retry").touch()
        house.pass_over()
        assert len(house.photos()) == 1 + has_photo
        assert house.files("work") == []
        assert house.spool().is_empty() or not has_photo
        assert not (folder / "retry").exists()

    def test_it_can_be_moved_out_and_nothing_else_can(self, house, tmp_path):
        self.aside(house, "holiday")
        (tmp_path / "else").mkdir()
        (tmp_path / "else" / "mine.jpg").write_bytes(b"mine")
        spool = house.spool()
        spool.open()
        for name in ("../../else", str(tmp_path / "else"), "..", "", "nothing"):
            with pytest.raises(KeyError):
                spool.retry(name)
            with pytest.raises(KeyError):
                spool.move_out(name, tmp_path)
        assert spool.move_out("holiday", tmp_path) == tmp_path / "a.jpg"
        spool.close()
        assert (tmp_path / "else" / "mine.jpg").read_bytes() == b"mine"

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
    def test_one_that_may_not_be_read_is_named_and_hides_no_other(self, house):
        (self.aside(house, ID) / "job.json").touch(mode=0)
        self.aside(house, OTHER)
        found = {one.job.id: one for one in house.spool().failed()}
        assert set(found) == {ID, OTHER}
        assert "can't be read" in found[ID].title

    @pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes among its files")
    @pytest.mark.timeout(60)
    def test_the_small_file_that_tries_a_disk_is_made_afresh(self, house, tmp_path):
        """A pipe of its name stood everything still; a second name of a file would have emptied the file."""
        victim = tmp_path / "somebody's"
        victim.write_text("precious")
        os.link(victim, house.work / durable_io.PROBE_FILE)
        os.mkfifo(house.done / durable_io.PROBE_FILE)
        house.spool().check_folders()
        assert victim.read_text() == "precious"
        assert not (house.done / durable_io.PROBE_FILE).exists()
