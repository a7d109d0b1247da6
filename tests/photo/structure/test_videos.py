"""A video that is still arriving is never taken for whole, and one that is there says what it is."""

from __future__ import annotations

import io
import struct

import pytest
from tests.photo.containers import box, video
from tests.photo.films import H264, KINDS, film, film_with, needs_ffmpeg, turned

from photospool.errors import LooksIncomplete
from photospool.photo.structure import completeness, videos

NO_END = ("camcorder.mts", "camcorder.m2ts")
"""Streams of packets: whatever ends with a whole packet is whole, as far as anybody can know."""


def is_whole(data: bytes) -> bool:
    try:
        completeness.check_content(io.BytesIO(data))
    except LooksIncomplete:
        return False
    return True


def movie(data: bytes):
    return videos.read_movie(io.BytesIO(data))


@needs_ffmpeg
@pytest.mark.parametrize("name", KINDS)
def test_a_whole_one_is_whole_and_a_cut_one_waits(name):
    data = film(name)
    assert is_whole(data)
    for percent in range(5, 100, 5):
        length = len(data) * percent // 100
        if name in NO_END:
            length |= 1  # never a multiple of a packet's bytes
        assert not is_whole(data[:length]), percent


@needs_ffmpeg
@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("live.mkv", *NO_END)])
def test_a_reserved_end_waits(name):
    data = film(name)
    for percent in (5, 30, 60, 80):
        length = len(data) * percent // 100
        assert not is_whole(data[:length] + bytes(len(data) - length)), percent


@needs_ffmpeg
@pytest.mark.parametrize("kind", ["mp4", "mov", "mkv"])
def test_a_camcorders_pixels_are_not_square(kind):
    """Each says it in its own way: by the track's width, by the pixels' proportions, by those of the whole."""
    found = movie(film_with(f"dv.{kind}", "-vf", "scale=180:144,setsar=16/11", *H264))
    assert (found.width, found.height) == (261, 144)


@needs_ffmpeg
def test_something_hung_on_behind_does_not_matter():
    assert is_whole(film("plain.mp4") + b"Written by some program.\n")


@needs_ffmpeg
@pytest.mark.parametrize("name", KINDS)
def test_reading_costs_a_little_of_it_only(name):
    class Counting(io.BytesIO):
        read_bytes = 0

        def read(self, size=-1):
            data = super().read(size)
            Counting.read_bytes += len(data)
            return data

    data = film(name)
    file = Counting(data)
    completeness.check_content(file)
    videos.read_movie(file)
    assert Counting.read_bytes < 120_000 or Counting.read_bytes < 4 * len(data)


WANTED = {
    "plain.mp4": ("MP4", 320, 240, "avc1.", "mp4a.40.2"),
    "front.mp4": ("MP4", 320, 240, "avc1.", "mp4a.40.2"),
    "phone.mov": ("MOV", 320, 240, "avc1.", "mp4a.40.2"),
    "hevc.mp4": ("MP4", 320, 240, "hvc1.2.4.L60.90", "mp4a.40.2"),
    "vp9.webm": ("WEBM", 320, 240, "vp09", "opus"),
    "plain.mkv": ("MKV", 320, 240, "avc1", "vorbis"),
    "camera.avi": ("AVI", 320, 240, "FMP4", "mp3"),
    "camcorder.mts": ("MTS", 0, 0, "avc1", "mp3"),
    "old.3gp": ("3GP", 320, 240, "mp4v.20", "mp4a.40.2"),
    "silent.m4v": ("M4V", 320, 240, "avc1.", ""),
    "one-frame.mp4": ("MP4", 320, 240, "avc1.", ""),
}


@needs_ffmpeg
@pytest.mark.parametrize("name", WANTED)
def test_what_it_says(name):
    found = movie(film(name))
    container, width, height, picture, sound = WANTED[name]
    assert (found.format, found.width, found.height, found.audio_codec) == (container, width, height, sound)
    assert found.video_codec.startswith(picture)
    assert found.has_picture
    assert found.duration_s == pytest.approx(0.04 if name == "one-frame.mp4" else 2.0, abs=0.1)


