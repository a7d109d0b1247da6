"""A video's way through the caged workers: its facts, and pictures of a frame or drawn ones."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from tests.photo.containers import video
from tests.photo.films import film, film_with, needs_ffmpeg, run, turned
from tests.photo.public_film import marked

from photospool.errors import LooksIncomplete, NotAPhoto
from photospool.photo.frames import Frames
from photospool.photo.options import Options
from photospool.photo.workers import protocol
from photospool.photo.workers.film_decoder import FilmDecoder
from photospool.photo.workers.pool import WorkerPool

BLACK_FIRST = r"testsrc=size=320x240:rate=25,drawbox=color=black:t=fill:enable=lt(t\,1),trim=start=0"


@pytest.fixture(scope="module")
def pool():
    pool = WorkerPool(1, Options(videos=True))
    yield pool
    pool.close()


@pytest.fixture
def there(tmp_path):
    def lie(data, name):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return lie


@needs_ffmpeg
def test_without_a_decoder_the_pictures_are_drawn(pool, there):
    prepared = FilmDecoder(pool, Frames("")).prepare(there(turned(), "a.mov"), "a.mov")
    assert prepared.poster == "drawn"
    assert [(one.name, one.width, one.height) for one in prepared.renditions] == [
        ("thumb.jpg", 110, 146), ("800x600.jpg", 240, 320), ("1600x1200.jpg", 240, 320),
    ]  # fmt: skip
    assert (prepared.reading.width, prepared.reading.height) == (240, 320)


@pytest.fixture(scope="module")
def frames():
    found = Frames()
    if not found.is_there:
        pytest.skip("needs ffmpeg, and a system on which it can be closed in (Linux with Landlock)")
    return found


@needs_ffmpeg
@pytest.mark.parametrize(
    "name", ["plain.mp4", "phone.mov", "hevc.mp4", "vp9.webm", "plain.mkv", "camera.avi", "old.3gp"]
)
def test_a_frame_of_each_kind(pool, frames, there, name):
    prepared = FilmDecoder(pool, frames).prepare(there(film(name), name), name)
    assert prepared.poster == "frame"
    with Image.open(io.BytesIO(prepared.renditions[1].data)) as image:
        assert image.size == (320, 240)
        assert len(image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors() or []) > 20


@needs_ffmpeg
def test_a_frame_tells_the_size_that_the_file_does_not(pool, frames, there):
    prepared = FilmDecoder(pool, frames).prepare(there(film("camcorder.mts"), "a.mts"), "a.mts")
    assert (prepared.reading.width, prepared.reading.height, prepared.poster) == (320, 240, "frame")


@needs_ffmpeg
def test_a_frame_that_was_made_smaller_tells_no_size(pool, frames, there):
    how = ("-vf", "scale=3840:2160", "-frames:v", "2", "-c:v", "libx265", "-preset", "ultrafast", "-f", "mpegts")
    data = film_with("uhd.mts", *how, "-x265-params", "log-level=error")
    prepared = FilmDecoder(pool, frames).prepare(there(data, "a.mts"), "a.mts")
    assert (prepared.reading.width, prepared.reading.height, prepared.poster) == (0, 0, "frame")


@needs_ffmpeg
def test_a_frame_tells_how_wide_its_pixels_are_where_the_file_does_not(pool, frames, there):
    """The page keeps room by the film's size, and its poster lies in it."""
    data = film_with("dv.avi", "-c:v", "mpeg4", "-vf", "scale=180:144,setsar=16/11")
    prepared = FilmDecoder(pool, frames).prepare(there(data, "a.avi"), "a.avi")
    size = prepared.reading.width, prepared.reading.height
    assert size == (prepared.renditions[1].width, prepared.renditions[1].height) == (261, 144)


@needs_ffmpeg
def test_a_turned_film_has_an_upright_frame(pool, frames, there):
    prepared = FilmDecoder(pool, frames).prepare(there(turned(), "a.mov"), "a.mov")
    assert (prepared.renditions[1].width, prepared.renditions[1].height, prepared.poster) == (240, 320, "frame")


@needs_ffmpeg
def test_a_black_beginning_is_passed_over(pool, frames, there):
    data = film("silent.m4v", source=BLACK_FIRST, seconds=3.0)
    prepared = FilmDecoder(pool, frames).prepare(there(data, "a.m4v"), "a.m4v")
    with Image.open(io.BytesIO(prepared.renditions[0].data)) as image:
        assert max(high for _, high in image.convert("RGB").getextrema()) > 150


@needs_ffmpeg
def test_a_cover_is_no_frame(pool, frames, there, tmp_path):
    """A picture that a shop or a drone put in, described before the film's own."""
    cover, path = tmp_path / "cover.jpg", tmp_path / "covered.mp4"
    Image.new("RGB", (320, 240), (250, 0, 0)).save(cover)
    both = ("-i", str(there(film("plain.mp4"), "a.mp4")), "-i", str(cover), "-map", "0", "-map", "1", "-c", "copy")
    run(*both, "-disposition:v:1", "attached_pic", str(path))
    boxes = marked.parsed(path.read_bytes())
    moov = marked.named(boxes, b"moov")
    moov.inner.sort(key=lambda box: box.name != b"udta")
    prepared = FilmDecoder(pool, frames).prepare(there(marked.joined(boxes), "b.mp4"), "b.mp4")
    assert prepared.poster == "frame"
    with Image.open(io.BytesIO(prepared.renditions[0].data)) as image:
        assert len(image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors() or []) > 20


@needs_ffmpeg
def test_a_frame_that_can_not_be_decoded_costs_no_video_its_way(pool, frames, there):
    """What ffmpeg meets is not what the boxes said: the drawn picture stays."""
    data = film("plain.mp4")
    at = data.index(b"mdat") + 4
    end = data.index(b"moov") - 4
    prepared = FilmDecoder(pool, frames).prepare(there(data[:at] + b"\1" * (end - at) + data[end:], "a.mp4"), "a.mp4")
    assert prepared.poster == "drawn"
    assert prepared.renditions


@needs_ffmpeg
def test_a_cut_one_waits_and_one_that_is_not_wanted_says_so(pool, there):
    with pytest.raises(LooksIncomplete):
        pool.prepare(there(film("plain.mp4")[:-500], "a.mp4"), "a.mp4")
    other = WorkerPool(1, Options())
    try:
        with pytest.raises(NotAPhoto, match="This is a video") as said:
            other.prepare(there(film("plain.mp4"), "a.jpg"), "a.jpg")
        assert "--take-videos" in said.value.advice  # the album does take them, after a yes
    finally:
        other.close()


def test_sound_alone_is_no_video(pool, there):
    with pytest.raises(NotAPhoto, match="no picture"):
        pool.prepare(there(video(), "a.mp4"), "a.mp4")


@needs_ffmpeg
def test_a_workers_word_is_looked_at(pool, there):
    """A poster where no video is, or another word, is none of an honest worker's."""
    prepared = pool.prepare(there(film("plain.mp4"), "a.mp4"), "a.mp4")
    message, data = protocol.packed(prepared)
    assert protocol.unpacked(json.loads(json.dumps(message)), data) == prepared
    for change in ({"poster": ""}, {"poster": "other"}, {"poster": 7}):
        with pytest.raises((ValueError, TypeError)):
            protocol.unpacked({**json.loads(json.dumps(message)), **change}, data)
