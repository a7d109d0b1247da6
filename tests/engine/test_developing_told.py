"""That a raw file is being developed is told of the job whose file it is, as it begins and as it ends."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.parts import House
from tests.photo import raw_files

from photospool.engine.photo_pipeline import developing_told
from photospool.events import Claimed, Event, PhotoDeveloping, PhotoStored
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.workers.pool import WorkerPool


class Decoder:
    """A real worker, whose telling goes where the engine's does."""

    def __init__(self, told: list[Event]) -> None:
        self.pool = WorkerPool(1, Options(large=False, raw=True), developing=developing_told(told.append))

    def prepare(self, path: Path, name: str) -> Prepared:
        return self.pool.prepare(path, name)

    def close(self) -> None:
        self.pool.close()


@pytest.mark.skipif(not find_spec("rawpy"), reason="needs rawpy, which develops (the extra “raw”)")
def test_begin_and_end_name_the_job(tmp_path):
    told: list[Event] = []
    decoder = Decoder(told)
    house = House(tmp_path, decoder=decoder, told=told, takes_sidecars=True)  # type: ignore[arg-type]
    (house.incoming / "IMG_1.DNG").write_bytes(raw_files.dng(1, raw_files.picture((160, 120))))
    house.pass_over()
    (claimed,) = house.of(Claimed)
    parts = decoder.pool.parts
    assert parts is not None
    expected = [PhotoDeveloping(claimed.job, "IMG_1.DNG", is_over) for is_over in (False, True)]
    assert house.of(PhotoDeveloping) == (expected if parts.keeps_secrets else [])
    (stored,) = house.of(PhotoStored)
    assert stored.job == claimed.job
