"""A camera roll reaches two machines in halves, in hostile order, twice, with kills: each thing is there once.

A folder or two of it in every run of the tests; ``PHOTOSPOOL_ROLL=300`` for so many files.
"""

from __future__ import annotations

import os
import random
import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.crash.scenario import sha256
from tests.faults.roll.files import SHOWN, SIDECAR, STAYS, File, camera_roll, in_hostile_order, needs_its_tools
from tests.faults.roll.machines import Machine, replicate
from tests.servers.couchdb import Server

from photospool.album.sidecars import beside

COUNT = int(os.environ.get("PHOTOSPOOL_ROLL", "40"))
WAVES = 2 + COUNT // 200
KILLS = 1 if COUNT <= 100 else 2
"""Before each whole run."""
ROUNDS = 6
"""Of looking and replicating until nothing changes any more."""


@pytest.fixture
def machines(tmp_path: Path, real_couchdb: Server, second_couchdb: Server) -> Iterator[tuple[Machine, Machine]]:
    named = [f"roll-{secrets.token_hex(6)}" for _ in range(2)]
    servers = (real_couchdb, second_couchdb)
    made = [Machine(tmp_path / f"machine-{n}", servers[n], named[n]) for n in range(2)]
    yield made[0], made[1]
    for machine in made:
        machine.album.close()
        machine.server.request("DELETE", f"/{machine.database}")


@needs_its_tools
@pytest.mark.timeout(0 if COUNT > 100 else 1800)
def test_each_thing_is_there_once(machines: tuple[Machine, Machine], tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    roll, rng = camera_roll(COUNT, scratch), random.Random(24)
    torn = Counter[str]()
    for is_again in (False, True):
        for wave in in_hostile_order(roll, rng, WAVES):
            for number, machine in enumerate(machines):
                # The second time each machine gets what the other one had.
                machine.lay(file for file in wave if (file.machine == number) != is_again)
                machine.killed_then_whole(rng, KILLS, 20 + 15 * len(wave))
            for machine in machines:
                torn.update(name for name, document in machine.documents().items() if "_conflicts" in document)
                if rng.random() < 0.5:
                    machine.looks_after()
            replicate(*machines)
    undecided = _until_all_is_quiet(machines)
    assert undecided == []
    _is_right(machines, roll)
    print(
        f"{len(roll)} files in {2 * WAVES} waves, {sum(machine.kills for machine in machines)} kills, "
        f"{len({file.thing for file in roll if file.is_photo})} things, {len(torn)} documents torn on the way"
    )


def _until_all_is_quiet(machines: tuple[Machine, Machine]) -> list[str]:
    undecided: list[str] = []
    for _ in range(ROUNDS):
        # Both look before either hears of the other: the same links made twice are no conflict.
        undecided = [found.photo_id for machine in machines for found in machine.looks_after().undecided]
        before = [machine.revisions() for machine in machines]
        replicate(*machines)
        if before[0] == before[1] == machines[0].revisions() == machines[1].revisions():
            return undecided
    raise AssertionError("the two machines go on changing what the other one did")


def _is_right(machines: tuple[Machine, Machine], roll: list[File]) -> None:
    photos = [file for file in roll if file.is_photo]
    shown = {file.thing: file.id for file in photos if file.part == SHOWN}
    links = {(file.id, shown[file.thing], file.part) for file in photos if file.part != SHOWN}
    for machine in machines:
        documents = machine.documents()
        assert {name for name, document in documents.items() if "_conflicts" in document} == set()
        kept = {name for name, document in documents.items() if document["type"] == "original"}
        assert kept == {f"original-{file.id}" for file in photos}
        assert len(documents) == 2 * len(photos)
        found = {(name, one["part_of"], one["part"]) for name, one in documents.items() if "part_of" in one}
        assert found - links == set(), "strangers were joined"
        assert links - found == set(), "what belongs together was not found"
        _has_its_bytes(machine, documents, roll)
        assert set(machine.left) == machine.lying() == {file.path for file in roll if file.part == STAYS}
        assert [path.name for path in machine.work.iterdir() if path.name not in {"failed", ".lock"}] == []
    # Whatever came the first time or the second, its bytes lie in one machine's folders still.
    lying = machines[0].digests_of_all() | machines[1].digests_of_all()
    assert {sha256(file.data) for file in roll} <= lying


def _has_its_bytes(machine: Machine, documents: dict[str, Any], roll: list[File]) -> None:
    """Every original, and every sidecar beside its own photo and no stranger."""
    lying = {(file.path.rpartition("/")[0], file.name): file for file in roll if file.is_photo}
    for file in lying.values():
        original = documents[f"original-{file.id}"]
        (own,) = set(original["_attachments"]) - {one.attachment for one in beside(original)}
        assert machine.attachment(original["_id"], own) == file.data
    wanted: dict[str, set[str]] = {}
    for file in roll:
        if file.part == SIDECAR:
            photo = lying[file.path.rpartition("/")[0], file.of]
            wanted.setdefault(photo.id, set()).add(sha256(file.data))
    for file in lying.values():
        original = documents[f"original-{file.id}"]
        found = {sha256(machine.attachment(original["_id"], one.attachment)) for one in beside(original)}
        # An edited copy of Takeout's shares the JSON; and a film has Apple's note if it was there alone as that came.
        of_its_thing = {
            one for other in lying.values() if other.thing == file.thing for one in wanted.get(other.id, ())
        }
        assert wanted.get(file.id, set()) <= found <= of_its_thing, file.path
