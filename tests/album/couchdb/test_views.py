"""A real CouchDB and the embedded album give the same answers to the same questions of the same documents."""

import json

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.views import VIEWS

from ..odd_documents import ODD

QUESTIONS = [
    {"reduce": False},
    {"reduce": False, "descending": True, "limit": 3, "skip": 1},
    {"reduce": False, "startkey": "b", "endkey": "t"},
    {"reduce": False, "startkey": ["canon"], "endkey": ["canon", {}]},
    {"reduce": False, "startkey": [2013], "inclusive_end": False, "endkey": [2014]},
    {"reduce": False, "key": "Private"},
    {"reduce": False, "keys": ["Private", "unprocessed", None, "Public"]},
    {"reduce": False, "include_docs": True, "limit": 2},
    {},
    {"group": True},
    {"group_level": 1},
    {"group_level": 2},
]


@pytest.fixture(scope="module")
def albums(real_couchdb, tmp_path_factory):
    name = "test-views"
    there = real_couchdb.album(name)
    here = LocalAlbum(tmp_path_factory.mktemp("album"))
    set_up(there, create=True)
    for number, odd in enumerate(ODD):
        document = {name: value for name, value in odd.items() if name != "_attachments"}
        document = json.loads(json.dumps({**document, "_id": f"odd-{number:03}"}))
        there.put_document(document)
        here.put_document(document)
    yield here, there
    real_couchdb.request("DELETE", f"/{name}")
    here.close()
    there.close()


def rows(answer):
    """The answer without revisions, which the two number differently."""
    return without_revisions(answer["rows"]), answer.get("total_rows")


def without_revisions(value):
    if isinstance(value, dict):
        return {name: without_revisions(inner) for name, inner in value.items() if name != "_rev"}
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(f"{value:.12g}")  # JavaScript writes numbers above 2**53 with other digits
    return [without_revisions(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", sorted(VIEWS))
@pytest.mark.parametrize("question", QUESTIONS, ids=json.dumps)
def test_same_question_same_answer(albums, name, question):
    here, there = albums
    if VIEWS[name].reduce is None and question.get("reduce", True):
        question = {**question, "reduce": False}
        question.pop("group", None)
        question.pop("group_level", None)
    assert rows(here.view(name, **question)) == rows(there.view(name, **question))
