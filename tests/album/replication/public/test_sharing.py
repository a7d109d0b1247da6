"""What a public copy's page calls itself, what stands for it in messengers, and where links lead."""

from __future__ import annotations

import pytest

from photospool.album.couchdb.setup import set_up
from photospool.album.replication.endpoint import open_copy
from photospool.album.replication.public.retract import stranger
from photospool.album.replication.sharing import link_of, take_back
from photospool.album.replication.titles import entitle, picture, picture_of, title_of
from photospool.errors import CopyRefused

from .conftest import seen


def test_the_page_gets_a_title_that_stays_with_the_next_page(album, public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    assert title_of(album, copy) == ""
    assert entitle(album, copy, " Our\nsummer ") == "Our summer"
    assert stranger(copy).get("_design/photospool")["title"] == "Our summer"
    set_up(open_copy(album, copy), create=False)
    assert title_of(album, copy) == "Our summer"
    assert seen(copy)  # the views are as they were
    assert entitle(album, copy, "") == title_of(album, copy) == ""


def test_title_and_picture_stand_in_the_page_s_head_until_the_photo_is_taken_back(
    album, public_copy, add_photo, second_couchdb, name
):
    def index():
        return second_couchdb.request("GET", f"/{name}/_design/photospool/index.html", user="").decode()

    private, shown = add_photo(b"private"), add_photo(b"shown", category="Public")
    copy = public_copy()
    entitle(album, copy, "Our summer")
    picture(album, copy, shown)
    assert picture_of(album, copy) == shown
    for said in ('<meta property="og:title" content="Our summer">', f'content="../../{shown}/800x600.jpg">'):
        assert said in index()
    assert set_up(open_copy(album, copy), create=False) == []  # the page is known as ours, and as it should be
    for other in (private, f"original-{shown}", "x"):
        with pytest.raises(CopyRefused, match="Strangers don't see"):
            picture(album, copy, other)
    before = stranger(copy).get("_design/photospool")["_rev"]
    take_back(album, [shown])
    assert picture_of(album, copy) == ""
    assert shown not in index()
    assert shown not in str(stranger(copy).get("_design/photospool"))
    assert stranger(copy).get("_design/photospool", rev=before) is None  # forgotten there like the photo itself
    assert title_of(album, copy) == "Our summer"


def test_links_lead_to_the_page_a_photo_and_a_search(public_copy, add_photo):
    add_photo(b"first", category="Public")
    copy = public_copy()
    page = f"{copy.there.address}/_design/photospool/index.html"
    assert link_of(copy) == page
    assert link_of(copy, photo_id="ab") == f"{page}#/?photo=ab"
    assert link_of(copy, words="sea & sun") == f"{page}#/search/sea%20%26%20sun"
