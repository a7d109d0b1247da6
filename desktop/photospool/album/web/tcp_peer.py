"""Whose the other end of a connection on this computer is, as the system's own tables tell it.

Every user of a computer reaches every port of 127.0.0.1. A token or a cookie may be seen or stolen; whose a process is
can't be. Asked once for each connection, when it is taken up; http_server.py decides what follows.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import socket
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

Address = tuple[str, int]
"""A dotted IPv4 address and a port."""
_TRIES: Final = 3
"""A table that changes while it is read may lack a line that is in it all the time."""


class Whose(Enum):
    """What the system said."""

    OURS = "ours"
    ANOTHERS = "another's"
    """Or nobody's any more: who has hung up needs no answer."""
    UNKNOWN = "unknown"
    """This system does not tell; the token and the cookie have to do."""


@dataclass(frozen=True, slots=True)
class Peer:
    """The user at the other end."""

    whose: Whose
    name: str = ""
    """The account's name or number, where the system told it."""


UNKNOWN: Final = Peer(Whose.UNKNOWN)
_NOBODY: Final = Peer(Whose.ANOTHERS)


def peer_of(there: Address, here: Address) -> Peer:
    """Whose the end ``there`` of a connection to ``here`` is; both on this computer."""
    ask = {"linux": _on_linux, "darwin": _on_macos, "win32": _on_windows}.get(sys.platform)
    return ask(there, here) if ask is not None else UNKNOWN


def whose_uid(uid: int) -> Peer:
    """A user by the number; POSIX only."""
    if uid == os.geteuid():
        return Peer(Whose.OURS, str(uid))
    import pwd

    try:
        return Peer(Whose.ANOTHERS, pwd.getpwuid(uid).pw_name)
    except KeyError:
        return Peer(Whose.ANOTHERS, str(uid))


# Linux ----------------------------------------------------------------------------------------------------------------


def _on_linux(there: Address, here: Address) -> Peer:
    try:
        uid = _asked_of_kernel(there, here)
    except OSError:  # a kernel without these questions, or a cage that does not let us ask them
        return _looked_up(there, here)
    return _NOBODY if uid is None else whose_uid(uid)


def _asked_of_kernel(there: Address, here: Address) -> int | None:
    """The owner of exactly this socket, in a twentieth of a millisecond (sock_diag(7)). Raises OSError."""
    ends = struct.pack("!HH4s12x4s12x", there[1], here[1], socket.inet_aton(there[0]), socket.inet_aton(here[0]))
    any_cookie = struct.pack("=III", 0, 0xFFFF_FFFF, 0xFFFF_FFFF)
    body = struct.pack("=BBxxI", socket.AF_INET, socket.IPPROTO_TCP, 0xFFFF_FFFF) + ends + any_cookie
    # socket.NETLINK_SOCK_DIAG is 4, SOCK_DIAG_BY_FAMILY 20, NLM_F_REQUEST 1; Python has no names for them.
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4) as kernel:
        kernel.settimeout(1)
        kernel.send(struct.pack("=IHHII", 16 + len(body), 20, 1, 1, 0) + body)
        answer = kernel.recv(8192)
    if struct.unpack_from("=H", answer, 4)[0] == 2:  # NLMSG_ERROR
        code = -struct.unpack_from("=i", answer, 16)[0]
        if code == errno.ENOENT:
            return None
        raise OSError(code, os.strerror(code))
    uid, inode = struct.unpack_from("=II", answer, 80)
    # No inode: its process has let go of it. Other ports: a socket that listens there.
    return int(uid) if inode and answer[20:24] == ends[:4] else None


def _looked_up(there: Address, here: Address) -> Peer:
    for _ in range(_TRIES):
        tables = list(_tables())
        if not tables:
            return UNKNOWN  # hidden from us
        uid = uid_in_proc(tables, there, here)
        if uid is not None:
            return whose_uid(uid)
    return _NOBODY


def _tables() -> Iterable[bytes]:
    for name in ("tcp", "tcp6"):
        try:
            yield Path("/proc/net", name).read_bytes()
        except OSError:
            continue


