"""What it costs to look whose sidecars are, in counts."""

import pytest
from tests.parts import House
from tests.photo.made_sidecars import xmp

from photospool import events
from photospool.engine.incoming_folder import LONE
from photospool.spool.spools import Spools


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    made.takes_sidecars = True
    return made


def test_what_lies_in_work_is_not_read_for_each_of_many_sidecars(house, monkeypatch):
    jobs, reads = Spools.jobs, []
    monkeypatch.setattr(Spools, "jobs", lambda self: reads.append(self) or jobs(self))
    counts = []
    for number in (1, 60):
        reads.clear()
        for one in range(number):
            (house.incoming / f"a{one}.xmp").write_bytes(xmp("Words"))
        house.pass_over()
        assert house.of(events.ScanFinished)[-1].ignored[LONE] == number
        counts.append(len(reads))
    assert counts[1] < counts[0] + 10
