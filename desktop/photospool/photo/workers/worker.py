"""The decoding process: takes one photo after the other from the program and answers.

It loads all that it will ever need, closes its cage, and only then looks at a stranger's file; it opens nothing, but is
handed each file. It ends when the program does, so that it never outlives it, and when nobody asked for a while.
Everything that can break while decoding breaks here.
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

from photospool.errors import PhotoError, PhotospoolError
from photospool.messages import message
from photospool.photo import heif, sandbox
from photospool.photo.options import Ask, Options
from photospool.photo.photo import Prepared
from photospool.photo.source import Facts, Handed, Source
from photospool.photo.workers import channel, protocol
from photospool.photo.workers.channel import Channel, SocketChannel
from photospool.photo.workers.resource_limits import Limits, allow_cpu, confine_self, too_large

Task = Callable[[Source, str, Options, Ask], Prepared | protocol.Packable]
"""What a worker does with a file; the last argument asks for leave to hold so many pixels."""

Job = tuple[protocol.Message, int | None]
"""What was asked, and the file's descriptor."""

FLAG = "--decode-photos"
_CODE = "from photospool.photo.workers.worker import serve; serve()"


def command(task: str, limits: Limits, *, is_caged: bool = True) -> list[str]:
    """How this program starts itself as a worker, also where it is one frozen file."""
    words = [FLAG, task, json.dumps([limits.memory_bytes, limits.cpu_s, limits.idle_s, is_caged])]
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-P", "-c", _CODE, *words]


def serve_if_asked() -> None:
    """For the entry of a frozen program, before anything else: be a worker, and end, if started as one."""
    if sys.argv[1:2] == [FLAG]:
        serve()
        sys.exit()


def serve() -> None:
    """Be a worker until the program ends or nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which ends us by closing the channel
    _, task_name, figures = sys.argv[1:4]
    memory_bytes, cpu_s, idle_s, is_caged = json.loads(figures)
    limits = Limits(memory_bytes=memory_bytes, cpu_s=cpu_s, idle_s=idle_s)
    program = channel.of_worker()
    confine_self(limits)
    task = _task(task_name)
    # Nothing can be loaded after this line, and no second thread may be there before it: it would stay outside.
    parts = sandbox.close(_number(program)) if is_caged else sandbox.OPEN
    program.send({"cage": parts.message()})
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(program, jobs), name="listen", daemon=True).start()
    while True:
        try:
            job = jobs.get(timeout=limits.idle_s)
        except queue.Empty:
            break
        allow_cpu(limits)
        program.send({"taken": True})
        _answer(task, job, jobs, program, parts)
    os._exit(0)  # the listening thread sits in a read that nothing interrupts


def _number(program: Channel) -> int:
    """The channel's descriptor, where the cage must know it."""
    return program.fileno() if isinstance(program, SocketChannel) else -1


def _listen(program: Channel, jobs: queue.SimpleQueue[Job]) -> None:
    try:
        while True:
            message, _, file = program.receive()
            jobs.put((message, file))
    except (EOFError, OSError):
        os._exit(0)  # the program is gone, or wants us gone; also in the middle of a photo


def _task(name: str) -> Task:
    """What is to be done with each file, with all that it needs loaded."""
    module_name, _, function = name.partition(":")
    module = importlib.import_module(module_name)
    if load := getattr(module, "before_closing", None):
        load()
    task: Task = getattr(module, function)
    return task


def _answer(task: Task, job: Job, jobs: queue.SimpleQueue[Job], program: Channel, parts: sandbox.SandboxParts) -> None:
    def ask(pixels: int, *, develops: bool = False) -> None:
        program.send({"pixels": pixels, "develops": develops})
        jobs.get()

    asked, descriptor = job
    if descriptor is None:
        program.send(protocol.told(PhotoError("This file could not be read.", "It was not handed over.")))
        return
    file = Handed(descriptor, Facts(float(asked["modified_s"]), int(asked["size"])))
    try:
        options = Options(
            asked["large"],
            asked["quality"],
            asked["heic_anyway"],
            videos=asked.get("videos") is True,
            raw=asked.get("raw") is True,
            develops=parts.keeps_secrets,
        )
        if not parts.keeps_secrets and not options.heic_anyway:
            _refuse_heic(file)
        prepared = task(file, asked["name"], options, ask)
        message, data = protocol.packed(prepared)
    except PhotospoolError as exc:
        cause = exc.__cause__
        program.send(protocol.told(_flaw(cause) if _is_of_the_cage(cause) else exc))
    except MemoryError:
        program.send(protocol.told(too_large()))
    except Exception as exc:  # noqa: BLE001 - a flaw of ours costs this photo, not the queue
        program.send(protocol.told(_flaw(exc)))
    else:
        program.send(message, data)
    finally:
        file.close()


def _refuse_heic(file: Handed) -> None:
    """Raise DecoderUnfit for one, added by hand or in work already: those in incoming wait there."""
    with file.open() as content:
        if heif.is_heic_file(content):
            raise heif.open_to_harm()


def _is_of_the_cage(cause: BaseException | None) -> bool:
    """Whether something was refused, or could not be loaded any more: no fault of the photo's, whose file is open."""
    return isinstance(cause, PermissionError | ImportError) or type(cause) is LookupError  # an unknown encoding


def _flaw(exc: BaseException | None) -> PhotoError:
    return PhotoError(
        "This file could not be read.",
        message(
            "The file is kept unchanged among what needs attention. Please tell the makers of Photospool: {problem}.",
            problem=type(exc).__name__,
        ),
    )
