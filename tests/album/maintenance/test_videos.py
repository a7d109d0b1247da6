"""Looking after an album that holds a video: in both albums as after a photo, and its drawn picture is replaced."""

from __future__ import annotations

import errno
import hashlib
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image
from tests.photo.films import film, needs_ffmpeg, turned

from photospool.album import trash
from photospool.album.base import Write
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.documents import original_id, trashed
from photospool.album.embedded.album import LocalAlbum
from photospool.album.maintenance.export import export
from photospool.album.maintenance.import_ import import_folder
from photospool.album.maintenance.migrate import move
from photospool.album.maintenance.repair import FRAMELESS, Need, repair
from photospool.album.maintenance.reread_album import RepairTasks, look
from photospool.album.maintenance.verify import Wrong, verify
from photospool.album.store_photo import store
from photospool.events import Outcome
from photospool.photo.digests import digests
from photospool.photo.options import Options
from photospool.photo.photo import Photo
from photospool.photo.prepare import prepare, reread
from photospool.photo.workers.film_decoder import FilmDecoder
from photospool.photo.workers.pool import WorkerPool

from .shots import MEANS, added, contents, shot

pytestmark = needs_ffmpeg
OPTIONS = Options(videos=True)


def drawn(path, name):
    """As where nothing decodes a frame."""
    return prepare(path, name, OPTIONS)


DRAWING = replace(MEANS, prepare=drawn)


@pytest.fixture(scope="module")
def decoding():
    """Means of a computer with ffmpeg."""
    decoders = FilmDecoder(WorkerPool(1, OPTIONS))
    if not decoders.frames_by:
        decoders.close()
        pytest.skip("needs ffmpeg, and a system on which it can be closed in (Linux with Landlock)")
    yield replace(MEANS, prepare=decoders.prepare, frames_by=decoders.frames_by)
    decoders.close()


def video_photo(tmp_path, data, name="IMG_7.MOV", how=drawn):
    path = tmp_path / f"{hashlib.md5(data).hexdigest()}.bin"
    path.write_bytes(data)
    prepared = how(path, name)
    return Photo(
        path=path,
        filename=name,
        digests=digests(path),
        prepared=prepared,
        category="Private",
        keywords=("sea", "unprocessed"),
        description="Ein <Film>",
        added_by="Änne",
        ts="2026-01-02T03:04:05",
        taken=prepared.reading.taken,
    )


def add_video(album, tmp_path, data=None, **options):
    """Its id."""
    photo = video_photo(tmp_path, data or film("phone.mov"), **options)
    store(photo, album.find, album.write)
    return photo.digests.md5


def documents(album, photo_id):
    stored = album.find([photo_id])[photo_id]
    return stored.photo, stored.original


def bytes_of(album, doc_id, name):
    with album.read(doc_id, name) as chunks:
        return b"".join(chunks)


def colours(album, photo_id):
    with Image.open(io.BytesIO(bytes_of(album, photo_id, "800x600.jpg"))) as image:
        return len(image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors() or [])


def test_a_drawn_picture_is_replaced_by_a_frame_once_something_decodes_it(album, tmp_path, decoding):
    photo_id = add_video(album, tmp_path, turned())
    other = added(album, tmp_path, shot())
    before, original = documents(album, photo_id)
    photos_before = documents(album, other)
    assert before["poster"] == "drawn"
    assert repair(album, DRAWING, dry_run=True).needs == {}
    found = repair(album, decoding, dry_run=True)
    assert (found.mended, found.needs) == (1, {Need.POSTER: 1})
    assert documents(album, photo_id)[0] == before
    assert repair(album, decoding, dry_run=False).mended == 1
    after, original_after = documents(album, photo_id)
    changed = {name for name in before if before[name] != after.get(name) and not name.startswith("_")}
    assert changed == {"poster", "placeholder"}
    assert (after["poster"], after["duration"], after["media"]) == ("frame", before["duration"], "video")
    assert colours(album, photo_id) > 20
    assert original_after["_attachments"] == original["_attachments"]
    assert documents(album, other) == photos_before
    again = repair(album, decoding, dry_run=False)
    assert (again.mended, again.needs, documents(album, photo_id)[0]) == (0, {}, after)
    assert verify(album).findings == ()


