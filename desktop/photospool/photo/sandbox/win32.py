"""Windows' calls and structures, as the cage needs them; what they are good for stands in ``windows``.

By ctypes, whose types have fixed widths in here, so that a test on any system can look at sizes and flags. Numbers and
layouts are those of the Windows SDK's headers winnt.h, winbase.h and processthreadsapi.h; what each call does stands at
https://learn.microsoft.com/windows/win32/api/ under its name. pywin32 knows neither attribute lists nor AppContainers.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import c_int32, c_size_t, c_uint16, c_uint32, c_uint64, c_void_p, c_wchar_p
from typing import Any, Final

BOOL, DWORD, HANDLE = c_int32, c_uint32, c_void_p

# CreateProcessW's flags
CREATE_SUSPENDED: Final = 0x0000_0004
CREATE_UNICODE_ENVIRONMENT: Final = 0x0000_0400
EXTENDED_STARTUPINFO_PRESENT: Final = 0x0008_0000
CREATE_NO_WINDOW: Final = 0x0800_0000
STARTF_USESTDHANDLES: Final = 0x0000_0100

# UpdateProcThreadAttribute's attributes
ATTRIBUTE_HANDLE_LIST: Final = 0x0002_0002
ATTRIBUTE_MITIGATION_POLICY: Final = 0x0002_0007
ATTRIBUTE_SECURITY_CAPABILITIES: Final = 0x0002_0009
ATTRIBUTE_CHILD_PROCESS_POLICY: Final = 0x0002_000E
CHILD_PROCESS_RESTRICTED: Final = 0x01

# PROCESS_CREATION_MITIGATION_POLICY_..._ALWAYS_ON: from the first instruction on
MITIGATE_HEAP_TERMINATE: Final = 0x0000_0000_0000_1000
MITIGATE_BOTTOM_UP_ASLR: Final = 0x0000_0000_0001_0000
MITIGATE_HIGH_ENTROPY_ASLR: Final = 0x0000_0000_0010_0000
MITIGATE_EXTENSION_POINTS: Final = 0x0000_0001_0000_0000
MITIGATE_FONTS: Final = 0x0001_0000_0000_0000
MITIGATE_IMAGES_REMOTE: Final = 0x0010_0000_0000_0000
MITIGATE_IMAGES_LOW: Final = 0x0100_0000_0000_0000

# PROCESS_MITIGATION_POLICY of SetProcessMitigationPolicy, each a DWORD of bits: when all is loaded
DYNAMIC_CODE, STRICT_HANDLES, SYSTEM_CALLS, SIGNATURE = 2, 3, 4, 8

# Job objects
LIMIT_ACTIVE_PROCESS: Final = 0x0008
LIMIT_PROCESS_MEMORY: Final = 0x0100
LIMIT_DIE_ON_UNHANDLED: Final = 0x0400
LIMIT_KILL_ON_CLOSE: Final = 0x2000
BASIC_UI_RESTRICTIONS, EXTENDED_LIMIT_INFORMATION = 4, 9
UI_ALL: Final = 0xFF
"""JOB_OBJECT_UILIMIT_...: others' windows, the clipboard, settings, displays, atoms, desktops, logging off."""

# Tokens
TOKEN_ASSIGN_PRIMARY, TOKEN_DUPLICATE, TOKEN_QUERY, TOKEN_ADJUST_DEFAULT = 0x01, 0x02, 0x08, 0x80
DISABLE_MAX_PRIVILEGE: Final = 0x1
SE_GROUP_INTEGRITY: Final = 0x20
TOKEN_INTEGRITY_LEVEL, TOKEN_IS_APP_CONTAINER, TOKEN_CAPABILITIES = 25, 29, 30
LOW_RID: Final = 0x1000
LOW_SID: Final = "S-1-16-4096"

FILE_GENERIC_READ: Final = 0x0012_0089
WAIT_OBJECT_0, WAIT_TIMEOUT = 0, 0x102


class StartupInfo(ctypes.Structure):
    """STARTUPINFOW."""

    _fields_ = (
        ("cb", DWORD),
        ("reserved", c_void_p),
        ("desktop", c_void_p),
        ("title", c_void_p),
        *((name, DWORD) for name in ("x", "y", "width", "height", "columns", "rows", "fill", "flags")),
        ("show", c_uint16),
        ("reserved_bytes", c_uint16),
        ("reserved_2", c_void_p),
        ("input", HANDLE),
        ("output", HANDLE),
        ("error", HANDLE),
    )


class StartupInfoEx(ctypes.Structure):
    """STARTUPINFOEXW."""

    _fields_ = (("info", StartupInfo), ("attributes", c_void_p))


class ProcessInformation(ctypes.Structure):
    """PROCESS_INFORMATION."""

    _fields_ = (("process", HANDLE), ("thread", HANDLE), ("pid", DWORD), ("tid", DWORD))


class SecurityCapabilities(ctypes.Structure):
    """SECURITY_CAPABILITIES."""

    _fields_ = (("container", c_void_p), ("capabilities", c_void_p), ("count", DWORD), ("reserved", DWORD))


