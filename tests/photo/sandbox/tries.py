"""What a decoder that somebody has taken over would try, asked politely: one call each, harmless where it is allowed.

``TRIES`` is what the table of docs/safety.md lists; ``REMAINING`` is what a caged worker can still do, and why that
harms nobody. A try returns what it got, or raises OSError.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import resource
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from seccompy import syscall_nr

HOME_FILE = "/etc/passwd"
"""A file that everybody may read."""
NOBODY = "/photospool-is-not-there"
_KEY = 0x50686F74
_ERRORS_OF_QUEUE = 0x2000  # MSG_ERRQUEUE
_GROWS = 0x100  # MAP_GROWSDOWN
REFUSED = {errno.EPERM, errno.EACCES, errno.ENOSYS}

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
with tempfile.NamedTemporaryFile() as _file:
    _here = os.open(_file.name, os.O_RDONLY)  # stands for a photo that was handed over
_mode = os.fstat(_here).st_mode & 0o777
_uid = os.getuid()
_machine = os.uname().machine
_OWN = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if sys.platform == "linux" else {}
_memory = mmap.mmap(-1, mmap.PAGESIZE, **_OWN)


def call(name: str, *arguments: object) -> int:
    """A system call by its name, without the C library's manners."""
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    result = int(_libc.syscall(ctypes.c_long(syscall_nr(name)), *words))
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result


def _connected(family: int, kind: int, address: object) -> None:
    with socket.socket(family, kind) as end:
        end.settimeout(1)
        end.connect(address)  # type: ignore[arg-type]


def _ended_child(pid: int) -> None:
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _other_abi() -> None:
    """The same getpid in the x32 numbers, which every 64-bit kernel may know."""
    if _machine != "x86_64":
        raise PermissionError(errno.ENOSYS, "only x86-64 has it")
    result = _libc.syscall(ctypes.c_long(0x40000000 | syscall_nr("getpid")))
    if result == -1:
        raise OSError(ctypes.get_errno(), "x32")


def _executable() -> None:
    mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_EXEC, **_OWN).close()


def _page() -> int:
    """The address of a page of its own."""
    return ctypes.addressof(ctypes.c_char.from_buffer(_memory))


def _made_executable() -> None:
    address = _page()
    if _libc.mprotect(ctypes.c_void_p(address), mmap.PAGESIZE, mmap.PROT_READ | mmap.PROT_EXEC):
        raise OSError(ctypes.get_errno(), "mprotect")


def _memory_of(kind: int) -> None:
    mmap.mmap(-1, mmap.PAGESIZE, flags=kind | mmap.MAP_ANONYMOUS).close()


def _clock_of(pid: int) -> int:
    """The clock of another process's computing, as clock_getcpuclockid(3) numbers it."""
    return (~pid << 3) | 2


class _Limits(ctypes.Structure):
    """struct rlimit64."""

    _fields_ = (("soft", ctypes.c_uint64), ("hard", ctypes.c_uint64))


_limits = {
    which: _Limits(*(word & 0xFFFFFFFFFFFFFFFF for word in resource.getrlimit(which)))
    for which in (resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_AS)
}


def _more(which: int) -> None:
    """As high as it is already: allowed, it changes nothing."""
    call("prlimit64", 0, which, ctypes.byref(_limits[which]), 0)


def _times(target: str | int) -> None:
    os.utime(target, ns=(0, 0))


def _thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


Step = Callable[[], object]

_PARENT = os.getppid()
_BUFFER = ctypes.create_string_buffer(4096)
_NO_TIME = bytes(16)


