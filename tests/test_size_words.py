"""Bytes as people say them."""

import pytest

from photospool.config.kinds import A_YEAR_BYTES
from photospool.size_words import about_words, size_words


@pytest.mark.parametrize(
    ("number", "words"),
    [(A_YEAR_BYTES, "64 GB"), (155_692_564_480, "160 GB"), (1_249_000_000, "1.2 GB"), (999_999, "1 MB"), (7, "7 B")],
)
def test_an_estimate_says_two_digits(number, words):
    assert about_words(number) == words


def test_in_another_language():
    assert (about_words(1_249_000_000, ","), about_words(A_YEAR_BYTES, ",")) == ("1,2 GB", "64 GB")
    assert size_words(A_YEAR_BYTES) == "64.4 GB", "what is known is said as exactly"
