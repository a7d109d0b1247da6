"""A mark at every place where a film could say something: nothing that strangers get holds it."""

from __future__ import annotations

import io
import struct
import subprocess
import tempfile
from array import array
from functools import cache

import pytest

from photospool.photo.public_film import maker, rewriting
from photospool.photo.public_film.film_privacy import hidden_in_film
from photospool.photo.public_film.reasons import CannotShow, Reason

from ..films import FFMPEG, film, needs_ffmpeg, turned
from . import marked
from .marked import MARK, Box, added, edited, grown, in_front, unit, user_data, with_bytes, with_track, written

pytestmark = needs_ffmpeg

AT_END = [
    *(b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"dref", b"stts", b"stss", b"stsc", b"stsz", b"stco"),
]
ONCE = (b"mvhd", b"vmhd", b"stss")
"""Boxes that a sound has none of."""
HOLDERS = (b"", b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts")
FURTHER = (b"free", b"skip", b"wide", b"uuid", b"meta", b"wxyz")
KINDS_OF_TRACKS = (b"meta", b"text", b"sbtl", b"tmcd", b"subt", b"gpmd", b"hint", b"vide", b"soun")
UNITS = (6, 9, 10, 11, 12, 13, 14, 15, 16, 19, 20, 23, 24, 31)
"""Of H.264: notes, filling, other layers, what anybody may define; no slices and no parameter sets."""


def change(edit):
    """A place that is reached by editing boxes."""
    return lambda data: edited(data, edit)


def sample(mark, number=0, *, is_in_sample=True):
    """A place in the media."""
    return lambda data: with_bytes(data, mark, number=number, is_in_sample=is_in_sample)


def track(kind):
    """A track of its own."""
    return lambda data: with_track(data, kind)


PLACE = Box(b"\xa9xyz", struct.pack(">HH", len(MARK), 0) + MARK)
PLACES = {
    **{f"behind what {name.decode()} holds": change(grown(name)) for name in AT_END},
    **{f"behind what the sound's {name.decode()} holds": change(grown(name, 1)) for name in AT_END if name not in ONCE},
    "brands": change(grown(b"ftyp", 0, MARK.ljust(24, b"/"))),
    "made (film)": change(written(b"mvhd", 4, MARK[:8])),
    "reserved (film)": change(written(b"mvhd", 26, MARK[:10])),
    "predefined (film)": change(written(b"mvhd", 72, MARK)),
    "made (track)": change(written(b"tkhd", 4, MARK[:8])),
    "reserved (track)": change(written(b"tkhd", 24, MARK[:8])),
    "made (media)": change(written(b"mdhd", 4, MARK[:8])),
    "name of a track": change(written(b"hdlr", 24, MARK)),
    "name of a track's maker": change(written(b"hdlr", 12, MARK[:12])),
    "name of the program": change(written(b"stsd", 58, MARK)),
    "reserved in the description": change(written(b"stsd", 32, MARK[:16])),
    "udta": change(added(b"moov", Box(b"udta", b"", [PLACE]))),
    "udta of a track": change(added(b"trak", Box(b"udta", b"", [Box(b"name", MARK)]))),
    **{
        f"{name.decode()} in {where.decode() or 'the file'}": change(added(where, Box(name, MARK)))
        for name in FURTHER
        for where in HOLDERS
    },
    "free before the media": change(in_front(Box(b"free", MARK), Box(b"uuid", MARK))),
    "further media": lambda data: data + bytes(Box(b"mdat", MARK)),
    "behind the end": lambda data: data + MARK,
    **{f"track of {kind.decode()}": track(kind) for kind in KINDS_OF_TRACKS},
    "between two pictures": sample(MARK, is_in_sample=False),
    "between two sounds": sample(MARK, 1, is_in_sample=False),
    "notes registered": sample(user_data(b"\x06", 4)),
    "notes unregistered": sample(user_data(b"\x06", 5)),
    **{f"unit of kind {kind}": sample(unit(bytes([kind]))) for kind in UNITS},
    "sound that is data": sample(b"\x80" + MARK, 1),
}
"""Place → a film with the mark there, of one that ffmpeg made."""
IN_DESCRIPTION = {
    "left out": ([Box(b"btrt", MARK), Box(b"uuid", MARK), Box(b"colr", b"prof" + MARK)], None),
    "unknown": ([Box(b"wxyz", MARK)], Reason.UNKNOWN),
    "locked": ([Box(b"sinf", MARK)], Reason.LOCKED),
}


def judged(data, *, has_sound=True):
    return hidden_in_film(io.BytesIO(data), len(data), has_sound=has_sound)


def made(data, *, has_sound=True):
    """The copy for strangers, judged, all of it in this process. Raises CannotShow."""
    with io.BytesIO(data) as file:
        planned = rewriting.plan(file, len(data), has_sound=has_sound)
    pieces = (data[at : at + length] for at, length in zip(planned.offsets, planned.lengths, strict=True))
    copy = planned.head + b"".join(pieces)
    assert len(copy) == planned.size
    found = judged(copy, has_sound=has_sound)
    assert not found
    return copy


def caged(tmp_path, data, *, has_sound=True):
    """The same as the program does it."""
    video, copy = tmp_path / "video.mp4", tmp_path / "copy.mp4"
    video.write_bytes(data)
    maker.make(video, copy, has_sound=has_sound)
    return copy.read_bytes()


@cache
def fingerprints(data):
    """What a decoder makes of it: a digest of each picture."""
    words = ["-noautorotate", "-i", "{}", "-map", "0:v:0", "-f", "framemd5", "-"]
    said = decoded(data, *words).decode()
    return [line.split(",")[-1].strip() for line in said.splitlines() if not line.startswith("#")]


def decoded(data, *words):
    """What ffmpeg says to a film."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(data)
        file.flush()
        return subprocess.run(
            [FFMPEG, "-v", "error", *(file.name if word == "{}" else word for word in words)],
            capture_output=True,
            check=True,
        ).stdout


@pytest.mark.parametrize("place", PLACES)
def test_no_mark_reaches_strangers(place):
    plain = film("plain.mp4")
    data = PLACES[place](plain)
    marks = [MARK[:8], MARK[8:16]]
    assert any(mark in data and mark not in plain for mark in marks)
    copy = made(data)
    assert not any(mark in copy for mark in marks)
    assert fingerprints(copy) == fingerprints(plain)


@pytest.mark.parametrize("kind", [35, 36, 37, 38, 39, 40, 41, 47, 48, 62, 63])
def test_no_unit_of_hevc_reaches_strangers_but_its_picture(kind):
    plain = film("hevc.mp4")
    copy = made(with_bytes(plain, unit(bytes([kind << 1, 1])), is_in_sample=True))
    assert MARK not in copy
    assert fingerprints(copy) == fingerprints(plain)


def test_another_layer_of_hevc_is_left_out():
    copy = made(with_bytes(film("hevc.mp4"), unit(b"\x02\x09"), is_in_sample=True))
    assert MARK not in copy


@pytest.mark.parametrize("what", IN_DESCRIPTION)
def test_what_stands_in_a_description(what):
    boxes, reason = IN_DESCRIPTION[what]

    def edit(all_boxes):
        table = marked.named(all_boxes, b"stsd")
        content = table.content + b"".join(map(bytes, boxes))
        length = struct.unpack_from(">I", table.content, 8)[0] + len(content) - len(table.content)
        table.content = content[:8] + struct.pack(">I", length) + content[12:]

    data = edited(film("plain.mp4"), edit)
    assert MARK in data
    if reason is None:
        assert MARK not in made(data)
    else:
        with pytest.raises(CannotShow) as refused:
            made(data)
        assert refused.value.reason is reason


@pytest.mark.parametrize(
    "name", ["plain.mp4", "front.mp4", "phone.mov", "hevc.mp4", "variable.mp4", "silent.m4v", "one-frame.mp4"]
)
@pytest.mark.parametrize("has_sound", [True, False])
def test_films_of_a_real_program(tmp_path, name, has_sound):
    data = film(name)
    copy = made(data, has_sound=has_sound)
    assert copy == caged(tmp_path, data, has_sound=has_sound)
    for word in (
        b"Lavf",
        b"Lavc",
        b"x264",
        b"x265",
        b"Apple",
        b"iPhone",
        b"+50.1000",
        b"VideoHandler",
        b"SoundHandler",
    ):
        assert word not in copy
    assert (b"soun" in copy) == (has_sound and b"soun" in data)
    assert fingerprints(copy) == fingerprints(data)


def test_sound_stays_where_it_is_in_time():
    def heard(data):
        return decoded(data, "-i", "{}", "-map", "0:a", "-af", "aresample=async=1:first_pts=0", "-f", "s16le", "-")

    before, after = heard(film("plain.mp4")), heard(made(film("plain.mp4")))
    there = slice(40_000, 60_000)  # the first sound of all lacks what led into it
    pairs = zip(array("h", before[there]), array("h", after[there]), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 100  # of 32,768; decoders fill in noise


CODER = b"\0Lavc"


def test_the_name_that_a_coder_of_sound_repeats_does_not_matter(tmp_path):
    """ffmpeg's writes it into each 256th sample, whatever it is asked: into each film of more than six seconds."""
    data = film("plain.mp4", seconds=7.0)
    assert data.count(CODER) == 2
    copy = made(data)
    assert copy == caged(tmp_path, data)
    assert [b"Lavc" in copy, copy.count(CODER)] == [True, 1]  # the first leads into the film


@pytest.mark.parametrize("at", [-3, -2, -1, 0, 4, 7, 12, 13])
def test_what_only_looks_like_a_coders_name_matters(at):
    """Each byte of it, before it and behind it."""

    def written_over(data):
        place = data.rindex(CODER) + 1 + at
        return data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :]

    data = film("plain.mp4", seconds=7.0)
    with pytest.raises(CannotShow) as refused:
        made(written_over(data))
    assert refused.value.reason is Reason.SOUND_DATA
    assert judged(written_over(made(data))) == "other data in its sound"


