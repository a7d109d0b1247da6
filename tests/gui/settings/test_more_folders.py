"""Further incoming folders in the settings: added with a yes, proposed to be copied where they must stay, removed."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtTest import QTest

from photospool.config.change_folders import placed
from photospool.config.kept_folders import WhyKept
from photospool.config.more_folders import MoreFolder
from photospool.gui.settings import folder_dialog
from photospool.gui.settings.folder_dialog import FolderDialog
from photospool.photo.formats import PHOTOS, VIDEOS

from ..asked import PATIENCE_MS
from .opened_dialog import opened, save


@pytest.fixture
def anna(tmp_path):
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "hers.jpg").write_bytes(b"photo")
    return tmp_path / "anna"


def asked(qtbot, dialog):
    """The dialog about one folder, which is open above the settings."""
    qtbot.waitUntil(lambda: dialog.findChild(FolderDialog) is not None, timeout=PATIENCE_MS)
    found = dialog.findChild(FolderDialog)
    qtbot.waitUntil(lambda: found._looked is not None or not found.place.path, timeout=PATIENCE_MS)
    return found


def say(qtbot, about, name, path):
    about.name.setText(name)
    about.place.edit.setText(str(path))
    about.place.edited.emit()
    qtbot.waitUntil(lambda: about._looked is not None and about._looked.path == str(path), timeout=PATIENCE_MS)


def test_a_folder_is_added_with_its_own_yes(qtbot, dialog, here, anna):
    dialog.more_folders.add.click()
    about = asked(qtbot, dialog)
    assert not about.ok.isEnabled()
    say(qtbot, about, "Anna's phone", anna)
    assert about.moves.isChecked()
    assert "There now: 1 photo(s), 5 B." in about.ticks.ticks[0].text
    assert not about.ok.isEnabled(), "all or only new ones is to be said"
    about.which.only_new.setChecked(True)
    about.tags.setText("anna, kids")
    about.added_by.setText("Anna")
    about.ok.click()
    assert "Anna's phone" in dialog.more_folders.list.item(0).text()
    assert here.reloaded().settings.more_folders == ()
    save(qtbot, dialog)
    after = here.reloaded()
    (folder,) = after.settings.more_folders
    assert (folder.name, folder.path, folder.keywords, folder.added_by) == (
        "Anna's phone", str(anna), ("anna", "kids"), "Anna",
    )  # fmt: skip
    assert folder.only_new
    assert after.takes_from(folder)
    assert after.is_confirmed, "the yes to the first folders stays"


def test_what_films_need_is_said_with_the_photos(qtbot, here, anna, tmp_path):
    """“Enough room” was said of the photos alone."""
    (anna / "film.mp4").write_bytes(b"x" * 3_000_000)
    settings = here.settings.replace("photos.kinds", (PHOTOS, VIDEOS))
    about = FolderDialog(settings, list, tmp_path)
    qtbot.addWidget(about)
    about.show()
    about.copies.setChecked(True)
    say(qtbot, about, "Anna", anna)
    texts = [tick.text for tick in about.ticks.ticks]
    assert any("1 photo(s) and 1 video(s), 3.0 MB" in text for text in texts), texts
    needs = [text for text in texts if "needs" in text]
    assert needs and any("6.3 MB" in text for text in needs), needs
    assert "1 video(s)" in about.which._question.text()
    (anna / "hers.jpg").unlink()
    about.place.edited.emit()
    qtbot.waitUntil(lambda: about._looked is not None and about._looked.found.photos == 0, timeout=PATIENCE_MS)
    assert not about.ok.isEnabled(), "a folder of films alone is asked about too"


def test_cancelled_nothing_is_kept(qtbot, dialog, here, anna):
    dialog.more_folders.add.click()
    about = asked(qtbot, dialog)
    say(qtbot, about, "Anna", anna)
    about.which.all.setChecked(True)
    about.ok.click()
    dialog.cancel_button.click()
    assert here.reloaded().settings.more_folders == ()
    assert here.reloaded().memory.confirmed_folders == ()


def test_copy_is_proposed_where_a_folder_must_stay_and_the_user_decides(qtbot, dialog, anna, monkeypatch):
    monkeypatch.setattr(folder_dialog, "why_kept", lambda _folder: WhyKept.NETWORK)
    dialog.more_folders.add.click()
    about = asked(qtbot, dialog)
    say(qtbot, about, "NAS", anna)
    assert about.copies.isChecked()
    assert any("another computer" in tick.text for tick in about.ticks.ticks)
    about.moves.click()
    qtbot.waitUntil(lambda: about._looked is not None, timeout=PATIENCE_MS)
    assert about.moves.isChecked(), "what the user chose is not chosen again"


def test_what_can_not_be_is_said_and_the_dialog_stays(qtbot, dialog, tmp_path):
    dialog.more_folders.add.click()
    about = asked(qtbot, dialog)
    (tmp_path / "Drop" / "deep").mkdir()
    say(qtbot, about, "in it", tmp_path / "Drop" / "deep")
    about.ok.click()
    assert about.isVisible()
    assert "lie in one another" in about._problem.text()


def test_a_change_of_words_needs_no_new_yes_a_change_of_way_does(qtbot, here, login, tmp_path, anna):
    folder = MoreFolder(name="Anna", path=str(anna))
    here = here.with_settings(placed(here.settings, folder)).allowing(folder)
    shown = opened(qtbot, here, login, tmp_path)
    shown.more_folders.list.setCurrentRow(0)
    shown.more_folders.change.click()
    about = asked(qtbot, shown)
    about.tags.setText("anna")
    assert not about.which.isVisible()
    about.copies.click()
    qtbot.waitUntil(about.which.isVisible, timeout=PATIENCE_MS)
    assert not about.ok.isEnabled()
    about.which.all.setChecked(True)
    about.ok.click()
    save(qtbot, shown)
    after = here.reloaded()
    assert after.settings.more_folders[0].keeps
    assert after.takes_from(after.settings.more_folders[0])


def test_removed_its_photos_stay(qtbot, here, login, tmp_path, anna):
    here = here.with_settings(placed(here.settings, MoreFolder(name="Anna", path=str(anna))))
    shown = opened(qtbot, here, login, tmp_path)
    assert "waits for your yes" in shown.more_folders.list.item(0).text()
    shown.more_folders.remove.click()
    save(qtbot, shown)
    assert here.reloaded().settings.more_folders == ()
    assert (anna / "hers.jpg").exists()


def test_a_folder_that_went_meanwhile_is_said_and_moves_nothing(qtbot, dialog, anna, here, monkeypatch):
    from photospool.gui.settings import settings_dialog

    said = []
    monkeypatch.setattr(settings_dialog, "tell", lambda _parent, title, advice: said.append((title, advice)))
    dialog.more_folders.add.click()
    about = asked(qtbot, dialog)
    say(qtbot, about, "Anna", anna)
    about.which.all.setChecked(True)
    about.ok.click()
    shutil.move(anna, anna.with_name("away"))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert "is not there" in said[0][0]
    assert here.reloaded().memory.confirmed_folders == ()
    QTest.qWait(0)


def test_its_own_work_and_done_are_chosen_where_photos_move_out(qtbot, dialog, here, anna, tmp_path):
    dialog.more_folders.add.click()
    about = asked(qtbot, dialog)
    say(qtbot, about, "Anna's phone", anna)
    assert about.own_work.isVisibleTo(about)
    about.copies.click()
    qtbot.waitUntil(lambda: about._looked is not None, timeout=PATIENCE_MS)
    assert not about.own_work.isVisibleTo(about)
    about.moves.click()
    qtbot.waitUntil(lambda: about._looked is not None, timeout=PATIENCE_MS)
    about.own_work.edit.setText(str(tmp_path / "own work"))
    about.which.all.setChecked(True)
    about.ok.click()
    assert "chosen together" in about._problem.text()
    about.own_done.edit.setText(str(tmp_path / "own done"))
    about.ok.click()
    save(qtbot, dialog)
    (folder,) = here.reloaded().settings.more_folders
    assert (folder.work, folder.done) == (str(tmp_path / "own work"), str(tmp_path / "own done"))
    assert (tmp_path / "own done").is_dir()
