"""What the program does before its window: here, what starts it at login follows it."""

import logging

from photospool.gui.running import follow_a_move
from photospool.system.autostart.autostart import Autostart, AutostartEntry


def test_a_moved_program_is_started_from_its_new_place(tmp_path, caplog):
    caplog.set_level(logging.INFO)
    AutostartEntry(["/old place/photospool", "--hidden"], tmp_path).turn_on()
    moved = AutostartEntry(["/new place/photospool", "--hidden"], tmp_path)
    follow_a_move(moved)
    assert "/new place/photospool" in next(tmp_path.iterdir()).read_text()
    assert moved.state() is Autostart.ON
    assert len(caplog.records) == 1
    follow_a_move(moved)
    assert len(caplog.records) == 1


def test_an_entry_that_cannot_be_written_does_not_stop_the_program(tmp_path, monkeypatch, caplog):
    AutostartEntry(["/old/photospool", "--hidden"], tmp_path).turn_on()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("photospool.security.private_files.write", full)
    follow_a_move(AutostartEntry(["/new/photospool", "--hidden"], tmp_path))
    assert "could not be corrected" in caplog.text
