"""What a caged worker is told to do in place of decoding: try things, from every thread that it has.

Each has the signature of ``photo.worker.Task``.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import threading
from collections.abc import Callable

from tests.photo.tasks import prepared

from photospool.photo import prepare as real
from photospool.photo.decode import refusal
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.source import Source
from photospool.photo.workers import preload, protocol

if sys.platform == "linux":
    from tests.photo.sandbox import tries
else:
    from tests.photo.sandbox import tries_elsewhere as tries

Ask = Callable[[int], None]
_loaded: set[str] = set()


def before_closing() -> None:
    """Find the channel, load what the real worker loads, and remember what is loaded."""
    if sys.platform == "linux":
        _find_channel()
    preload.everything()
    _loaded.update(sys.modules)


def _find_channel() -> None:
    for name in os.listdir("/dev/fd"):
        try:
            if int(name) > 2 and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                tries.known.channel = int(name)
                tries.known.end = socket.socket(fileno=int(name))
        except OSError:
            continue  # the one that listed them


def try_all(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """The tries called ``name``, from the main thread, the listening one, and one that is started now."""
    steps = {"tries": tries.TRIES, "remaining": tries.REMAINING}[name]
    found = {"main": tries.told(steps)}
    own = threading.Thread(target=lambda: found.update(own=tries.told(steps)))
    own.start()
    own.join()
    parsed = protocol.parsed

    def also(text: bytes) -> protocol.Message:
        protocol.parsed = parsed
        assert threading.current_thread().name == "listen"
        found["listen"] = tries.told(steps)
        return parsed(text)

    protocol.parsed = also
    ask(1)
    return prepared(json.dumps(found))


def loads(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """The real thing; the description says which modules were still loaded meanwhile."""
    done = real.prepare(file, name, options, ask)
    assert done.renditions
    return prepared(
        json.dumps(
            sorted(name for name in set(sys.modules) - _loaded if not name.startswith("photospool.photo.sandbox"))
        )
    )


def late(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """A reader that was not told of the cage, and the image library's room around it."""
    steps: dict[str, Callable[[], object]] = {
        "PermissionError": lambda: os.open(__file__, os.O_RDONLY),
        "LookupError": lambda: b"x".decode("cp864"),
        "ModuleNotFoundError": lambda: __import__("wave"),
    }
    try:
        steps[name]()
    except Exception as exc:
        raise refusal(exc) from exc
    return prepared()
