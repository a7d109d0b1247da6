"""Two versions of one photo become one: what only one side changed is kept, words are never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.album.merge import settled
from photospool.album.views import words_of

BASE = {"_id": "aa", "_rev": "1-x", "cat": "Private", "keywords": ["a", "b"], "descr": "Sea", "ts": "2026-01-02"}


def both(mine, theirs, base=BASE):
    return settled(base, {**BASE, "_rev": "2-m", **mine}, {**BASE, "_rev": "2-t", **theirs})


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ({"descr": "Mine"}, {}, {"descr": "Mine"}),
        ({}, {"descr": "Theirs"}, {"descr": "Theirs"}),
        ({"descr": "Mine"}, {"cat": "Public"}, {"descr": "Mine", "cat": "Public"}),
        ({"cat": "Trash", "trashed_from": "Private"}, {"descr": "Theirs"}, {"cat": "Trash", "trashed_from": "Private"}),
        ({"keywords": ["a", "b", "c"]}, {"keywords": ["b"]}, {"keywords": ["b", "c"]}),
        ({"keywords": []}, {"keywords": ["a", "b", "d"]}, {"keywords": ["d"]}),
        ({"keywords": "a b c"}, {}, {"keywords": ["a", "b", "c"]}),
        ({"descr": "Sea"}, {"descr": "Sea and sun"}, {"descr": "Sea and sun"}),
        ({"descr": "Sea, Anna"}, {"descr": "Sea"}, {"descr": "Sea, Anna"}),
        ({"ts": "2025-01-01"}, {"ts": "2024-01-01"}, {"ts": "2024-01-01"}),
        ({"width": 9}, {"width": 8}, {"width": 8}),
        ({"mood": "merry"}, {}, {"mood": "merry"}),
        ({"taken": "1999-01-01", "taken_source": "edited"}, {"descr": "x"}, {"taken": "1999-01-01"}),
    ],
)
def test_what_can_be_made_one(mine, theirs, wanted):
    found = both(mine, theirs)
    assert found.undecided == ()
    assert {name: found.document[name] for name in wanted} == wanted
    assert found.document["_rev"] == "2-t"


@pytest.mark.parametrize(
    ("mine", "theirs", "undecided"),
    [
        ({"descr": "Mine"}, {"descr": "Theirs"}, ("descr",)),
        ({"cat": "Public"}, {"cat": "Friends/Family"}, ("cat",)),
        ({"cat": "Trash", "trashed_from": "Private"}, {"cat": "Public"}, ("cat",)),
        ({"taken": "1999-01-01"}, {"taken": "2001-01-01"}, ("taken",)),
    ],
)
def test_what_a_person_must_choose(mine, theirs, undecided):
    found = both(mine, theirs)
    assert found.undecided == undecided
    assert found.document[undecided[0]] == theirs[undecided[0]]


def test_a_field_that_one_side_took_away_is_gone():
    base = {**BASE, "mood": "merry"}
    assert "mood" not in settled(base, BASE, {**base, "descr": "x"}).document


def test_without_a_common_version_every_difference_of_words_is_a_choice():
    found = both({"cat": "Public", "keywords": ["c"]}, {"descr": "Other"}, base=None)
    assert found.undecided == ("cat", "descr")
    assert found.document["keywords"] == ["a", "b", "c"]


fields = st.fixed_dictionaries(
    {},
    optional={
        "keywords": st.lists(st.sampled_from("abcd"), max_size=3),
        "descr": st.sampled_from(["", "Sea", "Sun", "Sea and sun"]),
        "cat": st.sampled_from(["Public", "Private", "Club", "Trash"]),
        "mood": st.sampled_from("xy"),
    },
)


@given(fields, fields)
def test_an_edit_on_one_side_is_never_lost(mine, theirs):
    found = both(mine, theirs)
    for name in {*mine, *theirs} - {"keywords"}:
        value = found.document.get(name)
        for side, other in ((mine, theirs), (theirs, mine)):
            is_edit = side.get(name, BASE.get(name)) != BASE.get(name)
            if is_edit and other.get(name, BASE.get(name)) == BASE.get(name):
                assert value == side[name]
    kept = set(found.document["keywords"])
    for side in (mine, theirs):
        assert set(words_of(side.get("keywords", BASE["keywords"]))) - {"a", "b"} <= kept


@given(fields, fields)
def test_equal_sides_stay_as_they_are(mine, theirs):
    assert both(mine, mine).undecided == ()
    swapped = both(theirs, mine)
    assert set(both(mine, theirs).undecided) == set(swapped.undecided)
    assert set(both(mine, theirs).document["keywords"]) == set(swapped.document["keywords"])


def test_what_is_part_of_nothing_any_more_lies_in_the_trash_by_itself():
    """One machine took it apart, the other threw away the one that is shown, and it with that."""
    base = {"_id": "b", "cat": "Public", "part_of": "a", "part": "live"}
    thrown = {**base, "cat": "Trash", "trashed_from": "Public", "trashed_with": "a"}
    apart = {"_id": "b", "cat": "Trash", "trashed_from": "Public", "apart": True}
    for mine, theirs in ((thrown, apart), (apart, thrown)):
        assert settled(base, mine, theirs).document == {**apart, "keywords": []}
