"""What a decoding worker may use, and each system's way of holding it to that.

Linux: resource limits, on memory by the worker itself, on its computing by the program. macOS has no limit on memory
that holds, so the program looks at the worker's footprint now and then. Windows has a job object (``sandbox.windows``).
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from photospool.errors import TooLarge
from photospool.messages import message

MOST_PIXELS = 300_000_000
"""A phone's 200 megapixels pass; more is refused, whatever the file's size."""


def too_large() -> TooLarge:
    """Said of the pixels that a picture announces, and of the memory that it took."""
    return TooLarge(
        "This photo is larger than can be taken.",
        message(
            "The file is kept unchanged among what needs attention. Please save a "
            "smaller copy (up to {most} megapixels) and add that.",
            most=MOST_PIXELS // 1_000_000,
        ),
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one worker, but the last, which is for all together."""

    memory_bytes: int = 2 << 30
    cpu_s: int = 20
    """Seconds of computing for one photo; not held on Windows, where the next one suffices."""
    wall_s: float = 60.0
    """Seconds until an answer for one photo."""
    idle_s: float = 60.0
    """Seconds without a photo until the worker ends by itself."""
    photos: int = 200
    """Photos after which a fresh worker takes over: whatever a library leaks is gone then."""
    pixels: int = 60_000_000
    """Pixels that all workers together may hold decoded at a time; a single larger photo goes alone."""


if sys.platform != "win32":
    import resource

    _LOADED_BYTES = 4 << 30
    """Address space of libraries, threads' stacks and what allocators keep in reserve; little of it is ever used."""
    _START_CPU_S = 60
    """Computing until the first photo."""
    _LATE_S = 2.0
    """Computing beyond its allowance after which a worker is ended that took no notice of the system's signal."""
    _AFTERWARDS_S = 2.0
    """Computing between two photos that an honest worker never needs."""

    def confine_self(limits: Limits) -> None:
        """In the worker, once: memory and all computing of its life on Linux, no core files.

        The hard limits too: they can't be raised again. Data is counted; address space has a wide limit of its own, for
        what counts as no data (what is only read, and the tables for it).
        """
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            _lower(resource.RLIMIT_DATA, limits.memory_bytes)
            _lower(resource.RLIMIT_AS, 2 * limits.memory_bytes + _LOADED_BYTES)
            _lower(resource.RLIMIT_CPU, limits.photos * (limits.cpu_s + 1) + _START_CPU_S)

    def _lower(which: int, most: int) -> None:
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))

    def allow_cpu(limits: Limits) -> None:
        """In the worker, before each photo: so much more computing. The system ends who uses it up.

        On Linux the program does it (``Confinement.allow_cpu``): a caged worker can't change its limits.
        """
        if sys.platform != "linux":
            used = resource.getrusage(resource.RUSAGE_SELF)
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            with contextlib.suppress(OSError, ValueError):  # refused by the cage: the watch of the clock holds
                resource.setrlimit(resource.RLIMIT_CPU, _cpu(limits, used.ru_utime + used.ru_stime, hard))

    def _cpu(limits: Limits, used_s: float, hard: int) -> tuple[int, int]:
        most = int(used_s) + 1 + limits.cpu_s
        return most if hard == resource.RLIM_INFINITY else min(most, hard), hard

else:

    def confine_self(limits: Limits) -> None:
        """Nothing: the job object holds."""

    def allow_cpu(limits: Limits) -> None:
        """Nothing: the watch of the clock holds."""


if sys.platform == "darwin":
    _RUSAGE_INFO = struct.Struct("16s10Q")  # rusage_info_v0 of <sys/resource.h>: uuid, then counters
    _PHYS_FOOTPRINT = 8

    def footprint_bytes(pid: int) -> int:
        """What Activity Monitor calls Memory (``proc_pid_rusage`` of libproc); 0 where nobody knows."""
        buffer = ctypes.create_string_buffer(_RUSAGE_INFO.size)
        if ctypes.CDLL("/usr/lib/libproc.dylib").proc_pid_rusage(pid, 0, buffer) != 0:
            return 0
        return int(_RUSAGE_INFO.unpack(buffer.raw)[_PHYS_FOOTPRINT])

else:

    def footprint_bytes(pid: int) -> int:
        """Elsewhere the system holds the limit itself, and nobody asks."""
        return 0


if sys.platform != "win32":

    def _clock_of(pid: int) -> int:
        """The clock of a process's computing, as ``clock_getcpuclockid(3)`` makes its number."""
        return (~pid << 3) | 2

    class Confinement:
        """What the program holds of one worker's limits: its computing (Linux), a look at its memory (macOS)."""

        def __init__(
            self,
            pid: int,
            limits: Limits,
            *,
            memory: Callable[[int], int] = footprint_bytes,
            period_s: float = 0.25 if sys.platform == "darwin" else 5.0,
        ) -> None:
            self._pid = pid
            self._limits = limits
            self._memory = memory
            self.period_s: float | None = period_s
            self._most_cpu_s = math.inf
            self._rested_s = math.inf

        def close(self) -> None:
            """Nothing to give back."""

        def allow_cpu(self) -> None:
            """Before each photo: so much more computing. The system ends who uses it up and takes the signal."""
            if sys.platform == "linux":
                with contextlib.suppress(OSError):  # it has ended meanwhile
                    hard = resource.prlimit(self._pid, resource.RLIMIT_CPU)[1]
                    most = _cpu(self._limits, self._used_s(), hard)
                    resource.prlimit(self._pid, resource.RLIMIT_CPU, most)
                    self._most_cpu_s = most[0] + _LATE_S

        def rest(self) -> None:
            """After each photo: an honest worker computes nothing until the next one."""
            self._rested_s = self._used_s() + _AFTERWARDS_S

        def is_restless(self) -> bool:
            """Whether it computed meanwhile, which nobody asked for."""
            return self._used_s() > self._rested_s

        def _used_s(self) -> float:
            if sys.platform == "linux":
                with contextlib.suppress(OSError):  # it has ended meanwhile
                    return time.clock_gettime(_clock_of(self._pid))
            return 0.0

        def starved_s(self) -> float:
            """How long it was ready to compute while the processors were busy with others; 0 where nobody counts that.

            Of its first thread, which opens the file: the second number of ``/proc/PID/schedstat``, as Linux's
            ``Documentation/scheduler/sched-stats.rst`` has it.
            """
            try:
                return int(Path(f"/proc/{self._pid}/schedstat").read_bytes().split()[1]) / 1e9
            except (OSError, ValueError, IndexError):
                return 0.0

        def excess(self) -> str:
            """What it uses more of than it may, in a sentence; empty for nothing.

            A decoder that was taken over may pass over the signal that ends others.
            """
            if self._memory(self._pid) > self._limits.memory_bytes:
                return "Reading this file needs too much memory."
            return "Reading this file took too long." if self._used_s() > self._most_cpu_s else ""
