"""What a video says of itself becomes what a photo has: the day in three time zones, camera, place, words."""

from __future__ import annotations

import contextlib
import os
import struct
import time

import pytest
from tests.photo.containers import box
from tests.photo.films import H264, PICTURE, film, needs_ffmpeg, run

from photospool.photo.metadata import movies
from photospool.photo.photo import Location


@pytest.fixture
def lying(tmp_path):
    """A file with these bytes, of a time that tells nothing else."""

    def lie(data, name="VIDEO.mp4"):
        path = tmp_path / name
        path.write_bytes(data)
        os.utime(path, (1_600_000_000, 1_600_000_000))
        return path

    return lie


@pytest.fixture(params=["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"])
def zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


LOCAL = {
    "Europe/Berlin": ("2023-05-02", "2023-05-02T00:30:00+02:00"),
    "America/Los_Angeles": ("2023-05-01", "2023-05-01T15:30:00-07:00"),
    "Asia/Tokyo": ("2023-05-02", "2023-05-02T07:30:00+09:00"),
}


@needs_ffmpeg
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
@pytest.mark.parametrize("name", ["plain.mp4", "plain.mkv"])
def test_the_headers_time_becomes_the_local_day(lying, zone, name):
    taken = movies.read(lying(film(name), name), name).taken
    assert (taken.day, taken.at) == LOCAL[zone]
    assert taken.source.endswith(", this computer's zone")


def copied_by(program, ending):
    """A film of 1 May 2023, 22:30 in Greenwich, by the time at which this program wrote it."""
    if ending == "mp4":
        header = box(b"mvhd", struct.pack(">6I", 0, 0xE0762628, 0, 1000, 1000, 1 << 16), bytes(76))
        tool = box(b"\xa9too", box(b"data", b"\0\0\0\1\0\0\0\0", program.encode()))
        notes = box(b"udta", box(b"meta", bytes(4), box(b"hdlr", bytes(24)), box(b"ilst", tool)))
        return box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"moov", header, notes)

    def element(name, data):
        return bytes.fromhex(name) + struct.pack(">BI", 8, len(data)) + data

    when = struct.pack(">q", 704_759_400 * 10**9)
    info = element("1549a966", element("5741", program.encode()) + element("4461", when))
    return element("1a45dfa3", element("4282", b"matroska")) + element("18538067", info)


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
@pytest.mark.parametrize("program", ["HandBrake 1.6.1 2023012900", "mkvmerge v74.0.0 ('You Oughta Know') 64-bit"])
def test_the_time_at_which_a_copy_was_made_comes_behind_the_name(lying, program, ending):
    """HandBrake and mkvmerge write it where a camera says when it filmed; nothing else says it then."""
    copy = copied_by(program, ending)
    named = movies.read(lying(copy, f"a.{ending}"), f"VID_20130507_101112.{ending}").taken
    assert (named.at, named.other) == ("2013-05-07T10:11:12", "")
    assert movies.read(lying(copy, f"b.{ending}"), f"b.{ending}").taken.day.startswith("2023-05-0")
    camera = movies.read(lying(copied_by("Lavf61.7.100", ending), f"c.{ending}"), f"VID_20130507_101112.{ending}").taken
    assert camera.day.startswith("2023-05-0")


@needs_ffmpeg
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
def test_the_wall_clock_with_its_offset_wins_everywhere(lying, zone):
    taken = movies.read(lying(film("phone.mov"), "a.mov"), "a.mov").taken
    assert (taken.day, taken.at) == ("2023-05-01", "2023-05-01T23:20:30+09:00")
    assert taken.source == "QuickTime creationdate"


@needs_ffmpeg
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
def test_a_date_in_greenwich_time_is_no_wall_clock(tmp_path, zone):
    """As camera apps write Apple's key; a British phone in winter writes +0000, and that is its clock."""
    path = tmp_path / "a.mov"
    for said, wanted in (("22:30:00Z", LOCAL[zone][1]), ("22:30:00+0000", "2023-05-01T22:30:00+00:00")):
        key = ("-metadata", f"com.apple.quicktime.creationdate=2023-05-01T{said}", "-movflags", "use_metadata_tags")
        run(*PICTURE, "testsrc=size=64x48:rate=5:duration=1", *H264, *key, str(path))
        assert movies.read(path, "a.mov").taken.at == wanted


