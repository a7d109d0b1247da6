"""A house, and one whose album can be told to fail."""

import pytest
from tests.engine.unsteady import Unsteady
from tests.parts import House
from tests.spool.conftest import house, spool  # noqa: F401 (fixtures)


@pytest.fixture
def unsteady(tmp_path):
    made = House(tmp_path)
    made.album = Unsteady(made.album)
    return made