def test_it_is_turned_as_the_film_is():
    assert struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30) in made(turned())


REFUSED = {
    "pieces.mp4": Reason.PIECES,
    "plain.mkv": Reason.CONTAINER,
    "vp9.webm": Reason.CONTAINER,
    "camera.avi": Reason.CONTAINER,
    "camcorder.mts": Reason.CONTAINER,
    "old.3gp": Reason.PICTURE_CODEC,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_made_anew_is_not_made(name):
    with pytest.raises(CannotShow) as refused:
        made(film(name))
    assert refused.value.reason is REFUSED[name]


def test_what_an_edit_hides_is_not_shown():
    def hide(boxes):
        table = marked.named(boxes, b"elst")
        lasts, begins, rate = struct.unpack_from(">IiI", table.content, 8)
        table.content = table.content[:8] + struct.pack(">IiI", lasts - 1000, begins + 12_800, rate)

    with pytest.raises(CannotShow) as refused:
        made(edited(film("plain.mp4"), hide))
    assert refused.value.reason is Reason.EDITED


OFF, MUTED = written(b"tkhd", 3, b"\0", 1), written(b"tkhd", 36, b"\0\0", 1)
NO_VOLUME = written(b"mvhd", 24, b"\0\0")


@pytest.mark.parametrize("edit", [OFF, MUTED, NO_VOLUME], ids=["off", "muted", "film muted"])
def test_sound_that_is_switched_off_is_not_heard_by_strangers(edit):
    data = edited(film("plain.mp4"), edit)
    copy = made(data)
    assert b"soun" not in copy
    assert fingerprints(copy) == fingerprints(data)


def test_sound_that_stands_in_for_another_is_heard():
    """Phones switch the track off that players without the better sound fall back to."""

    def fall_back(boxes):
        OFF(boxes)
        written(b"tkhd", 34, b"\0\1", 1)(boxes)
        other = marked.parsed(bytes(marked.named(boxes, b"trak", 1)))
        written(b"tkhd", 3, b"\1")(other)
        description = marked.named(other, b"stsd")
        description.content = description.content.replace(b"mp4a", b"apac")
        marked.named(boxes, b"moov").inner += other

    assert b"soun" in made(edited(film("plain.mp4"), fall_back))


def test_a_picture_that_is_switched_off_is_not_seen_by_strangers():
    def beside(boxes):
        others = marked.parsed(bytes(marked.named(boxes, b"trak")))
        written(b"tkhd", 3, b"\0")(boxes)
        written(b"tkhd", 76, b"\0\1\0\0")(others)  # one pixel wide, to be known by
        marked.named(boxes, b"moov").inner += others

    copy = marked.parsed(made(edited(film("silent.m4v"), beside)))
    assert marked.named(copy, b"tkhd").content[-8:-4] == b"\0\1\0\0"


def test_a_film_that_switches_all_tracks_off_is_shown_as_players_do():
    def off(boxes):
        written(b"tkhd", 3, b"\0")(boxes)
        OFF(boxes)

    assert b"soun" in made(edited(film("plain.mp4"), off))


def in_entry(*boxes):
    """Further boxes at the end of how the picture is decoded."""

    def edit(all_boxes):
        table = marked.named(all_boxes, b"stsd")
        content = table.content + b"".join(map(bytes, boxes))
        length = struct.unpack_from(">I", table.content, 8)[0] + len(content) - len(table.content)
        table.content = content[:8] + struct.pack(">I", length) + content[12:]

    return edit


@pytest.mark.parametrize(("width", "is_shown"), [(320, True), (300, True), (200, False), (0, False)])
def test_a_picture_that_is_cut_to_a_part_is_not_shown_whole(width, is_shown):
    clap = Box(b"clap", struct.pack(">8I", width, 1, 240, 1, 0, 1, 0, 1))
    data = edited(film("silent.m4v"), in_entry(clap))
    if is_shown:
        assert made(data)
        return
    with pytest.raises(CannotShow) as refused:
        made(data)
    assert refused.value.reason is Reason.EDITED


def test_sound_that_lies_outside_the_media_is_no_sound():
    """Its offsets may lead anywhere: into the film's own notes, too."""
    data = edited(film("plain.mp4"), in_front(Box(b"free", MARK + bytes(200_000))))
    boxes = marked.parsed(data)
    places = marked.named(boxes, b"stco", 1)
    places.content = places.content[:8] + struct.pack(">I", data.index(MARK)) + places.content[12:]
    with pytest.raises(CannotShow) as refused:
        made(marked.joined(boxes))
    assert refused.value.reason is Reason.MALFORMED


def test_a_second_edit_may_hide_what_the_first_shows():
    def twice(boxes):
        marked.named(boxes, b"trak").inner += marked.parsed(bytes(marked.named(boxes, b"edts")))

    with pytest.raises(CannotShow) as refused:
        made(edited(film("plain.mp4"), twice))
    assert refused.value.reason is Reason.MALFORMED


@pytest.fixture
def good():
    copy = made(film("plain.mp4"))
    assert not judged(copy)
    return copy


def test_the_reader_finds_a_mark_behind_each_box(good):
    boxes = list(marked.walked(marked.parsed(good)))
    assert len(boxes) > 35
    for number, one in enumerate(boxes):

        def edit(all_boxes, number=number):
            list(marked.walked(all_boxes))[number].content += MARK

        assert judged(edited(good, edit)), one.name
    for number, one in enumerate(boxes):
        if one.inner is not None:

            def put(all_boxes, number=number):
                list(marked.walked(all_boxes))[number].inner.insert(0, Box(b"free", MARK))

            assert judged(edited(good, put)), one.name


def test_the_reader_finds_what_the_writer_leaves_out(good):
    for place, mark in PLACES.items():
        if place.startswith(("made", "reserved", "predefined", "name of")):
            continue  # of the other version of these boxes: below
        if place.startswith(("track", "behind what")):
            continue
        assert judged(mark(good)), place


def test_the_reader_believes_no_byte_of_the_header_that_could_be_another(good):
    """Where a byte may be another, it is a number of a table, a size, a time or a part of the decoder's own."""
    end = good.index(b"mdat") - 4
    free = [at for at in range(end) if not judged(good[:at] + bytes([good[at] ^ 0x41]) + good[at + 1 :])]
    runs = [1 + sum(1 for _ in group) for group in _in_rows(free)]
    assert len(free) < end // 4, len(free)
    assert max(runs) < 80, max(runs)


def _in_rows(numbers):
    row = []
    for number in numbers:
        if row and number != row[-1] + 1:
            yield row
            row = []
        row.append(number)
    yield row


def test_sound_that_nobody_chose_is_found(good):
    assert judged(good, has_sound=False)


def test_a_worker_that_lies_is_found_out(tmp_path, monkeypatch):
    """The plan of a worker that was taken over may take in any byte of the video: the judge sees to that."""
    from photospool.photo.workers.pool import WorkerPool

    honest = WorkerPool.answered

    def lying(self, path, name, unpacked):
        plan = honest(self, path, name, unpacked)
        if isinstance(plan, rewriting.Plan):
            plan.offsets[0] -= 1
        return plan

    monkeypatch.setattr(WorkerPool, "answered", lying)
    with pytest.raises(CannotShow) as refused:
        caged(tmp_path, film("plain.mp4"))
    assert refused.value.reason is Reason.HIDDEN
    assert not (tmp_path / "copy.mp4").exists()


def test_an_answer_that_no_worker_makes_is_none():
    from photospool.photo.public_film.tasks import judged as heard
    from photospool.photo.public_film.tasks import planned

    for message, data in (
        ({}, b""),
        ({"refused": "x"}, b""),
        ({"head": 3, "pieces": 1}, b"abc"),
        ({"head": -1, "pieces": 1}, bytes(11)),
        ({"head": True, "pieces": 1}, bytes(13)),
        ({"head": 1, "pieces": 1 << 40}, b""),
    ):
        with pytest.raises((KeyError, TypeError, ValueError)):
            planned(message, data)
    for message in ({}, {"hidden": 3}, {"hidden": "x" * 300}, {"hidden": "\x1b[0m"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            heard(message, b"")
