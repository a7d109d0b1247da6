"""Which files are one thing: decided from what they say, the same in any order and on any machine."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.search import examples

from photospool.album.documents import PART_OF, Stored, original_document, photo_document, restored
from photospool.album.merge import merged, settled
from photospool.album.shot_keys import keys_of
from photospool.album.shot_names import shot_name
from photospool.album.stack_links import StackLinker
from photospool.album.stacks import Member, edits, shown_first, stacks_of
from photospool.album.views import is_part

from .shots import AT, shot

ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"


def member(folder, name, changes=None, **says):
    made = shot(folder, name, **says)
    return Member.of(Stored({**photo_document(made), **(changes or {})}, original_document(made)))


def shown_and_parts(members):
    return [
        (name_of(stack.shown), sorted((name_of(part), kind) for part, kind in stack.parts))
        for stack in stacks_of(members)
    ]


def name_of(one):
    return one.original["filename"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("IMG_1234.HEIC", "IMG_E1234.HEIC"),
        ("IMG_1234.JPG", "IMG_1234-edited.jpg"),
        ("DSC06824.JPG", "DSC06824-modifié.JPG"),
        ("IMG20231202.jpg", "IMG20231202-bearbeitet.jpg"),
        ("IMG-1.jpeg", "IMG-1-ha editado.jpeg"),
        ("PXL_20210101_120000000.jpg", "PXL_20210101_120000000~2.jpg"),
        ("PXL_20230330_184138390.MOTION-02.ORIGINAL.jpg", "PXL_20230330_184138390.MOTION-01.COVER.jpg"),
    ],
)
def test_an_edit_is_shown_before_what_it_was_made_of(tmp_path, name, other):
    found = [member(tmp_path, name), member(tmp_path, other)]
    assert shown_and_parts(found) == [(other, [(name, "edit")])]
    assert shown_and_parts([found[0], member(tmp_path, other, at="2024-05-01T12:34:57")]) == []


@pytest.mark.parametrize(
    ("finished", "raw"),
    [
        ("DSC_1.JPG", "DSC_1.NEF"),
        ("IMG_1.HEIC", "IMG_1.DNG"),
        ("PXL_20231207_032108788.RAW-01.MP.COVER.jpg", "PXL_20231207_032108788.RAW-02.ORIGINAL.dng"),
    ],
)
def test_a_finished_picture_is_shown_before_its_raw_file(tmp_path, finished, raw):
    assert shown_and_parts([member(tmp_path, raw), member(tmp_path, finished)]) == [(finished, [(raw, "raw")])]


def test_frames_of_a_burst_by_their_names(tmp_path):
    names = [f"0000{n}IMG_0000{n}_BURST20171111030039{cover}.jpg" for n, cover in ((0, ""), (1, "_COVER"), (2, ""))]
    frames = [member(tmp_path, name, at=f"2017-11-11T03:00:3{9 - n}") for n, name in enumerate(names)]
    assert shown_and_parts(frames) == [(names[1], [(names[0], "burst"), (names[2], "burst")])]
    other = member(tmp_path, "00003IMG_00003_BURST20171111030039.jpg", camera={"Image Make": "L", "Image Model": "G"})
    assert shown_and_parts([*frames, other]) == shown_and_parts(frames)


def test_films_alone_wait_for_their_picture(tmp_path):
    films = [member(tmp_path, f"IMG_{n}.MOV", content=ID) for n in (1, 2)]
    assert stacks_of(films) == []


@pytest.mark.parametrize("changes", [{"apart": True}, {"cat": "Trash"}])
def test_what_a_person_took_apart_or_threw_away_is_left_alone(tmp_path, changes):
    film, photo = member(tmp_path, "A.MOV", content=ID), member(tmp_path, "A.HEIC", changes, content=ID)
    assert stacks_of([film, photo]) == []


@pytest.mark.parametrize("source", ["file name", "file time", "folder", "user", "arrival"])
def test_a_guessed_second_joins_nothing(tmp_path, source):
    reading = shot(tmp_path, "IMG_1.jpg").prepared.reading
    taken = type(reading.taken)(AT[:10], AT, source)
    assert keys_of("IMG_1.jpg", type(reading)(**{**fields(reading), "taken": taken})) == []


def fields(value):
    return {name: getattr(value, name) for name in value.__slots__}


files = st.lists(
    st.tuples(
        st.sampled_from(["IMG_1.HEIC", "IMG_1.MOV", "IMG_E1.HEIC", "IMG_1.DNG", "IMG_1.JPG", "IMG_2.MOV", "B.HEIC"]),
        st.sampled_from(["", ID, "OTHER-" + ID]),
        st.sampled_from(["", "BURST-" + ID]),
        st.sampled_from([AT, "2019-05-01T12:34:56"]),
        st.fixed_dictionaries({}, optional={"shown_first": st.just(True), "apart": st.just(True)}),
    ),
    max_size=6,
    unique_by=lambda one: one[:4],
)


@settings(max_examples=examples(100), deadline=None)
@given(files, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_and_writing_it_is_the_end(tmp_path_factory, files, order):
    folder = tmp_path_factory.mktemp("shots")
    members = [
        member(folder, name, changes, content=content, burst=burst, at=at)
        for name, content, burst, at, changes in files
    ]
    wanted = {one["_id"]: one for stack in stacks_of(members) for one in edits(stack)}
    shuffled = list(members)
    order.shuffle(shuffled)
    assert {one["_id"]: one for stack in stacks_of(shuffled) for one in edits(stack)} == wanted
    after = [Member(wanted.get(one.id, one.photo), one.original) for one in members]
    assert [edit for stack in stacks_of(after) for edit in edits(stack)] == []
    shown = {one.id for one in after if not is_part(one.photo)}
    for one in after:  # never of another part, never of nothing
        assert not is_part(one.photo) or one.photo[PART_OF] in shown
    again = list(after)
    random.Random(len(files)).shuffle(again)
    assert [edit for stack in stacks_of(again) for edit in edits(stack)] == []


def test_another_one_first_and_back(tmp_path):
    members = [member(tmp_path, name, content=ID) for name in ("A.HEIC", "A.MOV", "IMG_E1.HEIC")]

    def written(documents):
        known = {one["_id"]: one for one in documents}
        return [Member(known.get(one.id, one.photo), one.original) for one in members]

    members = written(edits(stacks_of(members)[0]))
    for chosen in (0, 2, 1):
        members = written(shown_first(members, members[chosen].id))
        assert [is_part(one.photo) for one in members] == [n != chosen for n in range(3)]
        assert {one.photo.get(PART_OF) for one in members} == {None, members[chosen].id}
        assert [edit for stack in stacks_of(members) for edit in edits(stack)] == []  # no look undoes it


def test_of_two_versions_the_one_that_was_taken_apart_wins():
    base = {"_id": "a", "type": "photo", "cat": "Private", "keywords": []}
    apart, linked = {**base, "apart": True}, {**base, "part_of": "b", "part": "live"}
    for mine, theirs in ((apart, linked), (linked, apart)):
        for found in (settled(base, mine, theirs).document, settled(None, mine, theirs).document, merged(mine, theirs)):
            assert found["apart"] is True
            assert "part_of" not in found
            assert "part" not in found


@pytest.mark.parametrize("name", ["", ".jpg", "-edited.jpg", "~2.jpg", "IMG_E.jpg", "\ud800.jpg", "a" * 5000, "İ.jpg"])
def test_any_name_is_borne(name):
    assert isinstance(shot_name(name).stem, str)


class Odd:
    """An album whose server answers with rows of no use, once."""

    def __init__(self):
        self.asked = 0

    def view(self, name, **_):
        self.asked += 1
        return {"rows": [{"neither": name}] if self.asked == 1 else []}


def test_a_photo_that_has_arrived_is_not_failed_by_the_look_for_its_partners(caplog):
    album = Odd()
    linker = StackLinker(album)
    linker.came(["a"])
    assert "Partners were not looked for" in caplog.text
    linker.came(["b"])
    assert album.asked == 2, "the next one is looked for again"


def test_no_word_reaches_who_may_see_what_comes_out_of_the_trash(tmp_path):
    """The part was thrown away when all was public; since then the shown one became private, and was described."""
    shown = member(tmp_path, "IMG_E1.JPG", {"cat": "Private", "descr": "At Anna's", "keywords": ["Anna"]})
    gone = {"cat": "Trash", "trashed_from": "Public", PART_OF: shown.id, "part": "edit"}
    part = member(tmp_path, "IMG_1.JPG", gone)
    chosen = next(one for one in shown_first([shown, part], part.id) if one["_id"] == part.id)
    assert restored(chosen)["cat"] == "Public"
    assert "Anna" not in str(chosen["descr"]) + str(chosen["keywords"])
