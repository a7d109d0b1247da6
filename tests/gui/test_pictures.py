"""Pictures of strangers' photos in the window: made in a closed process, and taken as JPEG only."""

from PIL import Image
from tests.photo import made

from photospool.gui.widgets.previews import Pictures, jpeg


def test_a_photos_picture_is_read_in_a_process_of_its_own(qtbot, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(made.encoded(made.corners(300, 200), "PNG"))
    image = Pictures().read(path)
    assert (image.width(), image.height()) == (219, 146)


def test_what_is_no_jpeg_is_no_picture(qtbot):
    """Qt would look at the bytes and choose a reader by itself, of drawings too."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert not jpeg(made.encoded(made.corners())).isNull()
    for data in (drawing, made.encoded(made.corners(), "PNG"), made.encoded(Image.new("P", (9, 9)), "GIF"), b""):
        assert jpeg(data).isNull()
