"""What is chosen where nobody chose, as a copy is removed: nothing is deleted, and strangers see nothing any more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QRadioButton

from photospool.album.replication.models import Copy, Direction, Endpoint, RemovalMode
from photospool.demo.playground import throwaway
from photospool.gui.replication.remove import RemoveCopyDialog

ATTIC = Copy("1", "Attic", Endpoint("https://attic.example.org:6984", "photo", "there"))
PUBLIC = replace(ATTIC, name="Public", is_public=True, direction=Direction.SEND)


@pytest.fixture
def asked(qtbot, tmp_path):
    def ask(copy: Copy) -> RemoveCopyDialog:
        made = RemoveCopyDialog(throwaway(tmp_path), copy)
        qtbot.addWidget(made)
        return made

    return ask


def test_what_was_shared_is_shared_no_more_where_nobody_chose(asked):
    dialog = asked(PUBLIC)
    assert (dialog.fate, dialog.go.isEnabled()) == (RemovalMode.CLOSE, True)
    assert dialog.findChildren(QRadioButton)[0].objectName() == "fate-close"


def test_that_strangers_go_on_seeing_it_stands_below_that_choice(asked):
    dialog = asked(PUBLIC)
    keep = dialog.findChild(QRadioButton, "fate-keep")
    below = dialog.column.itemAt(dialog.column.indexOf(keep) + 1).widget()
    assert isinstance(below, QLabel)
    assert below.text() == keep.accessibleDescription()
    assert below.text().startswith("Strangers go on seeing them, and nobody looks after them")


def test_another_copy_stays_as_it_is_where_nobody_chose(asked):
    dialog = asked(ATTIC)
    assert dialog.fate is RemovalMode.KEEP
    assert [one.objectName() for one in dialog.findChildren(QRadioButton)] == ["fate-keep", "fate-delete"]
