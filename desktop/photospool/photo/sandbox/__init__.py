"""The cage: a process that decodes strangers' photos keeps the right to compute and to answer, and nothing else.

``close`` is called once in the worker, when all that decoding needs is loaded and before there is a second thread.
Each system has a room of its own: ``linux`` (Landlock and seccomp), ``macos`` (Seatbelt), ``windows`` (AppContainer and
job object, which close as the process is made). What holds is found by trying, never taken for granted: ``proof``.
"""

from __future__ import annotations

import sys

from photospool.photo.sandbox.parts import OPEN, SandboxParts

__all__ = ["OPEN", "SandboxParts", "close"]


def close(channel: int) -> SandboxParts:
    """Give up everything but computing and talking on this descriptor; what really is closed now.

    Never raises: what can't be closed stays open and is told.
    """
    from photospool.photo.sandbox import self_test  # before it closes

    if sys.platform == "linux":
        from photospool.photo.sandbox import linux

        how = linux.close(channel)
    elif sys.platform == "darwin":
        from photospool.photo.sandbox import macos

        how = macos.close()
    elif sys.platform == "win32":
        from photospool.photo.sandbox import windows

        how = windows.closed()
    else:
        how = ""
    return self_test.found(how)
