"""What decoding workers are told to do in place of decoding, to see that they cost nothing but their photo.

Each has the signature of ``photo.worker.Task``; workers find this module through ``PYTHONPATH``.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from photospool.photo.options import Options
from photospool.photo.photo import Prepared, Reading, Taken
from photospool.photo.source import Source

Ask = Callable[[int], None]


def prepared(text: str = "") -> Prepared:
    taken = Taken("2013-05-01", "2013-05-01", "file time")
    return Prepared(Reading("JPEG", "image/jpeg", "jpg", 4, 3, 1, taken, description=text), (), "")


def who(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """Says which process it was."""
    return prepared(str(os.getpid()))


def by_name(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """Does what the photo's name says."""
    {
        "abort": os.abort,
        "exit": lambda: os._exit(0),
        "compute": _compute,
        "sleep": lambda: time.sleep(600),
        "eat": lambda: [bytearray(1 << 26) for _ in range(64)],  # 4 GB
        "leak": _leak,
        "print": lambda: (os.write(1, b"noise"), print("noise", flush=True)),
        "bug": lambda: {}["bug"],
        "linger": lambda: threading.Thread(target=_compute, daemon=True).start(),
        "deaf": lambda: (signal.signal(signal.SIGXCPU, signal.SIG_IGN), _compute()),
    }.get(name, lambda: None)()
    return prepared(str(os.getpid()))


def _compute() -> None:
    while True:
        pass


def _leak() -> None:
    """Memory that is given back to nobody, and an end without a word, as a C library may do it."""
    kept = []
    try:
        while True:
            kept.append(bytearray(1 << 24))
    except MemoryError:
        os.abort()


def holds(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """Asks for 60 pixels, and holds them from ``NAME.begin`` until there is a ``NAME.go``. Not caged.

    The file names the folder of these.
    """
    folder = Path(file.open("rb").read().decode())
    ask(60)
    (folder / f"{name}.begin").touch()
    while not (folder / f"{name}.go").exists():
        time.sleep(0.01)
    (folder / f"{name}.end").touch()
    return prepared()


def environment(path: Path, name: str, options: Options, ask: Ask) -> Prepared:
    """Says which variables it was given."""
    return prepared(" ".join(os.environ))


def asks(file: Source, name: str, options: Options, ask: Ask) -> Prepared:
    """Asks for what the photo's name says, which is no number of pixels."""
    ask(json.loads(name))
    return prepared()
