"""What a caged worker does with a video for strangers: plan its copy, or judge one. Nothing is written here.

What a worker answers was made of a stranger's file: ``planned`` and ``judged`` look at each part of it.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from photospool.photo.digests import unreadable
from photospool.photo.options import Options
from photospool.photo.public_film import rewriting
from photospool.photo.public_film.film_privacy import hidden_in_film
from photospool.photo.public_film.reasons import CannotShow, Reason
from photospool.photo.public_film.rewriting import MOST_PIECES, Plan
from photospool.photo.source import Source

_HERE: Final = "photospool.photo.public_film.tasks"
PICTURE: Final = f"{_HERE}:picture_only"
SOUND: Final = f"{_HERE}:with_sound"
JUDGE_PICTURE: Final = f"{_HERE}:judge_picture"
JUDGE_SOUND: Final = f"{_HERE}:judge_sound"
_MOST_HEAD: Final = 200 << 20


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """A worker's: message and bytes."""

    message: dict[str, Any]
    data: bytes = b""

    def packed(self) -> tuple[dict[str, Any], bytes]:
        """As the worker sends it."""
        return self.message, self.data


_Ask = Callable[[int], None]


def picture_only(source: Source, _name: str, _options: Options, _ask: _Ask) -> WorkerAnswer:
    """How a film of the picture alone is made. Raises PhotoNotReady where the file can't be read."""
    return _plan(source, has_sound=False)


def with_sound(source: Source, _name: str, _options: Options, _ask: _Ask) -> WorkerAnswer:
    """How a film of picture and sound is made. Raises PhotoNotReady where the file can't be read."""
    return _plan(source, has_sound=True)


def judge_picture(source: Source, _name: str, _options: Options, _ask: _Ask) -> WorkerAnswer:
    """What a film of the picture alone holds besides."""
    return _judge(source, has_sound=False)


def judge_sound(source: Source, _name: str, _options: Options, _ask: _Ask) -> WorkerAnswer:
    """What a film of picture and sound holds besides."""
    return _judge(source, has_sound=True)


def _plan(source: Source, *, has_sound: bool) -> WorkerAnswer:
    try:
        with source.open("rb") as file:
            made = rewriting.plan(file, source.stat().st_size, has_sound=has_sound)
    except CannotShow as exc:
        return WorkerAnswer({"refused": exc.reason.name})
    except (IndexError, ValueError, OverflowError):
        return WorkerAnswer({"refused": Reason.MALFORMED.name})
    except OSError as exc:
        raise unreadable(exc) from exc
    if sys.byteorder == "little":
        made.offsets.byteswap()
        made.lengths.byteswap()
    data = made.head + made.offsets.tobytes() + made.lengths.tobytes()
    return WorkerAnswer({"head": len(made.head), "pieces": len(made.offsets)}, data)


def _judge(source: Source, *, has_sound: bool) -> WorkerAnswer:
    try:
        with source.open("rb") as file:
            return WorkerAnswer({"hidden": hidden_in_film(file, source.stat().st_size, has_sound=has_sound)})
    except OSError as exc:
        raise unreadable(exc) from exc


def planned(message: dict[str, Any], data: bytes) -> Plan | Reason:
    """A worker's answer to the first two. Raises KeyError, TypeError, ValueError for what none of ours makes."""
    if "refused" in message:
        return Reason[message["refused"]]
    head, count = message["head"], message["pieces"]
    if type(head) is not int or type(count) is not int or not 0 < head <= _MOST_HEAD or not 0 < count <= MOST_PIECES:
        raise ValueError(head)
    if len(data) != head + 12 * count:
        raise ValueError(len(data))
    offsets, lengths = array("Q"), array("I")
    offsets.frombytes(data[head : head + 8 * count])
    lengths.frombytes(data[head + 8 * count :])
    if sys.byteorder == "little":
        offsets.byteswap()
        lengths.byteswap()
    return Plan(data[:head], offsets, lengths)


def judged(message: dict[str, Any], _data: bytes) -> str:
    """A worker's answer to the last two: what is hidden, in a phrase of ours.

    Raises KeyError, TypeError, ValueError for what none of ours makes.
    """
    found = message["hidden"]
    if not isinstance(found, str) or len(found) > 200 or not found.isprintable():
        raise ValueError(found)
    return found
