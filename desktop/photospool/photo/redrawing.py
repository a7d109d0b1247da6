"""Pictures that an album holds, drawn anew in a caged worker before a window shows them.

An album has pictures that others made: it is copied from server to server, and whoever may write into one copy may have
made a picture for the decoder of a window's toolkit. What a worker draws of it is a JPEG of ours.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool

Redraw = Callable[[bytes], bytes]
"""A picture's bytes → a small JPEG of it. Raises PhotoError or PhotoNotReady where none can be made."""


@contextmanager
def redrawing() -> Iterator[Redraw]:
    """One worker, started at the first picture and ended behind the block."""
    decoders = WorkerPool(1, Options(large=False))
    try:
        with tempfile.TemporaryDirectory(prefix="photospool-") as folder:  # of mode 0700
            path = Path(folder) / "picture"

            def redrawn(data: bytes) -> bytes:
                path.write_bytes(data)
                return decoders.prepare(path, path.name).renditions[0].data

            yield redrawn
    finally:
        decoders.close()
