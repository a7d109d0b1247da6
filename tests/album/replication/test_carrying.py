"""Whatever happens while a large original is carried: in the copy it is whole or not at all, and never forgotten."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from photospool.album.couchdb import carry
from photospool.album.documents import original_id
from photospool.album.replication import carrying, claims, limits, resend, service
from photospool.album.replication.add import add
from photospool.album.replication.models import Carrying, Condition, CopyState, Direction, RemovalMode
from photospool.album.replication.monitor import ReplicationMonitor
from photospool.album.replication.progress import state_of
from photospool.album.replication.remove import remove
from photospool.album.replication.replications import Replications
from photospool.album.replication.resend import look_closely, send_what_fits
from photospool.album.replication.status_text import sentence
from photospool.errors import AlbumUnavailable, CopyRefused, CopyUnreachable

from ...children import joined
from ...servers.proxy import Fault, proxy
from .conftest import PATIENCE_S, delete, edit, ids, quiet, read, until, wish

SMALL = 100_000
PIECES = 6
"""So many pieces, in each of which something may happen."""


@pytest.fixture(autouse=True)
def by_itself(monkeypatch):
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)


@pytest.fixture
def carried_by(album, name, second_couchdb, add_photo):
    """A copy, all of it there but one large original that is still to be carried: the copy, that server, the photo."""
    there = second_couchdb.album(name)

    def made(direction=Direction.SEND, **options):
        copy = add(album, wish(second_couchdb, name, direction=direction, name="Attic", **options), quiet)
        source, target = (album, there) if direction.sends else (there, album)
        photo_id = add_photo(secrets.token_bytes(PIECES << 18), into=source, name="FILM.MOV")
        until(lambda: photo_id in ids(target))
        until(lambda: [item.photo_id for item in _compared(album, copy)] == [photo_id])
        return copy, there, photo_id

    yield made
    there.close()


def _compared(album, copy):
    return state_of(album, copy, compare=True).missing


def at_piece(number, deed):
    """A pause that does something once, while so many pieces are on their way."""
    calls = []

    def pause(_seconds):
        calls.append(1)
        if len(calls) == number:
            deed()

    return pause


def carry_until(album, copy, number, deed):
    """Carried once, with a deed while so many pieces are on their way; a server that is busy is asked again."""
    done = []

    def do():
        deed()
        done.append(1)

    until(lambda: [send_what_fits(album, copy, pause=at_piece(number, do))] and done)


def become_equal(album, copy, there, *photo_ids):
    """Looked at closely until each is on both sides, in all its versions."""

    def is_equal(photo_id):
        one, other = (side.get(original_id(photo_id), conflicts="true") for side in (album, there))
        return one is not None and one == other

    until(lambda: [look_closely(album, copy)] and all(map(is_equal, photo_ids)))


def has(there, photo_id):
    return original_id(photo_id) in ids(there)


def test_one_that_came_while_the_copy_was_paused_is_carried_whoever_resumes_it(album, name, second_couchdb, add_photo):
    tending = ReplicationMonitor(album, pause=time.sleep)
    copy = add(album, wish(second_couchdb, name, direction=Direction.SEND), quiet)
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    tending.daily(quiet)
    for _ in range(2):
        tending.often(quiet)
    Replications(album).pause(copy)
    late = add_photo(secrets.token_bytes(SMALL + 1))
    for _ in range(3):
        tending.often(quiet)
    Replications(album).resume(copy)  # on another computer
    until(lambda: [tending.often(quiet)] and has(second_couchdb.album(name), late))


@pytest.mark.parametrize("problem", [CopyUnreachable, CopyRefused])
def test_a_server_that_goes_away_before_the_first_byte_is_asked_again(album, carried_by, monkeypatch, problem):
    copy, there, photo_id = carried_by()
    tending, asked, told = ReplicationMonitor(album, pause=time.sleep), [], []

    def away(*_what):
        asked.append(1)
        raise problem("It is away.")

    with monkeypatch.context() as moment:
        moment.setattr(resend, "open_copy", away)
        until(lambda: [tending.often(told.append)] and asked)
        assert resend.send_what_fits(album, copy).reason
    until(lambda: [tending.often(told.append)] and has(there, photo_id))
    assert told == []


@pytest.mark.parametrize("way", [Direction.SEND, Direction.FETCH])
def test_paused_meanwhile_nothing_more_is_sent(album, carried_by, monkeypatch, way):
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    copy, there, photo_id = carried_by(way)
    carry_until(album, copy, 3, lambda: Replications(album).pause(copy))
    assert not has(there if way.sends else album, photo_id)
    Replications(album).resume(copy)
    until(lambda: photo_id in [item.photo_id for item in look_closely(album, copy).sent])


def test_removed_meanwhile_nothing_more_is_sent(album, carried_by, monkeypatch):
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    copy, there, photo_id = carried_by()
    carry_until(album, copy, 3, lambda: remove(album, copy, RemovalMode.KEEP, quiet))
    assert not has(there, photo_id)


def test_a_stop_ends_it_and_begins_no_other(album, carried_by, add_photo):
    copy, there, photo_id = carried_by()
    more = [add_photo(secrets.token_bytes(SMALL + 1 + number)) for number in range(3)]
    until(lambda: len(_compared(album, copy)) == 4)
    asked = []

    def ends(_seconds):
        asked.append(1)
        if len(asked) > 2:
            raise AlbumUnavailable("The program ends.")

    with pytest.raises(AlbumUnavailable, match="ends"):
        until(lambda: not send_what_fits(album, copy, pause=ends))
    assert len(asked) == 3
    assert sum(has(there, one) for one in [photo_id, *more]) <= 3


def test_erased_meanwhile_it_does_not_come_back(album, carried_by):
    copy, there, photo_id = carried_by()

    def erase():
        delete(album, original_id(photo_id))
        until(lambda: there.database.leaves([original_id(photo_id)]).get(original_id(photo_id)))  # the mark is there

    carry_until(album, copy, 3, erase)
    assert (has(album, photo_id), has(there, photo_id)) == (False, False)
    assert all(leaf.get("_deleted") for leaf in there.database.leaves([original_id(photo_id)])[original_id(photo_id)])


def test_edited_meanwhile_both_versions_come_and_one_is_shown(album, carried_by):
    copy, there, photo_id = carried_by()
    carry_until(album, copy, 3, lambda: edit(album, original_id(photo_id), remark="x"))
    become_equal(album, copy, there, photo_id)
    assert there.get(original_id(photo_id))["remark"] == "x"
    assert "_conflicts" not in there.get(original_id(photo_id), conflicts="true")


@pytest.mark.parametrize("way", [Direction.SEND, Direction.FETCH])
def test_an_edit_later_brings_its_words_and_not_the_film_again(album, carried_by, monkeypatch, way):
    copy, there, photo_id = carried_by(way)
    become_equal(album, copy, there, photo_id)
    edit(album if way.sends else there, original_id(photo_id), remark="x")

    def sent(*_what):
        pytest.fail("bytes of the film are read to be sent")

    monkeypatch.setattr(carry, "_bytes", sent)
    become_equal(album, copy, there, photo_id)
    for side in (album, there):
        assert side.get(original_id(photo_id))["remark"] == "x"
        assert hashlib.md5(read(side, original_id(photo_id), "original.jpg")).hexdigest() == photo_id


def test_compacted_meanwhile_it_comes_all_the_same(album, carried_by):
    copy, there, photo_id = carried_by()

    def compact():
        edit(album, original_id(photo_id), remark="x")
        album.database.compact()

    carry_until(album, copy, 2, compact)
    become_equal(album, copy, there, photo_id)


def test_changed_on_two_machines_both_versions_come(album, carried_by):
    copy, there, photo_id = carried_by()
    document = album.get(original_id(photo_id), revs="true", attachments="true")
    history = document["_revisions"]
    generation, parents = history["start"], history["ids"]
    for word in "ab":
        digest = secrets.token_hex(16)
        document |= {"_rev": f"{generation + 1}-{digest}", "remark": word}
        document["_revisions"] = {"start": generation + 1, "ids": [digest, *parents]}
        album.database.bulk([document], new_edits=False)
    become_equal(album, copy, there, photo_id)
    assert len(there.get(original_id(photo_id), conflicts="true")["_conflicts"]) == 1
    assert _compared(album, copy) == ()


@pytest.fixture
def bytes_read(monkeypatch):
    """The lengths of all pieces of attachments that are sent, by whomever."""
    found, whole = [], carry._bytes
    monkeypatch.setattr(carry, "_bytes", lambda *what: (found.append(len(some)) or some for some in whole(*what)))
    return found


def carried(album, copy, pauses):
    """By so many at once, each with a pause of its own; what each found that it lacked and that is there now."""
    found = []

    def send(pause):
        state = until(lambda: (state := send_what_fits(album, copy, pause=pause)).sent and state)
        found.append([item.photo_id for item in state.sent])

    threads = [threading.Thread(target=send, args=[pause]) for pause in pauses]
    until(lambda: state_of(album, copy, compare=True).missing)
    for thread in threads:
        thread.start()
    joined(*threads, within_s=2 * PATIENCE_S)
    return found


def when_first(deed):
    """Done at the first call, once for all who share it."""
    calls = []

    def once():
        calls.append(1)
        if len(calls) == 1:
            deed()

    return once


def test_two_who_find_the_same_film_lacking_send_it_once(album, carried_by, bytes_read):
    copy, there, photo_id = carried_by()
    waits, second, found = threading.Event(), [], []

    def stands_behind(seconds):
        if seconds:
            waits.set()
            time.sleep(0.1)

    def begin():
        second.append(threading.Thread(target=lambda: found.extend(carried(album, copy, [stands_behind]))))
        second[0].start()
        assert waits.wait(PATIENCE_S)

    carry_until(album, copy, 2, begin)
    joined(*second)
    assert found == [[photo_id]]
    assert sum(bytes_read) == PIECES << 18
    assert there.get(original_id(photo_id), conflicts="true") == album.get(original_id(photo_id))
    assert claims.read(album, copy)["now"] == {}


def test_two_machines_that_carry_the_same_film_at_once_leave_one(album, carried_by, bytes_read, monkeypatch):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    both, has_looked = threading.Barrier(2, timeout=PATIENCE_S), threading.Event()
    write, begun = claims.write, {}

    def at_once(album, copy, change):
        me = threading.current_thread()
        if len(begun) < 2 and me not in begun:
            known = change(claims.read(album, copy) or {"_id": claims._note_id(copy)})
            begun[me] = known["now"][photo_id]["by"]
            both.wait()  # neither has read of the other
            for by in sorted(begun.values()):  # the one that has to give way does not write last
                if by == begun[me]:
                    album.put_document(known)
                both.wait()
            return
        if begun.get(me) == max(begun.values()):
            assert has_looked.wait(PATIENCE_S)  # it goes on no further before the other one could hear of it
        try:
            write(album, copy, change)
        except claims._Busy:
            has_looked.set()
            raise

    monkeypatch.setattr(claims, "write", at_once)
    assert carried(album, copy, [lambda _s: time.sleep(0.05)] * 2) == [[photo_id], [photo_id]]
    assert PIECES << 18 <= sum(bytes_read) < 2 * (PIECES << 18)
    assert there.get(original_id(photo_id), conflicts="true") == album.get(original_id(photo_id))


@pytest.mark.parametrize("off_s", [-86_400, 0, 86_400])
def test_a_claim_of_one_that_died_holds_nobody_up_whatever_its_clock_said(album, carried_by, monkeypatch, off_s):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "SILENT_S", 0.5)
    dead = {photo_id: {"by": "z", "sent": 300_000, "at": time.time() + off_s}, "other": "no claim"}
    claims.write(album, copy, lambda known: {**known, "now": dead})
    assert (carrying.look(album, copy).now is None) == (off_s != 0)
    waited = []
    until(lambda: [send_what_fits(album, copy, pause=waited.append)] and has(there, photo_id))
    assert claims.LOOK_S in waited
    until(lambda: not _compared(album, copy))
    assert claims.read(album, copy)["now"] == {}


@pytest.mark.parametrize("by_s", [-86_400, 86_400])
def test_a_clock_that_jumps_meanwhile_changes_nothing(album, carried_by, monkeypatch, by_s):
    copy, there, photo_id = carried_by()
    off_s = [0]
    clock = SimpleNamespace(time=lambda: time.time() + off_s[0], monotonic=time.monotonic)
    monkeypatch.setattr(claims, "time", clock)
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    carry_until(album, copy, 3, lambda: off_s.append(off_s.pop() + by_s))
    become_equal(album, copy, there, photo_id)
    assert carrying.look(album, copy) == Carrying()


def test_what_stands_still_is_taken_over_and_still_comes_once(album, carried_by, monkeypatch):
    copy, there, photo_id = carried_by()
    monkeypatch.setattr(claims, "SILENT_S", 0.5)
    is_there = threading.Event()
    hold = when_first(lambda: is_there.wait(PATIENCE_S))

    def pause(seconds):
        if not seconds:
            hold()
        elif has(there, photo_id):
            is_there.set()
        time.sleep(min(seconds, 0.1))

    def send():
        until(lambda: [send_what_fits(album, copy, pause=pause)] and has(there, photo_id))
        is_there.set()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    joined(*threads, within_s=2 * PATIENCE_S)
    assert there.get(original_id(photo_id), conflicts="true") == album.get(original_id(photo_id))


def test_paused_while_it_waits_for_another_it_sends_nothing(album, carried_by, bytes_read):
    copy, there, photo_id = carried_by()
    going = {photo_id: {"by": "z", "sent": 0, "at": time.time()}}
    claims.write(album, copy, lambda known: {**known, "now": going})
    asked = []

    def pause(seconds):
        asked.append(seconds)
        Replications(album).pause(copy)

    state = until(lambda: (state := send_what_fits(album, copy, pause=pause)) and asked and state)
    assert (state.condition, bytes_read, has(there, photo_id)) == (Condition.PAUSED, [], False)
    assert claims.read(album, copy)["now"] == going


def behind(server, cutting):
    """The same server under the proxy's address."""
    return replace(server, url=cutting.url)


