"""How a tag is written, so that the old album takes it too. Nothing else: this is imported by everything."""

from __future__ import annotations


def as_keyword(word: str) -> str:
    """A keyword as the old album understands it: it splits at blanks."""
    return "-".join(word.split())
