"""Sidecars and strangers: no bytes, people or places of one reach a public copy, whatever is done with the photo."""

from __future__ import annotations

import json

from photospool.album.documents import original_id
from photospool.album.replication.public.retract import stranger
from photospool.album.replication.sharing import take_back

from ...sidecar_deeds_contract import SIDECARS, beside_of, brought
from ..conftest import edit, ids, until
from .conftest import seen, settled


def whole(copy):
    """All that strangers can read there."""
    rows = stranger(copy).database.all_docs(include_docs=True)["rows"]
    return json.dumps([row["doc"] for row in rows if not row["id"].startswith("_design/")])


def test_of_no_kind_before_during_or_after_it_is_public(album, public_copy, add_photo, tmp_path):
    photos = {kind: add_photo(kind.encode()) for kind in SIDECARS}
    for kind, photo_id in photos.items():
        assert brought(album, tmp_path, photo_id, *SIDECARS[kind])
        edit(album, photo_id, cat="Public")
    copy = public_copy()
    until(lambda: seen(copy) == set(photos.values()), "all is copied")
    late = ("late.xmp", SIDECARS["xmp"][1].replace(b"By the lake", b"Said too late"))
    for photo_id in photos.values():
        assert brought(album, tmp_path, photo_id, *late)
    settled(album, copy)
    there = whole(copy)
    for secret in ('"sidecar-', '"sidecars"', "Anna", "50.1", "Said too late"):
        assert secret not in there
    assert all(stranger(copy).get(original_id(photo_id)) is None for photo_id in photos.values())
    assert take_back(album, list(photos.values())).is_clean
    assert ids(stranger(copy)) == set()
    for kind, photo_id in photos.items():
        name, data = SIDECARS[kind]
        assert album.get(photo_id)["cat"] == "Private"
        assert beside_of(album, photo_id) == {name: data, late[0]: late[1]}
