"""Sentences for people as data: an English template with named places, and the values that stand there.

The core speaks English: a message *is* its finished English text, so the log, the command line and a JSON answer take
it like any other. The windows translate the template and fill the values in, so nobody reads a sentence backwards.
A sentence without places needs no message: the constant itself is its own template.

It knows no Qt and no language but English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeGuard

PLACE: Final = re.compile(r"\{(\w+)\}")
"""A named place of a template. No other form is read, so that a template from elsewhere can ask for nothing."""
_DEPTH: Final = 6
"""Messages within messages that are read from a record; what lies deeper is plain text."""
_MOST_VALUES: Final = 20


class Message(str):
    """Finished English, which knows what it was made of."""

    __slots__ = ("template", "values")
    template: str
    """English, with places such as ``{folder}``; the key of the translation."""
    values: Mapping[str, str | int]
    """What stands in each place: a ``Message`` is translated in its turn, a number chooses the plural."""

    def __new__(cls, text: str, template: str, values: Mapping[str, str | int]) -> Message:
        """Made by ``message``, ``plural``, ``joined`` and ``recorded``."""
        made = super().__new__(cls, text)
        made.template = template
        made.values = values
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, str, Mapping[str, str | int]]]:
        """For copies of records that hold it."""
        return Message, (str(self), self.template, self.values)


def message(template: str, /, **values: object) -> Message:
    """A sentence such as ``message("{path} is not there.", path=path)``; whatever is no number becomes text."""
    kept = {name: _value(value) for name, value in values.items()}
    return Message(filled(template, kept), template, kept)


def plural(one: str, many: str, /, n: int, **values: object) -> Message:
    """A sentence about ``n`` things: ``plural("{n} photo", "{n} photos", n=3)``.

    ``many`` is the key of the translation, which has as many forms as its language.
    """
    kept = {"n": n, **{name: _value(value) for name, value in values.items()}}
    return Message(filled(one if n == 1 else many, kept), many, kept)


def joined(*sentences: str, by: str = " ") -> str:
    """Sentences in a row, those that are empty left out."""
    found = [sentence for sentence in sentences if sentence]
    if len(found) < 2:
        return found[0] if found else ""
    parts = {f"part{number}": sentence for number, sentence in enumerate(found)}
    return Message(by.join(found), by.join(f"{{{part}}}" for part in parts), parts)


def filled(template: str, values: Mapping[str, str | int]) -> str:
    """The template with its values; a place without one stays as it is."""
    return PLACE.sub(lambda place: str(values.get(place[1], place[0])), template)


def record(text: str) -> object:
    """The text for a JSON file: a message as an object, any other text as it is."""
    if not isinstance(text, Message):
        return str(text)
    values = {name: record(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return {"text": str(text), "template": text.template, "values": values}


def recorded(found: object, clean: Callable[[str], str], depth: int = 0) -> str:
    """The text of a JSON value, whoever wrote it; empty where it is none. ``clean`` is done to every text in it.

    Templates of other versions stay readable: their finished English lies beside them.
    """
    if not isinstance(found, dict):
        return clean(found) if isinstance(found, str) else ""
    text, template, values = (found.get(name) for name in ("text", "template", "values"))
    english = clean(text) if isinstance(text, str) else ""
    if not isinstance(template, str) or not isinstance(values, dict):
        return english
    if depth >= _DEPTH or len(values) > _MOST_VALUES:
        return english
    kept = {
        clean(str(name)): value if _is_number(value) else recorded(value, clean, depth + 1)
        for name, value in values.items()
    }
    return Message(english, clean(template), kept)


def _value(value: object) -> str | int:
    return value if isinstance(value, Message) or _is_number(value) else str(value)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
