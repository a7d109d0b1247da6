"""Videos for tests, made by ffmpeg where it is installed; kept for all tests of one run."""

from __future__ import annotations

import atexit
import shutil
import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

FFMPEG = shutil.which("ffmpeg") or ""
needs_ffmpeg = pytest.mark.skipif(not FFMPEG, reason="needs ffmpeg, which makes the videos (apt install ffmpeg)")

PICTURE = ("-f", "lavfi", "-i")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
KEYS = (
    *("-movflags", "use_metadata_tags"),
    *("-metadata", "com.apple.quicktime.creationdate=2023-05-01T23:20:30+0900"),
    *("-metadata", "com.apple.quicktime.make=Apple", "-metadata", "com.apple.quicktime.model=iPhone 14"),
    *("-metadata", "com.apple.quicktime.location.ISO6709=+50.1000+008.2000+110.000/"),
    *("-metadata", "com.apple.quicktime.camera.identifier=Serial-4711"),
)
MADE_AT = ("-metadata", "creation_time=2023-05-01T22:30:00Z")

KINDS: dict[str, tuple[str, ...]] = {
    "plain.mp4": (*H264, "-c:a", "aac", *MADE_AT),
    "front.mp4": (*H264, "-movflags", "+faststart"),
    "pieces.mp4": (*H264, "-movflags", "frag_keyframe+empty_moov", "-g", "10"),
    "phone.mov": (*H264, "-c:a", "aac", *KEYS),
    "variable.mp4": (*H264, "-vf", "select='not(mod(n,3))'", "-fps_mode", "vfr"),
    "hevc.mp4": ("-c:v", "libx265", "-x265-params", "log-level=error", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"),
    "vp9.webm": ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"),
    "plain.mkv": (*H264, *MADE_AT),
    "live.mkv": (*H264, "-live", "1"),
    "camera.avi": ("-c:v", "mpeg4", "-metadata", "ICRD=2020-03-04"),
    "camcorder.mts": (*H264, "-f", "mpegts"),
    "camcorder.m2ts": (*H264, "-f", "mpegts", "-mpegts_m2ts_mode", "1"),
    "old.3gp": ("-c:v", "mpeg4", "-c:a", "aac", "-f", "3gp"),
    "silent.m4v": ("-an", *H264),
    "one-frame.mp4": ("-an", *H264, "-frames:v", "1"),
}
"""Name → how ffmpeg writes it."""


@cache
def _folder() -> Path:
    made = tempfile.mkdtemp(prefix="photospool-films-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


@cache
def film(name: str, *, seconds: float = 2.0, source: str = "testsrc=size=320x240:rate=25") -> bytes:
    """The bytes of one of KINDS."""
    path = _folder() / name
    picture, sound = f"{source}:duration={seconds}", f"sine=duration={seconds}"
    run(*PICTURE, picture, *PICTURE, sound, *KINDS[name], "-fflags", "+bitexact", str(path))
    return path.read_bytes()


@cache
def film_with(name: str, *how: str) -> bytes:
    """A film of two seconds, written by ffmpeg in this way."""
    path = _folder() / name
    run(*PICTURE, "testsrc=size=320x240:rate=25:duration=2", *how, "-fflags", "+bitexact", str(path))
    return path.read_bytes()


@cache
def turned(a: int = 0, b: int = 1, c: int = -1, d: int = 0) -> bytes:
    """A phone held upright: the pixels lie on their side, and the track says how to turn them, or to mirror them.

    Written into the track's header here: how ffmpeg is asked for that changed between its versions.
    """
    before, (upright, turn) = film("phone.mov"), (_matrix(1, 0, 0, 1), _matrix(a, b, c, d))
    at = before.index(upright, before.index(b"tkhd"))  # the picture's track comes first
    return before[:at] + turn + before[at + len(turn) :]


def _matrix(a: int, b: int, c: int, d: int) -> bytes:
    """A track's, as QuickTime keeps it: two columns of 16.16 numbers, one of 2.30."""
    one = 1 << 16
    return struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)


def run(*words: str) -> None:
    """ffmpeg with these words."""
    subprocess.run([FFMPEG, "-nostdin", "-loglevel", "error", "-y", *words], check=True, timeout=PATIENCE_S)
