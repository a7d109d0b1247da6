"""Whether strangers get videos: words stand above the choice, what holds is ticked, and it can be undone."""

from __future__ import annotations

from photospool.album.replication.models import Films
from photospool.album.replication.replications import Replications

from .copies_tab import Tab, published, texts


def test_videos_are_chosen_below_what_they_carry_and_taken_back(qtbot, here, add_photo, album, second_couchdb, name):
    add_photo(b"shown", cat="Public", descr="At the sea")
    tab = Tab(qtbot, here)
    dialog = published(tab, second_couchdb, name)
    tab.wait(lambda: not dialog.is_busy)
    dialog.leave.click()
    tab.wait(lambda: len(tab.page.cards) == 1)
    for ticked, wanted in ((Films.NONE, Films.PICTURE), (Films.PICTURE, Films.NONE)):
        tab.looking_until(lambda ticked=ticked: tab.card.state.copy.films is ticked)
        tab.button("copy-videos").click()
        asked = tab.dialog("videos-dialog")
        said = " ".join(label.text() for label in asked.findChildren(type(asked._doing).__mro__[1]))
        assert "number plates" in said and "written anew" in said
        assert asked.chosen() is ticked
        assert not asked.go.isEnabled()
        asked.choices[wanted].click()
        assert asked.go.isEnabled()
        asked.go.click()
        tab.wait(lambda asked=asked: not asked.is_busy)
        assert any(text.startswith("Strangers get") for text in texts(asked)), texts(asked)
        assert Replications(album).copies()[0].films is wanted
        asked.leave.click()
