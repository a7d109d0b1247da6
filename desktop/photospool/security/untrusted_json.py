"""JSON that came from outside, read so that nothing in it ends more than itself.

Python's own reader takes ``NaN``, which is no JSON, and raises what is no ValueError where brackets nest too deep:
some 900 levels in Python 3.11, 10,000 in 3.13, as many as the thread's stack bears in 3.14. What reads a value goes
as deep, and bears less: so the limit here is our own, and the same everywhere.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

DEEPEST: Final = 100
"""Brackets within brackets that anything of ours can have; far less than any reader of JSON bears."""
BEARABLE: Final = 500
"""Brackets within brackets that are read at all. Between this and ``DEEPEST`` only what lies deep is left out."""


class Unreadable(ValueError):
    """It may be JSON, but none that can be taken: nested too deep, a number of thousands of digits, ``NaN``."""


def loads(text: str | bytes | bytearray | memoryview) -> Any:
    """The value of a JSON text, UTF-8 where it is bytes. Raises ValueError; Unreadable where the text may be whole."""
    if not isinstance(text, str):
        text = bytes(text).decode("utf-8")
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as exc:  # the latter: Python reads no number of more than 4300 digits
        raise Unreadable(str(exc)) from exc
    if _is_unbearable(text):
        raise Unreadable(f"more than {BEARABLE} brackets within brackets")
    return value


def is_deep(value: Any, deepest: int = DEEPEST) -> bool:
    """Whether a value has more brackets within brackets than ``deepest``; looked at without going as deep."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(deepest):
        inner = (item for one in level for item in (one.values() if isinstance(one, dict) else one))
        level = [item for item in inner if isinstance(item, (dict, list))]
        if not level:
            return False
    return True


def _is_unbearable(text: str) -> bool:
    """Whether a text that is JSON has more brackets within brackets than ``BEARABLE``.

    Of the text, not of the value: a seventh of the time of reading it; a walk through the value takes more than half.
    """
    if text.count("[") + text.count("{") <= BEARABLE:
        return False
    raw = text.encode("utf-8", "surrogatepass")
    if b"\\" in raw:
        raw = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Now each quotation mark begins or ends a string: every other part between them is one.
    brackets = b"".join(raw.translate(_ALIKE, _NEITHER).replace(b'""', b"").split(b'"')[::2])
    for _ in range(BEARABLE):
        brackets = brackets.replace(b"[]", b"")  # the innermost
        if not brackets:
            return False
    return True


def _refuse(constant: str) -> NoReturn:
    raise Unreadable(f"{constant} is no number of JSON")


_ALIKE: Final = bytes.maketrans(b"{}", b"[]")
_NEITHER: Final = bytes(set(range(256)) - set(b'[]{}"'))
_DECODER: Final = json.JSONDecoder(parse_constant=_refuse)
