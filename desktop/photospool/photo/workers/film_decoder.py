"""Videos and photos alike are prepared here: a video's facts by a worker, its poster of a frame that ffmpeg decodes.

The frame goes to a worker as any photo does, so that nobody but a caged process ever opens it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from photospool.errors import PhotoError
from photospool.photo.frames import LARGEST, Frames
from photospool.photo.photo import DRAWN, FRAME, Prepared
from photospool.photo.workers.pool import WorkerPool


class FilmDecoder:
    """A pool of workers that knows videos too; safe to use from several threads."""

    def __init__(self, pool: WorkerPool, frames: Frames | None = None) -> None:
        self._pool = pool  # set once, no lock
        self._frames = frames or Frames()

    def prepare(self, path: Path, name: str) -> Prepared:
        """As ``WorkerPool.prepare``; of a video with pictures of its first frame, where one can be decoded.

        A frame that can't be had costs no video its way: it keeps the drawn picture.
        """
        prepared = self._pool.prepare(path, name)
        if prepared.poster != DRAWN or not prepared.renditions or not self._frames.is_there:
            return prepared
        try:
            with self._frames.first(path, prepared.reading.format) as frame:
                return prepared if frame is None else _with_frame(prepared, self._pool.prepare(frame, "frame.png"))
        except (OSError, PhotoError):
            return prepared

    @property
    def frames_by(self) -> str:
        """What decodes frames here, by its name and version; empty: nothing does."""
        return self._frames.name

    def close(self) -> None:
        """End all workers at once."""
        self._pool.close()


def _with_frame(prepared: Prepared, frame: Prepared) -> Prepared:
    """The video's facts with the frame's pictures; its size too where the file told none, or other proportions.

    AVI and transport streams tell only their coder how wide a pixel is: a frame is as wide as it is shown. One that may
    have been made smaller tells no size, but for the one that every camcorder has.
    """
    reading, shown = prepared.reading, frame.reading
    may_be_smaller = max(shown.width, shown.height) == LARGEST and not reading.video_codec.startswith("avc1")
    if not (reading.width and reading.height):
        if not may_be_smaller:
            reading = replace(reading, width=shown.width, height=shown.height)
    elif abs(reading.width * shown.height - reading.height * shown.width) * 50 > reading.width * shown.height:
        reading = replace(reading, width=max(1, round(reading.height * shown.width / shown.height)))
    return replace(prepared, reading=reading, renditions=frame.renditions, placeholder=frame.placeholder, poster=FRAME)
