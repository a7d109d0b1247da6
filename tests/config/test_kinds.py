"""Videos and raw files are taken after a yes to each: what an earlier version was allowed to take stays so."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from photospool.config import existing_files, kinds
from photospool.config.change_folders import placed, say_yes
from photospool.config.more_folders import MoreFolder
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.engine.factory import settler_of
from photospool.errors import SettingsError
from photospool.photo.formats import RAW, SIDECARS, VIDEOS


@pytest.fixture
def here(tmp_path):
    """A profile that has its yes for photos, with both kinds in incoming."""
    for name in ("incoming/2019", "work", "done"):
        (tmp_path / name).mkdir(parents=True)
    for name, size in (("a.jpg", 10), ("b.mp4", 1000), ("2019/c.MOV", 2000), ("d.ts", 5), ("e.wmv", 5), ("f.NEF", 70)):
        (tmp_path / "incoming" / name).write_bytes(b"x" * size)
    profile = Profile.load(places(tmp_path / "home"))
    settings = profile.settings
    for name in ("incoming", "work", "done"):
        settings = settings.replace(f"folders.{name}", str(tmp_path / name))
    return profile.with_settings(settings).confirmed()


def ready(here):
    """Names of what would be taken."""
    return sorted(entry.origin for entry in looked(here).ready)


def beside(here):
    """Names of what would be attached to a photo."""
    return sorted(entry.origin for entry in looked(here).beside)


def looked(here):
    settings = here.settings
    scanner = settler_of(
        replace(settings, program=replace(settings.program, settle_s=1)),
        existing_files.was_before(settings, here.places),
        kinds=kinds.taken(settings, here.memory),
    )
    scanner.wait_s = 0.0
    return scanner.look()


def test_a_yes_for_photos_is_none_for_videos(here):
    assert ready(here) == ["a.jpg"]
    here = here.with_settings(here.settings.replace("photos.kinds", "photos,videos"))
    assert ready(here) == ["a.jpg"], "a settings file alone moves nothing"
    assert here.is_confirmed


def test_what_lies_there_is_counted_and_weighed(here):
    assert [(one.kind, one.count, one.size) for one in kinds.lying(here)] == [
        ("photos", 1, 10),
        ("videos", 2, 3000),
        ("raw", 1, 70),
        ("sidecars", 0, 0),
    ]


def test_after_the_yes_all_are_taken(here):
    here, stays = kinds.take(here, VIDEOS)
    assert stays == 0
    assert ready(here) == ["2019/c.MOV", "a.jpg", "b.mp4"]
    assert here.is_confirmed
    assert ready(Profile.load(here.places)) == ["2019/c.MOV", "a.jpg", "b.mp4"]


def test_sidecars_have_a_yes_of_their_own_and_those_of_before_stay(here):
    incoming = Path(here.settings.folders.incoming)
    for name in ("a.xmp", "a.AAE", "a.jpg.json"):
        (incoming / name).write_bytes(b"x")
    here = here.with_settings(here.settings.replace("photos.kinds", "photos,sidecars"))
    assert beside(here) == [], "a settings file alone moves no sidecar"
    here, stays = kinds.take(here, SIDECARS, only_new=True)
    assert stays == 3
    (incoming / "b.xmp").write_bytes(b"x")
    assert beside(here) == ["b.xmp"]
    here, _ = kinds.take(here, SIDECARS, only_new=False)
    assert beside(here) == ["a.AAE", "a.jpg.json", "a.xmp", "b.xmp"]
    here = kinds.leave(here, SIDECARS)
    assert beside(here) == []


def test_each_kind_has_a_yes_of_its_own(here):
    here, _ = kinds.take(here, RAW)
    assert ready(here) == ["a.jpg", "f.NEF"]
    here, _ = kinds.take(here, VIDEOS)
    assert ready(here) == ["2019/c.MOV", "a.jpg", "b.mp4", "f.NEF"]
    here = kinds.leave(here, RAW)
    assert ready(here) == ["2019/c.MOV", "a.jpg", "b.mp4"]
    here = here.with_settings(here.settings.replace("photos.kinds", "photos,videos,raw"))
    assert ready(here) == ["2019/c.MOV", "a.jpg", "b.mp4"], "a settings file alone moves no raw file"


def test_where_only_new_photos_are_wanted_videos_that_lie_there_stay(here):
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    existing_files.save(existing_files.Baseline(here.settings.folders.incoming, {"a.jpg": 10}), here.places.baseline)
    here, stays = kinds.take(here, VIDEOS)
    assert stays == 2
    assert ready(here) == []
    incoming = here.places.settings.parent.parent / "incoming"
    (incoming / "new.mp4").write_bytes(b"new")
    (incoming / "new.jpg").write_bytes(b"new")
    assert ready(here) == ["new.jpg", "new.mp4"]


def test_only_new_videos_beside_all_photos(here):
    here, stays = kinds.take(here, VIDEOS, only_new=True)
    assert stays == 2
    assert ready(here) == ["a.jpg"]


def test_all_videos_beside_only_new_photos(here):
    """Who says yes to all of them gets all, also where a list of before names them."""
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    existing_files.keep_baseline(here.settings, here.places)
    here, stays = kinds.take(here, VIDEOS, only_new=False)
    assert stays == 0
    assert ready(here) == ["2019/c.MOV", "b.mp4"]


def test_taken_back_all_is_as_before_the_yes(here, tmp_path):
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna/hers.mp4").write_bytes(b"hers")
    here = here.with_settings(placed(here.settings, MoreFolder(name="Anna", path=str(tmp_path / "anna"))))
    here, _ = say_yes(here, "Anna", only_new=False)
    before = here.settings
    yes, _ = kinds.take(here, VIDEOS, only_new=True)
    assert (yes.settings.folders.only_new, yes.settings.more_folders[0].only_new) == (True, True)
    back = kinds.take_back(yes, VIDEOS, before)
    assert back.settings == before
    assert back.takes_from(back.settings.more_folders[0])
    assert ready(back) == ["a.jpg"]


def test_taken_back_a_list_that_somebody_chose_since_stays(here):
    before = here.settings
    here, _ = kinds.take(here, VIDEOS, only_new=True)
    existing_files.keep_baseline(here.settings, here.places)  # “only new ones”, said of photos
    back = kinds.take_back(here, VIDEOS, before)
    assert back.settings.folders.only_new
    assert ready(back) == []


def test_taken_back_a_list_from_before_the_yes_stays(here):
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    existing_files.save(existing_files.Baseline(here.settings.folders.incoming, {}), here.places.baseline)
    before = here.settings
    here, _ = kinds.take(here, VIDEOS, only_new=True)
    assert kinds.take_back(here, VIDEOS, before).settings.folders.only_new


@pytest.mark.parametrize(("kind", "other"), [(VIDEOS, RAW), (RAW, VIDEOS)])
def test_who_said_yes_or_no_is_not_asked_again(here, kind, other):
    assert kinds.is_to_be_asked(here, kind)
    assert not kinds.is_to_be_asked(kinds.leave(here, kind), kind)
    assert not kinds.is_to_be_asked(Profile.load(here.places), kind)
    here, _ = kinds.take(here, kind)
    assert not kinds.is_to_be_asked(here, kind)
    assert kinds.is_to_be_asked(here, other), "each kind has a question of its own"
    assert kinds.is_to_be_asked(kinds.ask_again(here, kind), kind)


def test_an_answer_about_videos_of_an_earlier_version_holds(here):
    here = here.remembering(confirmed=here.memory.confirmed)
    kept = json.loads(here.places.memory.read_text())
    del kept["asked_kinds"]
    here.places.memory.write_text(json.dumps(kept | {"videos_asked": True}))
    assert not kinds.is_to_be_asked(here.reloaded(), VIDEOS)
    assert kinds.is_to_be_asked(here.reloaded(), RAW)
    here.places.memory.write_text(json.dumps(kept | {"confirmed_kinds": ["videos"]}))
    assert not kinds.is_to_be_asked(kinds.forgetting(here.reloaded(), VIDEOS), VIDEOS)


def test_a_lost_list_is_asked_for_first(here):
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    with pytest.raises(SettingsError):
        kinds.take(here, VIDEOS)
    assert kinds.taken(here.reloaded().settings, here.reloaded().memory) == ("photos",)


def test_the_lists_of_photos_hold_videos_for_a_later_yes(here):
    """Who said "only new" today is shown photos only; yet a video of today is not new when videos come to be taken."""
    here = here.with_settings(here.settings.replace("folders.only_new", True))
    assert existing_files.keep_baseline(here.settings, here.places) == 1
    here, _ = kinds.take(here, VIDEOS)
    assert ready(here) == []


def test_a_further_folder_goes_by_its_own_list(here, tmp_path):
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna/hers.mp4").write_bytes(b"hers")
    here = here.with_settings(placed(here.settings, MoreFolder(name="Anna", path=str(tmp_path / "anna"))))
    here, _ = say_yes(here, "Anna", only_new=True)
    here, stays = kinds.take(here, VIDEOS)
    assert stays == 1
    (folder,) = here.settings.more_folders
    assert here.takes_from(folder)
    assert existing_files.was_before_in(folder, here.places)("hers.mp4", 4)


def test_leaving_them_needs_a_new_yes(here):
    here, _ = kinds.take(here, VIDEOS)
    here = kinds.leave(here, VIDEOS)
    assert ready(here) == ["a.jpg"]
    here = here.with_settings(here.settings.replace("photos.kinds", "photos,videos"))
    assert ready(here) == ["a.jpg"]


@pytest.mark.parametrize("wrong", ["videos", "", "photos,films"])
def test_photos_are_always_taken_and_other_words_are_none(here, wrong):
    assert [problem.field for problem in here.settings.replace("photos.kinds", wrong).validate()] == ["photos.kinds"]


@pytest.mark.parametrize(
    ("months", "year"),
    [
        ({}, None),
        ({"2025-05": 100}, None),
        ({"2025-12": 100, "2026-01": 300}, 2400),
        ({"2025-01": 100, "2025-06": 500}, 1200),
        ({f"2025-{month:02}": 10 for month in range(1, 13)}, 120),
        ({"2019-01": 1_000_000, "2025-02": 7, "2026-01": 5, "2025-01": 1000}, 12),
    ],
)
def test_what_a_year_weighs_by_its_months(months, year):
    assert kinds.a_year(months) == year


def test_a_year_of_videos_by_those_that_lie_there(here):
    assert kinds.a_year_of(here, VIDEOS) is None
    incoming = Path(here.settings.folders.incoming)
    for name, month in (("b.mp4", 3), ("2019/c.MOV", 5), ("a.jpg", 1)):
        when = datetime(2025, month, 10).timestamp()
        os.utime(incoming / name, (when, when))
    assert kinds.a_year_of(here, VIDEOS) == 3000 * 12 // 3
