"""That the benchmarks still run, in their smallest form. What they measure is told by ``dev.py bench``, never here."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..benchmarks import client, memory, queue, table
from ..benchmarks.measure import Bench
from ..benchmarks.photos import CORPUS, Photos

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


@pytest.mark.parametrize("topic", [client, queue, memory])
def test_topic_yields_rows(topic: object, bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    rows = list(topic.measure(bench, Photos(folder, small=True)))  # type: ignore[attr-defined]
    assert len({row.what for row in rows}) == len(rows) > 3
    assert "|" not in "".join(row.what + row.measured + row.detail for row in rows)  # they go into a table


def test_goal_is_met_or_missed() -> None:
    assert table.at_least("speed", 5.0, 5.0).verdict is table.Verdict.MET
    assert table.at_least("speed", 4.99, 5.0).verdict is table.Verdict.MISSED
    assert table.at_most("memory", 32.1, 32.0).verdict is table.Verdict.MISSED
    assert table.markdown([("speed", table.at_most("memory", 31.0, 32.0, " MB"))]).count("met") == 1


def test_figures_keep_the_digits_that_count() -> None:
    assert [table.number(value) for value in (0, 0.0041, 0.985, 1.346, 52.66, 1284.4)] == [
        "0",
        "0.0041",
        "0.985",
        "1.35",
        "52.7",
        "1284",
    ]