@needs_ffmpeg
def test_a_name_tells_it_where_the_file_does_not(lying):
    path = lying(film("vp9.webm"))
    assert movies.read(path, "VID_20190203_101112.webm").taken.day == "2019-02-03"
    assert movies.read(path, "film.webm").taken.source == "file time"


@pytest.mark.parametrize(
    ("words", "is_local"),
    [
        ({"make": "NIKON CORPORATION"}, True),
        ({"brands": "CAEP"}, True),
        ({"brands": "qt CAEP"}, True),  # EOS 500D and others
        ({"brands": "mp42 avc1 niko"}, True),  # Coolpix W300, Z
        ({"firmware": "HD7.01.01.90.00"}, True),
        ({"firmware": "H21.01.01.50.00"}, True),
        ({"firmware": "H22.01.02.10.00"}, False),
        ({"make": "Apple", "brands": "qt"}, False),
        ({"make": "Sony", "brands": "XAVC"}, False),
        ({}, False),
    ],
)
def test_cameras_that_write_their_own_clock(words, is_local):
    assert movies.has_local_clock(words) is is_local


@needs_ffmpeg
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
@pytest.mark.parametrize(
    "brands", [b"qt  \x20\x07\x09\0qt  CAEP", b"qt  \x20\x07\x09\0qt  niko", b"mp42\0\0\0\0mp42avc1niko"]
)
def test_a_camera_that_does_not_know_its_zone_wrote_the_day_on_its_wall(lying, zone, brands):
    """Its maker's brand stands behind the container's."""
    whole = film("plain.mp4")
    length = int.from_bytes(whole[:4], "big")
    taken = movies.read(lying(box(b"ftyp", brands) + whole[length:], "MVI_0001.MOV"), "MVI_0001.MOV").taken
    assert (taken.at, taken.source) == ("2023-05-01T22:30:00", "movie header")


def made_at(seconds, brand=b"mp42\0\0\0\0isommp42", *more):
    header = box(b"mvhd", bytes(4), struct.pack(">4I", seconds, seconds, 1000, 2000), bytes(80))
    return box(b"ftyp", brand) + box(b"mdat", bytes(8)) + box(b"moov", header, *more)


FROM_1904 = 2_082_844_800
NOON = 1_212_321_600
"""2008-06-01T12:00:00 in Greenwich, counted from 1970."""


@needs_ffmpeg
def test_the_picture_s_own_header_says_what_the_film_s_does_not(lying):
    data = film("plain.mp4")
    at = data.index(b"mvhd") + 8
    reading = movies.read(lying(data[:at] + bytes(8) + data[at + 8 : at + 12] + bytes(4) + data[at + 16 :]), "a.mp4")
    assert reading.duration_s == pytest.approx(2.0, abs=0.05)
    assert reading.taken.source.startswith("movie header")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
@pytest.mark.parametrize("seconds", [NOON, NOON + FROM_1904], ids=["from 1970", "from 1904"])
def test_a_phone_of_2008_may_have_counted_from_1970(lying, zone, seconds):
    """It filmed nothing in 1942. Of any other film somebody may have said so who knows when it was filmed."""
    assert movies.read(lying(made_at(seconds, b"3gp4\0\0\2\0isom3gp4")), "a.3gp").taken.day == "2008-06-01"
    said = "1942-06-01" if seconds == NOON else "2008-06-01"
    assert movies.read(lying(made_at(seconds)), "a.mp4").taken.day == said


@pytest.mark.parametrize(
    ("notes", "make", "is_local"),
    [
        (b"PENTAX DIGITAL CAMERA\0", "PENTAX", True),
        (b"KONICA MINOLTA DIGITAL CAMERA\0", "KONICA MINOLTA", True),
        (b"EASTMAN KODAK COMPANY\0", "EASTMAN KODAK", True),
        (b"SAMSUNG DIGITAL CAMERA\0", "SAMSUNG", True),
        (b"something else", "", False),
    ],
)
def test_a_camera_of_before_zones_wrote_its_own_clock(lying, notes, make, is_local):
    whole = made_at(NOON + FROM_1904, b"qt  \x20\5\3\0qt  ", box(b"udta", box(b"TAGS", notes, bytes(200)), bytes(4)))
    path = lying(whole, "PICT0001.MOV")
    with path.open("rb") as file:
        words = movies.videos.read_movie(file).words
    assert (words.get("make", ""), movies.has_local_clock(words)) == (make, is_local)
    assert (movies.read(path, path.name).taken.at == "2008-06-01T12:00:00") is is_local


