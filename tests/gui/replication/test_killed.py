"""The real window killed while it carries large originals, and started again: each is there once, equal to the byte.

``PHOTOSPOOL_CRASH_RUNS=300`` for thirty chains, as in ``faults/test_crash_carrying``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import secrets
import signal
import sys

import pytest

from photospool.album.documents import original_id
from photospool.album.replication import carrying, claims, limits
from photospool.album.replication.add import add
from photospool.album.replication.models import Carrying, Condition, Direction
from photospool.album.replication.progress import state_of
from photospool.config.paths import places
from photospool.config.profile import Profile

from ...album.photos import photo
from ...album.replication.conftest import ids, quiet, read, until, wish, with_pictures
from ...children import child
from ...cli.commands import chosen

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))
SMALL = 100_000
FILM = 6 << 20
PIECES = 4
"""Of each film of a chain."""
STEPS = PIECES + 10
"""Of one such film, from the look that finds it to the note that it is there; a few less than there are."""
WINDOW = """
import os, signal, sys, time
from photospool.__main__ import main
from photospool.album.couchdb import carry
from photospool.album.replication import carrying, claims, limits, resend
limits.BY_ITSELF = 100_000
claims.NOTED_S = 0.0  # each piece is noted
claims.SILENT_S = 1.0  # what a window that was killed had claimed is waited for
pieces, between_s, left = carry._bytes, float(sys.argv[2]), [int(sys.argv[3])]

def step():
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

def before_and_after(owner, name):
    whole = getattr(owner, name)
    def stepping(*what, **more):
        step()
        found = whole(*what, **more)
        step()
        return found
    setattr(owner, name, stepping)

def slowly(*what):
    for piece in pieces(*what):
        step()
        time.sleep(between_s)
        yield piece

carry._bytes = slowly
for owner, name in ((carry, "_store"), (claims.Claim, "take"), (claims.Claim, "close"), (carrying, "compared")):
    before_and_after(owner, name)
sys.argv = ["photospool", "--home", sys.argv[1], "--hidden"]
main()
"""


@pytest.fixture
def window(tmp_path, album, real_couchdb):
    """Starts the window on the album, with so many seconds between two pieces of a film; ended with the ``with``.

    Where ``killed_at`` is given it is killed at that step of its carrying.
    """
    for folder in ("home", "incoming", "work", "done", "run"):
        (tmp_path / folder).mkdir()
    (tmp_path / "home/settings.toml").write_text("")
    chosen(tmp_path, url=real_couchdb.url, database=album.database.name, user=real_couchdb.user)
    Profile.load(places(tmp_path / "home")).confirmed()

    def started(between_s, killed_at=0):
        names = {"PHOTOSPOOL_USER": real_couchdb.user, "PHOTOSPOOL_PASSWORD": real_couchdb.password}
        names |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path / "run")}
        command = [sys.executable, "-c", WINDOW, tmp_path / "home", between_s, killed_at]
        return child(command, env={**os.environ, **names})

    return started


def test_killed_while_it_carries_a_film_the_next_one_brings_it_once(
    album,
    name,
    second_couchdb,
    tmp_path,
    monkeypatch,
    window,
):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    film = with_pictures(photo(tmp_path, secrets.token_bytes(FILM), name="FILM.MOV"))
    album.store(film)
    photo_id = film.digests.md5
    with contextlib.closing(second_couchdb.album(name)) as there:
        until(lambda: photo_id in ids(there))
        with window(10.0) as first:  # still on its way when it is seen to be
            until(lambda: first.poll() is not None or carrying.look(album, copy).now)
            assert first.poll() is None
            first.kill()
            first.wait()
        assert original_id(photo_id) not in ids(there)
        assert [item.photo_id for item in carrying.look(album, copy).left] == [photo_id]
        assert photo_id in claims.read(album, copy)["now"]  # nobody took it away
        with window(0.0) as second:
            until(lambda: second.poll() is not None or original_id(photo_id) in ids(there))
            assert second.poll() is None
            until(lambda: not claims.read(album, copy)["now"])
        one, other = (side.get(original_id(photo_id), conflicts="true") for side in (album, there))
        assert one == other
        assert "_conflicts" not in one
        for side in (album, there):
            data = read(side, original_id(photo_id), "original.jpg")
            assert hashlib.md5(data, usedforsecurity=False).hexdigest() == photo_id
        assert carrying.look(album, copy).left == ()


@pytest.mark.timeout(0 if RUNS > 15 else 480)
def test_killed_at_any_step_again_and_again_each_film_is_there_once(
    album, name, second_couchdb, tmp_path, monkeypatch, window
):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    count, kills, films = max(2, RUNS // 10), 0, []
    points = [1 + number * (STEPS - 1) // (count - 1) for number in range(count)]
    random.Random(count).shuffle(points)
    with contextlib.closing(second_couchdb.album(name)) as there:

        def lacking():
            return {one for one in films if original_id(one) not in ids(there)}

        def conserved():
            """Whole where it lies; whole or not there where it goes, and known to be on its way."""
            for one in films:
                found = album.get(original_id(one), conflicts="true")
                assert found is not None and "_conflicts" not in found
                if one not in lacking():
                    assert there.get(original_id(one), conflicts="true") == found
            said = carrying.look(album, copy)
            assert ({item.photo_id for item in said.left}, said.hindered) == (lacking(), ())

        for number, at in enumerate(points):
            film = with_pictures(photo(tmp_path, secrets.token_bytes(PIECES << 18), name="FILM.MOV"))
            album.store(film)
            films.append(film.digests.md5)
            until(lambda one=films[-1]: one in ids(there))
            until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
            with window(0.0, at) as doomed:
                until(lambda: doomed.poll() is not None or not lacking())
                kills += doomed.poll() == -signal.SIGKILL
            conserved()
            print(f"chain {number}, killed at {at}, {len(lacking())} still to go", flush=True)
            if number % 3 == 2 or number == count - 1:
                with window(0.0) as last:
                    until(lambda: last.poll() is not None or not lacking())
                    assert last.poll() is None
                    until(lambda: not claims.read(album, copy)["now"])
                conserved()
        print(f"{count} chains, {kills} windows killed")
        assert kills >= count * 0.9 - 1, kills
        for one in films:
            data = read(there, original_id(one), "original.jpg")
            assert hashlib.md5(data, usedforsecurity=False).hexdigest() == one
        assert carrying.look(album, copy) == Carrying()
