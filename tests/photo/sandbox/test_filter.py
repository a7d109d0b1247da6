"""The seccomp program, run by a machine of our own: for both processors, also the one that is not here."""

from __future__ import annotations

import errno
import struct
import sys
from collections.abc import Sequence

import pytest

from photospool.photo.sandbox import seccomp as calls
from photospool.photo.sandbox.syscalls import PROCESSORS, Architecture

CHANNEL, PID = 7, 4321
ALLOW, KILL = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
I386, ARM = 0x40000003, 0x40000028
THREAD = 0x3D0F00
PATHS = (
    "open openat openat2 stat lstat newfstatat statx access chmod fchmod fchmodat chown utimensat setxattr fsetxattr"
)
DOORS = "socket socketpair connect bind listen accept4 sendmsg sendmmsg pipe2 splice sendfile"
PROGRAMS = "execve execveat fork vfork kill tkill ptrace process_vm_readv process_vm_writev pidfd_open unshare setns"
KERNEL = (
    "io_uring_setup bpf keyctl memfd_create mount setuid seccomp personality perf_event_open shmget mq_open ioctl fcntl"
)


@pytest.fixture(params=sorted(PROCESSORS))
def processor(request: pytest.FixtureRequest) -> Architecture:
    return PROCESSORS[request.param]


def judged(processor: Architecture, number: int, arguments: Sequence[int] = (), audit: int | None = None) -> int:
    """What the kernel would do, by a machine for the few instructions that the program is made of."""
    words = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, processor.audit if audit is None else audit, 0, *words)
    code = calls.program(processor, calls.rules(CHANNEL, PID))
    assert len(code) < 4096
    value, at = 0, 0
    while True:
        kind, if_so, if_not, operand = code[at]
        at += 1
        if kind == 0x20:
            (value,) = struct.unpack_from("<I", data, operand)
        elif kind == 0x54:
            value &= operand
        elif kind == 0x15:
            at += if_so if value == operand else if_not
        elif kind == 0x35:
            at += if_so if value >= operand else if_not
        elif kind == 0x06:
            return operand
        else:
            raise AssertionError(kind)


@pytest.mark.parametrize(
    ("name", "arguments", "verdict"),
    [
        ("read", (9,), ALLOW),
        ("futex", (), ALLOW),
        ("futex", (0, 9 | 0x180), ALLOW),
        *[("futex", (0, operation | 0x80), EPERM) for operation in (2, 6, 7, 8, 11, 12, 13)],
        ("clock_gettime", (2,), ALLOW),
        ("clock_gettime", ((~PID << 3 | 2) & 0xFFFFFFFF,), EPERM),
        ("clock_getres", ((~PID << 3 | 2) & 0xFFFFFFFFFFFFFFFF,), EPERM),
        ("clock_nanosleep", (1,), ALLOW),
        ("clock_nanosleep", ((~PID << 3 | 2) & 0xFFFFFFFF,), EPERM),
        ("recvmsg", (CHANNEL, 0, 1), EPERM),
        ("recvfrom", (CHANNEL, 0, 0, 0x2000), EPERM),
        ("sendto", (CHANNEL, 0, 0, 1), EPERM),
        ("sendto", (CHANNEL, 0, 0, 0, 1 << 40), EPERM),
        ("mmap", (0, 4096, 3, 0x22), ALLOW),
        ("mmap", (0, 4096, 3, 0x20022), ALLOW),
        ("mmap", (0, 4096, 1, 0x01), ALLOW),
        ("mmap", (0, 4096, 3, 0x21), EPERM),
        ("mmap", (0, 4096, 1, 0x23), EPERM),
        ("mmap", (0, 4096, 3, 0x122), EPERM),
        ("mmap", (0, 4096, 7, 0x22), EPERM),
        ("madvise", (0, 4096, 8), ALLOW),
        ("madvise", (0, 4096, 12), EPERM),
        ("exit_group", (), ALLOW),
        ("recvmsg", (CHANNEL,), ALLOW),
        ("recvmsg", (CHANNEL + 1,), EPERM),
        ("sendto", (CHANNEL,), ALLOW),
        ("sendto", (0,), EPERM),
        ("sendto", (CHANNEL | 1 << 32,), ALLOW),  # the kernel looks at the lower word of a descriptor
        ("write", (1,), ALLOW),
        ("write", (2,), ALLOW),
        ("write", (CHANNEL,), EPERM),
        ("mmap", (0, 4096, 3), ALLOW),
        ("mmap", (0, 4096, 7), EPERM),
        ("mprotect", (0, 4096, 5), EPERM),
        ("madvise", (0, 4096, 4), ALLOW),
        ("madvise", (0, 4096, 100), EPERM),
        ("clone", (THREAD,), ALLOW),
        ("clone", (THREAD | 0x400000,), ALLOW),
        ("clone", (17,), EPERM),
        ("clone", (THREAD & ~0x10000,), EPERM),
        ("clone", (THREAD | 0x10000000,), EPERM),
        ("clone", (THREAD | 1 << 33,), EPERM),
        ("clone3", (), ENOSYS),
        ("tgkill", (PID,), ALLOW),
        ("tgkill", (PID + 1,), EPERM),
        ("prctl", (15,), ALLOW),
        ("prctl", (38,), EPERM),
        ("prlimit64", (0, 7, 0), ALLOW),
        ("prlimit64", (PID, 7, 0), ALLOW),
        ("prlimit64", (0, 7, 1 << 40), EPERM),
        ("prlimit64", (1, 7, 0), EPERM),
        ("sched_getaffinity", (0,), ALLOW),
        ("sched_getaffinity", (1,), EPERM),
    ],
)
def test_of_each_call_only_what_decoding_needs(
    processor: Architecture, name: str, arguments: tuple[int, ...], verdict: int
) -> None:
    assert judged(processor, processor.numbers[name], arguments) == verdict


def test_other_processors_and_the_x32_abi_are_refused(processor: Architecture) -> None:
    for audit in {I386, ARM, *(other.audit for other in PROCESSORS.values())} - {processor.audit}:
        assert judged(processor, processor.numbers["read"], audit=audit) == KILL
    for number in processor.numbers.values():
        assert judged(processor, number | 0x40000000) == EPERM


@pytest.mark.skipif(sys.platform != "linux", reason="the package with another project's tables is Linux's")
def test_the_numbers_are_those_of_another_project(processor: Architecture) -> None:
    """So that a slip of the pen in the table of a processor that is not here is seen here."""
    theirs = _theirs(processor)
    assert {name: theirs.get(name) for name in processor.numbers} == processor.numbers
    assert set(calls.rules(CHANNEL, PID)) - {"poll"} <= set(processor.numbers), "aarch64 has no poll"


@pytest.mark.skipif(sys.platform != "linux", reason="the package with another project's tables is Linux's")
def test_all_other_calls_of_the_system_are_refused(processor: Architecture) -> None:
    theirs = _theirs(processor)
    ours = set(calls.rules(CHANNEL, PID)) | {"clone3"}
    others = set(theirs.values()) - {theirs[name] for name in ours if name in theirs}  # some have two names
    assert len(others) > 200
    assert {judged(processor, number) for number in others} == {EPERM}
    named = {name for names in (PATHS, DOORS, PROGRAMS, KERNEL) for name in names.split()}
    assert not named & ours
    assert judged(processor, 100_000) == EPERM


def _theirs(processor: Architecture) -> dict[str, int]:
    from seccompy import syscalls

    return syscalls.X86_64_SYSCALLS if processor.name == "x86_64" else syscalls.AARCH64_SYSCALLS