@needs_ffmpeg
@pytest.mark.parametrize(
    ("said", "at"), [("2023", "2023-05-02T00:30:00+02:00"), ("1975", "1975"), ("1975-06", "1975-06")]
)
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change its zone for one test")
def test_a_year_alone_is_believed_where_nothing_says_it_more_exactly(tmp_path, monkeypatch, said, at):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    path = tmp_path / "a.mp4"
    picture = (*PICTURE, "testsrc=size=64x48:rate=5:duration=1")
    run(*picture, *H264, "-metadata", f"date={said}", "-metadata", "creation_time=2023-05-01T22:30:00Z", str(path))
    assert movies.read(path, "film.mp4").taken.at == at
    monkeypatch.undo()
    time.tzset()


@needs_ffmpeg
def test_matroska_s_tag_of_when_it_was_recorded_comes_before_the_time_of_its_making(tmp_path):
    path = tmp_path / "a.mkv"
    picture = (*PICTURE, "testsrc=size=64x48:rate=5:duration=1")
    said = ("-metadata", "DATE_RECORDED=1999-12-31 23:00:00", "-metadata", "creation_time=2023-05-01T22:30:00Z")
    run(*picture, *H264, *said, str(path))
    assert movies.read(path, "film.mkv").taken.at == "1999-12-31T23:00:00"


def test_a_sony_says_beside_its_film_when_and_where_its_clock_hung(lying):
    told = b"""<NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00">
<CreationDate value="2020-08-01T09:06:51+09:00"/>
<Device manufacturer="Sony" modelName="ILCE-7M3" serialNo="4294967295"/></NonRealTimeMeta>"""
    whole = made_at(NOON + FROM_1904, b"XAVC\0\0\1\0XAVCmp42iso2")
    whole += box(b"meta", bytes(4), box(b"hdlr", bytes(8) + b"nrtm" + bytes(13)), box(b"xml ", bytes(4), told))
    reading = movies.read(lying(whole, "C0001.MP4"), "C0001.MP4")
    assert (reading.taken.at, reading.taken.source) == ("2020-08-01T09:06:51+09:00", "QuickTime creationdate")
    assert reading.exif == {"Image Make": "Sony", "Image Model": "ILCE-7M3"}
    assert "4294967295" not in f"{reading.exif}"


@pytest.mark.parametrize(
    ("name", "notes", "camera"),
    [
        (b"CNMN", b"Canon EOS 550D\0\0", {"Image Make": "Canon", "Image Model": "Canon EOS 550D"}),
        (b"CNTH", bytes(40), {}),
        (b"MVTG", bytes(40), {}),
        (b"NCDT", bytes(40), {}),
        (b"PANA", bytes(40), {}),
        (b"PXMN", b"PENTAX \0II", {}),
    ],
)
def test_a_camera_is_known_by_the_box_of_its_maker_s_notes(lying, name, notes, camera):
    whole = made_at(NOON + FROM_1904, b"qt  \x20\x11\7\0qt  ", box(b"udta", box(name, notes), bytes(4)))
    reading = movies.read(lying(whole, "P1000001.MOV"), "P1000001.MOV")
    assert (reading.taken.at, reading.exif) == ("2008-06-01T12:00:00", camera)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (b"Mon Mar 10 15:04:43 2003\n\0", "2003-03-10T15:04:43"),
        (b"SAT JUN  7 09:01:02 2008\n\0", "2008-06-07T09:01:02"),
        (b"2001/ 1/27  1:42PM\0", "2001-01-27T13:42:00"),
        (b"2001/ 1/27 12:42AM\0", "2001-01-27T00:42:00"),
        (b"2005/11/28/ 09:19\0", "2005-11-28T09:19:00"),
        (b"2002-12-16  15:35:01\0\0", "2002-12-16T15:35:01"),
    ],
)
@pytest.mark.parametrize("is_outside", [False, True], ids=["in its header", "beside it"])
def test_a_camera_s_avi_says_when(lying, said, at, is_outside):
    """Canon's, and as exiftool knows it of Casio's and Konica's."""

    def chunk(name, data):
        return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)

    when = chunk(b"IDIT", said)
    head = chunk(b"LIST", b"hdrl" + chunk(b"avih", bytes(56)) + (b"" if is_outside else when))
    inner = head + (when if is_outside else b"") + chunk(b"LIST", b"movi" + bytes(100))
    taken = movies.read(lying(chunk(b"RIFF", b"AVI " + inner), "MVI_0001.AVI"), "MVI_0001.AVI").taken
    assert (taken.at, taken.source) == (at, "AVI IDIT")


