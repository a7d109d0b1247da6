"""A row of buttons that goes on in the next line."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photospool.gui.widgets.flow import Flow

GAP = 6


@pytest.fixture
def flow(qtbot):
    made = Flow(spacing=GAP)
    qtbot.addWidget(made)
    for number in range(4):
        button = QPushButton(f"Number {number}")
        button.setFixedSize(100, 30)
        made.add(button)
    return made


def tops(flow):
    return [widget.y() for widget in flow.widgets]


def show(qtbot, flow, width):
    flow.resize(width, flow.heightForWidth(width))
    flow.show()
    qtbot.waitUntil(lambda: flow.isVisible() and flow.width() == width)


def test_all_in_one_line_where_there_is_room(qtbot, flow):
    show(qtbot, flow, 4 * 100 + 3 * GAP)
    assert tops(flow) == [0, 0, 0, 0]
    assert flow.height() == 30
    assert flow.sizeHint().width() == 4 * 100 + 3 * GAP


def test_the_next_line_where_the_room_ends(qtbot, flow):
    show(qtbot, flow, 250)
    assert tops(flow) == [0, 0, 30 + GAP, 30 + GAP]
    assert flow.height() == 2 * 30 + GAP
    assert flow.minimumSizeHint().width() == 100


def test_in_another_layout_it_gets_all_of_its_lines(qtbot, flow):
    window = QWidget()
    qtbot.addWidget(window)
    texts = QVBoxLayout()
    texts.addWidget(flow)
    texts.addStretch(1)
    QHBoxLayout(window).addLayout(texts, 1)
    window.resize(290, 400)
    window.show()
    qtbot.waitUntil(lambda: flow.height() >= flow.heightForWidth(flow.width()) > 30)
    assert all(flow.rect().contains(widget.geometry()) for widget in flow.widgets)
    flow.setParent(None)  # it goes by itself, not with the window


def test_a_hidden_one_takes_no_room(qtbot, flow):
    show(qtbot, flow, 250)
    flow.widgets[0].hide()
    qtbot.waitUntil(lambda: [widget.x() for widget in flow.widgets[1:3]] == [0, 100 + GAP])
    assert flow.heightForWidth(3 * 100 + 2 * GAP) == 30


def test_from_right_to_left(qtbot, flow):
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(qtbot, flow, 250)
    assert [widget.x() for widget in flow.widgets[:2]] == [150, 150 - 100 - GAP]


def test_one_that_is_added_later_is_seen(qtbot, flow):
    show(qtbot, flow, 700)
    flow.add(QPushButton("Later"))
    assert flow.widgets[-1].isVisible()


def test_cards_with_one_come_and_go_and_the_program_lives(qtbot):
    # With Qt for Python 6.12 a layout of our own in another layout ended it here by a signal.
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    window.show()
    for _ in range(20):
        card, texts, row = QWidget(), QVBoxLayout(), Flow(spacing=GAP)
        row.add(QPushButton("Retry"))
        texts.addWidget(row)
        QHBoxLayout(card).addLayout(texts)
        column.insertWidget(0, card)
        column.removeWidget(card)
        card.hide()
        card.deleteLater()
        del card, texts, row
        gc.collect()
        qtbot.wait(1)
    assert window.findChildren(QPushButton) == []
