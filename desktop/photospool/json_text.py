"""JSON that came from outside, read so that nothing in it ends more than itself.

Python's own reader takes ``NaN``, which is no JSON, and raises what is no ValueError where brackets nest too deep.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

DEEPEST: Final = 100
"""Brackets within brackets that anything of ours can have; far less than any reader of JSON bears."""


class Unreadable(ValueError):
    """It may be JSON, but none that can be taken: nested too deep, a number of thousands of digits, ``NaN``."""


def loads(text: str | bytes | bytearray | memoryview) -> Any:
    """The value of a JSON text, UTF-8 where it is bytes. Raises ValueError; Unreadable where the text may be whole."""
    if not isinstance(text, str):
        text = bytes(text).decode("utf-8")
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as exc:  # the latter: Python reads no number of more than 4300 digits
        raise Unreadable(str(exc)) from exc


def is_deep(value: Any, deepest: int = DEEPEST) -> bool:
    """Whether a value has more brackets within brackets than ``deepest``; looked at without going as deep."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(deepest):
        inner = (item for one in level for item in (one.values() if isinstance(one, dict) else one))
        level = [item for item in inner if isinstance(item, (dict, list))]
        if not level:
            return False
    return True


def _refuse(constant: str) -> NoReturn:
    raise Unreadable(f"{constant} is no number of JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse)
