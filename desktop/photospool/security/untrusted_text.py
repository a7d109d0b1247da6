"""A stranger's text made safe to show: names of files and paths, a document's words, what a server says.

What is taken out: control characters (escape codes of terminals), bidirectional controls (a name that reads
backwards), lone surrogates and non-characters (no JSON or server takes them). Escaping markup is the front ends' work.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSAFE: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1, but tab and line feed
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"  # bidirectional and line controls
    # Non-characters, marks, lone surrogates; but U+FFFD, which is seen and says that a sign is lost.
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"  # invisible tags
)
UNSAFE: Final = re.compile(f"[{_UNSAFE}]")
UNSAFE_IN_LINE: Final = re.compile(f"[\t\n{_UNSAFE}]")
LONGEST: Final = 300
"""Letters of a name or path that are shown; none is longer on most disks."""


def folded(name: str) -> str:
    """Equal for names that some disk or program takes for the same: without case, and an umlaut is one, whether it is
    stored as one character or two.
    """
    return unicodedata.normalize("NFC", name).casefold()


def safe(text: str) -> str:
    """The text without what acts instead of being seen; line feeds and tabs stay."""
    return text if text.isascii() and text.isprintable() else UNSAFE.sub("", text)


def said(text: object, longest: int = LONGEST) -> str:
    """Anything as one line that is safe to show; what is too long is cut in its middle, for ends tell files apart."""
    line = UNSAFE_IN_LINE.sub("\N{REPLACEMENT CHARACTER}", str(text))
    if len(line) <= longest:
        return line
    half = (longest - 1) // 2
    return f"{line[: longest - 1 - half]}…{line[len(line) - half :]}"


def escaped(json_text: str) -> str:
    """JSON text with what is unsafe written as JSON's own escapes: nothing is lost, and nothing acts on a screen."""
    return UNSAFE.sub(_escape, json_text)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
