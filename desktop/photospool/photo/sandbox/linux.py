"""Linux: Landlock closes the file system and what it knows of the network, seccomp all but a list of system calls.

Two locks of different makes. Landlock's manual is landlock(7), seccomp's seccomp(2). By ctypes, since the packages that
bind them cost a worker more than all of decoding's own imports: docs/decisions/0003-cage.md has the figures.
"""

from __future__ import annotations

import ctypes
import os
import platform
from collections.abc import Mapping
from typing import Final

from photospool.photo.sandbox import seccomp as syscall_filter
from photospool.photo.sandbox.syscalls import PROCESSORS

_LANDLOCK_CREATE_RULESET: Final = 444  # the same number on every processor
_LANDLOCK_ADD_RULE: Final = 445
_LANDLOCK_RESTRICT_SELF: Final = 446
_PATH_BENEATH: Final = 1
EXECUTE: Final = 1 << 0
READ_FILE: Final = 1 << 2
_CREATE_RULESET_VERSION: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_SET_MODE_FILTER: Final = 1
_TSYNC: Final = 1  # for every thread, though there should be one only
_SPEC_ALLOW: Final = 4  # an old kernel would slow down filtered processes otherwise, for what a cage has no use


class _Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr; a kernel that knows only its beginning takes zeros behind it."""

    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def close(channel: int) -> str:
    """Close both, and name those that took; once, in the only thread. Never raises."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    libc.prctl(_PR_SET_NO_NEW_PRIVS, *(ctypes.c_ulong(word) for word in (1, 0, 0, 0)))
    means = []
    if abi := restrict_files(libc):
        means.append(f"Landlock {abi}")
    if filter_calls(libc, syscall_filter.rules(channel, os.getpid())):
        means.append("seccomp")
    return ", ".join(means)


def landlock_abi(libc: ctypes.CDLL) -> int:
    """The version of Landlock that this kernel has switched on; 0 where there is none."""
    return max(0, int(libc.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _CREATE_RULESET_VERSION)))


def close_around_program(kept: Mapping[int, int]) -> bool:
    """As ``close``, for a program that is started next by this process: it keeps these rights on files and folders
    (descriptor → ``READ_FILE``, ``EXECUTE``), may load its own libraries, and talks on standard input and output.

    Whether both locks took: a program that is another's is not started with one alone.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    libc.prctl(_PR_SET_NO_NEW_PRIVS, *(ctypes.c_ulong(word) for word in (1, 0, 0, 0)))
    if not restrict_files(libc, kept):
        return False
    return filter_calls(libc, syscall_filter.rules_of_program())


def restrict_files(libc: ctypes.CDLL, kept: Mapping[int, int] | None = None) -> int:
    """Give up every right that this kernel's Landlock knows, on every file but those that are ``kept``.

    Its version, or 0 where it did not take.
    """
    abi = landlock_abi(libc)
    if not abi:
        return 0
    ruleset = _Ruleset(**{name: _widest(libc, name) for name, _ in _Ruleset._fields_})
    handle = _created(libc, ruleset)
    if handle < 0:
        return 0
    try:
        for descriptor, rights in (kept or {}).items():
            rule = _Beneath(rights, descriptor)
            if libc.syscall(_LANDLOCK_ADD_RULE, handle, _PATH_BENEATH, ctypes.byref(rule), 0):
                return 0
        return abi if libc.syscall(_LANDLOCK_RESTRICT_SELF, handle, 0) == 0 else 0
    finally:
        os.close(handle)


def _widest(libc: ctypes.CDLL, field: str) -> int:
    """All rights of one kind that this kernel knows, by asking: those that a later one adds are given up too."""
    for count in range(32, 0, -1):
        handle = _created(libc, _Ruleset(**{field: (1 << count) - 1}))
        if handle >= 0:
            os.close(handle)
            return (1 << count) - 1
    return 0


def _created(libc: ctypes.CDLL, ruleset: _Ruleset) -> int:
    return int(
        libc.syscall(_LANDLOCK_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(ctypes.sizeof(ruleset)), 0)
    )


def filter_calls(libc: ctypes.CDLL, allowed: Mapping[str, syscall_filter.Rule]) -> bool:
    """Allow only the calls of the list from now on; whether it took."""
    processor = PROCESSORS.get(platform.machine())
    if processor is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    code = syscall_filter.program(processor, allowed)
    program = _Program(len(code), syscall_filter.packed(code))
    return any(
        libc.syscall(processor.numbers["seccomp"], _SET_MODE_FILTER, flags, ctypes.byref(program)) == 0
        for flags in (_TSYNC | _SPEC_ALLOW, _TSYNC)  # kernels before 4.17 know only the first
    )
