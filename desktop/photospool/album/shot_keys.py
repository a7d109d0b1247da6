"""The keys by which the files of one shot find each other, as the original's document has them. Pure.

They stand with the original, for an identifier tells more than strangers should know. What a shared key means is
decided in ``stacks``; whoever has none is asked nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from photospool.album.shot_names import shot_name
from photospool.photo.metadata.text import texts
from photospool.photo.photo import Reading

PAIR_KEYS: Final = "pair_keys"
"""The field: a list of texts."""
CONTENT: Final = "content:"
"""Before what Apple calls the content identifier: one shot, for sure."""
BURST: Final = "burst:"
"""Before what the camera calls the burst."""
NAME: Final = "name:"
"""Before a name and the second on the camera's clock."""
BURST_NAME: Final = "burst-name:"
"""Before what the frames' names have in common."""
_SECOND: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_GUESSED: Final = ("file name", "folder", "file time", "arrival", "user")
"""Sources of a date that tell no second on a camera's clock, or tell the name once more."""


def keys_in(original: Mapping[str, object] | None) -> list[str]:
    """The keys that an original's document has; whatever else stands there is none."""
    return [key for key in texts((original or {}).get(PAIR_KEYS)) if key]


def keys_of(filename: str, reading: Reading) -> list[str]:
    """In their order; empty for a file that says nothing that another one could say too."""
    named, taken = shot_name(filename), reading.taken
    found = []
    if reading.content_id:
        found.append(CONTENT + reading.content_id)
    if reading.burst_id:
        found.append(BURST + reading.burst_id)
    elif named.burst:
        found.append(BURST_NAME + named.burst)
    second = _SECOND.match(taken.at)
    if second and not taken.source.startswith(_GUESSED):
        found.append(f"{NAME}{named.stem}|{second[0]}")
    return found
