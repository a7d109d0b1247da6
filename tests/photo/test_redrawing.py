"""Pictures out of an album are a stranger's, too: a worker draws them anew before the window's toolkit reads them."""

import pytest
from tests.photo import made

from photospool.errors import PhotospoolError
from photospool.photo.redrawing import redrawing


def test_a_picture_is_drawn_anew_without_what_hung_on_it():
    with redrawing() as redrawn:
        first = redrawn(made.encoded(made.corners(300, 200), comment=b"<html>") + b"<html>")
        assert first.startswith(b"\xff\xd8\xff") and first.endswith(b"\xff\xd9")
        assert b"<html>" not in first
        with pytest.raises(PhotospoolError):
            redrawn(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
        assert redrawn(made.encoded(made.corners(), "PNG")).startswith(b"\xff\xd8\xff"), "the next one is drawn"
