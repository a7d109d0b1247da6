"""That the benchmarks still run, in their smallest form. What they measure is told by ``dev.py bench``, never here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..benchmarks import __main__ as main
from ..benchmarks import client, film, former, memory, queue, raws, reading, server, table
from ..benchmarks.measure import Bench
from ..benchmarks.photos import CORPUS, Photos
from ..photo.films import needs_ffmpeg

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="the benchmarks read Linux's /proc")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.delenv(CORPUS, raising=False)
    return Bench(tmp_path, quick=True, rounds=1)


def test_ways_that_are_compared_make_the_same_pictures(bench: Bench, tmp_path: Path) -> None:
    path = Photos(tmp_path, small=True).camera.paths[0]
    pictures = client.original.prepare(path)
    ours = client.prepare(path, path.name, client.TWO)
    try:
        assert set(pictures.files) == {"original.jpg", *(rendition.name for rendition in ours.renditions)}
        assert pictures.document["width"] == ours.reading.width
    finally:
        pictures.remove()
    assert not [name for name, left in pictures.files.items() if left.exists() and name != "original.jpg"]


@pytest.mark.parametrize("topic", [client, queue, memory, raws])
def test_topic_yields_rows(topic: object, bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    rows = list(topic.measure(bench, Photos(folder, small=True)))  # type: ignore[attr-defined]
    assert len({row.what for row in rows}) == len(rows) > 3
    assert "|" not in "".join(row.what + row.measured + row.detail for row in rows)  # they go into a table


@needs_ffmpeg
def test_a_film_is_measured(bench: Bench) -> None:
    if not server.is_there():
        pytest.skip("needs an installed CouchDB: one that runs elsewhere can't be watched")
    bench.peers = ("rclone",) if shutil.which("rclone") else ()
    rows = list(film.measure(bench, Photos(bench.fresh("photos"), small=True)))
    assert len({row.what for row in rows}) == len(rows) == (14 if bench.peers else 3)


def test_goal_is_met_or_missed() -> None:
    assert table.at_least("speed", 5.0, 5.0).verdict is table.Verdict.MET
    assert table.at_least("speed", 4.99, 5.0).verdict is table.Verdict.MISSED
    assert table.at_most("memory", 32.1, 32.0).verdict is table.Verdict.MISSED
    assert table.markdown([("speed", table.at_most("memory", 31.0, 32.0, " MB"))]).count("met") == 1


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[former.Former]:
    if not (former.ROOT / ".git").exists():
        pytest.skip("this copy of the source has no history that a commit could be taken from")
    with former.beside("HEAD", tmp_path) as found:
        yield found


@pytest.fixture
def today() -> Iterator[former.Former]:
    with former.alike() as found:
        yield found


def test_commit_beside_runs_its_own_code(bench: Bench, tmp_path: Path, beside: former.Former) -> None:
    path = Photos(tmp_path, small=True).camera.paths[0]
    assert beside.spent_ms("by_us", path) > 0
    assert beside.picture_bytes(path).keys() == set(client.THREE.names)
    place = next(tmp_path.glob("*/desktop/photospool"))
    code = beside.where("photospool.photo.render")
    assert code == str(place / "photo" / "render.py")
    assert beside.where("photospool.resources") == str(place / "resources" / "__init__.py")


def test_rows_of_a_commit_beside_stand_beside_ours(
    bench: Bench, tmp_path: Path, beside: former.Former, today: former.Former
) -> None:
    assert today.where("photospool.photo.render") == client.render.__code__.co_filename
    assert Path(today.where("photospool.resources")).is_file()
    bench.former, bench.today = beside, today
    found = list(client.measure(bench, Photos(bench.fresh("photos"), small=True)))
    assert sum(row.what.endswith("of HEAD") for row in found) > 6
    merged = main.beside("client", found, bench)
    then = {row.what: row.former for row in merged}
    assert then["12 MP JPEG: less than the original"].endswith("×")
    assert "| at HEAD |" in table.markdown([("client", row) for row in merged], "HEAD").splitlines()[0]


def test_a_commit_beside_reads_the_same_album(bench: Bench, beside: former.Former) -> None:
    if not server.is_there():
        pytest.skip("needs an installed CouchDB")
    bench.former = beside
    rows = {row.what: row for row in reading.measure(bench, Photos(bench.fresh("photos"), small=True))}
    assert rows["verify: tuned, against HEAD as it comes"].measured.endswith("×")
    assert rows["the server's CPU to read 3 MB, tuned"].goal


def test_unknown_commit_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no commit nowhere"), former.beside("nowhere", tmp_path):
        pass


def test_figures_keep_the_digits_that_count() -> None:
    assert [table.number(value) for value in (0, 0.0041, 0.985, 1.346, 52.66, 1284.4)] == [
        "0",
        "0.0041",
        "0.985",
        "1.35",
        "52.7",
        "1284",
    ]
