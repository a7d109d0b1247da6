"""What the core says (titles and advice of errors), in the user's language: found again by its pattern.

The core speaks English, for the log and the command line. A name or number that it filled in is put into the
translation; a sentence that is not known is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from PySide6.QtCore import QCoreApplication

from photospool.gui.i18n.core_texts import TEXTS
from photospool.photo.metadata import public_fields

_TEXTS = tuple(str(text) for text in TEXTS)
_HOLE = re.compile(r"\{(\w+)\}")
_DEPTH = 3
_LONGEST = 2000
"""Letters of a text that is looked up: a server's words may be in it, and looking takes longer than they are long."""
_ENDS = 12
"""Ends of sentences at which it is tried to be divided."""


def core(text: str, depth: int = 0) -> str:
    """A sentence of the core, or several in a row, in the user's language."""
    if not text or depth > _DEPTH or len(text) > _LONGEST:
        return text
    told = _sentence(text, depth)
    return _in_parts(text, depth) if told is None else told


def strangers_see() -> str:
    """What strangers will see of a public photo, and what never: the one sentence of window, page and command line."""
    return f"{core(public_fields.SEEN)} {core(public_fields.NEVER_SEEN)}"


def kind_of(text: str) -> str:
    """The sentence without what was filled in: the same of two that differ in nothing else. Takes no Qt."""
    if text in _plain() or len(text) > _LONGEST:
        return text
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(text)), text)


def of_kind(texts: Sequence[str]) -> str:
    """One sentence for several of one kind, in the user's language; an ellipsis stands where they differ."""
    first = texts[0]
    if all(text == first for text in texts):
        return core(first)
    pattern = next((pattern for kind, pattern in _patterns() if kind == kind_of(first)), None)
    found = [match.groupdict() for text in texts if pattern is not None and (match := pattern.fullmatch(text))]
    if len(found) < len(texts):
        return core(first)
    shared = {name: value if all(one[name] == value for one in found) else "…" for name, value in found[0].items()}
    told = {name: _folder(value) or core(value, 1) for name, value in shared.items()}
    return _filled(QCoreApplication.translate("Core", kind_of(first)), told)


def _sentence(text: str, depth: int) -> str | None:
    """One that we know, in the user's language."""
    if text in _plain():
        return QCoreApplication.translate("Core", text)
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            filled = {name: _folder(value) or core(value, depth + 1) for name, value in found.groupdict().items()}
            return _filled(QCoreApplication.translate("Core", template), filled)
    return None


def _folder(name: str) -> str:
    """One of the three, as people call it; empty for anything else."""
    return {
        "incoming": QCoreApplication.translate("Words", "incoming"),
        "work": QCoreApplication.translate("Words", "work"),
        "done": QCoreApplication.translate("Words", "done"),
    }.get(name, "")


def _in_parts(text: str, depth: int) -> str:
    """Title and advice come joined by a blank."""
    for end in islice(re.finditer(r"[.!?] ", text), _ENDS):
        first, rest = text[: end.end() - 1], text[end.end() :]
        told = _sentence(first, depth + 1)
        if told is not None:
            return f"{told} {core(rest, depth + 1)}"
    return text


def _filled(template: str, values: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), template)


@cache
def _plain() -> frozenset[str]:
    return frozenset(text for text in _TEXTS if not _HOLE.search(text))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Those with holes, the most telling first: a hole takes anything."""
    found: list[tuple[str, re.Pattern[str]]] = []
    for text in _TEXTS:
        parts = [str(part) for part in _HOLE.split(text)]
        if len(parts) > 1:
            places = (f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
            found.append((text, re.compile("".join(places), re.DOTALL)))
    return sorted(found, key=lambda pair: -len(_HOLE.sub("", pair[0])))
