"""A house with its spool open."""

import pytest
from tests.parts import House


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


@pytest.fixture
def spool(house):
    spool = house.spool()
    spool.open()
    yield spool
    spool.close()
