"""About: opened from the menu, it shows every package of others with its licence."""

from PySide6.QtWidgets import QLabel

import photospool
from photospool.licences import third_party


def test_about_shows_every_licence(run):
    program = run()
    program.entry("about").trigger()
    about = program.app.dialogs._open["about"]
    names = [about.list.item(row).text() for row in range(about.list.count())]
    assert names == [f"{part.name} {part.version}" for part in third_party()]
    assert any(name.startswith("PySide6") for name in names)
    for row in range(about.list.count()):
        about.list.setCurrentRow(row)
        assert about.text.toPlainText().startswith(names[row])
        assert len(about.text.toPlainText()) > 500, f"{names[row]} comes with no text"
    assert any(photospool.__version__ in label.text() for label in about.findChildren(QLabel))