@pytest.fixture
def cut_by(album, name, second_couchdb, add_photo):
    """As ``carried_by``, with two films, and a proxy in front of the copy's server."""
    with proxy(second_couchdb.url, PATIENCE_S) as cutting:
        copy = add(album, wish(behind(second_couchdb, cutting), name, direction=Direction.SEND, name="Attic"), quiet)
        there = second_couchdb.album(name)
        films = {add_photo(secrets.token_bytes(PIECES << 18), name="FILM.MOV") for _ in range(2)}
        until(lambda: films <= ids(there))
        until(lambda: {item.photo_id for item in _compared(album, copy)} == films)
        yield copy, there, films, cutting
        there.close()
        Replications(album).remove(copy)


def refusal(status):
    said = b'{"error":"no","reason":"no"}'
    head = f"HTTP/1.1 {status} No\r\nContent-Type: application/json\r\nContent-Length: {len(said)}\r\n"
    return head.encode() + b"Connection: close\r\n\r\n" + said


@pytest.mark.parametrize(
    ("fault", "stored"),
    [
        ({"drop_answer": True}, 2),
        ({"cut_after": 700_000}, 1),
        ({"cut_after": 700_000, "reset": True}, 1),
        ({"cut_after": 700_000, "answer": refusal(413)}, 1),
        ({"cut_after": 700_000, "answer": refusal(507)}, 1),
        ({"cut_after": 700_000, "answer": refusal(401)}, 0),  # a password is not tried a second time
    ],
    ids=["answer lost", "cut", "reset", "413", "507", "401"],
)
def test_cut_in_the_middle_nothing_half_is_there_and_it_comes_the_next_time(album, cut_by, fault, stored):
    copy, there, films, cutting = cut_by
    cutting.fail(Fault(request=b"PUT /%s/original-" % there.database.name.encode(), **fault))
    state = until(lambda: (found := send_what_fits(album, copy)) and cutting.faults and found)
    assert {item.photo_id for item in state.sent} == {one for one in films if has(there, one)}
    assert (len(state.sent), len(state.missing)) == (stored, 2 - stored)
    found = carrying.look(album, copy)
    assert {item.photo_id for item in found.left + found.hindered} == {item.photo_id for item in state.missing}
    # What happens to a line now and then is nobody's concern yet; what a server said is told.
    assert len(found.hindered) == (len(state.missing) if "answer" in fault else 0)
    become_equal(album, copy, there, *films)


