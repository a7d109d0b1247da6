"""Decoding processes: whatever one of them does costs its photo an attempt and nothing else."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.children import PATIENCE_S, child, joined
from tests.parts import wait_for
from tests.photo import made

from photospool.errors import DecoderDied, PhotoError, PhotoNotReady, PhotospoolError, TooLarge
from photospool.photo.options import Options
from photospool.photo.workers import pool, processes
from photospool.photo.workers.pool import WorkerPool
from photospool.photo.workers.resource_limits import Confinement, Limits
from photospool.photo.workers.worker import command

ROOT = str(Path(__file__).parents[3])
LIMITS = Limits(memory_bytes=400 << 20, cpu_s=2, wall_s=60.0)
Make = Callable[..., WorkerPool]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("PYTHONPATH", ROOT)
    every: list[WorkerPool] = []

    def made_one(task: str = "by_name", count: int = 1, limits: Limits = LIMITS, is_caged: bool = True) -> WorkerPool:
        every.append(WorkerPool(count, Options(), limits, task=f"tests.photo.tasks:{task}", is_caged=is_caged))
        return every[-1]

    yield made_one
    for decoders in every:
        decoders.close()


FILE = Path(__file__)
"""Any file: the tasks of these tests do not look into it."""


def pid(decoders: WorkerPool) -> int:
    return int(decoders.prepare(FILE, "well").reading.description)


def holding(folder: Path) -> Path:
    """What the task ``holds`` wants to be handed."""
    file = folder / "folder"
    file.write_text(str(folder))
    return file


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


@pytest.mark.parametrize(
    ("fault", "words", "limits"),
    [
        ("abort", "ended the reader", LIMITS),
        ("exit", "ended the reader", LIMITS),
        ("leak", "ended the reader", LIMITS),
        ("sleep", "took too long", Limits(wall_s=0.5)),
        pytest.param(
            "compute", "ended the reader", Limits(cpu_s=0),
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows: the wall clock alone holds"),
        ),
    ],
)  # fmt: skip
def test_one_that_dies_or_hangs_costs_its_photo_an_attempt(make: Make, fault: str, words: str, limits: Limits) -> None:
    decoders = make(limits=limits)
    path = FILE
    with pytest.raises(PhotoNotReady, match=words) as first:
        decoders.prepare(path, fault)
    assert "tried once more" in first.value.advice
    with pytest.raises(DecoderDied, match=words) as second:
        decoders.prepare(path, fault)
    assert "kept unchanged" in second.value.advice
    assert pid(decoders) > 0


class Starved(Confinement):
    """Of a worker that waits for a processor all the time; ``asked``: called each time."""

    asked: Callable[[int], object] = staticmethod(lambda _times: None)
    times = 0

    def starved_s(self) -> float:
        self.times += 1
        self.asked(self.times)
        return self.times * 60.0


@pytest.mark.skipif(sys.platform == "win32", reason="nobody counts that there")
class TestOnABusyMachine:
    def test_what_others_take_is_not_the_files_fault(
        self, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        go = tmp_path / "one.go"
        # Of both answers' watches the first look, then the one as its time is over.
        monkeypatch.setattr(Starved, "asked", staticmethod(lambda times: times == 3 and go.touch()))
        monkeypatch.setattr(processes, "Confinement", partial(Starved, period_s=0.05))
        make("holds", 1, Limits(wall_s=0.3), is_caged=False).prepare(holding(tmp_path), "one")
        assert (tmp_path / "one.end").exists()

    def test_but_there_is_an_end_of_it(self, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(processes, "Confinement", partial(Starved, period_s=0.01))
        with pytest.raises(PhotoNotReady, match="took too long"):
            make(limits=Limits(wall_s=0.05)).prepare(FILE, "sleep")

    @pytest.mark.skipif(sys.platform != "linux", reason="nobody counts that there")
    def test_the_system_says_how_long_that_was(self) -> None:
        assert Confinement(os.getpid(), LIMITS).starved_s() > 0
        assert Confinement(2**22 + 1, LIMITS).starved_s() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system, or the watch, ends the worker")
def test_one_that_eats_memory_is_refused_it(make: Make) -> None:
    decoders = make()
    first = pid(decoders)
    with pytest.raises(TooLarge, match="larger than can be taken"):
        decoders.prepare(FILE, "eat")
    assert pid(decoders) != first, "memory that was short may stay so: a fresh one takes over"


def test_where_the_system_holds_no_limit_the_program_ends_it(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS; here the footprint is told by the test."""
    told = [0]
    watched = partial(Confinement, memory=lambda _pid: told[0], period_s=0.02)
    monkeypatch.setattr(processes, "Confinement", watched)
    decoders = make()
    assert pid(decoders) > 0
    told[0] = LIMITS.memory_bytes + 1
    with pytest.raises(PhotoNotReady, match="too much memory"):
        decoders.prepare(FILE, "sleep")
    told[0] = 0
    assert pid(decoders) > 0


