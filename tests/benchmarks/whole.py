"""From files to a CouchDB on the same machine: photos a second, and the CPU time of client and server together.

The program writes to a server that is tuned as it offers to; the script to one as it comes, and to a tuned one too.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from photospool import events
from photospool.config.paths import places
from photospool.config.settings import Settings
from photospool.engine.factory import assemble
from photospool.system.credentials import Credentials

from . import original, server
from .measure import Bench, Spent, cpu_of, cpu_s, descendants, others, spending, until
from .photos import Photos
from .table import Row, at_least, figure, not_measured

FOLDERS = ("incoming", "work", "done")
PLAIN = "untuned"
"""The script with a server as it comes."""


def measure(bench: Bench, photos: Photos) -> Iterator[Row]:
    """The original script, and the program with one and with two decoding workers, in turn."""
    if not server.is_there():
        yield not_measured("end to end", "needs an installed CouchDB")
        return
    copies = 1 if bench.quick else 8
    ways: dict[str, Callable[[Path, server.Couch, list[Path]], Spent]] = {
        PLAIN: _by_original,
        "original": _by_original,
        "one": lambda home, couch, paths: _by_us(home, couch, paths, 1),
        "two": lambda home, couch, paths: _by_us(home, couch, paths, 2),
    }
    best: dict[str, Spent] = {}
    busy: list[float] = []
    for turn in range(1 if bench.quick else 2):
        for name, run in ways.items():
            home = bench.fresh(f"whole-{name}")
            paths = _made_different(home, photos.camera.paths, copies, salt=turn)
            # A server of its own for each, for what it tidies up later must not be counted for the next.
            with server.running(home / "couchdb") as couch, others() as share:
                if name != PLAIN:
                    couch.tune()
                spent = run(home, couch, paths)
            busy += share
            best[name] = _better(best.get(name), spent)
    yield from _rows(best, len(paths), busy)


def _rows(best: dict[str, Spent], count: int, busy: list[float]) -> Iterator[Row]:
    slow, plain = best["original"], best[PLAIN]
    for name, title in (("two", "two workers"), ("one", "one worker")):
        ours = best[name]
        words = f"{count / ours.wall_s:.1f} photos/s, original {count / slow.wall_s:.1f}; {count} photos"
        what, ratio = f"{title}: the original's photos/s", slow.wall_s / ours.wall_s
        if name == "two":
            words += f"; others used {min(busy) * 100:.0f} to {max(busy) * 100:.0f} % of the cores"
            yield at_least(what, ratio, 6.5, " ×", words)
        else:
            yield figure(what, f"{ratio:.2g} ×", words)
        words = f"client + server: ours {_ms(ours, count)}, original {_ms(slow, count)} a photo"
        yield at_least(f"{title}: less CPU", _less(slow, ours), 4.2, " ×", words)
        words = f"the script's server as it comes, {_ms(plain, count)} a photo"
        yield at_least(f"{title}: less CPU than untuned", _less(plain, ours), 4.2, " ×", words)


def _less(slow: Spent, ours: Spent) -> float:
    return (slow.cpu_s + slow.other_cpu_s) / (ours.cpu_s + ours.other_cpu_s)


def _ms(spent: Spent, count: int) -> str:
    return f"{spent.cpu_s / count * 1000:.0f} + {spent.other_cpu_s / count * 1000:.0f} ms"


def _better(one: Spent | None, other: Spent) -> Spent:
    """The shortest time, and the CPU of the round that took least of it."""
    if one is None:
        return other
    cpu, server_cpu = min((one.cpu_s, one.other_cpu_s), (other.cpu_s, other.other_cpu_s), key=sum)
    return Spent(min(one.wall_s, other.wall_s), cpu, server_cpu)


def _made_different(home: Path, paths: tuple[Path, ...], copies: int, *, salt: int) -> list[Path]:
    """Photos that wait beside incoming, each its own: a few bytes behind the picture's end make them differ."""
    for name in (*FOLDERS, "staged"):
        (home / name).mkdir()
    made = []
    for copy in range(copies):
        for path in paths:
            made.append(home / "staged" / f"{copy}-{path.name}")
            made[-1].write_bytes(path.read_bytes() + f"{salt}-{copy}".encode())
    return made


def _by_original(home: Path, couch: server.Couch, paths: list[Path]) -> Spent:
    for path in paths:
        path.rename(home / "incoming" / path.name)
    uploader = original.Uploader(couch.server.url, couch.database(), couch.server.user, couch.server.password)
    with spending(couch.pid) as spent:
        count = original.run(*(home / name for name in FOLDERS), uploader)
    uploader.close()
    if count != len(paths):
        raise RuntimeError(f"{count} of {len(paths)} photos were stored")
    return spent


def _by_us(home: Path, couch: server.Couch, paths: list[Path], decoders: int) -> Spent:
    """The program as it runs, its workers awake. Time counts from the first photo claimed to the last one done."""
    claimed: list[float] = []
    done: list[float] = []

    def tell(event: events.Event) -> None:
        if isinstance(event, events.Claimed):
            claimed.append(time.perf_counter())
        elif isinstance(event, events.PhotoStored):
            done.append(time.perf_counter())

    settings = _settings(home, couch, decoders)
    who = Credentials(couch.server.user, couch.server.password)
    engine = assemble(settings, places(home / "program"), who, tell)
    thread = threading.Thread(target=engine.run)
    thread.start()
    try:
        early = [_copied(path, number) for number, path in enumerate(paths[: 2 * decoders])]
        for path in early:
            path.rename(home / "incoming" / path.name)
        until(lambda: len(done) == len(early))
        cpu, server_cpu = _client_cpu_s(couch), cpu_of(couch.pid)
        for path in paths:
            path.rename(home / "incoming" / path.name)
        until(lambda: len(done) == len(early) + len(paths))
        wall_s = done[-1] - claimed[len(early)]
        return Spent(wall_s, _client_cpu_s(couch) - cpu, cpu_of(couch.pid) - server_cpu)
    finally:
        engine.stop()
        thread.join()


def _copied(path: Path, number: int) -> Path:
    early = path.with_name(f"early-{number}.jpg")
    early.write_bytes(path.read_bytes() + b"early")
    return early


def _settings(home: Path, couch: server.Couch, decoders: int) -> Settings:
    settings = Settings()
    for name in FOLDERS:
        settings = settings.replace(f"folders.{name}", str(home / name))
    settings = settings.replace("album.url", couch.server.url).replace("album.database", couch.database())
    # The script made two pictures.
    return settings.replace("photos.large_picture", value=False).replace("program.decoders", decoders)


def _client_cpu_s(couch: server.Couch) -> float:
    """Of this process and its workers, the ended ones too, without the server."""
    return cpu_s() + sum(cpu_of(pid) for pid in descendants(os.getpid(), apart_from=couch.pid))
