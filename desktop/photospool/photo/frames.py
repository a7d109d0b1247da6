"""A frame of a video, as a PNG: the first that is not black, decoded by ffmpeg where it is installed.

ffmpeg is a program of its own, which our licence and our bundle need not carry; it is started for one frame, in a
cage (``sandbox.one_program``), and gets the file as its standard input. Where it is missing, where the cage does not
close, or where it can't decode, there is no frame, and the video keeps its drawn picture.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from photospool.photo.sandbox import one_program
from photospool.photo.source import open_file
from photospool.security.child_env import DECODING, environment

log = logging.getLogger(__name__)

PATIENCE_S: Final = 60.0
_SEARCHED_S: Final = 20
"""How far into the film a frame is looked for that is not black."""
_MOST_BYTES: Final = 64 << 20
LARGEST: Final = 1920
"""Pixels of the longer side: more than any picture of ours needs."""
_READERS: Final = {
    **dict.fromkeys(("MP4", "M4V", "MOV", "3GP"), "mov"),
    **dict.fromkeys(("MKV", "WEBM"), "matroska"),
    "AVI": "avi",
    "MTS": "mpegts",
}
"""Our format → ffmpeg's demuxer, so that it guesses nothing: lists of other files are formats too."""
_SQUARE: Final = "scale=iw*sar:ih,setsar=1"
_SMALLER: Final = f"scale=min({LARGEST}\\,iw):min({LARGEST}\\,ih):force_original_aspect_ratio=decrease"
_NOT_BLACK: Final = (
    "blackframe=amount=0:threshold=32,metadata=select:key=lavfi.blackframe.pblack:value=95:function=less"
)


_VERSION: Final = re.compile(rb"ffmpeg version [\w.~+:-]{1,80}", re.ASCII)


def find_ffmpeg() -> str:
    """Where ffmpeg is; empty where there is none, or nothing that can close it in."""
    found = shutil.which("ffmpeg") if sys.platform == "linux" else None
    return str(Path(found).resolve()) if found else ""


class Frames:
    """Decodes frames with one ffmpeg; safe to use from several threads."""

    def __init__(self, program: str | None = None) -> None:
        """``program``: which ffmpeg; None looks for it, empty is none."""
        self._program = find_ffmpeg() if program is None else program  # set once, no lock
        self._lock = threading.Lock()
        self._name: str | None = None  # guarded by _lock

    @property
    def is_there(self) -> bool:
        """Whether there is something to decode with."""
        return bool(self._program)

    @property
    def name(self) -> str:
        """Which decoder that is, as it says itself: ``ffmpeg version 5.1.9``; empty where there is none."""
        with self._lock:
            if self._name is None:
                self._name = _named(self._program) if self._program else ""
            return self._name

    @contextmanager
    def first(self, video: Path, format_name: str) -> Iterator[Path | None]:
        """A PNG of the first frame that is not black, while the context lasts; None where there is none to be had.

        Upright, as the file says it is to be turned. Raises OSError where the video can't be opened.
        """
        with tempfile.TemporaryDirectory(prefix="photospool-frame-") as folder:
            path = Path(folder) / "frame.png"
            yield path if self._write(video, format_name, path) else None

    def _write(self, video: Path, format_name: str, path: Path) -> bool:
        reader = _READERS.get(format_name)
        if not self._program or reader is None:
            return False
        for looking in (f"{_NOT_BLACK},", ""):
            data = self._run(video, _words(reader, looking))
            if data.startswith(b"\x89PNG") and data.endswith(b"IEND\xaeB`\x82") and len(data) <= _MOST_BYTES:
                path.write_bytes(data)
                return True
        return False

    def _run(self, video: Path, words: list[str]) -> bytes:
        descriptor = open_file(video)
        try:
            done = subprocess.run(
                one_program.command(self._program, words),
                stdin=descriptor,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it comments on odd files, with their bytes
                env=environment(DECODING),
                timeout=PATIENCE_S,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as exc:
            log.info("No frame of a video was decoded: %s", type(exc).__name__)
            return b""
        finally:
            os.close(descriptor)
        if done.returncode == one_program.OPEN_CAGE:
            log.warning("ffmpeg is not used: this system can't close it in.")
        return done.stdout if done.returncode == 0 else b""


def _named(program: str) -> str:
    """Its first line's beginning; the program's path where it says nothing of the kind."""
    try:
        done = subprocess.run(
            [program, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(DECODING),
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return program
    found = _VERSION.match(done.stdout)
    return found[0].decode("ascii") if found else program


def _words(reader: str, looking: str) -> list[str]:
    """ffmpeg's: the file by the name of its descriptor, for a pipe could not be sought in."""
    return [
        *("-nostdin", "-hide_banner", "-loglevel", "error", "-max_alloc", str(512 << 20), "-threads", "1"),
        *("-protocol_whitelist", "file,fd,pipe", "-f", reader, "-t", str(_SEARCHED_S), "-i", "file:/proc/self/fd/0"),
        *("-map", "0:V:0", "-an", "-sn", "-dn", "-vf", f"{looking}{_SQUARE},{_SMALLER}", "-frames:v", "1"),
        *("-c:v", "png", "-threads", "1", "-pix_fmt", "rgb24", "-f", "image2pipe", "pipe:1"),
    ]
