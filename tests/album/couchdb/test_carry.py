"""A version that is carried from one real server to another is the same there, and is whole or not there at all."""

from __future__ import annotations

import base64
import secrets

import pytest

from photospool.album.base import NotStored
from photospool.album.couchdb import carry as carry_module
from photospool.album.couchdb.carry import carry

ID = "original-" + "0" * 32


@pytest.fixture
def ends(real_couchdb, second_couchdb):
    """Two databases on two servers."""
    made = []
    for server in (real_couchdb, second_couchdb):
        album = server.album(f"test-{secrets.token_hex(6)}")
        album.guard.put(album.database.name)
        made.append((server, album))
    yield made[0][1], made[1][1]
    for server, album in made:
        album.close()
        server.request("DELETE", f"/{album.database.name}")


def put(album, rev, parent="", **fields):
    """A version with this revision, its attachment made of text, which CouchDB keeps compressed, and of noise."""
    number, _, digest = rev.partition("-")
    ids = [digest, *([parent.partition("-")[2]] if parent else [])]
    attachments = {"original.mov": {"content_type": "video/quicktime", "data": fields.pop("film")}}
    if fields.pop("words", True):
        attachments["words.txt"] = {"content_type": "text/plain", "data": "YWFh" * 2000}
    document = {"_id": ID, "_rev": rev, "_revisions": {"start": int(number), "ids": ids}, **fields}
    album.database.bulk([{**document, "_attachments": attachments}], new_edits=False)


def leaves(album):
    return {leaf["_rev"]: leaf for leaf in album.database.leaves([ID])[ID]}


def read(album, rev):
    found = {}
    for name in album.get(ID, rev=rev)["_attachments"]:
        with album.database.attachment(ID, name, rev) as chunks:
            found[name] = b"".join(chunks)
    return found


def test_every_version_keeps_its_revision_its_history_and_its_bytes(ends):
    source, target = ends
    put(source, "1-" + "a" * 32, film="Zmlyc3Q=", type="original")
    put(source, "2-" + "b" * 32, "1-" + "a" * 32, film="c2Vjb25k", type="original", size=6)
    put(source, "2-" + "c" * 32, "1-" + "a" * 32, film="dGhpcmQ=", descr="größer", size=5)
    put(target, "1-" + "a" * 32, film="Zmlyc3Q=", type="original")
    for leaf in leaves(source).values():
        carry(source.database, target.database, leaf, lambda _bytes: None)
    assert leaves(target).keys() == leaves(source).keys() == {"2-" + "b" * 32, "2-" + "c" * 32}
    for rev, leaf in leaves(target).items():
        wanted = leaves(source)[rev]
        assert leaf["_revisions"] == wanted["_revisions"]
        assert {name: leaf.get(name) for name in ("type", "size", "descr")} == {
            name: wanted.get(name) for name in ("type", "size", "descr")
        }
        assert read(target, rev) == read(source, rev)
    before = target.database.info()["update_seq"].partition("-")[0]
    for leaf in leaves(source).values():
        carry(source.database, target.database, leaf, lambda _bytes: None)
    assert target.database.info()["update_seq"].partition("-")[0] == before  # what is there is not stored again


def test_a_deletion_is_carried_too(ends):
    source, target = ends
    put(target, "1-" + "a" * 32, film="Zmlyc3Q=")
    put(source, "1-" + "a" * 32, film="Zmlyc3Q=")
    source.database.put({"_id": ID, "_rev": "1-" + "a" * 32, "_deleted": True})
    for leaf in leaves(source).values():
        carry(source.database, target.database, leaf, lambda _bytes: None)
    assert target.get(ID) is None


def test_what_is_ended_in_the_middle_leaves_nothing(ends):
    source, target = ends
    put(source, "1-" + "a" * 32, film="QUJD" * 400_000)

    class Stopped(Exception):
        pass

    told = []

    def sent(number):
        told.append(number)
        if len(told) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        carry(source.database, target.database, leaves(source)["1-" + "a" * 32], sent)
    assert target.get(ID) is None
    assert told[0] == 0
    assert told[0] < told[1] < told[2] < 1_200_000


FILM = base64.b64encode(bytes(range(256)) * 4000).decode()
"""A megabyte, so that it has pieces."""


def edit(album, **fields):
    """As an edit in words leaves it: the film stays as it is there."""
    return album.database.put({**album.get(ID), **fields})