def camcorder(day, on_the_clock, *, hidden=b""):
    """Notes of the coder (SEI) before a camcorder's first picture, in packets of a stream with clocks."""
    notes = b"\x18" + day + b"\x19" + on_the_clock + b"\x70" + bytes.fromhex("c40000ff")
    payload = bytes.fromhex("17ee8c60f84d11d98cd60800200c9a66") + b"MDPM\3" + notes.replace(b"\0\0", b"\0\0\3")
    picture = b"\0\0\1\x09\x10\0\0\1\x06\5" + bytes([len(payload)]) + hidden + payload + b"\x80\0\0\1\x65" + b"\1" * 500
    film = b"\0\0\1\xe0\0\0\x80\x80\5\x21\0\1\0\1" + picture
    tables = {
        0: b"\0\0\xb0\x0d\0\1\xc1\0\0\0\1\xe1\0" + bytes(4),
        0x100: b"\0\2\xb0\x12\0\1\xc1\0\0\xf0\1\xf0\0\x1b\xf0\x11\xf0\0" + bytes(4),
    }
    parts = [(pid, 0x40, table) for pid, table in tables.items()]
    parts += [(0x1011, 0 if at else 0x40, film[at : at + 100]) for at in range(0, len(film), 100)]
    stream = b""
    for pid, start, data in parts:
        stuffing = 184 - len(data) - 1
        stream += bytes(4) + bytes([0x47, start | pid >> 8, pid & 0xFF, 0x30, stuffing])
        stream += (b"\0" + b"\xff" * (stuffing - 1) if stuffing else b"") + data
    return stream


@pytest.mark.parametrize("hidden", [b"", b"\1" * 60], ids=["in one packet", "in two"])
def test_a_camcorder_s_stream_says_when(lying, zone, hidden):
    """AVCHD: the clock on its wall, whatever zone this is."""
    data = camcorder(bytes.fromhex("c2201007"), bytes.fromhex("04213005"), hidden=hidden)
    taken = movies.read(lying(data, "00001.MTS"), "00001.MTS").taken
    assert (taken.at, taken.source) == ("2010-07-04T21:30:05", "AVCHD date")


def test_a_camcorder_that_does_not_know_says_nothing(lying):
    for day, on_the_clock in (("ffffffff", "ffffffff"), ("c2000000", "00000000"), ("c2201013", "45213005")):
        data = camcorder(bytes.fromhex(day), bytes.fromhex(on_the_clock))
        assert movies.read(lying(data, "00001.MTS"), "00001.MTS").taken.source == "file time"


@needs_ffmpeg
def test_camera_for_everybody_place_and_serials_for_the_original(lying):
    reading = movies.read(lying(film("phone.mov"), "a.mov"), "a.mov")
    assert reading.exif == {"Image Make": "Apple", "Image Model": "iPhone 14"}
    assert reading.location == Location(50.1, 8.2, 110.0)
    assert "Serial-4711" in reading.full_exif["Video camera.identifier"]
    assert (reading.content_type, reading.extension, reading.duration_s) == ("video/quicktime", "mov", 2.0)


@needs_ffmpeg
def test_place_of_a_phones_film_that_ffmpeg_made_an_mp4_of(tmp_path):
    """It stands in 3GPP's box there, and nowhere else."""
    path = tmp_path / "a.mp4"
    run(*PICTURE, "testsrc=size=64x48:rate=5:duration=1", *H264, "-metadata", "location=-33.5000-070.2500/", str(path))
    assert b"loci" in path.read_bytes()
    assert movies.read(path, path.name).location == Location(-33.5, -70.25, None)


