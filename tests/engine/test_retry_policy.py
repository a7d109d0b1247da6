"""What becomes of a photo that could not be stored this time."""

import random

import pytest

from photospool import errors
from photospool.engine import retry_policy


def case(attempts=1, age_s=0.0, untouched_s=0.0, others_succeed=True):
    return retry_policy.Case(attempts=attempts, age_s=age_s, untouched_s=untouched_s, others_succeed=others_succeed)


CUT = errors.LooksIncomplete("The end is missing.", "Send it again.")
CUT_FILM = errors.FilmLooksIncomplete("The end is missing.", "Send it again.")
UNCLEAR = errors.StoreInterrupted("The connection broke.", "It stays in work and is tried again.")
DIED = errors.DecoderDied("It could not be read.")
NO_PHOTO = errors.NotAPhoto("No photo.")


@pytest.mark.parametrize(
    ("error", "known", "is_set_aside"),
    [
        (NO_PHOTO, case(), True),
        (DIED, case(attempts=2), False),
        (DIED, case(attempts=3), True),
        (CUT, case(attempts=9, age_s=60, untouched_s=60), False),
        (CUT, case(attempts=1, age_s=0, untouched_s=601), True),
        (CUT, case(attempts=2, age_s=700, untouched_s=5), False),
        (CUT, case(attempts=3, age_s=700, untouched_s=5), True),
        (CUT_FILM, case(attempts=2, age_s=700, untouched_s=5), False),
        (CUT_FILM, case(attempts=3, age_s=700, untouched_s=5), True),
        (UNCLEAR, case(attempts=8, age_s=3601), True),
        (UNCLEAR, case(attempts=7, age_s=9999), False),
        (UNCLEAR, case(attempts=99, age_s=3599), False),
        (UNCLEAR, case(attempts=99, age_s=99999, others_succeed=False), False),
        (errors.AlbumUnavailable("Away."), case(attempts=99, age_s=99999), False),
        (errors.DiskFull("Full."), case(attempts=99, age_s=99999), False),
    ],
)
def test_when_a_photo_is_set_aside(error, known, is_set_aside):
    found = retry_policy.verdict(error, known)
    assert (found is not None) is is_set_aside
    if found is not None:
        said = {CUT: retry_policy.INCOMPLETE, CUT_FILM: retry_policy.INCOMPLETE_FILM}.get(error, error)
        assert found.title == said.title
        assert found.advice == (retry_policy.GIVEN_UP if error is UNCLEAR else said.advice)
        assert "stays in work" not in found.advice


def test_of_a_file_that_looks_cut_off_it_is_known_when_it_is_looked_at_for_the_last_time():
    """At the latest, whatever chance makes of each wait; of all others nobody knows."""
    assert retry_policy.patience(UNCLEAR, case(), 5.0, 1e9) == (0.0, 0.0)
    for seed in range(50):
        rng, at, attempts, said = random.Random(seed), 0.0, 1, []
        while retry_policy.verdict(CUT, case(attempts, at, at)) is None:
            wait_s = retry_policy.wait_s(attempts, rng)
            since, until = retry_policy.patience(CUT, case(attempts, at, at), wait_s, 1e9 + at)
            assert since == pytest.approx(1e9)
            said.append(until)
            at, attempts = at + wait_s, attempts + 1
        assert all(1e9 + at <= until + 0.01 and until <= 1e9 + 1500 for until in said)
        assert said[-1] == pytest.approx(1e9 + at)


def test_waits_double_and_are_capped():
    rng = random.Random(3)
    assert all(5 <= retry_policy.wait_s(1, rng) <= 10 for _ in range(100))
    assert all(450 <= retry_policy.wait_s(9, rng) <= 900 for _ in range(100))
    assert retry_policy.wait_s(10_000, rng) <= 900


def test_a_photo_that_was_there_at_every_crash():
    assert retry_policy.verdict_after_crashes(7) is None
    assert "every time" in retry_policy.verdict_after_crashes(8).title