class SidAndAttributes(ctypes.Structure):
    """SID_AND_ATTRIBUTES, and so TOKEN_MANDATORY_LABEL."""

    _fields_ = (("sid", c_void_p), ("attributes", DWORD))


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time", c_uint64),
        ("per_job_user_time", c_uint64),
        ("flags", DWORD),
        ("minimum_working_set", c_size_t),
        ("maximum_working_set", c_size_t),
        ("active_processes", DWORD),
        ("affinity", c_size_t),
        ("priority_class", DWORD),
        ("scheduling_class", DWORD),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


_P, _OUT = c_void_p, c_void_p  # by reference
SIGNATURES: Final[Mapping[str, Mapping[str, tuple[Any, tuple[Any, ...]]]]] = {
    "kernel32": {
        "CreateJobObjectW": (HANDLE, (_P, c_wchar_p)),
        "SetInformationJobObject": (BOOL, (HANDLE, c_int32, _P, DWORD)),
        "AssignProcessToJobObject": (BOOL, (HANDLE, HANDLE)),
        "IsProcessInJob": (BOOL, (HANDLE, HANDLE, _OUT)),
        "InitializeProcThreadAttributeList": (BOOL, (_P, DWORD, DWORD, _OUT)),
        "UpdateProcThreadAttribute": (BOOL, (_P, DWORD, c_size_t, _P, c_size_t, _P, _P)),
        "DeleteProcThreadAttributeList": (None, (_P,)),
        "CreateProcessW": (BOOL, (c_wchar_p, _P, _P, _P, BOOL, DWORD, _P, c_wchar_p, _P, _OUT)),
        "ResumeThread": (DWORD, (HANDLE,)),
        "TerminateProcess": (BOOL, (HANDLE, DWORD)),
        "WaitForSingleObject": (DWORD, (HANDLE, DWORD)),
        "GetExitCodeProcess": (BOOL, (HANDLE, _OUT)),
        "DuplicateHandle": (BOOL, (HANDLE, HANDLE, HANDLE, _OUT, DWORD, BOOL, DWORD)),
        "CloseHandle": (BOOL, (HANDLE,)),
        "SetProcessMitigationPolicy": (BOOL, (c_int32, _P, c_size_t)),
        "LocalFree": (_P, (_P,)),
    },
    "advapi32": {
        "OpenProcessToken": (BOOL, (HANDLE, DWORD, _OUT)),
        "CreateRestrictedToken": (BOOL, (HANDLE, DWORD, DWORD, _P, DWORD, _P, DWORD, _P, _OUT)),
        "SetTokenInformation": (BOOL, (HANDLE, c_int32, _P, DWORD)),
        "GetTokenInformation": (BOOL, (HANDLE, c_int32, _P, DWORD, _OUT)),
        "CreateProcessAsUserW": (BOOL, (HANDLE, c_wchar_p, _P, _P, _P, BOOL, DWORD, _P, c_wchar_p, _P, _OUT)),
        "ConvertStringSidToSidW": (BOOL, (c_wchar_p, _OUT)),
        "ConvertSidToStringSidW": (BOOL, (_P, _OUT)),
        "GetLengthSid": (DWORD, (_P,)),
        "GetSidSubAuthorityCount": (_P, (_P,)),
        "GetSidSubAuthority": (_P, (_P, DWORD)),
        "FreeSid": (_P, (_P,)),
    },
    "userenv": {
        "DeriveAppContainerSidFromAppContainerName": (c_int32, (c_wchar_p, _OUT)),  # an HRESULT
    },
}
"""Library → call → what it returns and takes."""


class Calls:
    """The three libraries' calls by their names; a test hands in others."""

    def __init__(self, libraries: Mapping[str, Any] | None = None) -> None:
        loaded = libraries or _loaded()
        for library, calls in SIGNATURES.items():
            found = loaded[library]
            for name, (returns, takes) in calls.items():
                call = getattr(found, name)
                if libraries is None:
                    call.restype, call.argtypes = returns, takes
                setattr(self, name, call)

    def __getattr__(self, name: str) -> Any:  # told to type checkers; every call is set above
        raise AttributeError(name)

    def close(self, handle: object) -> None:
        """Give a handle back; 0 and None are none."""
        if handle:
            self.CloseHandle(handle)

    @contextmanager
    def closing(self, handle: object) -> Iterator[Any]:
        """The handle, for a while."""
        try:
            yield handle
        finally:
            self.close(handle)


def checked(result: int | None, what: str) -> int:
    """The result, if it is one. Raises OSError with Windows' own number otherwise."""
    if not result:
        raise failed(what)
    return result


if sys.platform == "win32":

    def _number() -> int:
        return ctypes.get_last_error()

    def _loaded() -> Mapping[str, Any]:
        return {name: ctypes.WinDLL(name, use_last_error=True) for name in SIGNATURES}

else:

    def _number() -> int:
        return 0

    def _loaded() -> Mapping[str, Any]:
        raise OSError("only Windows has it")


def failed(what: str) -> OSError:
    """What a call that failed means, by the number that Windows left for it."""
    number = _number()
    return OSError(number, f"{what} failed ({number})")
