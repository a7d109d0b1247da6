"""The one tree of what an album answers, which both albums raise."""

import inspect
import re
from pathlib import Path

import pytest

import photospool
from photospool.album import base, couchdb
from photospool.album.base import (
    AlbumAnswer,
    BadRequest,
    ChangedMeanwhile,
    MissingStub,
    NotStorable,
    NotStored,
    NotThere,
)
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.response_errors import AlreadyThere, NotOnServer, ServerReply, problem
from photospool.album.embedded.album import LocalAlbum
from photospool.errors import AlbumRefused, NotACouchDB, PhotoError, PhotospoolError, StoreInterrupted


def test_whatever_an_album_raises_is_of_one_tree():
    errors = [found for found in vars(base).values() if isinstance(found, type) and issubclass(found, Exception)]
    own = {found for found in errors if found.__module__ == base.__name__}
    assert own == {AlbumAnswer, NotThere, NotStored, ChangedMeanwhile, MissingStub, BadRequest, NotStorable}
    assert all(issubclass(found, AlbumAnswer) and issubclass(found, PhotospoolError) for found in own)


@pytest.mark.parametrize(
    ("answer", "status", "error", "reason", "policy"),
    [
        (NotThere("deleted"), 404, "not_found", "deleted", AlbumAnswer),
        (NotStored("a/b.jpg"), 404, "not_found", "a/b.jpg", AlbumAnswer),
        (ChangedMeanwhile("Document update conflict."), 409, "conflict", "Document update conflict.", StoreInterrupted),
        (MissingStub("of x.jpg"), 412, "missing_stub", "of x.jpg", ChangedMeanwhile),
        (BadRequest("query_parse_error", "no"), 400, "query_parse_error", "no", AlbumAnswer),
        (NotStorable("bad_request", "no"), 400, "bad_request", "no", PhotoError),
        (AlreadyThere("it exists"), 412, "file_exists", "it exists", NotACouchDB),
        (NotOnServer("missing"), 404, "not_found", "missing", NotACouchDB),
    ],
)
def test_answers_keep_the_database_s_words_and_what_the_engine_does(answer, status, error, reason, policy):
    assert (answer.status, answer.error, answer.reason) == (status, error, reason)
    assert isinstance(answer, policy)
    assert answer.title


def test_of_a_server_nothing_that_is_expected_is_a_wrong_server():
    """Where nobody asked for something that may be missing, a 404 of a CouchDB stays a reason to ask the user."""
    assert isinstance(NotOnServer(), NotThere)
    assert isinstance(NotOnServer(), AlbumRefused)
    assert not isinstance(NotThere(), AlbumRefused)


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (404, "not_found", NotThere),
        (409, "conflict", ChangedMeanwhile),
        (412, "missing_stub", MissingStub),
        (412, "file_exists", AlreadyThere),
    ],
)
def test_a_server_s_answer_is_of_the_same_tree(status, error, kind):
    found = problem(ServerReply(status, {}, {"error": error, "reason": "why"}))
    assert isinstance(found, kind)
    assert isinstance(found, AlbumAnswer)
    assert found.reason == "why"


ROLES = (base.Target, base.PhotoStore, base.Documents, base.TrashBin, base.Library)


def test_an_album_is_all_roles_and_nothing_else():
    assert set(base.Album.__mro__) >= set(ROLES)
    assert not [name for name in vars(base.Album) if not name.startswith("_")]


@pytest.mark.parametrize("kind", [CouchAlbum, LocalAlbum])
@pytest.mark.parametrize("role", ROLES)
def test_both_albums_have_each_call_with_the_same_signature(kind, role):
    wanted = {name: call for name, call in vars(role).items() if not name.startswith("_")}
    assert wanted
    for name, call in wanted.items():
        asked, given = (list(inspect.signature(one).parameters.values()) for one in (call, getattr(kind, name)))
        more = [one for one in given if one.name not in {other.name for other in asked}]
        assert all(one.kind is inspect.Parameter.VAR_KEYWORD for one in more), name  # more may be asked, never less
        assert [(one.name, one.kind, one.default) for one in asked] == [
            (one.name, one.kind, one.default) for one in given if one not in more
        ], name


def test_nothing_outside_its_room_reaches_for_a_server_s_client():
    """What is asked of a CouchDB is asked of CouchAlbum, Database and ServerAdmin, which say what they answer."""
    room = Path(couchdb.__file__).parent
    modules = [path for path in Path(photospool.__file__).parent.rglob("*.py") if room not in path.parents]
    assert len(modules) > 300
    reach = [path.name for path in modules if re.search(r"\.guard\b|\bCouchClient\b", path.read_text(encoding="utf-8"))]
    assert reach == []


def test_ids_are_asked_for_in_pages_in_their_order():
    assert list(base.in_pages([], 3)) == []
    assert list(base.in_pages(("a", "b", "c"), 3)) == [["a", "b", "c"]]
    assert list(base.in_pages([*"abcdefg"], 3)) == [["a", "b", "c"], ["d", "e", "f"], ["g"]]
