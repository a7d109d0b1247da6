"""``photospool add`` of a Takeout: the sidecars reach their photos, and what has no other half is named."""

import json

from tests.cli.commands import chosen, photo, photospool
from tests.photo.made_sidecars import album_notes, takeout

from photospool.album.embedded.album import LocalAlbum


def a_takeout(home):
    folder = home / "mine/Takeout/Google Photos/Lake"
    photo(folder / "a.jpg", "orange")
    photo(folder / "b.jpg", "blue")
    (folder / "a.jpg.supplemental-metadata.json").write_bytes(takeout("a.jpg", 500_000_000, description="By the lake"))
    (folder / "gone.jpg.json").write_bytes(takeout("gone.jpg"))
    (folder / "metadata.json").write_bytes(album_notes("At the Lake"))
    return folder


def documents(home):
    album = LocalAlbum(home / "home/album")
    try:
        return [row["doc"] for row in album.all_docs(include_docs=True)]
    finally:
        album.close()


def test_without_a_yes_they_are_left_out_and_it_says_how_to_say_it(home):
    chosen(home)
    a_takeout(home)
    result = photospool(home, "add", home / "mine")
    assert result.code == 0, result.err
    assert "Sidecars left out: 3. “photospool settings kinds --take-sidecars” takes them." in result.err
    assert "Sidecars go with" not in result.out
    assert not any("sidecars" in document for document in documents(home))


def test_a_takeout_is_told_in_a_report_and_stays(home):
    chosen(home)
    folder = a_takeout(home)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert photospool(home, "settings", "confirm", "--yes", "--all").code == 0
    assert photospool(home, "settings", "kinds", "--take-sidecars", "--yes").code == 0
    result = photospool(home, "add", home / "mine")
    assert result.code == 0, result.err
    assert "Sidecars go with 1 of 2 photos." in result.out
    assert "1 photo without a sidecar: b.jpg." in result.out
    assert "1 sidecar without a photo: gone.jpg.json." in result.out
    assert "1 note of whole albums: their titles become tags (At the Lake)." in result.out
    assert "1 sidecar attached" in result.out
    (told,) = [document for document in documents(home) if document.get("descr") == "By the lake"]
    assert told["keywords"] == ["At-the-Lake", "unprocessed"]
    assert told["taken"] == "1985-11-05"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    again = photospool(home, "add", home / "mine", "--json")
    assert again.code == 0, again.err
    found = again.json
    assert (found["copied"], found["matched"], found["sidecars_copied"], found["sidecars"]) == (2, 1, 1, 1)
    assert found["without_sidecar"] == [str(folder / "b.jpg")]
    assert found["sidecars_without_photo"] == [str(folder / "gone.jpg.json")]
    assert found["album_notes"] == [str(folder / "metadata.json")]
    assert (found["already_there"], found["added"], found["not_added"]) == (2, 0, 0)
    assert json.loads(again.out) == found
