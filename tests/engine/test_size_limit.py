"""What is too large for the album's server waits in incoming; what is large goes alone, behind what is small."""

from __future__ import annotations

from photospool.engine.size_limit import (
    AGAIN_S,
    NO_ROOM,
    PROBED_BYTES,
    ROOM_AGAIN_S,
    TOO_LARGE,
    UNASKED,
    SizeLimit,
)

GB = 1 << 30


class Server:
    def __init__(self, most):
        self.most, self.asked = most, []

    def takes(self, size):
        self.asked.append(size)
        return size <= self.most


def test_small_files_are_never_asked_for():
    limit = SizeLimit(Server(0).takes)
    assert limit.held("a", PROBED_BYTES - 1) is None
    assert not limit.is_due


def test_an_album_without_a_limit_takes_all():
    assert SizeLimit(None).held("a", 100 * GB) is None


def test_what_is_not_known_waits_until_it_was_asked():
    server = Server(2 * GB)
    limit = SizeLimit(server.takes)
    assert [limit.held("a", GB), limit.held("b", 3 * GB), limit.held("c", 4 * GB)] == [UNASKED] * 3
    assert limit.ask()
    assert [limit.held("a", GB), limit.held("b", 3 * GB), limit.held("c", 4 * GB)] == [None, TOO_LARGE, TOO_LARGE]
    assert server.asked == [GB, 3 * GB]
    assert limit.held("d", 2 * GB) == UNASKED
    assert limit.ask()
    assert limit.held("d", 2 * GB) is None
    assert not limit.is_due


def test_its_owner_is_told_once_for_each():
    limit = SizeLimit(Server(0).takes)
    limit.held("/incoming/film.mp4", GB)
    limit.ask()
    for _ in range(3):
        limit.held("/incoming/film.mp4", GB)
    assert limit.news() == [("film.mp4", TOO_LARGE)]
    assert limit.news() == []


def test_a_limit_that_was_raised_is_found_after_a_while_or_when_somebody_asks():
    now = [0.0]
    server = Server(0)
    limit = SizeLimit(server.takes, lambda: now[0])
    limit.held("a", GB)
    limit.ask()
    assert limit.held("a", GB) == TOO_LARGE
    server.most = 2 * GB
    assert not limit.is_due
    now[0] += AGAIN_S
    assert limit.is_due
    assert limit.ask()
    assert limit.held("a", GB) is None
    server.most = 0
    limit.forget()
    assert limit.held("a", GB) == UNASKED


class Disk:
    def __init__(self, free):
        self.free, self.now = free, 0.0
        self.limit = SizeLimit(None, lambda: self.now, has_room=lambda _path, size: size <= self.free)


def test_what_does_not_fit_waits_alone_and_is_told_once(tmp_path):
    disk, film = Disk(2 * GB), tmp_path / "film.mp4"
    film.touch()
    for _ in range(3):
        disk.now += 10.0
        assert disk.limit.held(str(film), 3 * GB) == NO_ROOM
        assert disk.limit.held("/incoming/short.mp4", GB) is None
        assert disk.limit.held("/incoming/IMG_1.jpg", 1000) is None
    assert disk.limit.news() == [("film.mp4", NO_ROOM)]
    assert disk.limit.news() == []


def test_room_that_was_made_is_found_after_a_while(tmp_path):
    disk, film = Disk(0), tmp_path / "film.mp4"
    film.touch()
    disk.limit.held(str(film), GB)
    disk.now += ROOM_AGAIN_S
    assert disk.limit.is_due
    assert not disk.limit.ask()
    assert not disk.limit.is_due
    disk.free = 2 * GB
    disk.now += ROOM_AGAIN_S
    assert disk.limit.is_due
    assert disk.limit.ask()
    assert disk.limit.held(str(film), GB) is None
    disk.now += ROOM_AGAIN_S
    assert not disk.limit.is_due


def test_a_file_that_somebody_took_away_is_asked_for_no_more(tmp_path):
    disk = Disk(0)
    disk.limit.held(str(tmp_path / "gone.mp4"), GB)
    disk.now += ROOM_AGAIN_S
    assert not disk.limit.ask()
    disk.now += ROOM_AGAIN_S
    assert not disk.limit.is_due


def test_a_thousand_films_in_a_folder_are_a_few_questions():
    asked = []
    limit = SizeLimit(None, lambda: 0.0, has_room=lambda _path, size: [asked.append(size), size <= 2 * GB][1])
    sizes = [GB // 10 * (number * 7 % 40 + 10) for number in range(1000)]
    found = [limit.held(f"/incoming/{number}.mp4", size) for number, size in enumerate(sizes)]
    assert found == [None if size <= 2 * GB else NO_ROOM for size in sizes]
    assert len(asked) < 20
    assert limit.held("/incoming/other/1.mp4", GB) is None  # perhaps on another disk
    assert asked[-1] == GB
