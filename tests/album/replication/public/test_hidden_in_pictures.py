"""What hides in a picture's bytes, or behind another name of its type, never reaches strangers."""

from __future__ import annotations

import base64

import pytest

from photospool.album.replication.public import image_audit
from photospool.album.replication.public.proof import prove
from photospool.album.replication.public.publish import preview
from photospool.album.replication.public.retract import audit, stranger

from ..conftest import edit, read, until
from .conftest import seen, settled


def test_pictures_that_hold_notes_are_seen_by_their_bytes(album, add_photo, tmp_path):
    photo_id = add_photo(b"first", category="Public")
    whole = album.get(photo_id)
    comment = b"\xff\xfe\x00\x0eAnna's house"
    picture = read(album, photo_id, "thumb.jpg")

    whole["_attachments"]["thumb.jpg"] = {
        "content_type": "image/jpeg",
        "data": base64.b64encode(picture[:2] + comment + picture[2:]).decode(),
    }
    album.put_document(whole)
    (held,) = preview(album).held_back
    assert held.reasons == ("its picture thumb.jpg holds a comment",)


def attach(album, photo_id, name, data, content_type="image/jpeg"):
    """Put other bytes in a picture's place, as any program may that writes to the album."""
    whole = album.get(photo_id)
    whole["_attachments"][name] = {"content_type": content_type, "data": base64.b64encode(data).decode()}
    return album.put_document(whole)


HTML = b"<!doctype html><script>document.title = 'x'</script>"


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "image/jpeg; charset=utf-8"])
def test_nothing_is_copied_under_another_type_than_a_picture_s(album, public_copy, add_photo, content_type):
    photo_id, other = add_photo(b"first", category="Public"), add_photo(b"other", category="Public")
    copy = public_copy()
    before = stranger(copy).get(photo_id)["_rev"]
    rev = attach(album, photo_id, "thumb.jpg", HTML, content_type)
    edit(album, other, descr="A garden")  # comes after it in the album's changes
    until(lambda: stranger(copy).get(other)["descr"] == "A garden")
    assert stranger(copy).get(photo_id)["_rev"] == before
    assert stranger(copy).get(photo_id, rev=rev) is None
    found = settled(album, copy)
    assert [item.photo_id for item in found.unpublished] == [photo_id]  # what it was is public no more either
    assert seen(copy) == {other}
    assert [item.reasons for item in preview(album).held_back] == [
        ("a picture of it is called something else than a JPEG", "its picture thumb.jpg holds no JPEG")
    ]


def false_profile(picture):
    body = b"ICC_PROFILE\0\1\1" + HTML
    return picture[:2] + b"\xff\xe2" + (len(body) + 2).to_bytes(2, "big") + body + picture[2:]


def test_what_hides_in_a_picture_is_taken_back(album, public_copy, add_photo):
    web, profile, fine = (add_photo(text, category="Public") for text in (b"web", b"profile", b"fine"))
    copy = public_copy()
    revisions = [
        attach(album, web, "800x600.jpg", HTML),
        attach(album, profile, "thumb.jpg", false_profile(read(album, profile, "thumb.jpg"))),
    ]
    # A selector can't look into bytes: it comes over within seconds.
    until(lambda: [stranger(copy).get(photo_id)["_rev"] for photo_id in (web, profile)] == revisions)
    assert not all(tick.is_fine for tick in prove(copy, lambda _tick: None))
    found = settled(album, copy)
    assert {item.photo_id for item in found.unpublished} == {web, profile}
    assert found.is_clean
    assert len(found.not_fit) == 2
    assert seen(copy) == {fine}
    for photo_id, rev in zip((web, profile), revisions, strict=True):
        assert stranger(copy).get(photo_id, rev=rev) is None
    again = settled(album, copy)
    assert (again.unpublished, again.brought_back, len(again.not_fit)) == ((), (), 2)
    assert all(tick.is_fine for tick in prove(copy, lambda _tick: None))
    attach(album, web, "800x600.jpg", read(album, fine, "800x600.jpg"))
    until(lambda: seen(copy) == {web, fine})
    assert len(audit(album, copy, [web]).not_fit) == 1
    assert seen(copy) == {web, fine}


def test_pictures_are_looked_into_once(album, public_copy, add_photo, monkeypatch):
    photo_id = add_photo(b"first", category="Public")
    copy = public_copy()
    settled(album, copy)
    asked = []
    monkeypatch.setattr(image_audit, "hidden_in", lambda data: asked.append(len(data)) or [])
    settled(album, copy)
    assert asked == []
    edit(album, photo_id, descr="A garden")
    settled(album, copy)
    assert len(asked) == 3