class _Vector(ctypes.Structure):
    """struct iovec."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


_vector = _Vector(ctypes.addressof(_BUFFER), 8)

TRIES: dict[str, Step] = {
    # Files by name
    "open a file": lambda: os.close(os.open(HOME_FILE, os.O_RDONLY)),
    "open it by openat2": lambda: call("openat2", -100, HOME_FILE.encode(), _BUFFER, 24),
    "open a folder and list it": lambda: os.listdir("/"),
    "list a folder that is open": lambda: call("getdents64", _here, _BUFFER, 256),
    "look at a file (stat)": lambda: os.stat(HOME_FILE),
    "look at a file (statx)": lambda: call("statx", -100, HOME_FILE.encode(), 0, 0x7FF, _BUFFER),
    "look at a file by its empty name": lambda: call("newfstatat", _here, b"", _BUFFER, 0x1000),
    "ask whether it may be read": lambda: call("faccessat", -100, HOME_FILE.encode(), 4),
    "read a link": lambda: os.readlink("/proc/self/exe"),
    "read an attribute": lambda: os.getxattr(HOME_FILE, "user.none"),
    "make a file": lambda: os.open(NOBODY + "/new", os.O_WRONLY | os.O_CREAT),
    "make a folder": lambda: os.mkdir(NOBODY + "/new"),
    "remove a file": lambda: os.unlink(NOBODY),
    "rename a file": lambda: os.rename(NOBODY, NOBODY + "2"),
    "link a file": lambda: os.link(NOBODY, NOBODY + "2"),
    "make a symbolic link": lambda: os.symlink(NOBODY, NOBODY + "/2"),
    "make a FIFO": lambda: os.mkfifo(NOBODY + "/new"),
    "truncate a file": lambda: os.truncate(NOBODY, 0),
    "change rights by name": lambda: os.chmod(NOBODY, 0o600),
    "change the owner by name": lambda: os.chown(NOBODY, -1, -1),
    "change times by name": lambda: _times(NOBODY),
    "set an attribute by name": lambda: os.setxattr(NOBODY, "user.none", b""),
    "go to another folder": lambda: os.chdir("/"),
    "ask for the current folder": os.getcwd,
    "watch a folder": lambda: call("inotify_init1", 0),
    "open by a handle": lambda: call("open_by_handle_at", -100, _BUFFER, 0),
    # What was handed over, and what was inherited
    "change rights of what was handed over": lambda: os.fchmod(_here, _mode),
    "change its owner": lambda: os.fchown(_here, -1, -1),
    "change its times": lambda: call("utimensat", _here, 0, 0, 0),
    "set an attribute of it": lambda: os.setxattr(_here, "user.none", b""),
    "remove an attribute of it": lambda: os.removexattr(_here, "user.none"),
    "open it again for writing": lambda: os.close(os.open(f"/proc/self/fd/{_here}", os.O_WRONLY)),
    "write to it": lambda: os.write(_here, b""),
    "write to it at a place": lambda: os.pwrite(_here, b"", 0),
    "lock it": lambda: call("flock", _here, 8),
    "control it (ioctl)": lambda: call("ioctl", _here, 0x5401, _BUFFER),
    "control it (fcntl)": lambda: call("fcntl", _here, 4, 0),
    "write to the channel as to a file": lambda: os.write(_channel(), b""),
    "hand a descriptor to the program": lambda: socket.send_fds(_end(), [b""], [_here]),
    "write to standard input": lambda: os.write(0, b""),
    "map it to write into it": lambda: call("mmap", 0, mmap.PAGESIZE, 3, mmap.MAP_SHARED, _here, 0),
    "send urgent words on the channel": lambda: _end().send(b"", socket.MSG_OOB),
    "send to somebody else by the channel": lambda: call("sendto", _channel(), b"", 0, 0, _BUFFER, 16),
    "read the channel's faults": lambda: _end().recv(1, _ERRORS_OF_QUEUE | socket.MSG_DONTWAIT),
    "copy between descriptors": lambda: os.sendfile(1, _here, 0, 1),
    "splice": lambda: call("splice", _here, 0, 1, 0, 1, 0),
    # The network and other programs' doors
    "connect to the internet (IPv4)": lambda: _connected(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
    "connect to the internet (IPv6)": lambda: _connected(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 9)),
    "send a datagram": lambda: _connected(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 9)),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)).close(),
    "make a raw socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close(),
    "make a packet socket": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close(),
    "make a netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close(),
    "make a virtual machine's socket": lambda: socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).close(),
    "make a cipher's socket": lambda: socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET).close(),
    "make a socket pair": lambda: [end.close() for end in socket.socketpair()],
    "make a pipe": lambda: [os.close(end) for end in os.pipe()],
    "the D-Bus socket": lambda: _connected(socket.AF_UNIX, socket.SOCK_STREAM, _user_door("bus")),
    "the X socket": lambda: _connected(socket.AF_UNIX, socket.SOCK_STREAM, "/tmp/.X11-unix/X0"),
    "the X socket without a file": lambda: _connected(socket.AF_UNIX, socket.SOCK_STREAM, "\0/tmp/.X11-unix/X0"),
    "the Wayland socket": lambda: _connected(socket.AF_UNIX, socket.SOCK_STREAM, _user_door("wayland-0")),
    "the keyring's socket": lambda: _connected(socket.AF_UNIX, socket.SOCK_STREAM, _user_door("keyring/control")),
    # Programs and processes
    "start a program": lambda: os.execv(NOBODY, ["x"]),
    "start a program by its descriptor": lambda: call("execveat", _here, b"", 0, 0, 0x1000),
    "make a process (fork)": lambda: _ended_child(os.fork()),
    "make a process (clone)": lambda: _ended_child(call("clone", 17, 0, 0, 0, 0)),
    "make a process (clone3)": lambda: call("clone3", _BUFFER, 0),
    "a new name space": lambda: call("unshare", 0x10000000),
    "join a name space": lambda: call("setns", _here, 0),
    "signal the program": lambda: os.kill(_PARENT, 0),
    "signal a thread of the program": lambda: call("tgkill", _PARENT, _PARENT, 0),
    "signal everybody": lambda: call("kill", -1 << 31, 0),
    "send a signal with words": lambda: call("rt_sigqueueinfo", _PARENT, 0, _BUFFER),
    "trace the program (ptrace)": lambda: call("ptrace", 1, _PARENT, 0, _BUFFER),
    "read the program's memory": lambda: call(
        "process_vm_readv", _PARENT, ctypes.byref(_vector), 1, ctypes.byref(_vector), 1, 0
    ),
    "read its memory as a file": lambda: os.close(os.open(f"/proc/{_PARENT}/mem", os.O_RDONLY)),
    "read its variables": lambda: os.close(os.open(f"/proc/{_PARENT}/environ", os.O_RDONLY)),
    "a handle of the program": lambda: call("pidfd_open", _PARENT, 0),
    "take a descriptor of the program": lambda: call("pidfd_getfd", _here, 0, 0),
    "ask for the program's limits": lambda: call("prlimit64", _PARENT, 7, 0, _BUFFER),
    "ask where the program may run": lambda: call("sched_getaffinity", _PARENT, 128, _BUFFER),
    "ask how long the program has computed": lambda: call("clock_gettime", _clock_of(_PARENT), _BUFFER),
    "wait until the program has computed": lambda: call("clock_nanosleep", _clock_of(_PARENT), 0, _NO_TIME, 0),
    "advise on the program's memory": lambda: call("process_madvise", _here, ctypes.byref(_vector), 1, 20, 0),
    "move the program's memory": lambda: call("move_pages", _PARENT, 0, 0, 0, 0, 0),
    "how the program is scheduled": lambda: call("sched_setscheduler", _PARENT, 0, _BUFFER),
    "how the program reads and writes": lambda: call("ioprio_set", 1, _PARENT, 0),
    "compare itself with the program": lambda: call("kcmp", _PARENT, os.getpid(), 0, 0, 0),
    # The kernel's other rooms
    "the kernel's keys": lambda: call("keyctl", 0, -3, 0),
    "shared memory (System V)": lambda: call("shmget", _KEY, 4096, 0),
    "messages (System V)": lambda: call("msgget", _KEY, 0),
    "semaphores (System V)": lambda: call("semget", _KEY, 1, 0),
    "a message queue (POSIX)": lambda: call("mq_open", b"photospool-none", 0, 0, 0),
    "a file in memory": lambda: os.close(os.memfd_create("x")),
    "io_uring": lambda: call("io_uring_setup", 1, _BUFFER),
    "BPF": lambda: call("bpf", 0, _BUFFER, 0),
    "performance counters": lambda: call("perf_event_open", _BUFFER, 0, -1, -1, 0),
    "catch page faults": lambda: call("userfaultfd", 1),
    "an event's descriptor": lambda: call("eventfd2", 0, 0),
    "a timer's descriptor": lambda: call("timerfd_create", 1, 0),
    "mount": lambda: call("mount", 0, NOBODY.encode(), 0, 0, 0),
    "another root": lambda: call("chroot", NOBODY.encode()),
    "another user": lambda: call("setuid", _uid),
    "other capabilities": lambda: call("capset", _BUFFER, _BUFFER),
    "a personality": lambda: call("personality", 0xFFFFFFFF),
    "load into the kernel": lambda: call("init_module", _BUFFER, 0, b""),
    "the computer's name": lambda: call("uname", _BUFFER),
    "the log of the kernel": lambda: call("syslog", 10, 0, 0),
    "watch all files": lambda: call("fanotify_init", 0, 0),
    "a handle of a file": lambda: call("name_to_handle_at", -100, HOME_FILE.encode(), _BUFFER, _BUFFER, 0),
    "memory that is kept from the kernel": lambda: os.close(call("memfd_secret", 0)),
    "a timer that signals": lambda: call("timer_create", 1, 0, _BUFFER),
    "lend its priority (futex)": lambda: call("futex", ctypes.create_string_buffer(4), 8 | 128, 0, 0, 0, 0),
    "a barrier in all processes": lambda: call("membarrier", 0, 0, 0),
    "merge its memory with other programs'": lambda: call("madvise", _page(), mmap.PAGESIZE, 12),
    # Out of the cage itself
    "memory that its limit does not count": lambda: _memory_of(mmap.MAP_SHARED),
    "memory that grows uncounted": lambda: _memory_of(mmap.MAP_PRIVATE | _GROWS),
    "more address space": lambda: _more(resource.RLIMIT_AS),
    "another ruleset of files": lambda: call("landlock_create_ruleset", 0, 0, 1),
    "raise its own memory limit": lambda: _more(resource.RLIMIT_DATA),
    "raise its own time limit": lambda: _more(resource.RLIMIT_CPU),
    "a higher priority": lambda: os.nice(0),
    "another filter": lambda: call("seccomp", 2, 0, _BUFFER),
    "be traced, or not (prctl)": lambda: call("prctl", 4, 1, 0, 0, 0),
    "the x32 ABI": _other_abi,
    "memory that can be executed": _executable,
    "memory made executable": _made_executable,
    "memory made executable by its key": lambda: call("pkey_mprotect", _page(), mmap.PAGESIZE, 5, -1),
    "shuffle pages of a file": lambda: call("remap_file_pages", _page(), mmap.PAGESIZE, 0, 0, 0),
}

REMAINING: dict[str, Step] = {
    "compute, and take memory up to its limit": lambda: mmap.mmap(-1, mmap.PAGESIZE, **_OWN).close(),
    "start a thread of its own": _thread,
    "read what was handed over": lambda: os.pread(_here, 1, 0),
    "read what is handed to the same worker later": lambda: os.pread(_here, 1, 0),
    "look at a descriptor (fstat)": lambda: call("fstat", _here, _BUFFER),
    "answer on the channel": lambda: _end().send(b""),
    "write to standard output, which is nothing": lambda: os.write(1, b"x"),
    "ask for the time and for chance": lambda: (os.urandom(1), call("clock_gettime", 0, _BUFFER)),
    "ask for its own limits": lambda: call("prlimit64", 0, 7, 0, _BUFFER),
    "signal its own threads": lambda: call("tgkill", os.getpid(), threading.get_native_id(), 0),
    "name its own thread": lambda: call("prctl", 15, b"photospool", 0, 0, 0),
}


def _user_door(name: str) -> str:
    return f"/run/user/{_uid}/{name}"


@dataclass
class _Known:
    """What the task finds out before the cage closes."""

    channel: int = -1
    end: socket.socket | None = None
    threads: list[str] = field(default_factory=list)


known = _Known()


def _channel() -> int:
    return known.channel


def _end() -> socket.socket:
    assert known.end is not None
    return known.end


def told(steps: dict[str, Step]) -> dict[str, str]:
    """How each try ended, from the calling thread: ``refused``, ``done``, or another error's name."""
    return {name: _ended(step) for name, step in steps.items()}


def _ended(step: Step) -> str:
    try:
        step()
    except OSError as exc:
        return "refused" if exc.errno in REFUSED else errno.errorcode.get(exc.errno or 0, str(exc))
    return "done"
