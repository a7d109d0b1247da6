"""What is taken back while it lies in the trash is not public again when it comes out of there."""

from photospool.album.documents import TRASH, restored, trashed
from photospool.album.replication.sharing import take_back

from .conftest import seen


def test_out_of_the_trash_it_is_private(album, public_copy, add_photo):
    photo = add_photo(b"shown", category="Public")
    copy = public_copy()
    album.put_document(trashed(album.get(photo)))
    assert take_back(album, [photo]).is_clean
    assert photo not in seen(copy)
    assert album.get(photo)["cat"] == TRASH
    assert restored(album.get(photo))["cat"] == "Private"
