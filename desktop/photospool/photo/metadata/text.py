"""Words that came with a picture, made safe to show and to store. They are a stranger's text.

What is taken out: control characters (escape codes of terminals), bidirectional controls (a name that reads
backwards), lone surrogates and non-characters (no JSON or server takes them). Escaping is the front ends' work.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping

from photospool.security.untrusted_text import UNSAFE

_BLANKS = re.compile(r"\s+")


def printable(text: str, longest: int) -> str:
    """The text without what can't or mustn't be shown, on one line, cut to so many characters.

    Blanks at the ends stay: values of the old album have them too, and equal cameras must stay equal.
    """
    text = UNSAFE.sub("", text.replace("\r", " ").replace("\n", " ").replace("\t", " "))
    text = text.replace("\N{REPLACEMENT CHARACTER}", "")  # what nobody could read is no part of a caption
    text = "".join(char for char in text if not _is_noncharacter(char)) if not text.isascii() else text
    return text if len(text) <= longest else text[: longest - 1] + "…"


def is_safe(text: str) -> bool:
    """Whether nothing of what must not be shown is in it; line breaks may be."""
    return not UNSAFE.search(text)


def as_text(value: object) -> str:
    """The value if it is a text, else an empty one: a document's field may hold anything."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """The texts of a list; what else a stranger's document or note holds there is left out."""
    return [text for text in value if isinstance(text, str)] if isinstance(value, list | tuple) else []


def line(text: str, longest: int) -> str:
    """As ``printable``, without blanks at the ends or doubled, in composed form."""
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", printable(text, 4 * longest)).strip())[:longest].rstrip()


def paragraphs(text: str, longest: int) -> str:
    """A caption: as ``line``, but its line breaks stay."""
    lines = (line(part, longest) for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:200])
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()[:longest].rstrip()


def decoded(raw: bytes) -> str:
    """Bytes of unknown encoding as text: UTF-8 if they are, else Windows Latin."""
    raw = raw.split(b"\0", 1)[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def within(values: Mapping[str, str], budget_bytes: int) -> dict[str, str]:
    """As many of the values, in their order, as fit into so many bytes of JSON at its most wordy."""
    if sum(6 * (len(name) + len(value)) + 8 for name, value in values.items()) <= budget_bytes:
        return dict(values)  # no character takes more than that, but those of two, which few are
    kept: dict[str, str] = {}
    for name, value in values.items():
        budget_bytes -= len(json.dumps(name)) + len(json.dumps(value)) + 4
        if budget_bytes < 0:
            break
        kept[name] = value
    return kept


def _is_noncharacter(char: str) -> bool:
    return ord(char) & 0xFFFE == 0xFFFE
