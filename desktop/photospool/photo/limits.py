"""What a decoding worker may use, and each system's way of holding it to that.

Linux: resource limits, on memory by the worker itself, on its computing by the program. Windows: a job object that the
program puts it into. macOS has no limit on memory that holds, so the program looks at the worker's
footprint now and then.
"""

from __future__ import annotations

import contextlib
import ctypes
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from photospool.errors import TooLarge

MOST_PIXELS = 300_000_000
"""A phone's 200 megapixels pass; more is refused, whatever the file's size."""


def too_large() -> TooLarge:
    """Said of the pixels that a picture announces, and of the memory that it took."""
    return TooLarge(
        "This photo is larger than can be taken.",
        "The file is kept unchanged among the photos that need attention. "
        f"Please save a smaller copy (up to {MOST_PIXELS // 1_000_000} megapixels) and add that.",
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

    def confine_self(limits: Limits) -> None:
        """In the worker, once: memory on Linux, no core files. Threads' address space is not counted, data is.

        The hard limit too: it can't be raised again.
        """
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            most = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(limits.memory_bytes, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))

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


if sys.platform == "win32":
    import ctypes.wintypes as win

    class _BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION, winnt.h."""

        _fields_ = (
            ("per_process_user_time", ctypes.c_int64),
            ("per_job_user_time", ctypes.c_int64),
            ("flags", win.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", win.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", win.DWORD),
            ("scheduling_class", win.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, winnt.h."""

        _fields_ = (
            ("basic", _BasicLimits),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    _PROCESS_MEMORY, _DIE_ON_UNHANDLED, _KILL_ON_CLOSE = 0x100, 0x400, 0x2000
    _EXTENDED_LIMIT_INFORMATION = 9
    _SET_QUOTA_AND_TERMINATE = 0x0101

    class Confinement:
        """A job object around one worker; when the program ends, however it ends, the worker does too."""

        def __init__(self, pid: int, limits: Limits) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            for function in ("CreateJobObjectW", "OpenProcess"):
                getattr(self._kernel, function).restype = win.HANDLE
            self._job = win.HANDLE(self._kernel.CreateJobObjectW(None, None))
            info = _ExtendedLimits()
            info.basic.flags = _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
            info.process_memory = limits.memory_bytes
            self._kernel.SetInformationJobObject(
                self._job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(info), ctypes.sizeof(info)
            )
            process = win.HANDLE(self._kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid))
            self._kernel.AssignProcessToJobObject(self._job, process)
            self._kernel.CloseHandle(process)
            self._is_closed = False

        def close(self) -> None:
            """Give the job back; this ends a worker that still runs."""
            if not self._is_closed:
                self._is_closed = True
                self._kernel.CloseHandle(self._job)

        def allow_cpu(self) -> None:
            """Nothing: the watch of the clock holds."""

        def is_over(self) -> bool:
            """Never: the system refuses the memory itself."""
            return False

        period_s: float | None = None
        """How often ``is_over`` wants to be asked."""

else:

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
            period_s: float | None = 0.25 if sys.platform == "darwin" else None,
        ) -> None:
            self._pid = pid
            self._limits = limits
            self._memory = memory
            self.period_s = period_s

        def close(self) -> None:
            """Nothing to give back."""

        def allow_cpu(self) -> None:
            """Before each photo: so much more computing. The system ends who uses it up."""
            if sys.platform == "linux":
                with contextlib.suppress(OSError):  # it has ended meanwhile
                    hard = resource.prlimit(self._pid, resource.RLIMIT_CPU)[1]
                    used_s = time.clock_gettime(_clock_of(self._pid))
                    resource.prlimit(self._pid, resource.RLIMIT_CPU, _cpu(self._limits, used_s, hard))

        def is_over(self) -> bool:
            """Whether the worker holds more memory than it may."""
            return self.period_s is not None and self._memory(self._pid) > self._limits.memory_bytes
