"""Chains of starts of the real program: killed at one step, every third killed again while it mends, then left alone.

After each start everything is conserved; after the last each file is in the album once, with its bytes. All crash tests
are made of it: what differs is the world, the album, and what must be true in the end.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from tests.faults.crash.albums import Shelf, shelf
from tests.faults.crash.scenario import KILLED, Ended
from tests.servers.couchdb import Server

SIDES = ("before", "after")


class Crashing(Protocol):
    """What a chain asks of its world."""

    def start(self, at: int = 0, side: str = "before") -> Ended:
        """Run the real program once, killed at a step."""
        ...

    def steps(self) -> list[str]:
        """Those of the last start, by name."""
        ...

    def conserved(self) -> None:
        """Nothing is lost, whatever was killed."""
        ...

    def remove(self) -> None:
        """What it keeps outside of its own folder."""
        ...


class Whole(Crashing, Protocol):
    """A world whose end is that each of its photos is in the album, once."""

    photos: set[str]

    def finished(self, last: Ended) -> None:
        """After the last, undisturbed start all is as it must be."""
        ...


W = TypeVar("W", bound=Crashing)


def to_the_end(world: Crashing) -> Ended:
    """The last start; another one where a busy machine let a reader or a server be silent for too long, so that
    something waits to be tried again.
    """
    for _ in range(3):
        last = world.start()
        if '"waiting": ' not in last.stdout or '"waiting": 0' in last.stdout:
            break
    return last


def at_its_end(world: Whole, album: Shelf) -> None:
    """Undisturbed, to its end: each photo is in the album, once, with its bytes."""
    world.finished(to_the_end(world))
    assert sorted(album.originals()) == sorted(world.photos)


def every_place(steps: Sequence[str]) -> Sequence[int]:
    """The numbers of all steps."""
    return range(1, len(steps) + 1)


@dataclass(frozen=True)
class Chains(Generic[W]):
    """Of one kind of album, as ``shelf`` knows it."""

    kind: str
    server: Server | None
    make: Callable[[Path, str, int], W]
    """Folder, the album's address, the chain's number → a world that nobody was in yet."""
    end: Callable[[W, Shelf], None]
    """Start it undisturbed to its end, and look whether all is as it must be."""
    places: Callable[[Sequence[str]], Sequence[int]] = every_place

    def run(self, root: Path, count: int, words: str = "") -> None:
        """So many chains, two at a time, spread over all places, each side of each in turn."""
        steps = self._undisturbed(root / "undisturbed")
        assert len(steps) > 50, steps
        at = self.places(steps)
        points = [(at[number * len(at) // count], SIDES[number % 2]) for number in range(count)]
        # In any order, so that a run cut short is spread, too.
        random.Random(count).shuffle(points)
        with ThreadPoolExecutor(2) as pool:
            kills = list(pool.map(lambda item: self._chain(root / str(item[0]), *item), enumerate(points)))
        places = f"{len(at)} places of {len(steps)} steps"
        print(f"{self.kind} {words}: {count} chains over {places}, {sum(kills)} first starts killed")
        # With faults some runs end before their step; without, only those that need a step less than the first one did.
        assert sum(kills) >= count * (0.5 if self._fails else 0.9), kills

    @property
    def _fails(self) -> bool:
        return self.kind.startswith("failing ")

    def _undisturbed(self, root: Path) -> list[str]:
        with shelf(self.kind.removeprefix("failing "), root, 0, self.server) as album:
            world = self.make(root, album.address, 0)
            try:
                self.end(world, album)
                steps = world.steps()
            finally:
                world.remove()
        shutil.rmtree(root)
        return steps

    def _chain(self, root: Path, number: int, point: tuple[int, str]) -> bool:
        """Whether the first start was killed."""
        at, side = point
        rng = random.Random(number)
        with shelf(self.kind, root, number, self.server) as album:
            world = self.make(root, album.address, number)
            try:
                was_killed = world.start(at, side).returncode == KILLED
                world.conserved()
                if number % 3 == 0:
                    world.start(rng.randrange(1, max(2, at // 2)), rng.choice(SIDES))
                    world.conserved()
                elif self._fails:
                    world.start()
                    world.conserved()
                album.behave()
                self.end(world, album)
            finally:
                world.remove()
        shutil.rmtree(root)
        print(f"{self.kind}: chain {number}, {side} step {at}", flush=True)
        return was_killed
