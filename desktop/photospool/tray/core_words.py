"""What the core says (titles and advice of errors), in the user's language: found again by its pattern.

The core speaks English, for the log and the command line. A name or number that it filled in is put into the
translation; a sentence that is not known is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from photospool.tray.core_texts import TEXTS

_TEXTS = tuple(str(text) for text in TEXTS)
_HOLE = re.compile(r"\{(\w+)\}")
_DEPTH = 3


def core(text: str, depth: int = 0) -> str:
    """A sentence of the core, or several in a row, in the user's language."""
    if not text or depth > _DEPTH:
        return text
    if text in _plain():
        return QCoreApplication.translate("Core", text)
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            filled = {name: _folder(value) or core(value, depth + 1) for name, value in found.groupdict().items()}
            return _filled(QCoreApplication.translate("Core", template), filled)
    return _in_parts(text, depth)


def _folder(name: str) -> str:
    """One of the three, as people call it; empty for anything else."""
    return {
        "incoming": QCoreApplication.translate("Words", "incoming"),
        "work": QCoreApplication.translate("Words", "work"),
        "done": QCoreApplication.translate("Words", "done"),
    }.get(name, "")


def _in_parts(text: str, depth: int) -> str:
    """Title and advice come joined by a blank."""
    for end in re.finditer(r"[.!?] ", text):
        first, rest = text[: end.end() - 1], text[end.end() :]
        told = core(first, depth + 1)
        if told != first:
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
