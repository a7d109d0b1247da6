"""A house, and one whose album can be told to fail."""

import pytest
from tests.engine.unsteady import Unsteady
from tests.parts import House


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


@pytest.fixture
def unsteady(tmp_path):
    house = House(tmp_path)
    house.album = Unsteady(house.album)
    return house
