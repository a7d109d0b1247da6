"""Which of the camera's notes are nobody else's business: place, serials, people, comments, packets of all.

Names only, as ExifRead writes them; imports nothing heavy, so that whoever guards an album may ask.
"""

from __future__ import annotations

import re
from typing import Final

PRIVATE: Final = (
    "serial|owner|artist|author|copyright|hostcomputer|uniqueid|makernote|applicationnotes|imageresources|iptc|printim|"
    "gps|comment|tag 0x|private|rawdata|originalrawfile|xml|interoperability tag"
)
"""A regular expression for a part of a private note's name, in any case of letters; CouchDB reads it too."""
_PRIVATE: Final = re.compile(PRIVATE, re.IGNORECASE)


def is_private(name: str) -> bool:
    """Whether the note of this name stays with the original."""
    return _PRIVATE.search(name) is not None
