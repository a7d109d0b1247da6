"""Windows: a worker is started within its cage, for a process there can't give up what it has once it runs.

The first of these ways that starts a worker which speaks is taken, once for the whole program:

1. *AppContainer without capabilities*: opens only what every packaged app may read (programs, the system), reaches no
   network and no other process (https://learn.microsoft.com/windows/win32/secauthz/appcontainer-isolation). No profile
   is made for it, so that there is no folder that it may write to; ``ours`` lets it read the program's own files.
2. *Low integrity*: writes nowhere, but reads and connects as the user does.
3. Neither.

In all of them a job object holds memory, and the worker ends with the program. In the first two it also holds the
number of processes to one and what may be done with windows, and mitigation policies hold how code gets into it. What
is really closed is found by trying (``proof``). The worker is Python itself, not the starter of a virtual environment,
which would need a second process: as multiprocessing does it, by ``__PYVENV_LAUNCHER__``.

Chromium's and Firefox's sandboxes go the same way; nothing of them is in here.
"""

from __future__ import annotations

import ctypes
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.photo.sandbox import ours, win32
from photospool.photo.sandbox.win32 import Calls, checked
from photospool.photo.workers.channel import Channel, PipeChannel
from photospool.photo.workers.resource_limits import Limits
from photospool.security.child_env import DECODING, environment

log = logging.getLogger(__name__)

CONTAINER: Final = "photospool.decoder"
"""The name that the AppContainer's SID is made of: the same on every computer."""
PRIVATE: Final = "PHOTOSPOOL_PRIVATE"
"""Names a folder of the user's to the worker, which must be refused it."""
_OURSELVES: Final = -1  # GetCurrentProcess()
_PROBE_S: Final = 30.0
_ENDED: Final = 1
_NOT_RESUMED: Final = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class ConfinementLevel:
    """How a worker is started."""

    name: str
    is_container: bool = False
    is_low: bool = False
    restricts_children: bool = False
    """Also by the process's own policy. Some programs do not start with it, and the job object suffices."""

    @property
    def is_cage(self) -> bool:
        """Whether it closes anything but the memory."""
        return self.is_container or self.is_low


WAYS: Final = (
    ConfinementLevel("AppContainer", is_container=True, restricts_children=True),
    ConfinementLevel("AppContainer, its children held by the job object alone", is_container=True),
    ConfinementLevel("low integrity", is_low=True, restricts_children=True),
    ConfinementLevel("low integrity, its children held by the job object alone", is_low=True),
)
FREE: Final = ConfinementLevel("no cage")

MITIGATIONS: Final = (
    win32.MITIGATE_HEAP_TERMINATE
    | win32.MITIGATE_BOTTOM_UP_ASLR
    | win32.MITIGATE_HIGH_ENTROPY_ASLR
    | win32.MITIGATE_EXTENSION_POINTS
    | win32.MITIGATE_FONTS
    | win32.MITIGATE_IMAGES_REMOTE
    | win32.MITIGATE_IMAGES_LOW
)
"""From the first instruction on: no hooks and input methods of others, no fonts, no library from a network drive or of
low integrity. What would keep Python from loading its own parts comes later (``LATER``)."""

LATER: Final = (
    ("no code but what is loaded", win32.DYNAMIC_CODE, 0x1),
    ("no library but Microsoft's", win32.SIGNATURE, 0x1),
    ("no windows", win32.SYSTEM_CALLS, 0x1),
    ("no wrong handles", win32.STRICT_HANDLES, 0x3),
)
"""Name, policy and bits of what the worker gives up itself, when all is loaded."""


class HandleDuplicator:
    """Duplicates handles of files into one process, for reading only."""

    def __init__(self, process: int, calls: Calls, handle_of: Callable[[int], int]) -> None:
        self._process, self._calls, self._handle_of = process, calls, handle_of

    def duplicated(self, descriptor: int) -> int:
        """The handle's number in that process. Raises OSError."""
        found = ctypes.c_void_p()
        taken = self._calls.DuplicateHandle(
            _OURSELVES,
            self._handle_of(descriptor),
            self._process,
            ctypes.byref(found),
            win32.FILE_GENERIC_READ,
            False,
            0,
        )
        checked(taken, "DuplicateHandle")
        return found.value or 0