@needs_ffmpeg
@pytest.mark.parametrize(
    "how", [("mkv", "-c", "copy"), ("webm", "-c:v", "libvpx", "-b:v", "200k")], ids=["mkv", "webm"]
)
def test_a_phones_film_that_ffmpeg_made_matroska_of(tmp_path, lying, how):
    """Its keys are tags there, in capitals; that is all that is left of day, place and camera."""
    path = tmp_path / f"a.{how[0]}"
    run("-i", str(lying(film("phone.mov"), "a.mov")), "-an", *how[1:], str(path))
    reading = movies.read(path, path.name)
    assert (reading.taken.at, reading.taken.source) == ("2023-05-01T23:20:30+09:00", "QuickTime creationdate")
    assert reading.location == Location(50.1, 8.2, 110.0)
    assert reading.exif == {"Image Make": "Apple", "Image Model": "iPhone 14"}


def telling(notes):
    return box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"mdat", bytes(8)) + box(b"moov", box(b"udta", notes))


BEACH = "Müggelsee".encode()


@pytest.mark.parametrize(
    ("name", "body", "place"),
    [
        (b"\0", b"earth\0", Location(52.4375, 13.625, 32.5)),
        (BEACH + b"\0", b"\0", Location(52.4375, 13.625, 32.5)),
        (b"\xfe\xff" + BEACH.decode().encode("utf-16-be") + b"\0\0", b"", Location(52.4375, 13.625, 32.5)),
        (b"\0", b"moon\0", None),
        (BEACH, b"", None),  # ends nowhere
    ],
)
def test_place_in_3gpp_s_box(lying, name, body, place):
    numbers = struct.pack(">B3i", 0, *(int(value * 65536) for value in (13.625, 52.4375, 32.5)))  # east comes first
    told = box(b"loci", bytes(4) + b"\x15\xc7" + name + numbers + body)
    assert movies.read(lying(telling(told)), "VIDEO.mp4").location == place


def test_quicktime_s_place_is_taken_before_3gpp_s(lying):
    rounded = box(b"loci", bytes(6) + b"\0\0" + struct.pack(">3i", 8 << 16, 50 << 16, 0))
    exact = b"+50.1234+008.1234/"
    both = rounded + box(b"\xa9xyz", struct.pack(">HH", len(exact), 0) + exact)
    assert movies.read(lying(telling(both)), "VIDEO.mp4").location == Location(50.1234, 8.1234, None)


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["mp4", "mkv", "avi"])  # into a .mov ffmpeg writes it as the description, too
def test_a_comment_is_no_description(tmp_path, ending):
    """Programs write numbers and links there, and its owner seldom knows: as with a photo's, the original keeps it."""
    path = tmp_path / f"a.{ending}"
    picture = (*PICTURE, "testsrc=size=64x48:rate=5:duration=1")
    run(*picture, *H264, "-metadata", "comment=vid:4711, ask Anna", str(path))
    reading = movies.read(path, path.name)
    assert "Anna" not in f"{reading.description} {reading.exif}"
    assert "ask Anna" in str(reading.full_exif)
    run(*picture, *H264, "-metadata", "comment=vid:4711, ask Anna", "-metadata", "title=The lake", str(path))
    assert movies.read(path, path.name).description == "The lake"


@needs_ffmpeg
@pytest.mark.parametrize("name", ["vp9.webm", "plain.mkv", "camera.avi", "camcorder.mts", "old.3gp"])
def test_any_damage_is_borne(lying, name):
    """Bytes turned over anywhere in its first and last parts: it is read, or said to be cut, and nothing else."""
    from photospool.errors import LooksIncomplete
    from photospool.photo.structure import completeness

    data = film(name)
    places = [*range(0, 400, 3), *range(len(data) - 300, len(data), 7)]
    for at in places:
        for value in (0, 0xFF):
            damaged = data[:at] + bytes([value]) + data[at + 1 :]
            path = lying(damaged)
            with contextlib.suppress(LooksIncomplete):
                completeness.check(path)
            movies.read(path, "a.mp4")


@needs_ffmpeg
def test_any_damage_to_the_boxes_is_borne(lying):
    from photospool.errors import LooksIncomplete
    from photospool.photo.structure import completeness

    data = film("phone.mov")
    begin = data.index(b"moov")
    for at in [*range(0, 64), *range(begin - 4, len(data), 11)]:
        for value in (0, 1, 0xFF):
            path = lying(data[:at] + bytes([value]) + data[at + 1 :])
            with contextlib.suppress(LooksIncomplete):
                completeness.check(path)
            movies.read(path, "a.mov")
