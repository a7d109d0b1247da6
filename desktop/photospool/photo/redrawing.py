"""Pictures that others made, drawn anew in a caged worker before a window shows them, or an album keeps them.

An album has pictures that others made: it is copied from server to server, and whoever may write into one copy may have
made a picture for the decoder of a window's toolkit. A browser lends the frame of a video. What a worker draws of these
is a JPEG of ours.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.workers.pool import WorkerPool

Redraw = Callable[[bytes], bytes]
"""A picture's bytes → a small JPEG of it. Raises PhotoError or PhotoNotReady where none can be made."""


@contextmanager
def redrawing() -> Iterator[Redraw]:
    """One worker, started at the first picture and ended behind the block."""
    with _worker(Options(large=False)) as prepared:
        yield lambda data: prepared(data).renditions[0].data


def prepared_of(data: bytes, options: Options) -> Prepared:
    """All that a worker of its own makes of one picture. Raises PhotoError or PhotoNotReady where it makes nothing."""
    with _worker(options) as prepared:
        return prepared(data)


@contextmanager
def _worker(options: Options) -> Iterator[Callable[[bytes], Prepared]]:
    decoders = WorkerPool(1, options)
    try:
        with tempfile.TemporaryDirectory(prefix="photospool-") as folder:  # of mode 0700
            path = Path(folder) / "picture"

            def prepared(data: bytes) -> Prepared:
                path.write_bytes(data)
                return decoders.prepare(path, path.name)

            yield prepared
    finally:
        decoders.close()
