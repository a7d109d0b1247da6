"""The decoding process: takes one photo after the other from its input and answers on its output.

It ends when its input does, so that it never outlives the program, and when nobody asked for a while. Everything
that can break while decoding breaks here.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from photospool.errors import PhotoError, PhotospoolError
from photospool.photo import wire
from photospool.photo.limits import Limits, allow_cpu, confine_self, too_large
from photospool.photo.photo import Prepared
from photospool.photo.prepare import Options

Task = Callable[[Path, str, Options, Callable[[int], None]], Prepared]
"""What a worker does with a file; the last argument asks for leave to hold so many pixels."""

FLAG = "--decode-photos"
_CODE = "from photospool.photo.worker import serve; serve()"


def command(task: str, limits: Limits) -> list[str]:
    """How this program starts itself as a worker, also where it is one frozen file."""
    words = [FLAG, task, json.dumps([limits.memory_bytes, limits.cpu_s, limits.idle_s])]
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-P", "-c", _CODE, *words]


def serve_if_asked() -> None:
    """For the entry of a frozen program, before anything else: be a worker, and end, if started as one."""
    if sys.argv[1:2] == [FLAG]:
        serve()
        sys.exit()


def serve() -> None:
    """Be a worker until the input ends or nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which ends us by closing the pipe
    _, task_name, figures = sys.argv[1:4]
    memory_bytes, cpu_s, idle_s = json.loads(figures)
    limits = Limits(memory_bytes=memory_bytes, cpu_s=cpu_s, idle_s=idle_s)
    incoming, outgoing = _pipes()
    confine_self(limits)
    jobs: queue.SimpleQueue[wire.Message] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, jobs), name="listen", daemon=True).start()
    task = _task(task_name)
    while True:
        try:
            job = jobs.get(timeout=limits.idle_s)
        except queue.Empty:
            break
        allow_cpu(limits)
        wire.send(outgoing, {"taken": True})
        _answer(task, job, jobs, outgoing)
    os._exit(0)  # the listening thread sits in a read that nothing interrupts


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our own ends, with standard input and output closed to everybody else: some libraries print."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return pipes


def _listen(incoming: BinaryIO, jobs: queue.SimpleQueue[wire.Message]) -> None:
    try:
        while True:
            jobs.put(wire.receive(incoming)[0])
    except (EOFError, OSError):
        os._exit(0)  # the program is gone, or wants us gone; also in the middle of a photo


def _task(name: str) -> Task:
    module, _, function = name.partition(":")
    task: Task = getattr(importlib.import_module(module), function)
    return task


def _answer(task: Task, job: wire.Message, jobs: queue.SimpleQueue[wire.Message], outgoing: BinaryIO) -> None:
    def ask(pixels: int) -> None:
        wire.send(outgoing, {"pixels": pixels})
        jobs.get()

    try:
        prepared = task(Path(job["path"]), job["name"], Options(job["large"], job["quality"]), ask)
        message, data = wire.packed(prepared)
    except PhotospoolError as exc:
        wire.send(outgoing, wire.told(exc))
    except MemoryError:
        wire.send(outgoing, wire.told(too_large()))
    except Exception as exc:  # noqa: BLE001 - a flaw of ours costs this photo, not the queue
        wire.send(outgoing, wire.told(PhotoError("This photo could not be read.", _flaw(exc))))
    else:
        wire.send(outgoing, message, data)


def _flaw(exc: Exception) -> str:
    return (
        "The file is kept unchanged among the photos that need attention. "
        f"Please tell the makers of Photospool: {type(exc).__name__}."
    )
