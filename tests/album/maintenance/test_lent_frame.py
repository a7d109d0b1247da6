"""A frame that a browser lends takes the place of a video's drawn picture, in both albums, and of nothing else."""

import io
import secrets

import pytest
from PIL import Image
from tests.photo import made
from tests.photo.films import film, needs_ffmpeg

from photospool.album import lent_frame
from photospool.album.base import BadRequest, NotThere, Write
from photospool.album.documents import original_id, trashed
from photospool.album.maintenance.verify import verify
from photospool.photo.options import Options
from photospool.photo.redrawing import prepared_of

from .shots import added, shot
from .test_videos import add_video, bytes_of, documents

pytestmark = needs_ffmpeg
NOTES = made.exif({0x010F: "Maker"}, {0xA431: "SERIAL-4711"}, made.place((47, 30, 0), (9, 15, 0)))


def frame(width=640, height=480):
    """As a browser sends it, and with notes that a hostile page may have put into it."""
    return made.encoded(made.corners(width, height), exif=NOTES, quality=95)


def draw(data):
    return prepared_of(data, Options())


def test_the_pictures_show_it_and_all_else_stays(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    before, original = documents(album, photo_id)
    assert before["poster"] == "drawn"
    assert lent_frame.lend(album, photo_id, frame(), draw)
    after, original_after = documents(album, photo_id)
    changed = {name for name in before if before[name] != after.get(name) and not name.startswith("_")}
    assert changed == {"poster", "placeholder"}
    assert after["poster"] == "frame"
    assert set(after["_attachments"]) == set(before["_attachments"]) == set(Options().names)
    assert original_after == original
    assert bytes_of(album, original_id(photo_id), "original.mov") == film("phone.mov")
    for name in after["_attachments"]:
        data = bytes_of(album, photo_id, name)
        assert b"SERIAL-4711" not in data and b"Exif" not in data
        with Image.open(io.BytesIO(data)) as shown, Image.open(io.BytesIO(frame())) as lent:
            corner = shown.getpixel((2, 2))
            assert all(abs(one - other) < 24 for one, other in zip(corner, lent.getpixel((2, 2)), strict=True))
    assert verify(album).findings == ()
    assert not lent_frame.lend(album, photo_id, frame(), draw), "it has a frame"
    assert documents(album, photo_id)[0] == after


def test_no_drawn_picture_stays_beside_it_where_fewer_are_made_now(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    assert lent_frame.lend(album, photo_id, frame(), lambda data: prepared_of(data, Options(large=False)))
    assert set(documents(album, photo_id)[0]["_attachments"]) == {"thumb.jpg", "800x600.jpg"}


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html>", b"\xff\xd8\xff" + b"\0" * lent_frame.MOST_BYTES])
def test_what_is_no_jpeg_or_too_large_reaches_no_worker(album, tmp_path, data):
    photo_id = add_video(album, tmp_path)
    before = documents(album, photo_id)
    with pytest.raises(BadRequest):
        lent_frame.lend(album, photo_id, data, None)
    assert documents(album, photo_id) == before


@pytest.mark.parametrize("cut", [frame()[:400], b"\xff\xd8\xff\xd9"], ids=["cut", "empty"])
def test_a_jpeg_that_can_not_be_opened_changes_nothing(album, tmp_path, cut):
    photo_id = add_video(album, tmp_path)
    before = documents(album, photo_id)
    with pytest.raises(BadRequest, match="opened"):
        lent_frame.lend(album, photo_id, cut, draw)
    assert documents(album, photo_id) == before


def test_a_frame_of_another_shape_is_not_the_video_s(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    before = documents(album, photo_id)
    with pytest.raises(BadRequest, match="another shape"):
        lent_frame.lend(album, photo_id, frame(480, 640), draw)
    assert documents(album, photo_id) == before


def test_a_video_that_tells_no_size_takes_it_too(album, tmp_path):
    photo_id = add_video(album, tmp_path)
    video, _ = documents(album, photo_id)
    album.write(Write({name: value for name, value in video.items() if name not in {"width", "height"}}))
    assert lent_frame.lend(album, photo_id, frame(480, 640), draw)
    after, _ = documents(album, photo_id)
    assert "width" not in after
    assert after["tnwidth"] < after["tnheight"]


def test_photos_the_trash_and_what_is_not_there_are_left_alone(album, tmp_path):
    photo = added(album, tmp_path, shot())
    before = documents(album, photo)
    assert not lent_frame.lend(album, photo, frame(), None)
    assert documents(album, photo) == before
    video = add_video(album, tmp_path)
    album.write(Write(trashed(documents(album, video)[0])))
    assert not lent_frame.lend(album, video, frame(), None)
    with pytest.raises(NotThere):
        lent_frame.lend(album, secrets.token_hex(16), frame(), None)


def test_words_that_somebody_writes_meanwhile_are_kept(album, tmp_path):
    photo_id = add_video(album, tmp_path)

    def slowly(data):
        video, _ = documents(album, photo_id)
        album.write(Write({**video, "descr": "Jo at the sea"}))
        return draw(data)

    assert lent_frame.lend(album, photo_id, frame(), slowly)
    after, _ = documents(album, photo_id)
    assert (after["descr"], after["poster"]) == ("Jo at the sea", "frame")
