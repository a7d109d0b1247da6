"""What somebody typed as an address, and what is meant by it."""

import pytest

from photospool.album.couchdb.transport import as_typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("127.0.0.1:5984", "http://127.0.0.1:5984"),
        (" localhost:15984/ ", "http://localhost:15984"),
        ("[::1]:5984/couch", "http://[::1]:5984/couch"),
        ("http://127.0.0.1:5984", "http://127.0.0.1:5984"),
        ("couch.example.org", "couch.example.org"),  # http or https is for whoever owns it to say
        ("localhost.example.org:5984", "localhost.example.org:5984"),
        ("ftp://127.0.0.1", "ftp://127.0.0.1"),
        ("[::1", "[::1"),
        ("", ""),
    ],
)
def test_only_this_computers_own_address_needs_no_scheme(typed, meant):
    assert as_typed(typed) == meant
