"""What both front ends start from: settings and memory, kept as they change."""

from photospool import memory
from photospool.installation import Installation
from photospool.places import places


def test_a_fresh_one_is_unconfirmed(tmp_path):
    here = Installation.load(places(tmp_path))
    assert (here.is_confirmed, here.problems, here.credentials()) == (False, (), None)


def test_changes_are_kept_at_once(tmp_path):
    here = Installation.load(places(tmp_path))
    changed = here.with_settings(here.settings.replace("photos.category", "Friends/Family")).confirmed()
    again = Installation.load(places(tmp_path))
    assert again == changed
    assert again.is_confirmed
    assert again.settings.photos.category == "Friends/Family"


def test_other_folders_want_another_yes(tmp_path):
    here = Installation.load(places(tmp_path)).confirmed()
    assert not here.with_settings(here.settings.replace("folders.done", str(tmp_path / "elsewhere"))).is_confirmed


def test_what_another_process_remembered_meanwhile_stays(tmp_path):
    here = Installation.load(places(tmp_path))
    memory.save(memory.Memory(confirmed="by another"), here.places.memory)
    here.remembering(paused=True)
    assert memory.load(here.places.memory) == memory.Memory(confirmed="by another", paused=True)
