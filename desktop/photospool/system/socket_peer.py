"""Who is at the other end of a local socket, as the system itself knows it."""

from __future__ import annotations

import os
import socket
import struct
import sys

_SOL_LOCAL, _LOCAL_PEERCRED = 0, 1
"""macOS and the BSDs: ``sys/un.h``; the answer is a ``struct xucred``, its version and then the user's number."""


def user_of(descriptor: int, *, platform: str = sys.platform) -> int | None:
    """The user's number at the other end of a connected local socket; None where the system does not say."""
    if platform == "win32":
        return None  # a named pipe's access list lets nobody else in
    with socket.socket(fileno=os.dup(descriptor)) as peer:
        try:
            if platform == "linux":
                said = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
                return int(struct.unpack("3i", said)[1])
            said = peer.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, 76)
            return int(struct.unpack("=2I", said[:8])[1])
        except (OSError, struct.error):
            return None


def is_ours(descriptor: int) -> bool:
    """Whether the other end is a program of this user; where the system does not say, the folder has to do."""
    user = user_of(descriptor)
    return user is None or user == os.geteuid()