class Started:
    """A worker's process with its job object; both ``processes.Process`` and its confinement. Owns the handles."""

    period_s: float | None = None
    """The system refuses memory itself, so nobody asks."""

    def __init__(self, calls: Calls, job: int) -> None:
        """``job`` only; ``owns`` brings the process."""
        self.pid = self.handle = 0
        self._calls = calls
        self.job = job
        self._lock = threading.Lock()  # guards the handles: their numbers are used again
        self._code: int | None = None

    def owns(self, made: win32.ProcessInformation) -> None:
        """This is the process in the job."""
        self.pid, self.handle = made.pid, made.process

    def kill(self) -> None:
        """End it now; one that has ended is left alone."""
        with self._lock:
            if self.handle:
                self._calls.TerminateProcess(self.handle, _ENDED)

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired."""
        if self._code is None:
            if self._calls.WaitForSingleObject(self.handle, int(timeout * 1000)) != win32.WAIT_OBJECT_0:
                raise subprocess.TimeoutExpired("worker", timeout)
            code = win32.DWORD()
            checked(self._calls.GetExitCodeProcess(self.handle, ctypes.byref(code)), "GetExitCodeProcess")
            self._code = code.value
        return self._code

    def close(self) -> None:
        """Give both handles back; closing the job ends a worker that still runs."""
        with self._lock:
            for handle in (self.job, self.handle):
                self._calls.close(handle)
            self.job = self.handle = 0

    def allow_cpu(self) -> None:
        """Nothing: the watch of the clock holds."""

    def excess(self) -> str:
        """Nothing: the system refuses the memory itself."""
        return ""

    def rest(self) -> None:
        """Nothing."""

    def starved_s(self) -> float:
        """Nobody counts that here."""
        return 0.0

    def is_restless(self) -> bool:
        """Nobody knows; a worker that nobody asks is ended after a while."""
        return False


class Starter:
    """Starts workers, by the best way that works here; found at the first one, by trying."""

    def __init__(
        self,
        calls: Calls | None = None,
        *,
        handle_of: Callable[[int], int] | None = None,
        let_read: Callable[[str], bool] = ours.let_read,
        speaks: Callable[[Channel], bool] | None = None,
    ) -> None:
        # set once, no lock
        self._calls = calls or Calls()
        self._handle_of = handle_of or _handle_of
        self._let_read = let_read
        self._speaks = speaks or _speaks
        self._lock = threading.Lock()
        self._way: ConfinementLevel | None = None  # guarded by _lock

    def start(
        self, words: Sequence[str], probe: Sequence[str], limits: Limits, *, is_caged: bool
    ) -> tuple[Started, Channel]:
        """A worker and the program's end of the channel. ``probe`` starts one that only speaks. Raises OSError."""
        return self._started(words, self.way(probe, limits) if is_caged else FREE, limits)

    def way(self, probe: Sequence[str], limits: Limits) -> ConfinementLevel:
        """The best way in which a worker speaks."""
        with self._lock:
            if self._way is None:
                self._way = self._found(probe, limits)
            return self._way

    def _found(self, probe: Sequence[str], limits: Limits) -> ConfinementLevel:
        may_ask = True
        for way in WAYS:
            if self._works(way, probe, limits):
                return way
            if way.is_container and may_ask:
                may_ask = False  # it may have lacked only this
                if self._let_read(self._container_in_words()) and self._works(way, probe, limits):
                    return way
        return FREE

    def _works(self, way: ConfinementLevel, probe: Sequence[str], limits: Limits) -> bool:
        try:
            process, channel = self._started(probe, way, limits)
        except OSError as exc:
            log.warning("No worker starts with %s: %s", way.name, exc)
            return False
        ender = threading.Timer(_PROBE_S, process.kill)
        ender.start()
        try:
            does = self._speaks(channel)
        finally:
            ender.cancel()
            process.kill()
            channel.close()
            process.close()
        if not does:
            log.warning("A worker with %s starts, and says nothing.", way.name)
        return does

    def _container_in_words(self) -> str:
        """The container's SID as text; empty where there is none."""
        text = ctypes.c_void_p()
        with suppress(OSError), ExitStack() as stack:
            sid = self._container(stack)
            checked(self._calls.ConvertSidToStringSidW(sid, ctypes.byref(text)), "ConvertSidToStringSidW")
            stack.callback(self._calls.LocalFree, text.value)
            return ctypes.wstring_at(text.value or 0)
        return ""

    def _started(self, words: Sequence[str], way: ConfinementLevel, limits: Limits) -> tuple[Started, Channel]:
        """All that is opened for it is closed again, however it ends. Raises OSError."""
        with ExitStack() as always, ExitStack() as on_failure:
            process = Started(self._calls, self._job(limits, way))
            on_failure.callback(process.close)
            theirs_in, ours_out = _pipe(always, on_failure)
            ours_in, theirs_out = _pipe(on_failure, always)
            nothing = os.open(os.devnull, os.O_RDWR)
            always.callback(os.close, nothing)
            ends = []
            for descriptor in (theirs_in, theirs_out, nothing):
                os.set_inheritable(descriptor, True)
                ends.append(self._handle_of(descriptor))
            made = self._made(words, way, ends, always)
            always.callback(self._calls.close, made.thread)
            process.owns(made)
            on_failure.callback(process.kill)  # before it is closed: it stands still outside of the job as yet
            checked(self._calls.AssignProcessToJobObject(process.job, made.process), "AssignProcessToJobObject")
            if self._calls.ResumeThread(made.thread) == _NOT_RESUMED:
                raise win32.failed("ResumeThread")
            incoming, outgoing = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
            on_failure.pop_all()
        handing = HandleDuplicator(process.handle, self._calls, self._handle_of)
        return process, PipeChannel(incoming, outgoing, handing)

    def _job(self, limits: Limits, way: ConfinementLevel) -> int:
        """A job object: nothing in it may break away, since nothing says that it may."""
        job = checked(self._calls.CreateJobObjectW(None, None), "CreateJobObject")
        told = win32.ExtendedLimits()
        told.basic.flags = win32.LIMIT_PROCESS_MEMORY | win32.LIMIT_DIE_ON_UNHANDLED | win32.LIMIT_KILL_ON_CLOSE
        told.process_memory = limits.memory_bytes
        if way.is_cage:
            told.basic.flags |= win32.LIMIT_ACTIVE_PROCESS
            told.basic.active_processes = 1
        windows = win32.DWORD(win32.UI_ALL if way.is_cage else 0)
        try:
            for kind, value in ((win32.EXTENDED_LIMIT_INFORMATION, told), (win32.BASIC_UI_RESTRICTIONS, windows)):
                size = ctypes.sizeof(value)
                taken = self._calls.SetInformationJobObject(job, kind, ctypes.byref(value), size)
                checked(taken, "SetInformationJobObject")
        except OSError:
            self._calls.close(job)
            raise
        return job

    def _made(
        self, words: Sequence[str], way: ConfinementLevel, ends: Sequence[int], always: ExitStack
    ) -> win32.ProcessInformation:
        """The process, which stands still before its first instruction. Raises OSError."""
        words, more = _by_python_itself(words)
        start = win32.StartupInfoEx()
        start.info.cb = ctypes.sizeof(start)
        start.info.flags = win32.STARTF_USESTDHANDLES
        start.info.input, start.info.output, start.info.error = ends
        start.attributes = self._attributes(way, ends, always)
        line = ctypes.create_unicode_buffer(subprocess.list2cmdline(words))
        block = _block(environment(DECODING) | more | {PRIVATE: tempfile.gettempdir()})
        flags = (
            win32.CREATE_SUSPENDED
            | win32.CREATE_NO_WINDOW
            | win32.CREATE_UNICODE_ENVIRONMENT
            | win32.EXTENDED_STARTUPINFO_PRESENT
        )
        made = win32.ProcessInformation()
        # Its own folder, for the program's may be one that it is not allowed to see.
        told = (
            words[0], line, None, None, True, flags, block, str(Path(words[0]).parent),
            ctypes.byref(start), ctypes.byref(made),
        )  # fmt: skip
        if way.is_low:
            checked(self._calls.CreateProcessAsUserW(self._low(always), *told), "CreateProcessAsUser")
        else:
            checked(self._calls.CreateProcessW(*told), "CreateProcess")
        return made

    def _attributes(self, way: ConfinementLevel, ends: Sequence[int], always: ExitStack) -> int:
        """The list of what else holds for the process; kept alive until ``always`` ends. Raises OSError."""
        wanted: list[tuple[int, Any]] = [(win32.ATTRIBUTE_HANDLE_LIST, (win32.HANDLE * len(ends))(*ends))]
        if way.is_cage:
            wanted.append((win32.ATTRIBUTE_MITIGATION_POLICY, ctypes.c_uint64(MITIGATIONS)))
        if way.restricts_children:
            wanted.append((win32.ATTRIBUTE_CHILD_PROCESS_POLICY, win32.DWORD(win32.CHILD_PROCESS_RESTRICTED)))
        if way.is_container:
            capabilities = win32.SecurityCapabilities(container=self._container(always))
            wanted.append((win32.ATTRIBUTE_SECURITY_CAPABILITIES, capabilities))
        size = ctypes.c_size_t()
        self._calls.InitializeProcThreadAttributeList(None, len(wanted), 0, ctypes.byref(size))  # says the size
        room = ctypes.create_string_buffer(size.value)
        made = self._calls.InitializeProcThreadAttributeList(room, len(wanted), 0, ctypes.byref(size))
        checked(made, "InitializeProcThreadAttributeList")
        always.callback(self._calls.DeleteProcThreadAttributeList, room)
        for which, value in wanted:
            taken = self._calls.UpdateProcThreadAttribute(
                room, 0, which, ctypes.byref(value), ctypes.sizeof(value), None, None
            )
            checked(taken, f"UpdateProcThreadAttribute {which:#x}")
        always.callback(wanted.clear)  # the list points at the values
        return ctypes.addressof(room)

    def _container(self, always: ExitStack) -> int:
        """The SID of our AppContainer. Raises OSError."""
        sid = ctypes.c_void_p()
        result = self._calls.DeriveAppContainerSidFromAppContainerName(CONTAINER, ctypes.byref(sid))
        if result < 0 or not sid.value:
            raise OSError(f"DeriveAppContainerSidFromAppContainerName failed ({result & 0xFFFF_FFFF:#x})")
        always.callback(self._calls.FreeSid, sid.value)
        return sid.value

    def _low(self, always: ExitStack) -> int:
        """A token as ours, of low integrity and without privileges. Raises OSError."""
        rights = win32.TOKEN_DUPLICATE | win32.TOKEN_QUERY | win32.TOKEN_ADJUST_DEFAULT | win32.TOKEN_ASSIGN_PRIMARY
        own, low, sid = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
        checked(self._calls.OpenProcessToken(_OURSELVES, rights, ctypes.byref(own)), "OpenProcessToken")
        always.callback(self._calls.close, own.value)
        none = (0, None, 0, None, 0, None)
        less = self._calls.CreateRestrictedToken(own.value, win32.DISABLE_MAX_PRIVILEGE, *none, ctypes.byref(low))
        checked(less, "CreateRestrictedToken")
        always.callback(self._calls.close, low.value)
        checked(self._calls.ConvertStringSidToSidW(win32.LOW_SID, ctypes.byref(sid)), "ConvertStringSidToSid")
        always.callback(self._calls.LocalFree, sid.value)
        label = win32.SidAndAttributes(sid.value, win32.SE_GROUP_INTEGRITY)
        size = ctypes.sizeof(label) + self._calls.GetLengthSid(sid.value)
        taken = self._calls.SetTokenInformation(low.value, win32.TOKEN_INTEGRITY_LEVEL, ctypes.byref(label), size)
        checked(taken, "SetTokenInformation")
        return low.value or 0


