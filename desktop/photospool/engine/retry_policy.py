"""What becomes of one photo that could not be stored this time: wait how long, or set it aside. Pure decisions."""

from __future__ import annotations

import random
from dataclasses import dataclass

from photospool.errors import (
    DecoderDied,
    FilmLooksIncomplete,
    LooksIncomplete,
    NotMoved,
    PhotoError,
    PhotoNotReady,
    PhotospoolError,
)

FIRST_WAIT_S = 5.0
LAST_WAIT_S = 15 * 60.0
SHORTEST_PART = 0.5
"""Chance makes a wait this much shorter at the most."""
INCOMPLETE_TRIES = 3
INCOMPLETE_AGE_S = 10 * 60.0
"""A file that looks cut off may still be written to; untouched for this long, it is believed."""
GIVE_UP_TRIES = 8
GIVE_UP_AGE_S = 60 * 60.0
DECODER_DEATHS = 3
CRASHES = 8
"""Attempts in a row that ended with the whole program."""
MOVE_TRIES = 2
"""How often a disk is asked to move a photo that is what it was: a try may copy all of it; then its owner must ask."""
INCOMPLETE = PhotoError(
    "This file looks incomplete: its end is missing.",
    "Please copy it once more from where it came. What there is of it is kept here unchanged.",
)
INCOMPLETE_FILM = PhotoError(
    "This video looks incomplete: its end is missing.",
    "Please copy it once more from where it came. If its recording broke off, and it can be played, this writes it "
    "once more: ffmpeg -i OLD.mp4 -c copy -map 0 NEW.mp4. It is kept here unchanged.",
)

REFUSED_ALONE = "The album's server refuses this file, and takes others."
GIVEN_UP = (
    "It was tried again and again while others went through, and is not tried again by itself. It is kept here "
    "unchanged: press “Retry” when the reason is gone, or copy the file once more from where it came."
)
"""What an error advises says that the photo waits or is tried again; of one that was set aside that is not true."""


REFUSED_WAIT_S = 300.0
"""An album that refused may be mended on its side: it is tried again after so long, and what it refused alone after
twice that, and so on. A wrong password is never tried again by itself.
"""
REFUSED_LONGEST_S = 3600.0
REFUSED_LARGE_LONGEST_S = 86400.0
"""And no later than that: whoever has the rule, or gives the right, may let it through unasked. A large file may be
gigabytes, all of which cross the line each time.
"""


DISK_S = 60.0
"""What is said of the wait for a disk; it is looked at more often."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of the photo when its attempt failed."""

    attempts: int
    """Counted ones, this one included."""
    age_s: float
    """Since it was claimed."""
    untouched_s: float
    """Since we first saw the file's bytes as they are, by our own clock."""
    others_succeed: bool
    """Whether another photo was stored since this one was claimed."""


def wait_s(attempts: int, rng: random.Random) -> float:
    """Exponential backoff with full jitter, in seconds.

    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """
    return rng.uniform(SHORTEST_PART, 1.0) * _longest_wait_s(attempts)


def refused_wait_s(refusals: int, *, is_large: bool) -> float:
    """Until what the album refused so many times, and nothing else went through, is sent to it once more."""
    longest = REFUSED_LARGE_LONGEST_S if is_large else REFUSED_LONGEST_S
    return min(longest, REFUSED_WAIT_S * 2.0 ** min(max(0, refusals - 1), 20))


def _longest_wait_s(attempts: int) -> float:
    return min(LAST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(attempts, 20))


def patience(error: PhotospoolError, case: Case, wait_s: float, now: float) -> tuple[float, float]:
    """Since when a file that looks cut off is here, and when it is looked at for the last time, at the latest.

    In seconds since 1970, as ``now``; zeros for any other. ``wait_s``: until it is looked at again. How long it waits
    then is left to chance: short waits lead to one more, and that is the longest.
    """
    if not isinstance(error, LooksIncomplete):
        return 0.0, 0.0
    left_s, attempts, soonest_s, latest_s = INCOMPLETE_AGE_S - case.untouched_s, case.attempts, wait_s, wait_s
    while soonest_s < left_s:
        attempts += 1
        longest_s = _longest_wait_s(attempts)
        latest_s = min(left_s, latest_s) + longest_s
        soonest_s += SHORTEST_PART * longest_s
    return now - case.age_s, now + latest_s


def verdict(error: PhotospoolError, case: Case) -> PhotoError | None:
    """The reason to set the photo aside now, or None: it waits."""
    if isinstance(error, DecoderDied):
        return error if case.attempts >= DECODER_DEATHS else None
    if isinstance(error, PhotoError):
        return error
    if isinstance(error, LooksIncomplete):
        is_still = case.untouched_s >= INCOMPLETE_AGE_S
        is_old = case.attempts >= INCOMPLETE_TRIES and case.age_s >= INCOMPLETE_AGE_S
        said = INCOMPLETE_FILM if isinstance(error, FilmLooksIncomplete) else INCOMPLETE
        return said if is_still or is_old else None
    if isinstance(error, NotMoved):
        return PhotoError(error.title, error.advice) if case.attempts >= MOVE_TRIES else None
    if isinstance(error, PhotoNotReady):
        has_tried = case.attempts >= GIVE_UP_TRIES and case.age_s >= GIVE_UP_AGE_S
        return PhotoError(error.title, GIVEN_UP) if has_tried and case.others_succeed else None
    return None


def of_one_refused(error: PhotospoolError) -> PhotoError:
    """What it means that the album refuses a photo again, having taken others meanwhile: its owner has a rule."""
    return PhotoError(REFUSED_ALONE, error.todo, waits="It is kept here unchanged.")


def verdict_after_crashes(attempts: int) -> PhotoError | None:
    """The reason to set a photo aside that was under way each time the program ended, or None."""
    if attempts < CRASHES:
        return None
    return PhotoError(
        "Photospool ended every time it worked on this file.",
        "It is kept here unchanged and the others go on. Try it again, or report it if that happens once more.",
    )
