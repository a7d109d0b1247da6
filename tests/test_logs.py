"""The log never holds a password, however it got into a line."""

import pytest

from photospool.logs import masked


@pytest.mark.parametrize("password", ["s3cret", "p@ss", "p@s@s", "p:ss"])
def test_a_password_in_an_address_is_masked_whole(password):
    text = masked(f"could not open http://anna:{password}@example.org:5984/photo now", home="/home/anna")
    assert text == "could not open http://***@example.org:5984/photo now"
