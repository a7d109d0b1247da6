import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.album.documents import restored
from photospool.album.merge import joined, merged, settled
from photospool.album.views import words_of

BASE = {"_id": "aa", "_rev": "1-x", "cat": "Private", "keywords": ["a"], "descr": "Uploaded image.", "ts": "2026-01-02"}


def both(mine, theirs):
    return merged({**BASE, **mine}, {**BASE, "_rev": "7-y", **theirs})


def test_equal_documents_stay_as_they_are():
    assert both({}, {}) == {**BASE, "_rev": "7-y"}


def test_tags_of_both_are_kept():
    assert both({"keywords": ["b", "a"]}, {"keywords": "c a"})["keywords"] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("mine", "theirs", "result"),
    [
        ("Uploaded image.", "At the sea", "At the sea"),
        ("At the sea", "", "At the sea"),
        ("At the sea", "At the sea with Anna", "At the sea with Anna"),
        ("At the sea", "Anna", "Anna\n\nAt the sea"),
        (None, "Anna", "Anna"),
    ],
)
def test_nobodys_description_is_lost(mine, theirs, result):
    assert both({"descr": mine}, {"descr": theirs})["descr"] == result


@pytest.mark.parametrize(
    ("mine", "theirs", "result"),
    [
        ("Public", "Private", "Private"),
        ("Private", "Public", "Private"),
        ("Public", "Friends/Family", "Friends/Family"),
        ("Club", "Public", "Club"),
        ("Club", "Friends/Family", "Club"),
        ("Trash", "Public", "Trash"),
    ],
)
def test_the_stricter_category_wins(mine, theirs, result):
    assert both({"cat": mine}, {"cat": theirs})["cat"] == result


def test_a_date_from_a_person_wins():
    person = {"taken": "1999-01-01", "taken_at": "1999-01-01", "taken_source": "user"}
    camera = {"taken": "2013-05-01", "taken_at": "2013-05-01T10:00:00", "taken_source": "EXIF DateTimeOriginal"}
    assert both(person, camera)["taken"] == both(camera, person)["taken"] == "1999-01-01"


words = st.lists(st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=4), max_size=4)
documents = st.fixed_dictionaries(
    {},
    optional={"keywords": words, "descr": st.text(max_size=9), "cat": st.sampled_from(["Public", "Private", "Club"])},
)


@given(documents, documents)
def test_no_word_is_lost_and_a_second_merge_changes_nothing(mine, theirs):
    once = merged(mine, theirs)
    for source in (mine, theirs):
        assert set(words_of(source.get("keywords"))) <= set(once["keywords"])
        assert source.get("descr", "") in {"", "Uploaded image."} or source["descr"] in once["descr"]
    assert merged(mine, once) == once


IN_TRASH = {"cat": "Trash", "trashed_from": "Public"}


@pytest.mark.parametrize("make", [merged, joined])
@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"cat": "Trash", "trashed_from": "Private"}, IN_TRASH),
        (IN_TRASH, {"cat": "Trash", "trashed_from": "Private"}),
        (IN_TRASH, {"cat": "Private"}),
        ({"cat": "Private"}, IN_TRASH),
        ({"cat": "Trash"}, IN_TRASH),
    ],
)
def test_one_in_the_trash_comes_back_to_nobody_who_might_not_see_the_other(make, mine, theirs):
    found = make({**BASE, **mine}, {**BASE, "_rev": "7-y", **theirs})
    assert restored(found)["cat"] == "Private"


@pytest.mark.parametrize("is_turned", [False, True])
def test_two_versions_in_the_trash_come_back_to_the_stricter_category(is_turned):
    sides = [{**BASE, **IN_TRASH}, {**BASE, "cat": "Trash", "trashed_from": "Private"}]
    mine, theirs = reversed(sides) if is_turned else sides
    found = settled({**BASE, "cat": "Friends/Family"}, mine, theirs)
    assert restored(found.document)["cat"] == "Private"
    assert not found.undecided
