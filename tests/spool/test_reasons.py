"""Why a photo was set aside: in words beside it, and as data for the windows, whoever changes the one or the other."""

import json

import pytest

from photospool.messages import Message, message
from photospool.spool import jobs
from photospool.spool.jobs import JOB_FILE, REASON_FILE

TITLE = message("{path} is not there.", path="/photos")
ADVICE = message("The file is kept. Please tell {who}.", who="Anna")


@pytest.fixture
def folder(spool):
    """Of a photo that was set aside."""
    job = jobs.new_job(spool.work, "a.jpg")
    job.folder.mkdir()
    job.photo.write_bytes(b"photo")
    jobs.write(job)
    spool.set_aside(job, TITLE, ADVICE)
    return spool.set_aside_folder / job.id


def test_it_is_told_as_it_was_said(spool, folder):
    (found,) = spool.failed()
    assert (found.title, found.advice) == (TITLE, ADVICE)
    assert (found.title.template, found.advice.values) == (TITLE.template, {"who": "Anna"})
    assert (folder / REASON_FILE).read_text().splitlines()[:2] == [str(TITLE), str(ADVICE)]


def test_a_title_without_values_hides_not_what_the_advice_is_made_of(spool, folder):
    job = jobs.new_job(spool.work, "b.jpg")
    job.folder.mkdir()
    job.photo.write_bytes(b"photo")
    jobs.write(job)
    spool.set_aside(job, "This is no photo that can be read.", ADVICE)
    (found,) = [one for one in spool.failed() if one.job.id == job.id]
    assert (found.title, found.advice) == ("This is no photo that can be read.", ADVICE)
    assert isinstance(found.advice, Message), "else no window can say it in another language"


def test_words_that_somebody_changed_are_shown_as_they_are(spool, folder):
    (folder / REASON_FILE).write_text("Anna has looked at it.\nLeave it.\n")
    (found,) = spool.failed()
    assert (found.title, found.advice, type(found.title)) == ("Anna has looked at it.", "Leave it.", str)


def test_an_earlier_version_finds_its_own_fields(spool, folder):
    kept = json.loads((folder / JOB_FILE).read_text())
    assert all(isinstance(kept[name], str) for name in ("last_error", "origin", "reserved"))
    del kept["as_data"]
    (folder / JOB_FILE).write_text(json.dumps(kept))
    (found,) = spool.failed()
    assert (found.title, type(found.title)) == (TITLE, str)


@pytest.mark.parametrize("odd", [None, 3, [], "x", {"title": 1, "advice": {}}, {"title": {"text": "Else."}}])
def test_odd_data_is_passed_over(spool, folder, odd):
    kept = json.loads((folder / JOB_FILE).read_text())
    (folder / JOB_FILE).write_text(json.dumps({**kept, "as_data": odd}))
    (found,) = spool.failed()
    assert (found.title, type(found.title)) == (TITLE, str)


def test_the_last_error_is_a_message_too_and_goes_with_the_next_try(spool, folder):
    job = spool.retry(folder.name)
    assert (job.reason, job.last_error) == (("", ""), "")
    noted = spool.note_failure(job, TITLE, counts=True)
    assert isinstance(noted.last_error, Message)
    assert isinstance(jobs.read(job.folder).last_error, Message)
    assert jobs.read(spool.begin_attempt(noted).folder).last_error == ""
