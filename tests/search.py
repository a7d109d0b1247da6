"""How far Hypothesis looks: everywhere at the same examples, or far and wide where a random search is wanted.

A test that draws other examples each time is green by chance. So newcomers and every change get the same ones;
PHOTOSPOOL_SEARCH=20 (``dev.py test --search``) looks at twenty times as many, drawn anew each time. What it finds
becomes an ``@example`` of its test, and is then tried everywhere.
"""

from __future__ import annotations

import os

import hypothesis

FACTOR = int(os.environ.get("PHOTOSPOOL_SEARCH", "0"))
USUAL = 100


def examples(usual: int) -> int:
    """How many to try where usually so many are."""
    return usual * max(FACTOR, 1)


def settle() -> None:
    """Choose for the whole run; before any test's own settings are made."""
    is_random = FACTOR > 0
    hypothesis.settings.register_profile(
        "photospool",
        deadline=None,  # no test depends on how fast a machine is
        derandomize=not is_random,
        database=None,  # what was found stands in the tests, not in a folder that only one machine has
        max_examples=examples(USUAL),
        print_blob=is_random,
    )
    hypothesis.settings.load_profile("photospool")
