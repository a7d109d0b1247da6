"""Windows' calls as a test hands them in: they remember what they were asked, and which handles are open."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from typing import Any

from photospool.photo.sandbox import win32

SPEAKS = """
import json, os, struct
told = json.dumps({"cage": {"files": True, "how": "AppContainer"}}).encode()
os.write(1, struct.pack(">II", len(told), 0) + told)
os.read(0, 1)
"""
"""What stands for a worker: it tells what is closed around it, and waits for its end."""


class Windows:
    """Every call succeeds, unless its name is among ``faults``; handles are numbers that are given once."""

    def __init__(self, *faults: str, code: str = SPEAKS) -> None:
        self.faults = set(faults)
        self.code = code
        self.asked: list[str] = []
        self.open: dict[int, str] = {}
        self.limits: dict[int, Any] = {}
        self.attributes: dict[int, Any] = {}
        self.made: dict[str, Any] = {}
        self.ended: list[int] = []
        self.policies: list[tuple[int, int]] = []
        self.token: dict[int, bytes] = {}
        self._next = 0x1000
        self._children: dict[int, subprocess.Popen[bytes]] = {}
        self._kept: list[Any] = []
        self.sid = ctypes.create_string_buffer(b"\1\2" + bytes(6) + bytes(8))

    @property
    def libraries(self) -> dict[str, Any]:
        return dict.fromkeys(win32.SIGNATURES, self)

    def __getattr__(self, name: str) -> Any:
        if not any(name in calls for calls in win32.SIGNATURES.values()):
            raise AttributeError(name)

        def call(*arguments: Any) -> Any:
            takes = next(calls[name][1] for calls in win32.SIGNATURES.values() if name in calls)
            assert len(arguments) == len(takes), name
            self.asked.append(name)
            if name in self.faults:
                return -0x7FF8FFFB if name.startswith("Derive") else 0xFFFFFFFF if name == "ResumeThread" else 0
            answer = getattr(self, f"_{name}", None)
            return answer(*arguments) if answer else 1

        return call

    def given(self, what: str) -> int:
        self._next += 4
        self.open[self._next] = what
        return self._next

    def _CreateJobObjectW(self, *_: Any) -> int:
        return self.given("job")

    def _SetInformationJobObject(self, _job: int, kind: int, told: Any, size: int) -> int:
        assert size == ctypes.sizeof(told._obj)
        self.limits[kind] = told._obj
        return 1

    def _InitializeProcThreadAttributeList(self, room: Any, count: int, _: int, size: Any) -> int:
        if room is None:
            size._obj.value = 8 + 24 * count
            return 0
        self.open[id(room)] = "attributes"
        return 1

    def _UpdateProcThreadAttribute(self, room: Any, _: int, which: int, value: Any, size: int, *__: Any) -> int:
        assert self.open[id(room)] == "attributes" and size == ctypes.sizeof(value._obj)
        self.attributes[which] = value._obj
        return 1

    def _DeleteProcThreadAttributeList(self, room: Any) -> None:
        del self.open[id(room)]

    def _DeriveAppContainerSidFromAppContainerName(self, name: str, sid: Any) -> int:
        assert name == "photospool.decoder"
        sid._obj.value = self.given("SID")
        return 0

    def _FreeSid(self, sid: int) -> None:
        assert self.open.pop(sid) == "SID"

    def _LocalFree(self, address: int) -> None:
        self.open.pop(address)

    def _ConvertStringSidToSidW(self, text: str, sid: Any) -> int:
        assert text == "S-1-16-4096"
        sid._obj.value = self.given("text")
        return 1

    def _ConvertSidToStringSidW(self, _sid: int, text: Any) -> int:
        self._kept.append(words := ctypes.create_unicode_buffer("S-1-15-2-1-2-3"))
        text._obj.value = ctypes.addressof(words)
        self.open[text._obj.value] = "text"
        return 1

    def _GetLengthSid(self, _sid: int) -> int:
        return 12

    def _OpenProcessToken(self, process: int, _rights: int, token: Any) -> int:
        assert process == -1
        token._obj.value = self.given("token")
        return 1

    def _CreateRestrictedToken(self, own: int, *others: Any) -> int:
        assert self.open[own] == "token"
        others[-1]._obj.value = self.given("low token")
        return 1

    def _SetTokenInformation(self, token: int, what: int, label: Any, size: int) -> int:
        self.made["label"] = (self.open[token], what, label._obj.attributes, size)
        return 1

    def _CreateProcessW(self, *told: Any) -> int:
        return self._start(None, *told)

    def _CreateProcessAsUserW(self, token: int, *told: Any) -> int:
        return self._start(self.open[token], *told)

    def _start(self, token: str | None, program: str, line: Any, *told: Any) -> int:
        inherits, flags, block, folder, start, made = told[2:]
        info = start._obj.info
        self.made |= {
            "token": token, "program": program, "line": line.value, "inherits": inherits, "flags": flags,
            "folder": folder, "block": "".join(block), "size": info.cb, "start flags": info.flags,
            "ends": (info.input, info.output, info.error),
        }  # fmt: skip
        self.made["attributes"] = start._obj.attributes
        child = subprocess.Popen(
            [sys.executable, "-c", self.code], stdin=info.input, stdout=info.output, stderr=info.error
        )
        made._obj.process, made._obj.thread, made._obj.pid = self.given("process"), self.given("thread"), child.pid
        self._children[made._obj.process] = child
        return 1

    def _TerminateProcess(self, process: int, _code: int) -> int:
        assert self.open[process] == "process"
        self.ended.append(process)
        self._children[process].kill()
        self._children[process].wait()
        return 1

    def _WaitForSingleObject(self, process: int, milliseconds: int) -> int:
        try:
            self._children[process].wait(milliseconds / 1000)
        except subprocess.TimeoutExpired:
            return 0x102
        return 0

    def _GetExitCodeProcess(self, _process: int, code: Any) -> int:
        code._obj.value = 7
        return 1

    def _DuplicateHandle(self, *told: Any) -> int:
        self.made["duplicated"] = told[:3] + told[4:]
        told[3]._obj.value = 0x77
        return 1

    def _CloseHandle(self, handle: int) -> int:
        what = self.open.pop(handle)  # KeyError: closed twice, or none
        if what == "process":
            assert self._children[handle].poll() is not None or "job" in self.open.values(), "still running"
        return 1

    def _IsProcessInJob(self, _process: int, _job: None, found: Any) -> int:
        found._obj.value = 1
        return 1

    def _SetProcessMitigationPolicy(self, policy: int, bits: Any, size: int) -> int:
        assert size == 4
        self.policies.append((policy, bits._obj.value))
        return 1

    def _GetTokenInformation(self, _token: int, what: int, room: Any, length: int, size: Any) -> int:
        told = self.token.get(what, bytes(4))
        size._obj.value = len(told)
        if room is None or length < len(told):
            return 0
        ctypes.memmove(room, told, len(told))
        return 1

    def _GetSidSubAuthorityCount(self, sid: int) -> int:
        return sid + 1

    def _GetSidSubAuthority(self, sid: int, number: int) -> int:
        return sid + 8 + 4 * number

    def labelled(self, level: int) -> None:
        """Our token is of this integrity."""
        self._kept.append(sid := ctypes.create_string_buffer(b"\1\1" + bytes(6) + level.to_bytes(4, "little")))
        self.token[25] = bytes(win32.SidAndAttributes(ctypes.addressof(sid), 0x60)) + bytes(12)


def descriptors() -> int:
    """How many this process has open."""
    return len(os.listdir("/dev/fd"))
