"""Further incoming folders from the command line: added, listed, changed, taken from, removed."""

import json

import pytest
from tests.cli.commands import chosen, folders, photo, photospool


@pytest.fixture
def ready(home):
    chosen(home)
    photospool(home, "settings", "confirm", "--yes")
    for name in ("anna", "nas"):
        (home / name).mkdir()
    return home


def test_two_more_folders_from_the_first_word_to_the_last(ready):
    photo(ready / "incoming/mine.jpg", "red")
    photo(ready / "anna/hers.jpg", "green")
    photo(ready / "nas/kept.jpg", "blue")
    added = photospool(ready, "folders", "add", "Anna's phone", ready / "anna", "--keywords", "anna", "--yes", "--all")
    assert (added.code, "There is 1 photo now" in added.out) == (0, True), added.out + added.err
    copied = photospool(ready, "folders", "add", "NAS", ready / "nas", "--copy", "--yes", "--all")
    assert "The photos there stay where they are" in copied.out
    listed = photospool(ready, "folders", "--json").json
    assert [(one["name"], one["mode"], one["confirmed"]) for one in listed] == [
        ("", "move", True), ("Anna's phone", "move", True), ("NAS", "copy", True),
    ]  # fmt: skip
    passed = photospool(ready, "retry")  # a pass over everything
    assert "3 added, 1 kept in place" in passed.out, passed.out + passed.err
    assert sorted(path.name for path in (ready / "done").iterdir()) == ["hers.jpg", "kept.jpg", "mine.jpg"]
    assert (ready / "nas/kept.jpg").exists()
    assert not (ready / "anna/hers.jpg").exists()
    status = photospool(ready, "status", "--json").json
    assert [(one["name"], one.get("kept_in_place")) for one in status["folders"]] == [("Anna's phone", 0), ("NAS", 1)]
    assert "NAS  0 waiting to be taken, 1 kept in place" in photospool(ready, "status").out
    checked = json.loads(photospool(ready, "check", "--json").out)
    assert {"folder “Anna's phone”", "folder “NAS”"} <= {finding["about"] for finding in checked}
    assert "All its photos are on this computer." in photospool(ready, "folders", "fetch", "NAS").out
    assert photospool(ready, "folders", "remove", "NAS").code == 0
    assert [one["name"] for one in photospool(ready, "folders", "--json").json] == ["", "Anna's phone"]
    assert (ready / "nas/kept.jpg").exists()


def test_nothing_is_taken_before_the_yes_and_a_change_of_mode_needs_a_new_one(ready):
    photo(ready / "anna/hers.jpg", "green")
    refused = photospool(ready, "folders", "add", "Anna", ready / "anna", text="n\n")
    assert refused.code == 1
    assert "waits for your yes" in photospool(ready, "folders").out
    photospool(ready, "retry")
    assert (ready / "anna/hers.jpg").exists()
    assert photospool(ready, "folders", "confirm", "Anna", "--yes", "--only-new").code == 0
    photospool(ready, "retry")
    assert (ready / "anna/hers.jpg").exists()
    assert "1 there before, left alone" in photospool(ready, "status").out
    changed = photospool(ready, "folders", "change", "Anna", "--copy", "--new-name", "Annas")
    assert "Nothing is taken from there before you say yes" in changed.out


def test_process_is_of_its_three_folders_alone(ready):
    photo(ready / "anna/hers.jpg", "green")
    photospool(ready, "folders", "add", "Anna", ready / "anna", "--yes", "--all")
    photo(ready / "incoming/mine.jpg", "red")
    assert photospool(ready, "process", *folders(ready), "--json").json["added"] == 1
    assert (ready / "anna/hers.jpg").exists()


def test_what_can_not_be_is_refused(ready):
    inside = photospool(ready, "folders", "add", "in", ready / "incoming")
    assert (inside.code, "same folder as incoming" in inside.err) == (2, True)
    gone = photospool(ready, "folders", "add", "gone", ready / "gone")
    assert (gone.code, "is not there" in gone.err) == (2, True)
    assert photospool(ready, "folders", "remove", "nobody").code == 2
    assert len(photospool(ready, "folders", "--json").json) == 1


def test_a_service_that_the_system_starts_can_not_serve_folders_whose_photos_stay(ready):
    photospool(ready, "folders", "add", "NAS", ready / "nas", "--copy", "--yes")
    refused = photospool(ready, "service", "install", "--queue")
    assert (refused.code, "without --queue" in refused.err) == (2, True)


def test_a_card_is_listed_added_and_refused(ready):
    from tests.faults.mounts import disk

    with disk("ext4", 16) as card:
        photo(card.folder / "DCIM/100CANON/IMG_0001.JPG", "red")
        listed = photospool(ready, "folders")
        assert "a card; 1 photo that are new" not in listed.out
        assert "a card; 1 new photo" in listed.out, listed.out + listed.err
        (one,) = [one for one in photospool(ready, "folders", "--json").json if one["mode"] == "card"]
        assert (one["path"], one["connected"], one["new"], one["known"]) == (str(card.folder / "DCIM"), True, 1, 0)
        assert "copies them" in photospool(ready, "folders", "card", one["name"]).out
        assert photospool(ready, "folders", "card", "nobody").code == 2
        assert photospool(ready, "folders", "card", one["name"], "--add", "--never").code == 2
        assert "not proposed any more" in photospool(ready, "folders", "card", one["name"], "--never").out
        assert "not proposed" in photospool(ready, "folders").out
        assert "is proposed when" in photospool(ready, "folders", "card", one["name"], "--ask-again").out
        assert "copies its new photos" in photospool(ready, "folders", "card", one["name"], "--add").out
        (one,) = [one for one in photospool(ready, "folders", "--json").json if one["mode"] == "card"]
        assert one["answer"] == "add"
        assert not list((ready / "done").iterdir())
