"""What both front ends start from: settings and memory, kept as they change."""

from photospool.config import app_state
from photospool.config.paths import places
from photospool.config.profile import Profile


def test_a_fresh_one_is_unconfirmed(tmp_path):
    here = Profile.load(places(tmp_path))
    assert (here.is_confirmed, here.problems, here.credentials()) == (False, (), None)


def test_changes_are_kept_at_once(tmp_path):
    here = Profile.load(places(tmp_path))
    changed = here.with_settings(here.settings.replace("photos.category", "Friends/Family")).confirmed()
    again = Profile.load(places(tmp_path))
    assert again == changed
    assert again.is_confirmed
    assert again.settings.photos.category == "Friends/Family"


def test_other_folders_want_another_yes(tmp_path):
    here = Profile.load(places(tmp_path)).confirmed()
    assert not here.with_settings(here.settings.replace("folders.done", str(tmp_path / "elsewhere"))).is_confirmed


def test_what_another_process_remembered_meanwhile_stays(tmp_path):
    here = Profile.load(places(tmp_path))
    app_state.save(app_state.AppState(confirmed="by another"), here.places.memory)
    here.remembering(paused=True)
    assert app_state.load(here.places.memory) == app_state.AppState(confirmed="by another", paused=True)
