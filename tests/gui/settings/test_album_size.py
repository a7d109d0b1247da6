"""Settings › Album says how large the album is, by kind, once somebody asks."""

from __future__ import annotations

import pytest

from photospool.album.sizes import Held, Sizes
from photospool.errors import AlbumUnavailable
from photospool.gui.i18n import language
from photospool.gui.settings.album_size import AlbumSize

FOUND = Sizes(
    {"photos": Held(312, 1_400_000_000), "videos": Held(1, 9_200_000_000), "raw": Held()},
    Held(2, 5_000_000),
    {"2025-01": 6_000_000_000, "2025-12": 6_000_000_000},
    Held(40, 120_000_000),
)


@pytest.fixture
def shown(qtbot, qapp):
    def make(ask):
        language.speak(qapp, "en")
        found = AlbumSize(ask)
        qtbot.addWidget(found)
        return found

    return make


def test_nothing_is_counted_before_somebody_asks(shown, qtbot):
    asked = []
    found = shown(lambda: asked.append(1) or FOUND)
    assert (found.told.text(), asked) == ("", [])
    found.button.click()
    assert found.told.text() == "Counting…"
    qtbot.waitUntil(lambda: found.told.text() != "Counting…")
    assert found.told.text() == (
        "312 photos (1.4 GB) and 1 video (9.2 GB). 2 of them are in the trash (5.0 MB). "
        "40 more files belong to them (120.0 MB). "
        "A year of videos weighs about 12.0 GB."
    )
    assert asked == [1]


def test_an_empty_album_has_no_photos_yet(shown, qtbot):
    found = shown(lambda: Sizes({"photos": Held(), "videos": Held(), "raw": Held()}))
    found.button.click()
    qtbot.waitUntil(lambda: found.told.text().startswith("0 photos"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AlbumUnavailable("Nothing answers at couch.", "It is tried again."), "Nothing answers at couch. It is tried"),
        (OSError(5, "x"), "The album can't be counted (OSError)."),
    ],
)
def test_where_it_can_not_be_counted_it_says_why(shown, qtbot, error, said):
    def fail():
        raise error

    found = shown(fail)
    found.button.click()
    qtbot.waitUntil(lambda: said in found.told.text())