def test_what_this_decoder_can_not_decode_is_tried_once_and_by_another_one_again(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    tried = []

    def in_vain(path, name):
        tried.append(name)
        return drawn(path, name)

    first = replace(DRAWING, prepare=in_vain, frames_by="ffmpeg version 5")
    assert repair(album, first, dry_run=True).needs == {Need.POSTER: 1}
    found = repair(album, first, dry_run=False)
    assert (found.mended, found.unmended) == (0, ())
    assert repair(album, first, dry_run=False).needs == {}
    assert len(tried) == 1
    photo, original = documents(album, photo_id)
    assert (photo["poster"], original[FRAMELESS]) == ("drawn", "ffmpeg version 5")
    assert repair(album, replace(first, frames_by="ffmpeg version 6"), dry_run=True).needs == {Need.POSTER: 1}
    assert verify(album).findings == ()


@pytest.mark.parametrize("name", ["camcorder.mts", "phone.mov"])
def test_a_video_is_whole_for_a_computer_that_decodes_nothing(album, tmp_path, name):
    """A transport stream tells no size, and only a frame would."""
    add_video(album, tmp_path, film(name), name=name)
    assert repair(album, DRAWING, dry_run=True).needs == {}


def test_pictures_and_fields_that_are_missing_are_made_anew(album, tmp_path, decoding):
    photo_id = add_video(album, tmp_path)
    photo, _ = documents(album, photo_id)
    kept = {name: stub for name, stub in photo["_attachments"].items() if name != "800x600.jpg"}
    bare = {name: value for name, value in photo.items() if name not in {"duration", "video_codec", "placeholder"}}
    album.write(Write({**bare, "_attachments": kept}))
    assert {item.wrong for item in verify(album).findings} == {Wrong.NO_PICTURES}
    assert repair(album, decoding, dry_run=False).mended == 1
    after, _ = documents(album, photo_id)
    assert (after["duration"], after["video_codec"], after["poster"]) == (
        photo["duration"],
        photo["video_codec"],
        "frame",
    )
    assert set(after["_attachments"]) == set(photo["_attachments"])
    assert after["descr"] == "Ein <Film>"


def test_without_room_to_look_at_it_a_video_stays_as_it_is(album, tmp_path, monkeypatch):
    photo_id = add_video(album, tmp_path)
    before = documents(album, photo_id)

    def full(_chunks, _out=None):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("photospool.album.maintenance.repair.copied", full)
    found = repair(album, replace(DRAWING, frames_by="ffmpeg version 5"), dry_run=False)
    assert (found.mended, [one.name for one in found.unmended]) == (0, ["IMG_7.MOV"])
    assert "room" in found.unmended[0].title
    assert documents(album, photo_id) == before


def test_an_original_alone_gets_its_video_back(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    photo, _ = documents(album, photo_id)
    album.erase(photo_id, photo["_rev"])
    assert {item.wrong for item in verify(album).findings} == {Wrong.NO_PHOTO}
    assert repair(album, DRAWING, dry_run=False).mended == 1
    after, original = documents(album, photo_id)
    assert (after["media"], after["poster"], after["taken"]) == ("video", "drawn", photo["taken"])
    assert list(original["_attachments"]) == ["original.mov"]
    assert bytes_of(album, original_id(photo_id), "original.mov") == film("phone.mov")


def test_dates_and_words_that_are_read_again_leave_a_video_as_it_is(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    photo, original = documents(album, photo_id)
    album.write(Write({**original, "reader": 1, "renderer": 1}))

    def draw(_path, _name):
        raise AssertionError("its pictures come of a frame")

    found = look(album, RepairTasks(lambda path, name: reread(path, name, Options()), draw))
    assert [(one.photo_id, one.kinds) for one in found if one.kinds] == []
    assert documents(album, photo_id)[0] == photo


def test_a_damaged_original_is_named(tmp_path):
    album = LocalAlbum(tmp_path / "album")
    photo_id = add_video(album, tmp_path)
    _, path = album.attachment(original_id(photo_id), "original.mov")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)
    (found,) = verify(album).findings
    assert (found.wrong, found.name) == (Wrong.ORIGINAL_CHANGED, "IMG_7.MOV")
    album.close()


def test_taken_along_and_back(album, other_album, tmp_path):
    photo_id = add_video(album, tmp_path)
    folder = tmp_path / "taken along"
    found = export(album, folder)
    assert (found.taken_along, found.left_out) == (1, ())
    (name,) = [path.name for path in folder.glob("photos/*/*.MOV")]
    assert name.endswith(" IMG_7.MOV")
    (sidecar,) = folder.glob("photos/*/*.xmp")
    assert sidecar.name == f"{name}.xmp"
    assert "Ein &lt;Film&gt;" in sidecar.read_text()
    assert ElementTree.parse(sidecar).getroot().tag.endswith("xmpmeta")
    back = import_folder(other_album, folder, drawn)
    assert (back.added, back.left_out) == (1, ())
    assert contents(other_album) == contents(album)
    assert bytes_of(other_album, original_id(photo_id), "original.mov") == film("phone.mov")
    assert import_folder(other_album, folder, drawn).added == 0
    assert contents(other_album) == contents(album)


def test_what_is_said_of_pictures_is_said_of_those_that_were_made_here(album, other_album, tmp_path, decoding):
    """The computer that it comes from had a decoder, this one has none; later it has."""
    photo_id = add_video(album, tmp_path, turned(), how=decoding.prepare)
    assert documents(album, photo_id)[0]["poster"] == "frame"
    export(album, tmp_path / "taken along")
    import_folder(other_album, tmp_path / "taken along", drawn)
    photo, _ = documents(other_album, photo_id)
    assert photo["poster"] == "drawn"
    assert photo["placeholder"] != documents(album, photo_id)[0]["placeholder"]
    assert repair(other_album, decoding, dry_run=False).mended == 1
    assert contents(other_album) == contents(album)


def test_moved_into_another_album(album, tmp_path):
    here = LocalAlbum(tmp_path / "here")
    photo_id = add_video(here, tmp_path)
    assert move(here, album).sent == 1
    assert contents(album) == contents(here)
    assert bytes_of(album, original_id(photo_id), "original.mov") == film("phone.mov")
    assert move(here, album).sent == 0
    here.close()


def test_into_the_trash_and_back_and_out_for_good(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    notes = tmp_path / "trash.json"
    if isinstance(album, CouchAlbum):
        set_up(album, create=False)
    album.write(Write(trashed(documents(album, photo_id)[0])))
    assert trash.look(album).photos == 1
    assert verify(album).findings == ()
    video = video_photo(tmp_path, film("phone.mov"))
    assert store(video, album.find, album.write) is Outcome.RESTORED
    assert documents(album, photo_id)[0]["cat"] == "Private"
    album.write(Write(trashed(documents(album, photo_id)[0])))
    assert trash.empty(album, notes, kept_s=0).emptied == 1
    assert documents(album, photo_id) == (None, None)
    assert store(video, album.find, album.write) is not Outcome.DUPLICATE
    assert documents(album, photo_id)[0]["media"] == "video"
    assert bytes_of(album, original_id(photo_id), "original.mov") == film("phone.mov")
