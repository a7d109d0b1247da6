"""What version 0.1.0 made of a photo's words: so that mending an album knows that program's writing from a person's.

Frozen: nothing in here is to become better. What it found in IPTC and XMP, both of which it took, former_reading.py
reads; the EXIF that it printed is stored with the original.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from photospool.photo.metadata.text import paragraphs

LONGEST_DESCRIPTION: Final = 4000
_DEFAULTS: Final = re.compile(
    r"([\w .]*digital (still )?camera|sony dsc|dcim\\.*|default|samsung|exif_?jpeg_?(t?\d+|picture)?|<?digimax.*|"
    r"jpeg|screenshot|ascii|unicode|(dsc|dscn|img|p|pict)?[_-]?\d+|\W*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FormerWords:
    """What it found beside EXIF."""

    texts: tuple[str, ...] = ("", "", "", "")
    """IPTC's caption, XMP's, IPTC's title, XMP's."""
    keywords: tuple[str, ...] = ()

    def description(self, exif: Mapping[str, Any]) -> str:
        """As it was chosen, with the EXIF that it printed; empty for none."""
        printed = [value if isinstance(value, str) else "" for value in map(exif.get, _IN_EXIF)]
        captions, titles = self.texts[:2], self.texts[2:]
        for text in (*captions, printed[0], *titles, printed[1]):
            clean = paragraphs(text, LONGEST_DESCRIPTION)
            if not _DEFAULTS.fullmatch(clean):
                return clean
        return ""


_IN_EXIF: Final = ("Image ImageDescription", "Image XPTitle")