def test_what_is_still_to_go_and_how_far_it_is_can_be_seen_by_everybody(album, carried_by, real_couchdb, monkeypatch):
    monkeypatch.setattr(claims, "NOTED_S", 0.0)
    copy, _there, photo_id = carried_by()
    other = real_couchdb.album(album.database.name)
    before = until(lambda: (found := service.overview(other).states[0]).carrying.left and found)
    assert sentence(before) == "1 large file still to go"
    assert before.is_well
    seen, told = [], []

    def see():
        seen.append(until(lambda: (found := service.overview(other).states[0]).carrying.left and found))

    until(lambda: [look_closely(album, copy, tell=told.append, pause=at_piece(4, see))] and seen)
    (found,) = seen
    assert (found.carrying.now.photo_id, found.carrying.now.name) == (photo_id, "FILM.MOV")
    assert 0 < found.carrying.sent < found.carrying.now.size
    assert sentence(found) == "1 large file still to go, FILM.MOV on its way: 524.3 kB of 1.6 MB"
    assert all(tick.goes_on for tick in told)
    assert list(dict.fromkeys(str(tick.title) for tick in told))[:2] == [
        "On its way: FILM.MOV (0 B of 1.6 MB)",
        "On its way: FILM.MOV (262.1 kB of 1.6 MB)",
    ]
    after = until(lambda: sentence(found := service.overview(other).states[0]).startswith("up to date") and found)
    assert after.carrying == Carrying()
    other.close()


