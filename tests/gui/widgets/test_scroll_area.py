"""Whatever the keyboard comes to in what scrolls is seen whole: its frame too, not only the cursor in it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photospool.gui.widgets.scroll_area import ScrollArea


def seen(area: ScrollArea, widget: QWidget) -> bool:
    """Whether no part of it is cut off."""
    return area.viewport().rect().contains(QRect(widget.mapTo(area.viewport(), QPoint()), widget.size()))


@pytest.mark.parametrize("make", [QLineEdit, QCheckBox, QPushButton])
@pytest.mark.parametrize("cut", range(1, 14, 2))
def test_what_the_keyboard_comes_to_is_shown_whole(qtbot, make, cut):
    inner = QWidget()
    column = QVBoxLayout(inner)
    above = QPushButton("Above")
    column.addWidget(above)
    column.addSpacing(40)
    wanted = make()
    column.addWidget(wanted)
    column.addSpacing(400)
    area = ScrollArea(inner)
    qtbot.addWidget(area)
    area.resize(200, 300)
    area.show()
    qtbot.waitExposed(area)
    area.resize(200, wanted.geometry().bottom() + 1 - cut)
    above.setFocus()
    qtbot.waitUntil(lambda: not seen(area, wanted))
    qtbot.keyClick(above, Qt.Key.Key_Tab)
    qtbot.waitUntil(wanted.hasFocus)
    assert seen(area, wanted)
    area.verticalScrollBar().setValue(0)
    area.ensureWidgetVisible(wanted, 0, 0)
    assert seen(area, wanted)