def bytes_sent(source, target, rev):
    """How many bytes of attachments the version took, which is then equal on both sides."""
    read_of = []
    with pytest.MonkeyPatch.context() as counting:
        whole = carry_module._bytes
        counting.setattr(
            carry_module, "_bytes", lambda *what: (read_of.append(len(some)) or some for some in whole(*what))
        )
        carry(source.database, target.database, leaves(source)[rev], lambda _bytes: None)
    wanted, found = leaves(source)[rev], leaves(target)[rev]
    assert found == wanted
    assert read(target, rev) == read(source, rev)
    return sum(read_of)


@pytest.fixture
def film(ends):
    """In both, as one version; the ends, and its length."""
    for album in ends:
        put(album, "1-" + "a" * 32, film=FILM, words=False)
    return (*ends, len(base64.b64decode(FILM)))


@pytest.mark.parametrize("edits", [1, 7])
def test_an_edit_does_not_send_the_film_again(film, edits):
    source, target, _length = film
    for number in range(edits):
        rev = edit(source, descr=f"{number}")
    assert bytes_sent(source, target, rev) == 0


def test_what_came_with_an_edit_is_sent_alone(film):
    source, target, _length = film
    sidecar = {"content_type": "application/octet-stream", "data": base64.b64encode(b"<x/>" * 10).decode()}
    document = source.get(ID)
    document["_attachments"]["a.xmp"] = sidecar
    rev = source.database.put(document)
    assert bytes_sent(source, target, rev) == 40


def test_each_side_of_a_conflict_takes_the_film_from_what_they_share(film):
    source, target, _length = film
    stub = source.get(ID)["_attachments"]
    for digest in "bc":
        version = {"_id": ID, "_rev": f"2-{digest * 32}", "descr": digest, "_attachments": stub}
        source.database.bulk([{**version, "_revisions": {"start": 2, "ids": [digest * 32, "a" * 32]}}], new_edits=False)
    assert [bytes_sent(source, target, f"2-{digest * 32}") for digest in "bc"] == [0, 0]


def test_what_the_copy_has_compacted_away_is_sent_whole(film):
    source, target, length = film
    edit(target, descr="elsewhere")
    target.database.compact()
    rev = edit(source, descr="here")
    assert bytes_sent(source, target, rev) >= length


def test_what_is_compacted_away_between_look_and_stub_is_sent_whole(film, monkeypatch):
    source, target, length = film
    rev, there = edit(source, descr="here"), target.database.versions(ID, ["1-" + "a" * 32])
    edit(target, descr="elsewhere")
    target.database.compact()
    monkeypatch.setattr(type(target.database), "versions", lambda *_what: there)
    assert bytes_sent(source, target, rev) >= length


@pytest.mark.parametrize("other", [bytes(range(256))[::-1] * 4000, b"another film"])
def test_other_bytes_of_the_same_name_are_never_taken_for_it(ends, other):
    """CouchDB believes a stub, whatever digest stands in it."""
    source, target = ends
    put(source, "1-" + "a" * 32, film=FILM)
    put(target, "1-" + "a" * 32, film=base64.b64encode(other).decode())
    rev = edit(source, descr="x")
    assert bytes_sent(source, target, rev) >= len(base64.b64decode(FILM))


@pytest.mark.parametrize("wrong", [{"length": 10}, {"digest": "md5-AAAAAAAAAAAAAAAAAAAAAA=="}])
def test_bytes_that_are_not_those_that_were_announced_are_not_stored(ends, wrong):
    source, target = ends
    put(source, "1-" + "a" * 32, film="QUJD" * 400_000)
    leaf = leaves(source)["1-" + "a" * 32]
    leaf["_attachments"]["original.mov"].update(wrong)
    with pytest.raises(NotStored):
        carry(source.database, target.database, leaf, lambda _bytes: None)
    assert target.get(ID) is None


def test_an_attachment_that_is_gone_meanwhile_is_no_half_version(ends):
    source, target = ends
    put(source, "1-" + "a" * 32, film="QUJD")
    leaf = leaves(source)["1-" + "a" * 32]
    source.guard.request("DELETE", source.database.name)
    source.guard.put(source.database.name)
    with pytest.raises(NotStored):
        carry(source.database, target.database, leaf, lambda _bytes: None)
    assert target.get(ID) is None