def _pipe(reading: ExitStack, writing: ExitStack) -> tuple[int, int]:
    """Both ends of a pipe, each given back by a stack of its own."""
    read, write = os.pipe()
    reading.callback(os.close, read)
    writing.callback(os.close, write)
    return read, write


def _by_python_itself(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The command without a virtual environment's starter, and how Python finds that environment all the same."""
    base = getattr(sys, "_base_executable", "") or sys.executable
    if words[0] != sys.executable or base == sys.executable or getattr(sys, "frozen", False):
        return list(words), {}
    return [base, *words[1:]], {"__PYVENV_LAUNCHER__": sys.executable}


def _block(variables: dict[str, str]) -> Any:
    """An environment as CreateProcess takes it: ``name=value``, each ended by a zero, sorted, and one zero more."""
    lines = sorted((f"{name}={value}" for name, value in variables.items()), key=str.upper)
    return ctypes.create_unicode_buffer("".join(f"{line}\0" for line in lines))


def _speaks(channel: Channel) -> bool:
    """Whether a worker tells what is closed around it; its first message."""
    try:
        message, _, _ = channel.receive()
    except (EOFError, OSError, ValueError):
        return False
    return "cage" in message


# In the worker.


class Inside:
    """What a worker finds out about itself, and gives up when all is loaded."""

    def __init__(self, calls: Calls | None = None) -> None:
        self._calls = calls or Calls()

    def close(self) -> str:
        """Give up what only loading needed; the means that hold. Never raises."""
        means = []
        if self.is_container:
            means.append("AppContainer")
        elif self._is_low:
            means.append("low integrity")
        if self._is_in_job:
            means.append("job object")
        given_up = [name for name, policy, bits in LATER if self._gives_up(policy, bits)]
        return ", ".join(means + given_up)

    @property
    def is_container(self) -> bool:
        """Whether the system calls it an AppContainer, and one without any capability."""
        is_one, capabilities = self._told(win32.TOKEN_IS_APP_CONTAINER), self._told(win32.TOKEN_CAPABILITIES)
        return bool(is_one and _first(is_one) and capabilities and _first(capabilities) == 0)

    @property
    def _is_low(self) -> bool:
        told = self._told(win32.TOKEN_INTEGRITY_LEVEL)
        if not told:
            return False
        sid = win32.SidAndAttributes.from_buffer(told).sid  # points into what was told
        count = ctypes.c_uint8.from_address(self._calls.GetSidSubAuthorityCount(sid)).value
        level = ctypes.c_uint32.from_address(self._calls.GetSidSubAuthority(sid, count - 1)).value
        return level <= win32.LOW_RID

    @property
    def _is_in_job(self) -> bool:
        found = win32.BOOL()
        taken = self._calls.IsProcessInJob(_OURSELVES, None, ctypes.byref(found))
        return bool(taken and found.value)

    def _gives_up(self, policy: int, bits: int) -> bool:
        told = win32.DWORD(bits)
        return bool(self._calls.SetProcessMitigationPolicy(policy, ctypes.byref(told), ctypes.sizeof(told)))

    def _told(self, what: int) -> ctypes.Array[ctypes.c_char] | None:
        """What the system says of our token; None where it says nothing."""
        token, size = ctypes.c_void_p(), win32.DWORD()
        if not self._calls.OpenProcessToken(_OURSELVES, win32.TOKEN_QUERY, ctypes.byref(token)):
            return None
        with self._calls.closing(token.value) as own:
            self._calls.GetTokenInformation(own, what, None, 0, ctypes.byref(size))  # says the size
            room = ctypes.create_string_buffer(max(size.value, ctypes.sizeof(win32.SidAndAttributes)))
            is_told = self._calls.GetTokenInformation(own, what, room, len(room), ctypes.byref(size))
            return room if is_told else None


def closed() -> str:
    """In the worker, when all is loaded: the means that hold. Never raises."""
    try:
        return Inside().close()
    except (AttributeError, OSError):  # a Windows without one of the calls
        return ""


def is_contained() -> bool:
    """In the worker: whether it is in an AppContainer without capabilities. Never raises."""
    try:
        return Inside().is_container
    except (AttributeError, OSError):
        return False


def _first(told: ctypes.Array[ctypes.c_char]) -> int:
    return int.from_bytes(told.raw[:4], "little")


if sys.platform == "win32":
    import msvcrt

    def _handle_of(descriptor: int) -> int:
        return msvcrt.get_osfhandle(descriptor)

else:

    def _handle_of(descriptor: int) -> int:
        raise OSError("only Windows has it")