@needs_ffmpeg
@pytest.mark.parametrize(
    ("matrix", "orientation"),
    [
        ((1, 0, 0, 1), 1), ((-1, 0, 0, 1), 2), ((-1, 0, 0, -1), 3), ((1, 0, 0, -1), 4),
        ((0, 1, 1, 0), 5), ((0, 1, -1, 0), 6), ((0, -1, -1, 0), 7), ((0, -1, 1, 0), 8),
    ],
)  # fmt: skip
def test_a_film_that_is_to_be_turned_or_mirrored_is_told_as_it_is_seen(matrix, orientation):
    """A place (p, q) goes to (ap + cq, bp + dq), both growing to the right and downwards, as in EXIF's drawings."""
    found = movie(turned(*matrix))
    assert (found.width, found.height) == ((240, 320) if orientation > 4 else (320, 240))
    assert found.orientation == orientation


@needs_ffmpeg
def test_dates_and_words():
    phone = movie(film("phone.mov"))
    assert (phone.dates[0].source, phone.dates[0].text) == ("QuickTime creationdate", "2023-05-01T23:20:30+0900")
    assert (phone.words["make"], phone.words["model"]) == ("Apple", "iPhone 14")
    for name in ("plain.mp4", "plain.mkv"):
        (said,) = movie(film(name)).dates
        assert (said.text, said.is_instant) == ("2023:05:01 22:30:00", True)
    (said,) = movie(film("camera.avi")).dates
    assert said.text == "2020-03-04"


ALL_ZEROS = {
    "silent.mov": ("-f", "lavfi", "-i", "anullsrc=r=48000:cl=7.1:d=5", *H264, "-c:a", "pcm_s24le"),
    "black.mov": ("-vf", "drawbox=color=black:t=fill", "-c:v", "rawvideo", "-pix_fmt", "rgb24"),
}


@needs_ffmpeg
@pytest.mark.parametrize("name", ALL_ZEROS)
def test_black_and_silence_that_are_not_compressed_are_no_reserved_end(name):
    """Camcorders and screen recorders write so; the description behind shows that all before was written."""
    data = film_with(name, *ALL_ZEROS[name])
    assert is_whole(data)
    for percent in range(5, 100, 5):
        length = len(data) * percent // 100
        assert not is_whole(data[:length]), percent
        assert not is_whole(data[:length] + bytes(len(data) - length)), percent


