"""What stands in the page's head for messengers: what the owner chose, and nothing that anybody could break out of."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from photospool.album.couchdb.couchapp import INDEX, our_files
from photospool.album.couchdb.link_preview import LONGEST_TITLE, picture_in, title_in, with_preview

ID = "0123456789abcdef" * 2


class Head(HTMLParser):
    """Title and meta elements of a page, as any reader of HTML finds them; every element that it has."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.title, self.metas, self.elements, self._open = "", {}, [], ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        self.elements.append(tag)
        known = dict(attrs)
        if tag == "meta" and (name := known.get("property") or known.get("name")):
            self.metas[name] = known["content"]

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title += data.strip()

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def head(**design: object) -> Head:
    return Head(our_files(design)[INDEX].content)


def test_without_a_word_of_the_owner_the_page_is_as_it_came() -> None:
    assert (
        our_files({})[INDEX] == our_files()[INDEX] == with_preview(our_files()[INDEX], {"title": " ", "picture": "x"})
    )
    assert head().title == "Album"
    assert not any(name.startswith("og:") for name in head().metas)


def test_the_policy_s_digest_makes_another_page_and_says_nothing() -> None:
    assert our_files({"policy": ID})[INDEX].etag != our_files()[INDEX].etag
    assert our_files({"policy": "--><script>"})[INDEX] == our_files()[INDEX]
    found, plain = head(policy=ID), head()
    assert (found.title, found.metas, found.elements) == (plain.title, plain.metas, plain.elements)


@pytest.mark.parametrize(
    "title", ["Our summer", '"><script>alert(1)</script>', "</title><b>", "&amp; 'so' on", "Öß 日本"]
)
def test_the_title_is_a_text_and_nothing_else(title: str) -> None:
    found = head(title=title)
    assert (found.title, found.metas["og:title"]) == (title, title)
    plain = head(title="x")
    assert found.elements == plain.elements
    assert "og:image" not in found.metas


def test_the_picture_is_a_photo_of_the_copy() -> None:
    assert head(picture=ID).metas["og:image"] == f"../../{ID}/800x600.jpg"
    assert head(picture=ID).metas["og:title"] == "Album"
    assert head(picture=ID).metas["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("odd", [None, 5, ["x"], {"a": 1}, "original-" + ID, ID + "\n", "../" + ID, ID.upper()])
def test_what_another_program_wrote_there_is_borne(odd: object) -> None:
    assert picture_in({"picture": odd}) == ""
    assert isinstance(title_in({"title": odd}), str)
    assert len(title_in({"title": "x" * 500})) == LONGEST_TITLE


def test_another_title_is_another_page_to_install() -> None:
    assert len({our_files({"title": title})[INDEX].etag for title in ("", "a", "b")}) == 3