def uid_in_proc(tables: Iterable[bytes], there: Address, here: Address) -> int | None:
    """The owner of a socket in ``/proc/net/tcp`` or ``tcp6`` (proc_net_tcp in the kernel's documentation)."""
    for table in tables:
        for needle in (_line(there, here, as_v6=False), _line(there, here, as_v6=True)):
            at = table.find(needle)
            if at < 0:
                continue
            # After the addresses: state, queues, timer, retransmits, uid, timeouts, inode. An inode of 0 is a socket
            # that its process has let go of; the uid beside it is no one's.
            fields = table[at + len(needle) :].split(b"\n", 1)[0].split()
            if len(fields) >= 7 and fields[6] != b"0":
                return int(fields[4])
    return None


def _line(there: Address, here: Address, *, as_v6: bool) -> bytes:
    return f" {_in_proc(there, as_v6=as_v6)} {_in_proc(here, as_v6=as_v6)} ".encode()


def _in_proc(address: Address, *, as_v6: bool) -> str:
    # Each 32 bits stand as this machine holds them in memory.
    packed = socket.inet_aton(address[0])
    words = [b"\0" * 4, b"\0" * 4, b"\0\0\xff\xff", packed] if as_v6 else [packed]
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words) + f":{address[1]:04X}"


# macOS ----------------------------------------------------------------------------------------------------------------

_OF_SOCKET: Final = 0x01
_OF_ADDRESSES: Final = 0x10


def _on_macos(there: Address, here: Address) -> Peer:
    for _ in range(_TRIES):
        table = _sysctl(b"net.inet.tcp.pcblist_n")
        if table is None:
            return UNKNOWN
        uid = uid_in_pcblist(table, there, here)
        if uid is not None:
            return whose_uid(uid)
    # Not as sure as Linux's answer: a browser's connections may be made outside of this table one day.
    return UNKNOWN


def uid_in_pcblist(table: bytes, there: Address, here: Address) -> int | None:
    """The owner of a socket in macOS's list of connections.

    Each connection is a row of parts, every one with its length and kind in front and filled up to eight bytes: the
    addresses (xinpcb_n in xnu's in_pcb.h), then the socket (xsocket_n in socketvar.h), then more.
    """
    if len(table) < 24:
        return None
    at, is_it = struct.unpack_from("=I", table)[0], False
    while at + 8 <= len(table):
        length, kind = struct.unpack_from("=II", table, at)
        part = table[at : at + length]
        if length < 8:
            return None
        if kind == _OF_ADDRESSES and len(part) >= 80:
            is_it = _pair_of(part) == (there, here)
        elif kind == _OF_SOCKET and is_it and len(part) >= 68:
            return int(struct.unpack_from("=I", part, 64)[0])
        at += (length + 7) // 8 * 8
    return None


def _pair_of(part: bytes) -> tuple[Address, Address]:
    """Local and foreign address; an IPv4 address stands in the last four of sixteen bytes, whatever the socket is."""
    foreign_port, local_port = struct.unpack_from("!HH", part, 16)
    return (socket.inet_ntoa(part[76:80]), local_port), (socket.inet_ntoa(part[60:64]), foreign_port)


def _sysctl(name: bytes) -> bytes | None:
    library = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    size = ctypes.c_size_t()
    if library.sysctlbyname(name, None, ctypes.byref(size), None, ctypes.c_size_t(0)):
        return None
    size.value += size.value // 4  # it may grow between the two questions
    buffer = ctypes.create_string_buffer(size.value)
    if library.sysctlbyname(name, buffer, ctypes.byref(size), None, ctypes.c_size_t(0)):
        return None
    return buffer.raw[: size.value]


# Windows --------------------------------------------------------------------------------------------------------------


def _on_windows(there: Address, here: Address) -> Peer:
    import psutil

    try:
        rows = psutil.net_connections("tcp4")
        found = next((row.pid for row in rows if row.laddr == there and row.raddr == here), None)
        if not found:
            return UNKNOWN
        name = psutil.Process(found).username()
        return Peer(Whose.OURS if name == psutil.Process().username() else Whose.ANOTHERS, name)
    except psutil.AccessDenied:
        return _NOBODY  # the processes of others are what Windows does not let us look at
    except (psutil.Error, OSError):
        return UNKNOWN
