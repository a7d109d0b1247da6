"""The spool as a machine that Hypothesis plays with: arrivals, kills, faults of the server, the user's own moves, a
second desktop.

The law of conservation holds after every step: what came in = in the album's done + set aside + waiting, by the bytes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.faults.disk import Killed, killed_at
from tests.parts import House
from tests.search import examples

from photospool import events
from photospool.album.embedded.album import LocalAlbum
from photospool.errors import AlbumUnavailable, NotAllowed, PhotoNotReady, StoreInterrupted
from photospool.spool.jobs import is_id

STEPS = int(os.environ.get("PHOTOSPOOL_MACHINE_EXAMPLES", examples(25)))
NAMES = st.sampled_from(["IMG_1.jpg", "img_1.JPG", "a.png", "trip/IMG_1.jpg", "trip/day 2/é.heic"])
PHOTOS = st.sampled_from([b"one", b"two", b"three", b"bad apple", b"bad pear"])
FAULTS = st.sampled_from(["check", "find", "store", "after"])
KILLS = st.integers(1, 150)
OURS = {"job.json", "job.json.new", "reason.txt", "reason.txt.new", ".lock", ".photospool-probe.tmp", "retry"}


class Failing:
    """An album that fails its next calls, before or after they were carried out."""

    def __init__(self, root: Path) -> None:
        self.album = LocalAlbum(root)
        self.fails: dict[str, Exception] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(self.album, name)

    def check(self) -> object:
        self._fail("check")
        return self.album.check()

    def find(self, ids: object) -> object:
        self._fail("find")
        return self.album.find(ids)  # type: ignore[arg-type]

    def store(self, photo: object) -> object:
        self._fail("store")
        outcome = self.album.store(photo)  # type: ignore[arg-type]
        self._fail("after")  # carried out, but the answer is lost
        return outcome

    def _fail(self, where: str) -> None:
        if where in self.fails:
            raise self.fails.pop(where)


class Spooling(RuleBasedStateMachine):
    """Two desktops with incoming in common, as over a synced folder; each has a work and a done of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="photospool-machine-"))
        self.houses = [House(self.root / "first"), House(self.root / "second")]
        shutil.rmtree(self.houses[1].incoming)
        self.houses[1].incoming.symlink_to(self.houses[0].incoming)
        self.album_folder = self.root / "first" / "album"
        self.arrived: Counter[bytes] = Counter()
        self.taken_out: Counter[bytes] = Counter()

    def teardown(self) -> None:
        try:
            self._settle_all()
        finally:
            shutil.rmtree(self.root, ignore_errors=True)

    # What happens.

    @rule(name=NAMES, photo=PHOTOS)
    def a_photo_arrives(self, name: str, photo: bytes) -> None:
        path = self.houses[0].incoming / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(photo)
            self.arrived[photo] += 1

    @rule(photo=PHOTOS, which=st.integers(0, 1))
    def an_older_program_left_one_in_work(self, photo: bytes, which: int) -> None:
        path = self.houses[which].work / "left.jpg"
        if not path.exists():
            path.write_bytes(photo)
            self.arrived[photo] += 1

    @rule(which=st.integers(0, 1))
    def a_pass(self, which: int) -> None:
        self._pass(which)

    @rule(which=st.integers(0, 1), at=KILLS)
    def a_pass_that_is_killed(self, which: int, at: int) -> None:
        self._pass(which, killed=at)

    @rule(which=st.integers(0, 1), where=FAULTS, unclear=st.booleans())
    def a_pass_with_a_fault_of_the_server(self, which: int, where: str, unclear: bool) -> None:
        error = {
            "check": AlbumUnavailable("Nobody answers.", "It waits."),
            "find": NotAllowed("You may not read.", "Ask."),
            "store": StoreInterrupted("Cut off.", "It waits.") if unclear else PhotoNotReady("Not now.", "It waits."),
            "after": StoreInterrupted("The answer is lost.", "It waits."),
        }[where]
        self._pass(which, {where: error})

    @rule(which=st.integers(0, 1), both=st.booleans())
    def the_user_takes_a_photo_out_of_work(self, which: int, both: bool) -> None:
        """As somebody who tidies up: the photo, or the whole folder of the job."""
        folders = [path for path in self.houses[which].work.iterdir() if is_id(path.name)]
        for folder in folders[:1]:
            for path in folder.iterdir():
                if path.name not in OURS:
                    self.taken_out[path.read_bytes()] += 1
                    path.unlink()
            if both:
                shutil.rmtree(folder)

    @rule(which=st.integers(0, 1))
    def the_user_puts_back_what_was_set_aside(self, which: int) -> None:
        spool = self.houses[which].spool()
        for item in spool.failed()[:1]:
            spool.move_out(item.job.id, spool.incoming)

    @rule(which=st.integers(0, 1))
    def the_user_asks_for_another_try(self, which: int) -> None:
        spool = self.houses[which].spool()
        for item in spool.failed():
            spool.ask_retry(item.job.id)

    @rule(name=NAMES, photo=PHOTOS, which=st.integers(0, 1))
    def somebody_makes_a_file_in_done(self, name: str, photo: bytes, which: int) -> None:
        path = self.houses[which].done / Path(name).name
        if not path.exists():
            path.write_bytes(photo)
            self.arrived[photo] += 1

    @precondition(lambda self: any(self.houses[0].done.iterdir()))
    @rule()
    def the_user_takes_a_photo_out_of_done(self) -> None:
        path = sorted(self.houses[0].done.iterdir())[0]
        if data := path.read_bytes():
            self.taken_out[data] += 1
        path.unlink()

    # What always holds.

    @invariant()
    def nothing_is_lost_or_there_twice(self) -> None:
        folders = [self.houses[0].incoming] + [folder for house in self.houses for folder in (house.work, house.done)]
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name not in OURS]
        there = Counter(data for path in files if (data := path.read_bytes()))
        assert there == self.arrived - self.taken_out

    def _pass(self, which: int, fails: dict[str, Exception] | None = None, *, killed: int = 0) -> None:
        house = self.houses[which]
        house.told.clear()
        house.album = Failing(self.album_folder)
        house.album.fails = dict(fails or {})
        engine = house.engine(uploads=2)
        try:
            with killed_at(self.root, killed, engine.stop):  # 0: never
                engine.run_once()
        except Killed:
            pass
        finally:
            house.album.close()
        assert not house.of(events.EngineCrashed)

    def _settle_all(self) -> None:
        """With nothing in the way, each photo reaches its end: done, or set aside with a reason."""
        for _ in range(2):
            self._pass(0)
            self._pass(1)
        self.nothing_is_lost_or_there_twice()
        assert self.houses[0].files("incoming") == []
        for house in self.houses:
            assert [path.name for path in house.work.iterdir() if is_id(path.name)] == []
            spool = house.spool()
            for item in spool.failed():
                assert item.title and item.advice
                assert item.job.photo.read_bytes().startswith(b"bad")
            assert all(path.stat().st_size for path in house.done.iterdir())
        album = LocalAlbum(self.album_folder)
        try:
            documents = [row["doc"] for row in album.all_docs(include_docs=True)]
        finally:
            album.close()
        photos = {document["sha256"] for document in documents if document["type"] == "photo"}
        originals = [document["sha256"] for document in documents if document["type"] == "original"]
        assert len(originals) == len(set(originals)) and photos <= set(originals)
        # The original goes first: killed in between, it waits for its photo, for ever if the user took that out.
        assert set(originals) - photos <= {hashlib.sha256(data).hexdigest() for data in self.taken_out}
        done = {path.read_bytes() for house in self.houses for path in house.done.iterdir()}
        known = {hashlib.sha256(data).hexdigest() for data in self.arrived}
        assert photos <= known
        assert {data for data in done if data.startswith(b"bad")} <= set(self.arrived)


TestSpooling = Spooling.TestCase
TestSpooling.settings = settings(
    max_examples=STEPS,
    stateful_step_count=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
