"""What the program wants to know before it reads any photo: what opens HEIC here, what closes it in, may it be used.

HEIC's decoder has had more holes than all others together, so it opens photos only where files and network are closed
to it, or where the user said yes. The image library's own decoders go on anywhere.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable

from photospool.photo import heif
from photospool.photo.heif import HeicSupport
from photospool.photo.sandbox import SandboxParts
from photospool.photo.workers.pool import ask_parts


def ask(
    *,
    is_allowed: bool,
    is_answered: bool = False,
    ask_decoder: Callable[[], HeicSupport] = heif.ask,
    ask_worker: Callable[[], SandboxParts] | None = ask_parts if sys.platform == "win32" else None,
) -> HeicSupport:
    """Asked in a process of its own, which closes itself in as a worker does and says what it found.

    ``is_allowed``: whether HEIC may be opened also where files or network stay open; ``is_answered``: whether the user
    said so, or said no. On Windows the program makes the cage, so a worker is asked there.
    """
    found = ask_decoder()
    if ask_worker:
        found = dataclasses.replace(found, cage=ask_worker().message())
    if not found.is_fit or is_allowed or found.parts.keeps_secrets:
        return found
    problem = heif.open_to_harm(is_answered=is_answered)
    return dataclasses.replace(found, is_fit=False, title=problem.title, advice=problem.advice, asks=not is_answered)
