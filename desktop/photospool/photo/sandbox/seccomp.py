"""The list of system calls that a caged worker may still make, and the seccomp program made of it.

What isn't in the list is answered EPERM (clone3: ENOSYS, so that the C library takes the older call, whose flags can be
looked at). Calls of another processor's kind end the process; those of the x32 ABI are numbers that no rule names.
Pure: it never asks the system to do anything.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from photospool.photo.sandbox.syscalls import Architecture

_WORD = 0xFFFF_FFFF
_LONG = 0xFFFF_FFFF_FFFF_FFFF

# Flags of the kernel's headers: linux/sched.h, linux/prctl.h, asm-generic/mman-common.h
_CLONE_THREAD_OF_LIBC = 0x003D_0F00  # VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, SETTLS, PARENT_SETTID, CHILD_CLEARTID
_CLONE_DETACHED = 0x0040_0000  # musl sets it too; it means nothing
_PR_SET_NAME = 15
_PROT_EXEC = 4
_MAP_SHARED, _MAP_ANONYMOUS, _MAP_GROWSDOWN = 0x1, 0x20, 0x100
_MOST_CLOCKS = 15  # the system's own have small numbers; those of processes are negative
# linux/futex.h: wait, wake, requeue, cmp_requeue, wake_op, wait_bitset, wake_bitset; not those that lend priority
_FUTEX = (0, 1, 3, 4, 5, 9, 10)
_FUTEX_FLAGS = 0x180  # private, by the wall clock
# What allocators advise: normal, random, sequential, willneed, dontneed; free; hugepage, nohugepage
_ADVICE = (0, 1, 2, 3, 4, 8, 14, 15)


@dataclass(frozen=True, slots=True)
class Is:
    """A condition on one argument: of its bits in ``mask``, those of ``value`` are set and no other."""

    argument: int
    value: int
    mask: int = _WORD


Rule = Sequence[Sequence[Is]]
"""Ways to be allowed, of which one suffices; in each, all conditions hold."""

ALWAYS: Rule = ((),)


def rules(channel: int, pid: int) -> dict[str, Rule]:
    """Name of a call → when it is allowed, for a process that talks on the descriptor ``channel``.

    ``newfstatat`` is none of them, though glibc 2.33 to 2.38 makes its ``fstat`` of it: it takes names too. Python
    gets along without, and libraries in wheels are built for older glibcs, which ask ``fstat``.
    """
    # Plainly: no urgent words, for which sockets have a queue of their own, and to nobody but the other end.
    sent: Rule = ((Is(0, channel), Is(3, 0), Is(4, 0, _LONG)),)
    received: Rule = ((Is(0, channel), Is(3, 0)),)
    on_outlets: Rule = ((Is(0, 1),), (Is(0, 2),))  # both are /dev/null; some libraries print
    on_own_clock: Rule = ((Is(0, 0, _WORD & ~_MOST_CLOCKS),),)
    # Memory that is shared or grows by itself is not counted by the limit on it. A file may be: it is only read.
    countable: Rule = tuple(
        (Is(2, 0, _PROT_EXEC), Is(3, 0, _MAP_GROWSDOWN | kind)) for kind in (_MAP_SHARED, _MAP_ANONYMOUS)
    )
    allowed = dict.fromkeys(
        # Compute: memory, threads' waiting, signals of its own, clocks, chance.
        """
        brk munmap mremap sched_yield set_robust_list rseq
        rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
        nanosleep gettimeofday getrandom getpid gettid exit exit_group
        """.split()
        # Read what was handed over: of descriptors there are only these, the channel and /dev/null.
        + "read pread64 readv preadv preadv2 lseek close fstat poll ppoll".split(),
        ALWAYS,
    )
    allowed |= {
        "futex": tuple((Is(1, operation, _WORD & ~_FUTEX_FLAGS),) for operation in _FUTEX),
        "clock_gettime": on_own_clock,
        "clock_getres": on_own_clock,
        "clock_nanosleep": on_own_clock,
        "sendto": sent,
        "recvfrom": received,
        "recvmsg": ((Is(0, channel), Is(2, 0)),),
        "write": on_outlets,
        "writev": on_outlets,
        "mmap": countable,
        "mprotect": ((Is(2, 0, _PROT_EXEC),),),
        "madvise": tuple((Is(2, advice),) for advice in _ADVICE),
        "clone": ((Is(0, _CLONE_THREAD_OF_LIBC, _LONG & ~_CLONE_DETACHED),),),
        "tgkill": ((Is(0, pid),),),  # abort() signals its own thread
        "prctl": ((Is(0, _PR_SET_NAME),),),
        "sched_getaffinity": ((Is(0, 0),), (Is(0, pid),)),
        "prlimit64": ((Is(0, 0), Is(2, 0, _LONG)), (Is(0, pid), Is(2, 0, _LONG))),  # asks; sets nothing
    }
    return allowed


def rules_of_program() -> dict[str, Rule]:
    """Name of a call → when it is allowed, for a decoder that is another's program: it is started, loads its own
    libraries, opens what Landlock leaves it, makes threads and writes to what it was given.

    No sockets, no processes, no signals to others, nothing of other processes; nothing may be made or renamed.
    """
    allowed = dict.fromkeys(
        """
        brk munmap mremap mmap mprotect madvise sched_yield set_robust_list rseq set_tid_address arch_prctl
        rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall futex
        nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday times getrusage sysinfo uname
        getrandom getpid getppid gettid getuid geteuid getgid getegid getcwd exit exit_group
        read pread64 readv preadv preadv2 write writev lseek close dup fstat newfstatat stat lstat statx
        open openat access faccessat faccessat2 readlink readlinkat fcntl poll ppoll
        sched_getaffinity sched_getparam sched_getscheduler execve
        """.split(),
        ALWAYS,
    )
    no_limit_set: Rule = ((Is(2, 0, _LONG),),)
    return allowed | {
        "clone": ((Is(0, _CLONE_THREAD_OF_LIBC, _LONG & ~_CLONE_DETACHED),),),
        "prctl": ((Is(0, _PR_SET_NAME),),),
        "prlimit64": no_limit_set,
    }


# linux/filter.h, linux/seccomp.h
_LOAD, _AND, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_RET_ALLOW, _RET_ERRNO, _RET_KILL_PROCESS = 0x7FFF_0000, 0x0005_0000, 0x8000_0000
_NUMBER_AT, _PROCESSOR_AT, _ARGUMENTS_AT = 0, 4, 16  # struct seccomp_data, little-endian on both processors
_X32_BIT = 0x4000_0000
_INSTRUCTION = struct.Struct("<HBBI")

Instruction = tuple[int, int, int, int]
"""Code, jump if so, jump if not, operand: struct sock_filter."""


def program(processor: Architecture, allowed: Mapping[str, Rule]) -> list[Instruction]:
    """The filter for this processor. Calls that it doesn't have are passed over."""
    code: list[Instruction] = [
        (_LOAD, 0, 0, _PROCESSOR_AT),
        (_JUMP_EQUAL, 1, 0, processor.audit),
        (_RETURN, 0, 0, _RET_KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_GREATER_EQUAL, 0, 1, _X32_BIT),
        _refused(errno.EPERM),
    ]
    for name, rule in allowed.items():
        if name in processor.numbers:
            code += _when(processor.numbers[name], _block(rule))
    code += _when(processor.numbers["clone3"], [_refused(errno.ENOSYS)])
    code.append(_refused(errno.EPERM))
    return code


