"""Photos that were set aside go back to their owner: several at once, and one that can't go holds up no other."""

import threading

from photospool.engine.taking_out import take_out
from photospool.events import NotTakenOut, PhotoTakenOut
from photospool.photo.formats import classify
from photospool.spool.scanner import Scanner


def set_aside(house, spool, *names):
    """Jobs, in the order of the names."""
    for name in names:
        (house.incoming / name).write_bytes(name.encode())
    scanner = Scanner(house.incoming, classify=classify, wait_s=0.0)
    scanner.look()
    jobs = [spool.claim(entry, {}) for entry in scanner.look().ready]
    for job in jobs:
        spool.set_aside(job, "No.", "")
    return [next(job.id for job in jobs if job.name == name) for name in names]


def test_all_go_to_a_folder_but_the_one_that_is_gone(house, spool, tmp_path):
    first, gone, last = set_aside(house, spool, "a.jpg", "b.jpg", "c.jpg")
    spool.move_out(gone, house.incoming)
    mine = tmp_path / "mine"
    mine.mkdir()
    told = []
    take_out(spool, [first, gone, last], mine, told.append, threading.Event())
    assert [(type(event), event.job) for event in told] == [
        (PhotoTakenOut, first),
        (NotTakenOut, gone),
        (PhotoTakenOut, last),
    ]
    assert told[0].path == str(mine / "a.jpg")
    assert sorted(path.name for path in mine.iterdir()) == ["a.jpg", "c.jpg"]
    assert spool.failed() == []


def test_who_stops_it_keeps_the_others_where_they_are(house, spool, tmp_path):
    jobs = set_aside(house, spool, "a.jpg", "b.jpg", "c.jpg")
    mine = tmp_path / "mine"
    mine.mkdir()
    stop = threading.Event()
    told = []

    def tell(event):
        told.append(event)
        stop.set()

    take_out(spool, jobs, mine, tell, stop)
    assert [event.job for event in told] == jobs[:1]
    assert {item.job.id for item in spool.failed()} == set(jobs[1:])
