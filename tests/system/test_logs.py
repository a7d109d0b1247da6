"""The log never holds a password, however it got into a line."""

import pytest

from photospool.system.logs import masked


@pytest.mark.parametrize("password", ["s3cret", "p@ss", "p@s@s", "p:ss"])
def test_a_password_in_an_address_is_masked_whole(password):
    text = masked(f"could not open http://anna:{password}@example.org:5984/photo now", home="/home/anna")
    assert text == "could not open http://***@example.org:5984/photo now"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["a", "a:", "://", "x://", "x://:", "password", "cookie ", "token: '"])
def test_no_strangers_word_makes_masking_take_long(piece):
    """What is logged may hold what a server or a document said: no search may begin again at each letter."""
    masked(piece * 200_000)


def test_a_scheme_may_be_long_and_have_signs_in_it():
    assert masked(f"{'x' * 50}+https://anna:s3cret@example.org") == f"{'x' * 50}+https://***@example.org"