@needs_ffmpeg
def test_beside_silence_that_is_not_compressed_pictures_are_still_looked_for():
    """A camera's film with such sound, whose description came before the bytes in front of it."""
    data = film_with("silent.mov", *ALL_ZEROS["silent.mov"])
    at = data.rindex(b"moov") - 4
    hollow = data[: at // 3] + bytes(at - at // 3) + data[at:]  # the pictures end before the sound
    assert not is_whole(hollow)


CLUSTER = b"\x1f\x43\xb6\x75"
PIECES = {
    "announced nowhere": ("mp4", "frag_keyframe+empty_moov"),
    "each counts from its own place": ("mp4", "frag_keyframe+empty_moov+default_base_moof"),
    "described by the first": ("mp4", "frag_keyframe+delay_moov"),
    "for streams": ("mp4", "dash"),
}


@needs_ffmpeg
@pytest.mark.parametrize("how", PIECES)
def test_a_film_of_pieces_is_as_long_as_they_are(how):
    """OBS, screen recorders and browsers know no length in front; each piece tells of its own."""
    kind, flags = PIECES[how]
    found = movie(film_with(f"{how}.{kind}", *H264, "-g", "10", "-movflags", flags))
    assert found.duration_s == pytest.approx(2.0, abs=0.05)
    assert found.frame_rate == pytest.approx(25, abs=0.5)


@needs_ffmpeg
def test_a_film_of_pieces_that_says_how_long_it_is_has_its_frames_a_second_too():
    """Bento4's and Chromium's say it in the film's header; how many pictures there are, their pieces know alone."""
    data = film("pieces.mp4")
    at = data.index(b"mvhd") + 4 + 16
    said = data[:at] + struct.pack(">I", 2000) + data[at + 4 :]
    assert (movie(said).duration_s, movie(said).frame_rate) == (2.0, pytest.approx(25, abs=0.5))


@needs_ffmpeg
@pytest.mark.parametrize("how", [("webm", "-c:v", "libvpx"), ("mkv", *H264)], ids=["webm", "mkv"])
@pytest.mark.parametrize("are_open", [False, True], ids=["", "clusters without a length"])
def test_a_recording_that_tells_no_length_is_as_long_as_its_last_picture_says(how, are_open):
    """As ffmpeg writes it into a pipe; a browser's MediaRecorder tells no length of its clusters either."""
    kind, *words = how
    data = film_with(f"recorded.{kind}", *words, "-live", "1")
    if are_open:
        first, *others = data.split(CLUSTER)
        data = first + b"".join(CLUSTER + b"\1" + b"\xff" * 7 + one[9 - one[0].bit_length() :] for one in others)
    assert is_whole(data)
    assert movie(data).duration_s == pytest.approx(2.0, abs=0.05)


@needs_ffmpeg
@pytest.mark.parametrize("name", ["pieces.mp4", "live.mkv"])
def test_damage_to_a_recording_is_borne(name):
    """Bytes turned over anywhere: it is as long as it was, or as somebody can have filmed."""
    data = film(name)
    for at in range(0, len(data), max(1, len(data) // 1500)):
        for value in (0, 0xFF):
            assert 0 <= movie(data[:at] + bytes([value]) + data[at + 1 :]).duration_s < 1e7


def test_one_without_any_tool_waits_for_its_description():
    """Also where no ffmpeg is: ``moov`` at the end, in front, and not there."""
    whole = video()
    assert is_whole(whole)
    at = whole.index(b"moov") - 4
    assert not is_whole(whole[:at])
    assert is_whole(whole[:24] + whole[at:] + whole[24:at])
    assert not is_whole((whole[:24] + whole[at:] + whole[24:at])[:-1])


def test_pieces_that_lie_behind_the_end_are_missed():
    """A camera that was cut off leaves ``mdat`` without a length: the description says how far it must go."""

    def made(offset):
        table = box(b"stbl", box(b"stco", struct.pack(">III", 0, 1, offset)))
        track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"vide" + bytes(13)), box(b"minf", table)))
        front = box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"moov", track)
        return front + struct.pack(">I", 0) + b"mdat" + b"\1" * 900

    assert is_whole(made(500))
    assert not is_whole(made(5000))


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"mp4v", b"CAEP", b"qt  ", b"M4VP", b"3gp5", b"XAVC"])
def test_any_brand_of_a_film_is_a_film(brand):
    head = box(b"ftyp", brand + b"\0\0\0\0" + brand)
    assert completeness.is_video(io.BytesIO(head + box(b"moov", b"\1" * 40)))


@pytest.mark.parametrize(
    "head", [box(b"ftyp", b"mif1\0\0\0\0mif1heic"), box(b"ftyp", b"avis\0\0\0\0avisav01"), b"\xff\xd8\xff", b"{}"]
)
def test_pictures_and_other_things_are_none(head):
    assert not completeness.is_video(io.BytesIO(head.ljust(400, b"\1")))


@needs_ffmpeg
def test_a_codec_that_is_not_registered_is_told_as_another():
    """Any text may stand there in Matroska, and strangers see the codec of a public video."""
    whole = film("plain.mkv")
    assert b"A_VORBIS" in whole or b"A_AC3" in whole
    for name in (b"A_VORBIS", b"A_AC3"):
        whole = whole.replace(name, b"A_" + b"X" * (len(name) - 2))
    assert movie(whole).audio_codec == "other"


def clocked(*told: int) -> bytes:
    """A stream with one piece of sound at each of these times."""
    parts = b""
    for at in told:
        clock = bytes([0x21 | at >> 29 & 14]) + struct.pack(">HH", (at >> 15 & 0x7FFF) << 1 | 1, (at & 0x7FFF) << 1 | 1)
        piece = b"\0\0\1\xc0\0\0\x80\x80\5" + clock + b"sound"
        stuffing = 184 - len(piece) - 1
        parts += b"\x47\x41\0\x30" + bytes([stuffing, 0]) + b"\xff" * (stuffing - 1) + piece
    return parts


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ((90_000, 180_000, 450_000), 4.0),
        (((1 << 33) - 1800, 0, 450_000), 5.02),
        (((1 << 33) - 90_000, 90_000, 0), 2.0),
        ((90_000, 0), 0.0),
    ],
)
def test_a_stream_s_clock_goes_round(told, seconds):
    """After a day; and as soon as a film begins where its sound is a little earlier than its first picture."""
    assert movie(clocked(*told)).duration_s == seconds
