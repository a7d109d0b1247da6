"""An unchanged profile of 0.1.0 is opened by this version: the yes holds, the lists hold, and no file moves."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
from PIL import Image

from photospool import events
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.engine.runner import EngineRunner
from photospool.events import Pause, QueuePaused
from photospool.history import History

# As 0.1.0 wrote them.
SETTINGS = """[folders]
incoming = "{root}/incoming"
work = "{root}/work"
done = "{root}/done"
subfolders_as_keywords = true
keep_one_of_equal = false
only_new = true

[album]
url = ""
database = "photo"
user = ""
ca_file = ""
allow_plain_http = false

[photos]
category = "Private"
keywords = []
shown_as = ""
large_picture = true
quality = 85
heic_anyway = "ask"

[program]
uploads = 4
decoders = 1
settle_s = 1
watch = true

[notifications]
added = true
attention = true
outages = true
stops = true

[app]
language = ""
theme = "system"
"""
HISTORY = """
create table photo (
    id integer primary key, at real not null, job text not null, name text not null, outcome text not null,
    photo_id text not null default '', done text not null default '', keywords text not null default '',
    taken text not null default '', title text not null default '', advice text not null default '', thumb blob
);
create index photo_at on photo (at);
create index photo_photo on photo (photo_id);
create index photo_name on photo (name collate nocase);
insert into photo (at, job, name, outcome, photo_id, done) values
    (1796000000.0, '20261101-101112-0a1b2c3d', 'former.jpg', 'new', 'd41d8cd98f00b204e9800998ecf8427e',
     '/done/former.jpg');
pragma user_version = 1;
"""
UNCONFIRMED = QueuePaused(Pause.UNCONFIRMED, "Nothing is moved yet.", "Say yes once.")


@pytest.fixture
def root(tmp_path):
    for name in ("incoming/2019", "work/failed", "done", "home"):
        (tmp_path / name).mkdir(parents=True)
    Image.effect_noise((64, 48), 40).convert("RGB").save(tmp_path / "incoming/old.jpg")
    Image.effect_noise((64, 48), 60).convert("RGB").save(tmp_path / "incoming/2019/old.jpg")
    (tmp_path / "done/former.jpg").write_bytes(b"former")
    home = tmp_path / "home"
    (home / "settings.toml").write_text(SETTINGS.format(root=tmp_path))
    told = [f"{tmp_path}/incoming", f"{tmp_path}/work", f"{tmp_path}/done", "", "photo"]
    memory = {
        "confirmed": hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16], "paused": False, "paused_until": 0.0,
        "event": {"name": "", "keywords": [], "category": "", "until": 0.0}, "returns_told": 0.0,
        "heic_goes_on": False,
    }  # fmt: skip
    (home / "memory.json").write_text(json.dumps(memory))
    sizes = {name: (tmp_path / "incoming" / name).stat().st_size for name in ("old.jpg", "2019/old.jpg")}
    (home / "baseline.json").write_text(json.dumps({"incoming": f"{tmp_path}/incoming", "files": sizes}, indent=0))
    history = sqlite3.connect(home / "history.sqlite")
    history.executescript(HISTORY)
    history.close()
    return tmp_path


def files(root):
    found = {}
    for name in ("incoming", "work", "done"):
        for path in (root / name).rglob("*"):
            if path.is_file() and path.name != ".lock":
                lies = path.stat()
                found[str(path.relative_to(root))] = (lies.st_ino, lies.st_mtime_ns, lies.st_ctime_ns)
    return found


def test_no_file_moves_and_the_yes_holds(root):
    before, settings = files(root), (root / "home/settings.toml").read_bytes()
    here = Profile.load(places(root / "home"))
    assert here.problems == ()
    assert here.is_confirmed
    assert here.settings.more_folders == ()
    told = []
    EngineRunner(here, told.append, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert files(root) == before
    assert not [event for event in told if isinstance(event, (events.Claimed, QueuePaused))]
    assert (root / "home/settings.toml").read_bytes() == settings
    history = History(here.places.history)
    assert [entry.name for entry in history.recent()] == ["former.jpg"]
    history.close()


def test_videos_that_lie_there_and_that_come_stay_where_they_are(root):
    """The yes of then was for photos."""
    for name in ("incoming/film.mp4", "incoming/2019/film.mov"):
        (root / name).write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"film" * 500)
    told: list[events.Event] = []
    here = Profile.load(places(root / "home"))
    EngineRunner(here, told.append, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    (root / "incoming/another.mp4").write_bytes(b"another film")
    before = files(root)
    EngineRunner(here, told.append, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert files(root) == before
    assert not [event for event in told if isinstance(event, events.Claimed)]
    here = here.with_settings(here.settings.replace("photos.kinds", "photos,videos"))
    EngineRunner(here, told.append, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert files(root) == before, "a settings file is no yes"


def test_after_a_yes_to_videos_only_those_that_come_are_taken(root):
    from photospool.config import kinds
    from photospool.photo.formats import VIDEOS

    (root / "incoming/film.mp4").write_bytes(b"film" * 500)
    here, stays = kinds.take(Profile.load(places(root / "home")), VIDEOS)
    assert stays == 1
    before, told = files(root), []
    EngineRunner(here, told.append, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert files(root) == before
    assert not [event for event in told if isinstance(event, events.Claimed)]


def test_what_comes_now_is_taken_as_before(root):
    Image.effect_noise((64, 48), 80).convert("RGB").save(root / "incoming/new.jpg")
    EngineRunner(Profile.load(places(root / "home")), lambda _event: None, unconfirmed=UNCONFIRMED, watch=False).run(
        once=True
    )
    assert sorted(files(root)) == ["done/former.jpg", "done/new.jpg", "incoming/2019/old.jpg", "incoming/old.jpg"]


def test_a_folder_that_was_added_moves_nothing_before_its_own_yes(root):
    from photospool.config.change_folders import placed, say_yes
    from photospool.config.more_folders import MoreFolder

    (root / "anna").mkdir()
    Image.effect_noise((64, 48), 80).convert("RGB").save(root / "anna/hers.jpg")
    here = Profile.load(places(root / "home"))
    here = here.with_settings(placed(here.settings, MoreFolder(name="Anna", path=str(root / "anna"))))
    EngineRunner(here, lambda _event: None, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert (root / "anna/hers.jpg").exists()
    here, _ = say_yes(here, "Anna", only_new=False)
    EngineRunner(here, lambda _event: None, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert sorted(files(root)) == ["done/former.jpg", "done/hers.jpg", "incoming/2019/old.jpg", "incoming/old.jpg"]