def packed(code: Sequence[Instruction]) -> bytes:
    """As the kernel takes it."""
    return b"".join(_INSTRUCTION.pack(*instruction) for instruction in code)


def _refused(number: int) -> Instruction:
    return (_RETURN, 0, 0, _RET_ERRNO | number)


def _when(number: int, block: list[Instruction]) -> list[Instruction]:
    return [(_JUMP_EQUAL, 0, len(block), number), *block]


def _block(rule: Rule) -> list[Instruction]:
    """Ends in any case: the number is not looked at again, for the conditions have replaced it."""
    code: list[Instruction] = []
    for conditions in rule:
        way = [(_RETURN, 0, 0, _RET_ALLOW)]
        for condition in reversed(conditions):
            for half in reversed(list(_halves(condition))):
                way = _tested(half, way)
        code += way
    if rule != ALWAYS:
        code.append(_refused(errno.EPERM))
    return code


def _tested(half: tuple[int, int, int], way: list[Instruction]) -> list[Instruction]:
    at, mask, value = half
    loaded: list[Instruction] = [(_LOAD, 0, 0, at)]
    if mask != _WORD:
        loaded.append((_AND, 0, 0, mask))
    return [*loaded, (_JUMP_EQUAL, 0, len(way), value), *way]


def _halves(condition: Is) -> Iterator[tuple[int, int, int]]:
    """Offset, mask and value of an argument's two words; the filter's machine knows words only."""
    at = _ARGUMENTS_AT + 8 * condition.argument
    for offset, shift in ((0, 0), (4, 32)):
        if mask := condition.mask >> shift & _WORD:
            yield at + offset, mask, condition.value >> shift & _WORD
