"""Photos whose names the disk of work or done can't hold: the bytes keep, the name is made fit for that disk."""

from __future__ import annotations

import errno
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.faults.mounts import disk, encrypted
from tests.faults.test_real_disks import Spread, contents
from tests.parts import Running, wait_for

from photospool import events
from photospool.spool import durable_io

COLON = "2024-05-01 12:30:05.jpg"
LONG = "x" * 196 + ".jpg"
HOSTILE = [COLON, LONG, "con.jpg", "what?.jpg", "a|b<c>.jpg", "back\\slash.jpg", "new\nline.jpg", "end .jpg", "é" * 100]
NAMES = [name if name.endswith(".jpg") else name + ".jpg" for name in HOSTILE]


@contextmanager
def of_kind(kind: str) -> Iterator[Path]:
    if kind == "encfs":
        with encrypted("encfs") as folder:
            yield folder
    else:
        with disk(kind) as made:
            yield made.folder


@pytest.mark.parametrize("kind", ["exfat", "ntfs", "encfs"])
@pytest.mark.parametrize("where", [("work",), ("done",), ("work", "done")], ids="+".join)
def test_the_name_is_made_fit_and_the_original_one_is_kept(where: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    with of_kind(kind) as other:
        house = Spread(tmp_path)
        house.place(**{name: other / name for name in where})
        for number, name in enumerate(NAMES):
            (house.incoming / name).write_bytes(b"photo %d" % number)
        every = contents(house.incoming)
        house.pass_over()
        assert contents(house.incoming, house.work) == Counter()
        assert contents(house.done) == every
        assert not house.of(events.QueuePaused)
        assert not house.of(events.PhotoSetAside)
        assert {photo["filename"] for photo in house.photos()} == {
            name.replace("\n", "\N{REPLACEMENT CHARACTER}") for name in NAMES
        }
        done = {path.name for path in house.done.iterdir()}
        assert "2024-05-01 123005.jpg" in done or "done" not in where or kind == "encfs"
        assert all(name.endswith(".jpg") for name in done)
        if "done" not in where:
            assert done == set(NAMES)


@pytest.mark.parametrize("kind", ["exfat", "encfs"])
def test_what_is_set_aside_keeps_its_name_in_the_job_and_gets_it_back(kind: str, tmp_path: Path) -> None:
    name = COLON if kind == "exfat" else LONG
    with of_kind(kind) as other:
        house = Spread(tmp_path)
        house.place(work=other / "work")
        (house.incoming / name).write_bytes(b"bad one")
        house.pass_over()
        (aside,) = house.of(events.PhotoSetAside)
        assert aside.name == name
        (folder,) = (house.work / "failed").iterdir()
        assert json.loads((folder / "job.json").read_text())["name"] == name
        spool = house.spool()
        spool.open()
        try:
            assert spool.failed()[0].job.name == name
            assert spool.move_out(folder.name, house.incoming) == house.incoming / name
        finally:
            spool.close()
        assert (house.incoming / name).read_bytes() == b"bad one"


@pytest.mark.parametrize("kind", ["exfat", "encfs"])
def test_the_queue_never_stands_still_and_nothing_is_copied_again_and_again(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: Counter[str] = Counter()
    real = durable_io.copy_proved

    def counted(source: Path, target: Path, *is_ended: Any) -> str:
        copied[Path(source).name] += 1
        return real(source, target, *is_ended)

    monkeypatch.setattr(durable_io, "copy_proved", counted)
    with of_kind(kind) as other:
        house = Spread(tmp_path)
        house.place(work=other / "work", done=other / "done")
        engine = house.engine()
        with Running(engine):
            for name in (COLON, LONG, "plain.jpg"):
                (house.incoming / name).write_bytes(name.encode())
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoStored)) == 3)
        assert not house.of(events.QueuePaused)
    assert max(copied.values()) == 1


def test_numbers_fit_too(tmp_path: Path) -> None:
    """Photos of one long name, on a disk that takes 175 bytes: each gets a number, and keeps its extension."""
    with of_kind("encfs") as other:
        house = Spread(tmp_path)
        house.place(done=other / "done")
        for number in range(3):
            (house.incoming / str(number)).mkdir()
            (house.incoming / str(number) / LONG).write_bytes(b"%d" % number)
        house.pass_over()
        names = sorted(path.name for path in house.done.iterdir())
        assert len(names) == 3
        assert [name[-8:] for name in names][:2] == [" (2).jpg", " (3).jpg"]


@pytest.fixture
def fussy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes the disk of done refuse every name that does not match a pattern."""

    def install(pattern: str) -> None:
        allowed = re.compile(pattern)

        def checked(call: Any) -> Any:
            def step(path: Any, *args: Any, **kwargs: Any) -> Any:
                for one in (path, *args[:1]):
                    name = Path(one) if isinstance(one, (str, os.PathLike)) else tmp_path
                    is_trial = any(part.startswith(".photospool-trial-") for part in name.parts)
                    if tmp_path / "done" in name.parents and not is_trial and not allowed.fullmatch(name.name):
                        raise OSError(errno.EINVAL, "no such name here", str(name))
                return call(path, *args, **kwargs)

            return step

        for call in ("open", "rename", "replace", "link"):
            monkeypatch.setattr(os, call, checked(getattr(os, call)))
        monkeypatch.setattr(durable_io, "rename_new", checked(durable_io.rename_new))

    return install


def test_a_disk_that_takes_hardly_any_name(tmp_path: Path, fussy: Callable[[str], None]) -> None:
    """None of the families that are known: the photos get names that say nothing, and all their bytes are there."""
    house = Spread(tmp_path)
    for number in range(3):
        (house.incoming / f"{number} ä.jpg").write_bytes(b"%d" % number)
    before = contents(house.incoming)
    fussy(r"\.photospool-.*|[a-z]+( \(\d\))?\.(jpg|tmp)")
    house.pass_over()
    assert contents(house.done) == before
    assert {path.name for path in house.done.iterdir()} == {"photo.jpg", "photo (2).jpg", "photo (3).jpg"}


def test_where_no_name_fits_only_that_photo_is_set_aside_with_the_reason(
    tmp_path: Path, fussy: Callable[[str], None]
) -> None:
    house = Spread(tmp_path)
    for name in ("one.jpg", "two.jpg", "odd.jpeg"):
        (house.incoming / name).write_bytes(name.encode())
    fussy(r"\.photospool-.*|(photo\.tmp|one\.jpg|two\.jpg)")
    house.pass_over()
    assert contents(house.done) == Counter([b"one.jpg", b"two.jpg"])
    (aside,) = house.of(events.PhotoSetAside)
    assert aside.name == "odd.jpeg"
    assert "takes no name" in aside.title
    assert not house.of(events.QueuePaused)
    assert contents(house.work) == Counter([b"odd.jpeg"])
