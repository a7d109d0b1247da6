"""“Only the new ones”: what lay in incoming before stays there; a lost list moves nothing."""

import os

import pytest
from PIL import Image

from photospool import events
from photospool.config import existing_files
from photospool.config.existing_files import is_baseline_lost, keep_baseline, was_before
from photospool.config.paths import places
from photospool.config.settings import Settings
from photospool.engine.factory import assemble, settler_of
from photospool.events import Pause


@pytest.fixture
def where(tmp_path):
    return places(tmp_path / "home")


@pytest.fixture
def chosen(tmp_path):
    settings = Settings().replace("program.settle_s", 1).replace("folders.only_new", True)
    for name in ("incoming", "work", "done"):
        (tmp_path / name).mkdir()
        settings = settings.replace(f"folders.{name}", str(tmp_path / name))
    return settings


def photo(folder, name, colour="red"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 48), colour).save(path)
    return path


def pass_over(settings, where):
    told = []
    assemble(settings, where, None, told.append, watch=False).run_once()
    return told


def below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_only_the_new_ones_travel_and_the_others_are_counted(tmp_path, chosen, where):
    incoming = tmp_path / "incoming"
    photo(incoming, "old.jpg")
    photo(incoming, "trip/old.jpg", "blue")
    (incoming / "film.mp4").write_bytes(b"film")
    assert keep_baseline(chosen, where) == 2
    photo(incoming, "new.jpg", "green")
    told = pass_over(chosen, where)
    assert below(incoming) == ["film.mp4", "old.jpg", "trip/old.jpg"]
    assert below(tmp_path / "done") == ["new.jpg"]
    scans = [event for event in told if isinstance(event, events.ScanFinished)]
    assert dict(scans[-1].ignored) == {"before": 2, "video": 1}
    assert scans[-1].settling == 0


def test_a_time_that_a_sync_client_set_anew_changes_nothing(tmp_path, chosen, where):
    path = photo(tmp_path / "incoming", "old.jpg")
    keep_baseline(chosen, where)
    os.utime(path, (1, 1))
    pass_over(chosen, where)
    assert below(tmp_path / "incoming") == ["old.jpg"]


def test_another_photo_under_an_old_name_is_new(tmp_path, chosen, where):
    photo(tmp_path / "incoming", "IMG_0001.jpg")
    keep_baseline(chosen, where)
    Image.new("RGB", (640, 480), "white").save(tmp_path / "incoming/IMG_0001.jpg")
    pass_over(chosen, where)
    assert below(tmp_path / "incoming") == []
    assert below(tmp_path / "done") == ["IMG_0001.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_stays_too(tmp_path, chosen, where):
    name = os.fsdecode(b"caf\xe9.jpg")
    photo(tmp_path / "incoming", name)
    assert keep_baseline(chosen, where) == 1
    pass_over(chosen, where)
    assert below(tmp_path / "incoming") == [name]


def _remove(path):
    path.unlink()


def _spoil(path):
    path.write_bytes(b'{"incoming": "x", "files": {"a.jpg": "big"}}')


def _cut(path):
    path.write_bytes(path.read_bytes()[:20])


@pytest.mark.parametrize("harm", [_remove, _spoil, _cut])
def test_a_lost_list_moves_nothing_and_asks(tmp_path, chosen, where, harm):
    photo(tmp_path / "incoming", "old.jpg")
    keep_baseline(chosen, where)
    harm(where.baseline)
    assert is_baseline_lost(chosen, where)
    photo(tmp_path / "incoming", "new.jpg")
    told = pass_over(chosen, where)
    assert below(tmp_path / "incoming") == ["new.jpg", "old.jpg"]
    (paused,) = [event for event in told if isinstance(event, events.QueuePaused)]
    assert (paused.reason, paused.title) == (Pause.UNCONFIRMED, existing_files.LOST.title)


def test_a_list_of_another_folder_is_none(tmp_path, chosen, where):
    keep_baseline(chosen, where)
    (tmp_path / "other").mkdir()
    assert is_baseline_lost(chosen.replace("folders.incoming", str(tmp_path / "other")), where)
    assert not is_baseline_lost(chosen.replace("folders.only_new", False), where)


def test_a_look_leaves_alone_whatever_the_list_holds(tmp_path, chosen, where):
    for number in range(20):
        photo(tmp_path / "incoming", f"{number}.jpg")
    keep_baseline(chosen, where)
    scan = settler_of(chosen, was_before(chosen, where)).look()
    assert (scan.ready, scan.settling, scan.waiting, dict(scan.counts)) == ([], 0, 0, {"before": 20})
