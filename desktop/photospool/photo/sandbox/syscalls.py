"""Numbers of Linux's system calls on the two processors that Photospool is built for.

From the kernel's own tables (``arch/x86/entry/syscalls/syscall_64.tbl``, ``include/uapi/asm-generic/unistd.h``); a test
compares them with those of another project.
"""

from __future__ import annotations

from dataclasses import dataclass

_X86_64 = """
read 0 write 1 close 3 fstat 5 poll 7 lseek 8 mmap 9 mprotect 10 munmap 11 brk 12 rt_sigaction 13 rt_sigprocmask 14
rt_sigreturn 15 pread64 17 readv 19 writev 20 sched_yield 24 mremap 25 madvise 28 nanosleep 35 getpid 39 sendto 44
recvfrom 45 recvmsg 47 clone 56 exit 60 gettimeofday 96 sigaltstack 131 prctl 157 gettid 186 futex 202
sched_getaffinity 204 restart_syscall 219 clock_gettime 228 clock_getres 229 clock_nanosleep 230 exit_group 231
tgkill 234 ppoll 271 set_robust_list 273 preadv 295 prlimit64 302 seccomp 317 getrandom 318 preadv2 327 rseq 334
clone3 435
open 2 stat 4 lstat 6 access 21 dup 32 getppid 110 execve 59 uname 63 fcntl 72 getcwd 79 readlink 89 getrusage 98
sysinfo 99
times 100 getuid 102 getgid 104 geteuid 107 getegid 108 sched_getparam 143 sched_getscheduler 145 arch_prctl 158
set_tid_address 218 openat 257 newfstatat 262 readlinkat 267 faccessat 269 statx 332 faccessat2 439
"""
_AARCH64 = """
read 63 write 64 close 57 fstat 80 lseek 62 mmap 222 mprotect 226 munmap 215 brk 214 rt_sigaction 134
rt_sigprocmask 135 rt_sigreturn 139 pread64 67 readv 65 writev 66 sched_yield 124 mremap 216 madvise 233
nanosleep 101 getpid 172 sendto 206 recvfrom 207 recvmsg 212 clone 220 exit 93 gettimeofday 169 sigaltstack 132
prctl 167 gettid 178 futex 98 sched_getaffinity 123 restart_syscall 128 clock_gettime 113 clock_getres 114
clock_nanosleep 115 exit_group 94 tgkill 131 ppoll 73 set_robust_list 99 preadv 69 prlimit64 261
seccomp 277 getrandom 278 preadv2 286 rseq 293 clone3 435
getcwd 17 dup 23 fcntl 25 faccessat 48 openat 56 readlinkat 78 newfstatat 79 set_tid_address 96 sched_getscheduler 120
sched_getparam 121 times 153 uname 160 getrusage 165 getppid 173 getuid 174 geteuid 175 getgid 176 getegid 177
sysinfo 179 execve 221 statx 291 faccessat2 439
"""


def _table(text: str) -> dict[str, int]:
    words = text.split()
    return {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}


@dataclass(frozen=True, slots=True)
class Architecture:
    """How one processor's kernel names itself to a filter, and its calls."""

    name: str
    """``platform.machine()``'s."""
    audit: int
    """``AUDIT_ARCH_…`` of linux/audit.h."""
    numbers: dict[str, int]


PROCESSORS = {
    processor.name: processor
    for processor in (
        Architecture("x86_64", 0xC000003E, _table(_X86_64)),
        Architecture("aarch64", 0xC00000B7, _table(_AARCH64)),
    )
}
