"""That threads share a heap: in a process of its own, for it can't be taken back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

THREADS = 8
RESERVED_KB = 64 * 1024
"""What glibc reserves of the address space for each further heap (HEAP_MAX_SIZE on 64 bits)."""

CODE = """
import sys, threading
from photospool.system.heap import share_one_heap
if sys.argv[1] == "shared":
    share_one_heap()
together = threading.Barrier({threads} + 1)
def work():
    kept = [bytes(2000) for _ in range(100)]
    together.wait()
    together.wait()
threads = [threading.Thread(target=work) for _ in range({threads})]
for thread in threads:
    thread.start()
together.wait()
print(next(line for line in open("/proc/self/status") if line.startswith("VmSize")).split()[1])
together.wait()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives each thread a heap")
def test_threads_share_one_heap() -> None:
    size = {
        how: int(
            subprocess.run(
                [sys.executable, "-c", CODE.format(threads=THREADS), how], check=True, capture_output=True, text=True
            ).stdout
        )
        for how in ("own", "shared")
    }
    assert size["own"] - size["shared"] > RESERVED_KB