def test_one_that_is_too_large_is_said_to_be_left_out_and_not_on_its_way(album, carried_by, second_couchdb):
    limit = "/_node/_local/_config/couchdb/max_attachment_size"
    copy, there, photo_id = carried_by()
    second_couchdb.request("PUT", limit, str(2 * SMALL))
    try:
        until(lambda: look_closely(album, copy).missing)
    finally:
        second_couchdb.request("DELETE", limit)
    state = until(lambda: (found := service.overview(album).states[0]).missing and found)
    assert ([item.photo_id for item in state.missing], state.carrying.left) == ([photo_id], ())
    assert sentence(state).endswith("1 photo or video could not be copied")
    become_equal(album, copy, there, photo_id)
    assert service.overview(album).states[0].missing == ()


def test_where_the_copy_can_not_be_asked_nobody_says_that_all_is_there(album, carried_by, monkeypatch):
    copy, there, photo_id = carried_by()

    def away(*_what):
        raise CopyUnreachable("It is away.")

    monkeypatch.setattr(carrying, "lacking_of", away)
    assert [item.photo_id for item in carrying.look(album, copy).left] == [photo_id]
    monkeypatch.undo()
    monkeypatch.setattr(limits, "BY_ITSELF", SMALL)
    become_equal(album, copy, there, photo_id)
    monkeypatch.setattr(carrying, "lacking_of", away)
    found = carrying.look(album, copy)
    assert (found.left, found.is_known) == ((), False)
    state = CopyState(copy, Condition.UP_TO_DATE, carrying=found)
    assert sentence(state) == "up to date but for large files, which could not be compared"


def test_a_copy_that_is_removed_leaves_no_note(album, carried_by):
    copy, there, photo_id = carried_by()
    become_equal(album, copy, there, photo_id)
    assert [row["id"] for row in album.database.local_docs() if "large" in row["id"]]
    remove(album, copy, RemovalMode.KEEP, quiet)
    assert not [row["id"] for row in album.database.local_docs() if "large" in row["id"]]


def test_a_claim_asks_the_albums_server_little(album, carried_by, monkeypatch):
    copy, there, _photo_id = carried_by()
    asked, request = [], album.guard.request
    monkeypatch.setattr(
        album.guard, "request", lambda *what, **more: (asked.append(what[:3]), request(*what, **more))[1]
    )
    (item,) = carrying.look(album, copy).left
    asked.clear()
    claim = claims.Claim(album, copy, item, quiet)
    claim.take(time.sleep)
    for number in range(0, 6 << 18, 1 << 18):
        claim.goes_on(number)  # within the first five seconds nobody is asked anything
    claim.close()
    assert len(asked) == 5, asked
    assert claims.read(album, copy)["now"] == {}
    there.close()
