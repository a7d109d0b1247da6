"""Stacks and strangers: what belongs to a photo is shown with it, and gone with it."""

from __future__ import annotations

import pytest

from photospool.album.replication import revisions
from photospool.album.replication.public.publish import arrived_in, preview
from photospool.album.replication.public.retract import stranger
from photospool.album.replication.sharing import take_back
from photospool.album.stack_links import StackLinker
from photospool.album.stack_watch import StackWatch

from ...kind_contract import KINDS
from ..conftest import edit, ids, until, with_pictures
from .conftest import seen, settled


def put(album, folder, kind):
    """A stack of this kind whose files are Public; their ids, the shown one first."""
    folder.mkdir()
    made = [with_pictures(one) for one in KINDS[kind].files(folder, category="Public")]
    for one in made:
        album.store(one)
    return [one.digests.md5 for one in made]


@pytest.fixture
def stacks(album, tmp_path):
    """One of each kind, at another time each, so that they are strangers to each other."""
    found = {}
    for kind in KINDS:
        found[kind] = put(album, tmp_path / kind, kind)
        StackLinker(album).of_all()
        for one in found[kind]:  # what is found later of the same identifier is another story here
            original = album.get(f"original-{one}")
            album.put_document({**original, "pair_keys": []})
    return found


def test_strangers_see_each_kind_as_one_thing_and_nothing_of_it_once_it_is_taken_back(album, public_copy, stacks):
    everything = {one for files in stacks.values() for one in files}
    found = preview(album)
    assert {photo.photo_id for photo in found.photos} == everything
    assert found.things == len(stacks)
    copy = public_copy()
    until(lambda: seen(copy) == everything, "all is copied")
    assert arrived_in(album, copy) == (len(everything), len(everything))
    shown = stranger(copy).view("timeline", reduce=False)["rows"]
    assert {row["id"] for row in shown} == {files[0] for files in stacks.values()}
    assert all(stranger(copy).get(f"original-{one}") is None for one in everything)
    for kind, (first, *parts) in stacks.items():
        taken = take_back(album, [first])
        assert (taken.photos, taken.is_clean) == (1, True)
        assert [album.get(one)["cat"] for one in (first, *parts)] == ["Private"] * (1 + len(parts)), kind
        everything -= {first, *parts}
        assert seen(copy) == everything, kind


def test_a_part_that_no_stranger_may_have_keeps_all_from_being_published(album, stacks, monkeypatch):
    """No list names it; a copy would get it all the same."""
    monkeypatch.setattr(revisions, "PAGE", 1)
    for kind in ("live", "raw"):
        film = stacks[kind][1]
        document = album.get(film)
        edit(album, film, exif={**document["exif"], "GPS GPSLatitude": "[47, 30, 0]"})
        assert film in {held.photo_id for held in preview(album).held_back}


def test_made_private_by_a_page_that_knows_no_stacks_all_of_it_goes(album, public_copy, stacks):
    copy = public_copy()
    everything = {one for files in stacks.values() for one in files}
    until(lambda: seen(copy) == everything, "all is copied")
    watch = StackWatch(album, StackLinker(album))
    watch.daily()
    for first, *_parts in stacks.values():
        edit(album, first, cat="Private")
    assert watch.often().followed == len(everything) - len(stacks)
    settled(album, copy)
    assert ids(stranger(copy)) == set()
