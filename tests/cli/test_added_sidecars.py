"""``photospool add`` of a Takeout: the sidecars reach their photos, and what has no other half is named."""

import json
from pathlib import Path

from tests.cli.commands import chosen, photo, photospool
from tests.photo import made
from tests.photo.made_sidecars import TAKEN_S, album_notes, day_here, takeout

from photospool.album.embedded.album import LocalAlbum


def a_takeout(home):
    folder = home / "mine/Takeout/Google Photos/Lake"
    photo(folder / "a.jpg", "orange")
    photo(folder / "b.jpg", "blue")
    (folder / "a.jpg.supplemental-metadata.json").write_bytes(takeout("a.jpg", description="By the lake"))
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
    assert told["taken"] == day_here(TAKEN_S)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    again = photospool(home, "add", home / "mine", "--json")
    assert again.code == 0, again.err
    found = again.json
    assert (found["copied"], found["matched"], found["sidecars_copied"], found["sidecars"]) == (2, 1, 1, 1)
    assert found["sidecars_already_there"] == 1
    assert found["without_sidecar"] == [str(folder / "b.jpg")]
    assert found["sidecars_without_photo"] == [str(folder / "gone.jpg.json")]
    assert found["album_notes"] == [str(folder / "metadata.json")]
    assert (found["already_there"], found["added"], found["not_added"]) == (2, 0, 0)
    assert json.loads(again.out) == found
    assert "2 already in your album, 1 sidecar attached before" in photospool(home, "add", home / "mine").out


def test_one_whose_photo_is_long_in_the_album_finds_it_and_the_report_is_kept(home):
    chosen(home)
    picture = made.encoded(made.corners(60, 40), exif=made.exif({0x110: "Pixel 7"}, {0x9003: "2020:01:26 01:53:20"}))
    before = home / "phone/IMG_1.jpg"
    before.parent.mkdir()
    before.write_bytes(picture)
    assert photospool(home, "settings", "confirm", "--yes", "--all").code == 0
    assert photospool(home, "settings", "kinds", "--take-sidecars", "--yes").code == 0
    assert photospool(home, "add", before).code == 0
    assert photospool(home, "status", "--json").json["added_report"] == ""
    folder = home / "mine/Takeout/Google Photos/Lake"
    folder.mkdir(parents=True)
    (folder / "IMG_1.jpg.json").write_bytes(takeout("IMG_1.jpg", description="By the lake"))
    (folder / "gone.jpg.json").write_bytes(takeout("gone.jpg"))
    (folder / "metadata.json").write_bytes(album_notes("At the Lake"))
    result = photospool(home, "add", home / "mine")
    assert result.code == 0, result.err
    assert "1 sidecar of photos that are in the album already: IMG_1.jpg.json." in result.out
    assert "1 sidecar without a photo: gone.jpg.json." in result.out
    assert "1 sidecar attached" in result.out
    (told,) = [document for document in documents(home) if document["type"] == "photo"]
    assert (told["descr"], told["keywords"]) == ("By the lake", ["At-the-Lake", "unprocessed"])
    kept = Path(photospool(home, "status", "--json").json["added_report"])
    assert f"All of it by name: {kept}" in result.out
    assert kept.read_text(encoding="utf-8").splitlines() == [
        *result.out.splitlines()[:4],
        "",
        "1 sidecar of photos that are in the album already",
        f"    {folder / 'IMG_1.jpg.json'}",
        "",
        "1 sidecar without a photo",
        f"    {folder / 'gone.jpg.json'}",
    ]
    assert f"What was added last with sidecars: {kept}" in photospool(home, "status").out
