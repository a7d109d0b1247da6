"""About: opened from the menu, it shows every package of others with its licence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

import photospool
from photospool.photo import heif
from photospool.system.licences import third_party


def test_about_shows_every_licence(run, qtbot):
    program = run()
    program.entry("about").trigger()
    about = program.app.dialogs._open["about"]
    qtbot.waitUntil(lambda: about.list.count() > 0)
    names = [about.list.item(row).text() for row in range(about.list.count())]
    assert names == [f"{part.name} {part.version}" for part in third_party()]
    assert any(name.startswith("PySide6") for name in names)
    for row in range(about.list.count()):
        about.list.setCurrentRow(row)
        assert about.text.toPlainText().startswith(names[row])
        assert len(about.text.toPlainText()) > 500, f"{names[row]} comes with no text"
    assert any(photospool.__version__ in label.text() for label in about.findChildren(QLabel))


def test_about_tells_the_versions_of_the_loaded_decoder(run, qtbot):
    program = run()
    program.entry("about").trigger()
    about = program.app.dialogs._open["about"]
    qtbot.waitUntil(about.decoder.isVisible)
    assert about.decoder.text().endswith(", ".join(f"{name} {version}" for name, version in loaded().items()))
    package = about.list.findItems("pi-heif-decoder", Qt.MatchFlag.MatchStartsWith)[0]
    about.list.setCurrentItem(package)
    assert "libheif" in about.text.toPlainText().split("\n\n")[1]


def loaded():
    return dict(sorted(heif.ask().versions.items()))


def test_about_tells_what_is_closed_to_what_reads_photos(run, qtbot):
    program = run()
    program.entry("about").trigger()
    about = program.app.dialogs._open["about"]
    qtbot.waitUntil(about.cage.isVisible)
    parts = heif.ask().parts
    assert about.cage.text().endswith(str(parts))
    assert about.cage.toolTip() == parts.how