def test_why_it_was_ended_is_said_at_whatever_step(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it has even taken the photo, as on a machine that is slow."""
    watched = partial(Confinement, memory=lambda _pid: LIMITS.memory_bytes + 1, period_s=0.001)
    monkeypatch.setattr(processes, "Confinement", watched)
    with pytest.raises(PhotoNotReady, match="too much memory"):
        make().prepare(FILE, "sleep")


def test_a_flaw_of_ours_is_said_and_the_worker_goes_on(make: Make) -> None:
    decoders = make()
    before = pid(decoders)
    with pytest.raises(PhotoError, match="could not be read") as flaw:
        decoders.prepare(FILE, "bug")
    assert "KeyError" in flaw.value.advice
    assert pid(decoders) == before


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_a_photo_too_small_to_be_scaled_is_read_in_the_cage(make: Make, tmp_path: Path, kind: str) -> None:
    """Nothing is changed in it, and still nothing that the cage forbids may be asked for when it is saved."""
    decoders = WorkerPool(1, Options(), LIMITS)
    path = tmp_path / f"small.{kind.lower()}"
    path.write_bytes(made.encoded(made.corners(16, 12), kind))
    try:
        prepared = decoders.prepare(path, path.name)
    finally:
        decoders.close()
    assert (prepared.reading.width, prepared.reading.height) == (16, 12)
    assert {made.opened(one.data).size for one in prepared.renditions} == {(16, 12)}


def test_what_libraries_print_does_not_disturb(make: Make) -> None:
    decoders = make()
    assert decoders.prepare(FILE, "print").reading.description == str(pid(decoders))


def test_a_fresh_worker_takes_over_after_many_photos(make: Make) -> None:
    decoders = make(limits=Limits(photos=2))
    seen = [pid(decoders) for _ in range(5)]
    assert seen[0] == seen[1] != seen[2] == seen[3] != seen[4]


def test_one_that_ended_of_idleness_is_replaced_unnoticed(make: Make) -> None:
    decoders = make(limits=Limits(idle_s=0.1))
    before = pid(decoders)
    wait_for(lambda: not is_running(before))
    assert pid(decoders) != before


@pytest.mark.skipif(sys.platform != "linux", reason="the program reads another process's clock on Linux only")
def test_one_that_passes_over_the_signal_of_its_time_is_ended(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "Confinement", partial(Confinement, period_s=0.1))
    with pytest.raises(PhotoNotReady, match="took too long"):
        make(limits=Limits(cpu_s=0)).prepare(FILE, "deaf")


@pytest.mark.skipif(sys.platform != "linux", reason="the program reads another process's clock on Linux only")
def test_one_that_computes_on_when_nobody_asked_is_handed_no_other_photo(make: Make) -> None:
    decoders = make(limits=Limits(cpu_s=100, idle_s=1e6))  # else a busy machine would end it for idleness first
    lingers = int(decoders.prepare(FILE, "linger").reading.description)
    (worker,) = decoders._free
    wait_for(worker.is_restless)
    assert pid(decoders) != lingers
    wait_for(lambda: not is_running(lingers))
    (worker,) = decoders._free
    assert not worker.is_restless()


def test_one_that_does_not_end_of_idleness_is_ended(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was taken over keeps no promise; the photo's own end is far away."""
    monkeypatch.setattr(pool, "_GRACE_S", 0.2)
    patient = Limits(idle_s=1e6)
    monkeypatch.setattr(pool, "command", lambda task, _limits, **how: command(task, patient, **how))
    decoders = make(limits=Limits(idle_s=0.1))
    waits = pid(decoders)
    wait_for(lambda: not is_running(waits))
    assert pid(decoders) != waits


def test_it_tells_when_its_last_worker_has_ended_of_idleness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", ROOT)
    monkeypatch.setattr(pool, "_GRACE_S", 0.2)
    rests = threading.Event()
    with contextlib.closing(
        WorkerPool(2, Options(), Limits(idle_s=0.1), task="tests.photo.tasks:by_name", at_rest=rests.set)
    ) as decoders:
        number = pid(decoders)
        wait_for(rests.is_set)
        assert not is_running(number)


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of another process are Linux's")
def test_no_limit_of_a_worker_s_life_can_be_passed(make: Make) -> None:
    """Hard ones: also of one whose program was killed, and that doesn't end with it."""
    import resource

    number = pid(make())
    assert resource.prlimit(number, resource.RLIMIT_DATA) == (LIMITS.memory_bytes,) * 2
    assert resource.prlimit(number, resource.RLIMIT_AS)[1] <= 2 * LIMITS.memory_bytes + (4 << 30)
    soft, hard = resource.prlimit(number, resource.RLIMIT_CPU)
    assert soft <= LIMITS.cpu_s + 60 < hard <= LIMITS.photos * (LIMITS.cpu_s + 1) + 60


def test_large_pictures_are_not_decoded_side_by_side(make: Make, tmp_path: Path) -> None:
    decoders = make("holds", 2, Limits(pixels=100), is_caged=False)
    file = holding(tmp_path)
    threads = [threading.Thread(target=decoders.prepare, args=(file, name), daemon=True) for name in "ab"]
    for thread in threads:
        thread.start()
    wait_for(lambda: list(tmp_path.glob("*.begin")))
    (first,) = tmp_path.glob("*.begin")
    (tmp_path / f"{'b' if first.stem == 'a' else 'a'}.go").touch()
    wait_for(lambda: len(decoders._busy) == 2)
    first.with_suffix(".go").touch()
    wait_for(lambda: len(list(tmp_path.glob("*.end"))) == 2)
    second = next(path for path in tmp_path.glob("*.begin") if path != first)
    assert second.stat().st_mtime_ns >= first.with_suffix(".end").stat().st_mtime_ns
    joined(*threads)


def test_a_picture_beyond_any_room_goes_alone(make: Make, tmp_path: Path) -> None:
    decoders = make("holds", 1, Limits(pixels=10), is_caged=False)
    (tmp_path / "a.go").touch()
    assert decoders.prepare(holding(tmp_path), "a")


def test_closing_ends_all_at_once(make: Make) -> None:
    decoders = make(count=2)
    ends: list[PhotospoolError] = []

    def hang() -> None:
        try:
            decoders.prepare(FILE, "sleep")
        except PhotospoolError as exc:
            ends.append(exc)

    threads = [threading.Thread(target=hang) for _ in range(3)]  # one of them waits for a free worker
    for thread in threads:
        thread.start()
    wait_for(lambda: len(decoders._busy) == 2 and all(worker.photos for worker in decoders._busy))
    decoders.close()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert [type(end) for end in ends] == [PhotoNotReady] * 3
    with pytest.raises(PhotoNotReady, match="Stopped"):
        decoders.prepare(FILE, "well")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows: the job object ends it with the program")
def test_no_worker_outlives_a_program_that_is_killed(tmp_path: Path, make: Make) -> None:
    """Also one that is busy; nor does it keep the lock of the work folder."""
    for name in ("incoming", "work", "done"):
        (tmp_path / name).mkdir()
    code = f"""
import sys, threading
from pathlib import Path
from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool
from photospool.spool.spool import Spool
root = Path({str(tmp_path)!r})
spool = Spool(root / "incoming", root / "work", root / "done")
spool.open()
decoders = WorkerPool(1, Options(), task="tests.photo.tasks:by_name")
print(decoders.prepare(Path({__file__!r}), "well").reading.description, flush=True)
decoders.prepare(Path({__file__!r}), "sleep")
"""
    with child([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        assert is_running(worker)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE_S)
    from photospool.spool.spool import Spool

    again = Spool(*(tmp_path / name for name in ("incoming", "work", "done")))
    again.open()
    again.close()
    wait_for(lambda: not is_running(worker))


def test_no_picture_library_in_the_program_itself(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(made.encoded(made.corners()))
    code = f"""
import sys
from pathlib import Path
from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool
decoders = WorkerPool(1, Options())
print(decoders.prepare(Path({str(path)!r}), "photo.jpg").reading.width)
decoders.close()
print([name for name in ("PIL", "pi_heif", "exifread", "cykooz_resizer") if name in sys.modules])
"""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    assert result.stdout.split("\n")[:2] == ["120", "[]"]


def test_it_is_given_nothing_of_our_environment_that_may_be_secret(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PHOTOSPOOL_PASSWORD", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "s3cret")
    monkeypatch.setenv("LC_MESSAGES", "de_DE.UTF-8")
    names = set(make("environment").prepare(FILE, "photo.jpg").reading.description.split())
    assert {"PYTHONPATH", "LC_MESSAGES"} <= names
    assert not names & {"PHOTOSPOOL_PASSWORD", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "HTTPS_PROXY", "HOME"}


@pytest.mark.parametrize("pixels", ['"many"', "-1", "1.5", "null", "[]"])
def test_one_that_asks_for_nonsense_is_not_believed(make: Make, pixels: str) -> None:
    decoders = make("asks")
    with pytest.raises(PhotoNotReady, match="ended the reader"):
        decoders.prepare(FILE, pixels)
    assert decoders._pixels == 0
