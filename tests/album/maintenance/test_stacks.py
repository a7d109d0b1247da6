"""Export, import, verify and repair know what belongs together."""

from __future__ import annotations

import json

import pytest
from tests.parts import local_album
from typer.testing import CliRunner

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import PART_OF, original_id
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import import_folder
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.stack_edits import show_first, take_apart
from photospool.album.stack_links import Linked, StackLinker
from photospool.cli.app import app
from photospool.errors import SettingsError

from ..kind_contract import KINDS
from ..shots import shot

ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"


@pytest.fixture
def halves(tmp_path):
    return shot(tmp_path, "IMG_1.HEIC", content=ID, category="Friends/Family"), shot(tmp_path, "IMG_1.MOV", content=ID)


@pytest.fixture
def stack(album, halves):
    """The ids of the shown one and of its half."""
    if isinstance(album, CouchAlbum):
        set_up(album, create=False)
    for half in halves:
        album.store(half)
    StackLinker(album).of_all()
    return [half.digests.md5 for half in halves]


def test_both_files_are_exported_and_come_back_as_one_thing(album, other_album, stack, halves, tmp_path):
    assert export(album, tmp_path / "out").taken_along == 2
    assert {path.name for path in (tmp_path / "out/photos/2024").iterdir() if path.suffix != ".xmp"} == {
        "2024-05-01 IMG_1.HEIC",
        "2024-05-01 IMG_1.MOV",
    }
    prepared = {half.filename: half.prepared for half in halves}
    found = import_folder(other_album, tmp_path / "out", lambda _path, name: prepared[name])
    assert (found.added, found.left_out) == (2, ())
    assert other_album.get(stack[1])[PART_OF] == stack[0]
    assert other_album.get(original_id(stack[1]))["pair_keys"] == album.get(original_id(stack[1]))["pair_keys"]
    assert StackLinker(other_album).of_all() == Linked()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["together", "apart", "other first"])
def test_each_kind_goes_out_and_comes_back_as_its_owner_left_it(album, either_album, tmp_path, kind, how):
    if isinstance(album, CouchAlbum):
        set_up(album, create=False)
    files = KINDS[kind].files(tmp_path, category="Friends/Family")
    for one in files:
        album.store(one)
    StackLinker(album).of_all()
    shown, *parts = (one.digests.md5 for one in files)
    if how == "apart":
        assert take_apart(album, shown) == len(parts)
    elif how == "other first":
        assert show_first(album, (parts or [shown])[0]) == 2 * len(parts)
    assert export(album, tmp_path / "out").taken_along == len(files)
    prepared = {one.filename: one.prepared for one in files}
    found = import_folder(either_album, tmp_path / "out", lambda _path, name: prepared[name])
    assert (found.added, found.left_out) == (len(files), ())

    def said(at, one):
        told = ("part_of", "part", "apart", "shown_first", "cat", "motion_offset", "motion_length")
        return {name: value for name, value in at.get(one).items() if name in told}

    for one in files:
        photo_id = one.digests.md5
        assert said(either_album, photo_id) == said(album, photo_id)
        keys = [(at.get(original_id(photo_id)) or {}).get("pair_keys") for at in (album, either_album)]
        assert keys[0] == keys[1]
        with either_album.read(original_id(photo_id), f"original.{one.prepared.reading.extension}") as chunks:
            assert b"".join(chunks) == one.path.read_bytes()
    assert StackLinker(either_album).of_all() == Linked()


def test_verify_names_a_half_whose_shown_one_is_gone(album, stack):
    before = verify(album, quick=True).findings
    assert Wrong.SHOWN_MISSING not in {one.wrong for one in before}
    for doc_id in (stack[0], original_id(stack[0])):
        album.erase(doc_id, album.get(doc_id)["_rev"])
    found = [one for one in verify(album, quick=True).findings if one.wrong is Wrong.SHOWN_MISSING]
    assert [(one.photo_id, stack[0] in one.said) for one in found] == [(stack[1], True)]
    assert StackLinker(album).of_all() == Linked(freed=1)
    assert PART_OF not in album.get(stack[1])


def run(home, *words, code=0):
    result = CliRunner().invoke(app, ["--home", str(home / "home"), "album", *words])
    assert result.exit_code == code, result.output
    return result.output


def test_the_commands(halves, tmp_path):
    album = local_album(tmp_path / "home/album")
    for half in halves:
        album.store(half)
    album.close()
    photo, film = (half.digests.md5 for half in halves)
    assert "Every photo stands for itself." in run(tmp_path, "stacks", "list")
    assert "Found to belong to another photo: 1." in run(tmp_path, "stacks", "link")
    (listed,) = json.loads(run(tmp_path, "stacks", "list", "--json"))
    assert (listed["photo"], listed["name"]) == (photo, "IMG_1.HEIC")
    assert listed["parts"] == [{"photo": film, "name": "IMG_1.MOV", "part": "live"}]
    assert "film: IMG_1.MOV" in run(tmp_path, "stacks", "list")
    assert "It is shown now" in run(tmp_path, "stacks", "first", film)
    assert json.loads(run(tmp_path, "stacks", "list", "--json"))[0]["photo"] == film
    run(tmp_path, "stacks", "apart", photo)
    assert json.loads(run(tmp_path, "stacks", "list", "--json")) == []
    assert json.loads(run(tmp_path, "stacks", "link", "--json"))["parts"] == 0
    run(tmp_path, "stacks", "together", photo)
    assert len(json.loads(run(tmp_path, "stacks", "list", "--json"))) == 1
    unknown = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), "album", "stacks", "apart", "0" * 32])
    assert isinstance(unknown.exception, SettingsError)
    assert "no photo of the id" in str(unknown.exception)


def test_repair_finds_what_an_earlier_version_did_not_look_for(halves, tmp_path):
    album = local_album(tmp_path / "home/album")
    for half in halves:
        album.store(half)
    album.close()
    home = ["--home", str(tmp_path / "home"), "album", "repair"]
    shown = json.loads(CliRunner().invoke(app, [*home, "--json"]).output)
    assert (shown["stacks"], shown["applied"]) == (1, False)
    done = json.loads(CliRunner().invoke(app, [*home, "--json", "--yes"]).output)
    assert (done["stacks"], done["applied"]) == (1, True)
    assert json.loads(CliRunner().invoke(app, [*home, "--json"]).output)["stacks"] == 0
