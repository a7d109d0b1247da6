"""What labels show is whole."""

import pytest

from photospool.gui.widgets import labels


def drawn(label, height):
    """How many pixels are not the background's."""
    label.resize(200, height)
    picture = label.grab().toImage()
    back = picture.pixel(199, height - 1)
    return sum(picture.pixel(x, y) != back for x in range(200) for y in range(height))


@pytest.mark.parametrize("kind", [labels.Wrapped, labels.Muted, labels.Title])
def test_the_dots_above_a_capital_are_drawn(qtbot, kind):
    """As the first letter of a public copy's card, in German."""
    label = kind("Öffentlich")
    qtbot.addWidget(label)
    least = label.heightForWidth(200)
    assert drawn(label, least) == drawn(label, 3 * least)
    assert label.minimumSizeHint().height() <= least
