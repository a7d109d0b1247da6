"""The scheduler's answers, as a real server gave them, in a Condition and in words."""

from dataclasses import replace

import pytest

from photospool.album.replication import status_text
from photospool.album.replication.models import Condition, Copy, CopyState, Endpoint, Missing
from photospool.album.replication.status import Left, ReplicationStatus, going, meaning, through, worst

RUNNING = {
    "state": "running",
    "last_updated": "2026-11-25T13:29:24Z",
    "info": {
        "docs_written": 7,
        "changes_pending": None,
        "doc_write_failures": 0,
        "through_seq": "8-g",
        "source_seq": "8-g",
    },
}


def running(**info):
    return {**RUNNING, "info": {**RUNNING["info"], **info}}


def crashing(error):
    return {"state": "crashing", "info": {"error": error}, "error_count": 3, "last_updated": "2026-11-25T13:29:24Z"}


@pytest.mark.parametrize(
    ("answer", "condition", "waiting"),
    [
        (None, Condition.STARTING, None),
        ({"state": "initializing", "info": None}, Condition.STARTING, None),
        ({"state": "running", "info": None}, Condition.STARTING, None),
        (RUNNING, Condition.COPYING, None),
        (running(changes_pending=0, checkpointed_source_seq="8-g"), Condition.UP_TO_DATE, 0),
        (running(changes_pending=0, checkpointed_source_seq="7-g"), Condition.COPYING, None),
        (running(changes_pending=0, through_seq="7-g"), Condition.COPYING, None),
        (running(changes_pending=120, through_seq="7-g"), Condition.COPYING, 120),
        (running(through_seq="7-g"), Condition.COPYING, None),
        (running(source_seq="0", checkpointed_source_seq="8-g"), Condition.COPYING, None),
        (
            crashing('{replication_auth_error,\n {session_request_unauthorized,"http://h/_session","admin"}}'),
            Condition.REFUSED,
            None,
        ),
        (
            crashing('{http_request_failed,"PUT","http://h/copy/",{error,{error,{conn_failed,{error,econnrefused}}}}}'),
            Condition.UNREACHABLE,
            None,
        ),
        (
            crashing('replication_auth_error {session_request_failed,"http://h/_session","u",sel_conn_closed}'),
            Condition.UNREACHABLE,
            None,
        ),
        (crashing("db_not_found: could not open http://h/missing/"), Condition.FAILING, None),
        ({"state": "failed", "info": {"error": "bad"}}, Condition.FAILING, None),
        ({"state": "crashing", "info": "odd"}, Condition.STARTING, None),
    ],
)
def test_what_the_scheduler_says(answer, condition, waiting):
    found = going(answer)
    assert (found.condition, found.waiting) == (condition, waiting)


@pytest.mark.parametrize(
    ("left", "condition", "waiting"),
    [
        (Left(is_nothing=True, count=0), Condition.UP_TO_DATE, 0),
        (Left(is_nothing=False, count=39557), Condition.COPYING, 39557),
        (Left(is_nothing=False), Condition.COPYING, None),
    ],
)
def test_what_the_source_itself_says_wins(left, condition, waiting):
    found = going(running(changes_pending=0, checkpointed_source_seq="8-g"), left)
    assert (found.condition, found.waiting) == (condition, waiting)
    assert going({"state": "running", "info": None}, left).condition is Condition.STARTING


def test_how_far_it_came_is_known_only_of_a_running_one():
    assert through(RUNNING) == "8-g"
    assert [through(answer) for answer in (None, {"state": "running", "info": None}, crashing("x"))] == ["", "", ""]


def test_documents_that_were_refused_are_counted():
    assert going(running(doc_write_failures=3)).refused_documents == 3


def test_a_forbidden_write_is_no_fault_of_the_line():
    assert meaning("forbidden") is Condition.REFUSED


def test_of_two_directions_the_worse_is_told():
    fine, bad = (
        ReplicationStatus(Condition.UP_TO_DATE, 0),
        ReplicationStatus(Condition.UNREACHABLE, None, "then", "why"),
    )
    assert worst([fine, bad]) == replace(bad, waiting=0)
    assert worst([ReplicationStatus(Condition.COPYING, 2), ReplicationStatus(Condition.COPYING, 3)]).waiting == 5
    assert worst([]).condition is Condition.STARTING


COPY = Copy("ab12", "attic", Endpoint("https://attic:6984", "photo", "me", "s3cret"))
LOST = Missing("a", "a.jpg")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CopyState(COPY, Condition.COPYING, 120), "copying, 120 waiting"),
        (CopyState(COPY, Condition.COPYING), "copying"),
        (CopyState(COPY, Condition.UP_TO_DATE, 0), "up to date"),
        (
            CopyState(COPY, Condition.UP_TO_DATE, missing=(Missing("a", "a.jpg"),)),
            "up to date; 1 photo or video could not be copied",
        ),
        (CopyState(COPY, Condition.FAILING, reason="disk full"), "failing: disk full"),
        (CopyState(COPY, Condition.PAUSED), "paused"),
    ],
)
def test_words(state, said):
    assert status_text.sentence(state) == said


def test_when_is_this_computers_clock():
    assert status_text.when("2026-11-25T12:29:24Z").startswith("25 Nov, ")
    assert status_text.when("whenever") == "whenever"


def test_no_password_is_shown():
    assert "s3cret" not in repr(COPY) + status_text.about(COPY) + repr(CopyState(COPY, Condition.PAUSED))
