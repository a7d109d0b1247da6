"""Films as cameras write them, with a mark at each place that these use: by ffmpeg, and boxes put in."""

from __future__ import annotations

import struct
from pathlib import Path

from ..films import H264, PICTURE, film, run
from . import marked
from .marked import MARK, Box, added, edited, in_front, unit, user_data, with_bytes, with_track

MARKS = (b"LEAKED", MARK[:8], MARK[8:16], b"47.18694", b"GoPro", b"HERO", b"Lavf", b"Lavc", b"x264", b"x265")
"""What nobody may find: our own marks, and the names of programs and cameras."""
MADE = "2023-05-01T22:30:00Z"
MADE_SECONDS = 3_765_825_000
"""The same as headers of films have it: seconds since 1904."""
HEVC_10 = ("-c:v", "libx265", "-x265-params", "log-level=error", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1")
_CHAPTERS = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=LEAKED-CHAPTER\n"
_KEYS = {
    "com.apple.quicktime.location.ISO6709": "+47.18694+009.25347+400.000/",
    "com.apple.quicktime.content.identifier": "LEAKED-PAIR",
    "com.apple.quicktime.creationdate": "2023-05-01T23:20:30+0900",
    "com.apple.quicktime.software": "LEAKED-SOFTWARE",
}


def _by_ffmpeg(folder: Path, name: str, *how: str, keys: bool = False) -> bytes:
    """A second of picture and sound; with time code, chapter, words of file and streams, and when it was made."""
    chapters, path = folder / "chapters.txt", folder / name
    chapters.write_text(_CHAPTERS)
    said = {**(_KEYS if keys else {"title": "LEAKED-TITLE", "location": "+47.18694+009.25347/"}), "creation_time": MADE}
    words = [word for key, value in said.items() for word in ("-metadata", f"{key}={value}")]
    for kind in "va":
        words += [f"-metadata:s:{kind}", "handler_name=LEAKED-HANDLER", f"-metadata:s:{kind}", f"creation_time={MADE}"]
    run(
        *PICTURE, "testsrc=size=320x240:rate=25:duration=1", *PICTURE, "sine=duration=1", "-i", str(chapters),
        *("-map", "0", "-map", "1", "-map_metadata", "2", "-map_chapters", "2", "-timecode", "10:11:12:13"),
        *how, "-c:a", "aac", *words, *(("-movflags", "use_metadata_tags") if keys else ()), str(path),
    )  # fmt: skip
    return path.read_bytes()


def rotated(folder: Path) -> bytes:
    """A phone held upright, with Apple's keys, a time code and a chapter."""
    data = _by_ffmpeg(folder, "rotated.mov", *H264, keys=True)
    upright, turn = struct.pack(">9i", *_MATRIX), struct.pack(">9i", *_QUARTER)
    at = data.index(upright, data.index(b"tkhd"))
    return data[:at] + turn + data[at + len(turn) :]


_MATRIX = (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
_QUARTER = (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)


def of_gopro(folder: Path) -> bytes:
    """A track of places and motion (gpmd), a time code, and the camera's own boxes beside them."""
    data = with_track(_by_ffmpeg(folder, "GX010001.MP4", *H264), b"meta")
    data = data.replace(b"mebx", b"gpmd")
    own = [
        Box(b"FIRM", b"HERO-LEAKED"),
        Box(b"CAME", b"LEAKED-CAMERA-ID"),
        Box(b"MUID", MARK),
        Box(b"GPMF", b"DEVC" + MARK + b"LEAKED-GPMF"),
    ]
    data = edited(data, added(b"moov", Box(b"udta", b"", own)))
    return edited(data, in_front(Box(b"free", b"GoPro " + MARK), Box(b"skip", b"LEAKED-SKIP")))


def of_iphone(folder: Path) -> bytes:
    """Two tracks of timed notes (mebx), and notes (meta, udta) in the tracks of picture and sound."""
    data = _by_ffmpeg(folder, "IMG_0001.MOV", *H264, keys=True)
    data = with_track(with_track(data, b"meta"), b"meta")
    meta = Box(b"meta", b"hdlr" + MARK + b"LEAKED-META")

    def notes(boxes: list[Box]) -> None:
        for number in (0, 1):
            track = marked.named(boxes, b"trak", number)
            assert track.inner is not None
            track.inner += [meta, Box(b"udta", b"", [Box(b"name", b"LEAKED-NAME")]), Box(b"tref", b"LEAKED-REF")]

    data = edited(data, notes)
    return data + bytes(Box(b"wide", b"LEAKED-WIDE")) + bytes(Box(b"uuid", bytes(16) + MARK))


def in_hevc(folder: Path) -> bytes:
    """10 bits a colour, with the coder's own notes (SEI), and further ones before the first picture."""
    data = _by_ffmpeg(folder, "hevc.mov", *HEVC_10, keys=True)
    for head in (b"\x4e\x01", b"\x50\x01"):  # before a picture and behind it
        data = with_bytes(data, user_data(head, 5), is_in_sample=True)
    return with_bytes(data, unit(b"\x46\x01", b"LEAKED-DELIMITER"), is_in_sample=True)


def with_notes_in_pictures(folder: Path) -> bytes:
    """H.264 with the captions and the camera's notes between its pictures, as cameras and drones write them."""
    sei = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+LEAKED-SEI"
    data = _by_ffmpeg(folder, "DJI_0001.MP4", *H264, "-bsf:v", sei)
    data = with_bytes(data, user_data(b"\x06", 4), is_in_sample=True)
    return with_bytes(data, MARK, number=1, is_in_sample=False)


def silent(_folder: Path) -> bytes:
    """No sound at all."""
    return film("silent.m4v")


FILMS = {
    "IMG_0002.MOV": rotated,
    "GX010001.MP4": of_gopro,
    "IMG_0001.MOV": of_iphone,
    "HEVC.MOV": in_hevc,
    "DJI_0001.MP4": with_notes_in_pictures,
    "silent.m4v": silent,
}
"""Name → how it is made, in a folder."""
