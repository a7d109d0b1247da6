"""The commands as a person and as a script use them: real folders, real settings, the embedded album."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import pytest
from tests.children import PATIENCE_S, child
from tests.cli.commands import SECRET, chosen, folders, photo, photospool
from tests.servers import couchdb

from photospool.album.embedded.album import LocalAlbum
from photospool.spool.lock import WorkLock


def test_one_pass_tells_what_came_of_each(home):
    photo(home / "incoming/a.jpg", "red")
    photo(home / "incoming/trip/b.jpg", "blue")
    (home / "incoming/c.jpg").write_bytes(b"never a photo")
    (home / "incoming/film.mp4").write_bytes(b"film")
    result = photospool(home, "process", *folders(home))
    assert result.code == 1
    assert "a.jpg  added" in result.out
    assert "2 added, 1 needs attention, 1 left in incoming (video)" in result.out
    assert sorted(path.name for path in (home / "done").iterdir()) == ["a.jpg", "b.jpg"]


def test_json_is_all_that_is_on_stdout(home):
    photo(home / "incoming/a.jpg", "red")
    result = photospool(home, "process", *folders(home), "--json")
    assert result.code == 0
    assert result.json["added"] == 1
    assert result.json["paused"] == []


def test_nothing_to_do_is_fine(home):
    result = photospool(home, "process", *folders(home))
    assert (result.code, result.out.strip()) == (0, "nothing to do")


def test_issues_and_retry(home):
    chosen(home)
    (home / "incoming/c.jpg").write_bytes(b"never a photo")
    photospool(home, "process", *folders(home))
    listed = photospool(home, "issues", "--json")
    assert listed.code == 1
    (issue,) = listed.json
    assert issue["name"] == "c.jpg"
    assert issue["title"]
    assert issue["advice"]
    photo(home / "new.jpg", "green").replace(issue["file"])
    again = photospool(home, "retry", issue["job"])
    assert (again.code, "c.jpg  added" in again.out) == (0, True)
    assert photospool(home, "issues").out.strip() == "No photo needs attention."
    assert photospool(home, "retry", "nothing").code == 2


def test_add_copies_with_words_and_leaves_the_file(home):
    chosen(home)
    mine = photo(home / "mine/x.jpg", "orange")
    (home / "mine/notes.txt").write_text("no photo")
    result = photospool(
        home, "add", home / "mine", "--keywords", "trip, summer time", "--category", "Public",
        "--description", "At the sea", "--taken", "1999-12-31",
    )  # fmt: skip
    assert result.code == 0, result.err
    assert "notes.txt: left out" in result.err
    assert mine.exists()
    assert [path.name for path in (home / "done").iterdir()] == ["x.jpg"]
    album = LocalAlbum(home / "home/album")
    (doc,) = [row["doc"] for row in album.all_docs(include_docs=True) if row["doc"]["type"] == "photo"]
    album.close()
    assert doc["keywords"] == ["trip", "summer-time", "unprocessed"]
    assert (doc["cat"], doc["descr"], doc["taken"]) == ("Public", "At the sea", "1999-12-31")


def test_adding_takes_nothing_from_incoming_before_somebody_said_yes(home):
    chosen(home)
    there = photo(home / "incoming/there.jpg", "red")
    result = photospool(home, "add", photo(home / "mine/x.jpg", "orange"))
    assert (result.code, "x.jpg  added" in result.out) == (0, True), result.err
    assert there.exists()
    assert [path.name for path in (home / "done").iterdir()] == ["x.jpg"]
    assert photospool(home, "settings", "confirm", "--yes", "--all").code == 0
    assert photospool(home, "add", photo(home / "mine/y.jpg", "blue")).code == 0
    assert not there.exists()


def test_the_usual_folder_stays_the_usual_one_however_it_is_written(home):
    chosen(home)
    old = photo(home / "incoming/old.jpg", "red")
    text = (home / "home/settings.toml").read_text()
    assert f'"{home}/incoming"' in text
    (home / "home/settings.toml").write_text(text.replace(f'"{home}/incoming"', '"~/incoming"'))
    assert photospool(home, "settings", "confirm", "--yes", "--only-new", HOME=str(home)).code == 0
    photo(home / "incoming/new.jpg", "blue")
    result = photospool(home, "process", *folders(home), HOME=str(home))
    assert "new.jpg  added" in result.out, result.err
    assert old.exists()


def test_the_album_is_not_moved_from_under_a_running_program(home):
    chosen(home)
    lock = WorkLock(home / "work")
    lock.acquire()
    try:
        result = photospool(home, "move-album", "http://127.0.0.1:9/photo", PHOTOSPOOL_PASSWORD=SECRET)
    finally:
        lock.release()
    assert (result.code, "Photospool is running" in result.err) == (4, True), result.err
    assert "127.0.0.1" not in (home / "home/settings.toml").read_text()


def test_a_date_that_is_none_is_said(home):
    chosen(home)
    result = photospool(home, "add", photo(home / "x.jpg", "red"), "--taken", "yesterday")
    assert result.code == 2
    assert "no date" in result.err
    assert list((home / "work").glob("2*")) == []


def test_status_counts(home):
    chosen(home)
    photo(home / "incoming/a.jpg", "red")
    photospool(home, "process", *folders(home))
    photo(home / "incoming/b.jpg", "blue")
    found = photospool(home, "status", "--json").json
    assert (found["incoming"], found["work"], found["added"], found["needs_attention"]) == (1, 0, 1, 0)
    assert found["running"] is False
    assert "not running" in photospool(home, "status").out


def test_status_guesses_no_cause_of_a_sidecar_that_waits(home):
    """It looks into none: whether the photo is missing, or there are two, a running program finds out."""
    chosen(home)
    assert photospool(home, "settings", "confirm", "--yes").code == 0
    assert photospool(home, "settings", "kinds", "--take-sidecars", "--yes", "--all").code == 0
    (home / "incoming/a.xmp").write_text("<x/>")
    found = photospool(home, "status", "--json").json
    assert (found["incoming"], found["left_in_incoming"]) == (0, {"sidecar that is not attached yet": 1})


def test_run_moves_nothing_before_a_yes(home):
    chosen(home)
    photo(home / "incoming/a.jpg", "red")
    with Running(home) as running:
        running.wait_for("say yes once with “photospool run --yes”")  # it hears no other one
        assert "from its next start" in photospool(home, "settings", "confirm", "--yes").out
    assert (home / "incoming/a.jpg").exists()
    assert "“photospool run” starts it." in photospool(home, "settings", "confirm", "--yes").out
    with Running(home) as running:
        running.wait_for("a.jpg  added")
        found = photospool(home, "status", "--json").json
        assert found["running"] is True
        refused = photospool(home, "process", *folders(home))
        assert (refused.code, "already running" in refused.err) == (4, True)
        handed = photospool(home, "add", photo(home / "x.jpg", "green"))
        assert "Handed to the Photospool that is running" in handed.out
        running.wait_for("x.jpg  added")
    assert running.process.returncode == 0


def test_the_first_yes_makes_work_and_done_and_no_later_one(home):
    for name in ("work", "done"):
        (home / name).rmdir()
    chosen(home)
    found = photospool(home, "check", "--json").json
    assert [finding["about"] for finding in found if not finding["fine"]] == ["settings"]
    assert not (home / "work").exists()
    said = photospool(home, "settings", "confirm", "--yes")
    assert f"Made {home / 'work'}." in said.out
    assert (home / "done").is_dir()
    (home / "done").rmdir()
    assert photospool(home, "settings", "confirm", "--yes").code == 0
    assert not (home / "done").exists()
    assert "folders.done" in [
        finding["about"] for finding in photospool(home, "check", "--json").json if not finding["fine"]
    ]


def test_the_first_yes_never_makes_incoming(home):
    (home / "incoming").rmdir()
    chosen(home)
    assert photospool(home, "settings", "confirm", "--yes").code == 0
    assert not (home / "incoming").exists()


class Running:
    """``photospool run``, ended with SIGTERM."""

    def __init__(self, home):
        command = [sys.executable, "-u", "-m", "photospool", "--home", str(home / "home"), "run"]
        env = os.environ | {"COLUMNS": "200", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        self.log = (home / "run.log").open("w+b")
        self.process = child(command, stdout=self.log, stderr=subprocess.STDOUT, env=env)

    def wait_for(self, text):
        deadline = time.monotonic() + PATIENCE_S
        while text not in (self.read()):
            assert time.monotonic() < deadline, self.read()
            assert self.process.poll() is None, self.read()
            time.sleep(0.1)

    def read(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8") as file:
            return file.read()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.process.terminate()
        if kind is None:  # how it ends is looked at, and may take long where much else is done
            self.process.wait(PATIENCE_S)
        self.process.end()
        self.log.close()


def test_an_album_address_without_a_database(home):
    result = photospool(home, "process", *folders(home), "--album", "http://127.0.0.1:5984")
    assert result.code == 2
    assert "no database" in result.err


def test_a_pass_over_folders_that_are_not_there_promises_nothing(home):
    for name in ("incoming", "work", "done"):
        (home / name).rmdir()
        result = photospool(home, "process", *folders(home))
        assert (result.code, f"{home / name} is not there." in result.err) == (1, True), result.err
        assert "by itself" not in result.err
        assert "Then give the same command again." in " ".join(result.err.split())
        (home / name).mkdir()


def test_an_album_that_is_away_is_no_place_that_photos_wait_for_while_one_moves_there(home):
    chosen(home)
    result = photospool(home, "move-album", "http://127.0.0.1:9/photo", PHOTOSPOOL_PASSWORD=SECRET)
    assert (result.code, "Nothing answers" in result.err) == (3, True), result.err
    assert "wait" not in result.err
    assert "the same command" in result.err


def test_an_album_that_is_away_claims_nothing(home):
    photo(home / "incoming/a.jpg", "red")
    result = photospool(home, "process", *folders(home), "--album", "http://127.0.0.1:9/photo", "--json")
    assert result.code == 3
    assert (home / "incoming/a.jpg").exists()
    assert [pause["reason"] for pause in result.json["paused"]] == ["offline"]


def test_a_work_folder_of_another_program_is_refused(home):
    lock = WorkLock(home / "work")
    lock.acquire()
    assert photospool(home, "process", *folders(home)).code == 4
    lock.release()


class TestOnAServer:
    def test_set_up_process_and_move(self, home, couchdb_server):
        chosen(home)
        secrets = {"PHOTOSPOOL_USER": couchdb_server.user, "PHOTOSPOOL_PASSWORD": couchdb_server.password}
        photo(home / "incoming/a.jpg", "red")
        assert photospool(home, "process", *folders(home)).code == 0
        name = f"test-{os.urandom(4).hex()}"
        there = f"{couchdb_server.url}/{name}"
        missing = photospool(home, "move-album", there, **secrets)
        assert (missing.code, "--create" in missing.err) == (3, True), missing.err
        moved = photospool(home, "move-album", there, "--create", **secrets)
        assert moved.code == 0, moved.err
        assert ": 1 photo; 1 sent now" in moved.out
        assert "go there once you said yes" in moved.out
        assert photospool(home, "settings", "get", "album.database").out.strip() == name
        photo(home / "incoming/b.jpg", "blue")
        photo(home / "incoming/again.jpg", "red")
        result = photospool(home, "process", *folders(home), "--json", **secrets)
        assert (result.json["added"], result.json["already_there"]) == (1, 1)
        photospool(home, "settings", "confirm", "--yes")
        checked = photospool(home, "check", **secrets)
        assert checked.code == 0, checked.out
        assert "already" in photospool(home, "album", "setup", **secrets).out
        couchdb_server.request("DELETE", f"/{name}")

    def test_the_servers_small_pieces_are_told_and_set_after_a_yes_only(self, home, tmp_path_factory):
        if not couchdb.has_real():
            pytest.skip(couchdb.WHY_NOT)
        with couchdb.private_couchdb(tmp_path_factory.mktemp("couchdb")) as server:
            chosen(home)
            secrets = {"PHOTOSPOOL_USER": server.user, "PHOTOSPOOL_PASSWORD": server.password}
            photospool(home, "settings", "set", "album.url", server.url)
            photospool(home, "settings", "confirm", "--yes")
            asked = photospool(home, "album", "setup", "--create", "--keep-policy", **secrets)
            assert "in pieces of 4 KB" in asked.out
            assert "The server's setting was not changed." in asked.out
            found = photospool(home, "check", **secrets)
            assert (found.code, "album setup" in found.out) == (0, True), "it is no fault"
            section = server.request("GET", "/_node/_local/_config/couchdb")
            assert "attachment_stream_buffer_size" not in section
            assert "It is set" in photospool(home, "album", "setup", "--keep-policy", "--tune", **secrets).out
            section = server.request("GET", "/_node/_local/_config/couchdb")
            assert section["attachment_stream_buffer_size"] == "1048576"
            assert "in pieces of" not in photospool(home, "check", **secrets).out
            assert "in pieces of" not in photospool(home, "album", "setup", "--keep-policy", **secrets).out

    def test_a_wrong_password(self, home, couchdb_server):
        chosen(home)
        photo(home / "incoming/a.jpg", "red")
        wrong = {"PHOTOSPOOL_USER": "nobody", "PHOTOSPOOL_PASSWORD": "wrong"}
        result = photospool(home, "process", *folders(home), "--album", f"{couchdb_server.url}/photo", **wrong)
        assert result.code == 3
        assert (home / "incoming/a.jpg").exists()


def test_help_names_the_exit_codes(home):
    assert "already running" in photospool(home, "--help").out


def test_photos_that_arrive_during_an_event_get_its_words(home):
    chosen(home)
    assert photospool(home, "event").out == "There is no event now.\n"
    begun = photospool(
        home, "event", "set", "Summer party", "--tags", "garden, 2026", "--category", "Friends/Family", "--until", "4h"
    )
    assert begun.code == 0
    assert "Summer-party, garden, 2026" in begun.out
    photo(home / "incoming/a.jpg", "red")
    assert photospool(home, "process", *folders(home)).code == 0
    assert photospool(home, "event", "clear").code == 0
    assert photospool(home, "event", "--json").json is None
    photo(home / "incoming/b.jpg", "blue")
    assert photospool(home, "process", *folders(home)).code == 0
    album = LocalAlbum(home / "home/album")
    rows = album.all_docs(include_docs=True)
    album.close()
    names = {row["doc"]["photo"]: row["doc"]["filename"] for row in rows if row["doc"]["type"] == "original"}
    documents = {names[row["id"]]: row["doc"] for row in rows if row["doc"]["type"] == "photo"}
    assert documents["a.jpg"]["keywords"] == ["Summer-party", "garden", "2026", "unprocessed"]
    assert documents["a.jpg"]["cat"] == "Friends/Family"
    assert (documents["b.jpg"]["keywords"], documents["b.jpg"]["cat"]) == (["unprocessed"], "Private")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Party", "--until", "soon"], "This is no time."),
        (["Party", "--until", "2013-05-01T12:00"], "This time is over already."),
        (["Party", "--until", "4h", "--category", "Public"], "What arrives by itself is never public."),
        (["  ", "--until", "4h"], "The event needs a name."),
    ],
)
def test_an_event_that_makes_no_sense_is_not_begun(home, arguments, says):
    refused = photospool(home, "event", "set", *arguments)
    assert refused.code == 2
    assert says in refused.err
    assert photospool(home, "event", "--json").json is None


def test_autostart_by_command(home, tmp_path):
    config = {"XDG_CONFIG_HOME": str(tmp_path / "config")}

    def said(*words):
        result = photospool(home, "autostart", *words, **config)
        assert result.code == 0, result.err
        return result

    assert said("status", "--json").json == {"autostart": "off"}
    assert "starts when you log in" in said("on").out
    assert said("status", "--json").json == {"autostart": "on"}
    (entry,) = (tmp_path / "config/autostart").iterdir()
    assert f"--home {home / 'home'} --hidden" in entry.read_text()
    entry.write_text(entry.read_text() + "Hidden=true\n")
    assert "switched off" in said("status").out
    assert "does not start" in said("off").out
    assert said("status", "--json").json == {"autostart": "off"}


def test_only_new_photos_may_be_wanted(home):
    photo(home / "incoming/old.jpg", "red")
    chosen(home)
    said = photospool(home, "settings", "confirm", "--yes", "--only-new")
    assert said.code == 0
    assert "1 photos that are there now stay" in said.out
    photo(home / "incoming/new.jpg", "blue")
    result = photospool(home, "process", *folders(home))
    assert "new.jpg  added" in result.out
    assert "1 left in incoming (there before)" in result.out
    assert [path.name for path in (home / "incoming").iterdir()] == ["old.jpg"]
    (home / "home/baseline.json").unlink()
    lost = photospool(home, "settings", "confirm", "--yes")
    assert lost.code == 2
    assert "--only-new" in lost.err
    assert photospool(home, "settings", "confirm", "--yes", "--all").code == 0
    assert "old.jpg  added" in photospool(home, "process", *folders(home)).out


def opening(home, **options):
    """``album open`` in a process of its own, and the address that it says."""
    command = [sys.executable, "-u", "-m", "photospool", "--home", str(home / "home"), "album", "open", "--no-browser"]
    process = child(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, **options)
    return process, lambda: next(line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("parent", [signal.SIG_DFL, signal.SIG_IGN], ids=["", "in the background"])
def test_the_open_album_is_closed_when_it_is_asked_to_also_where_sigint_is_ignored(home, asked, parent):
    """A shell starts its background jobs with SIGINT ignored, and so do some services that run tests."""
    chosen(home)
    process, address = opening(home, preexec_fn=lambda: signal.signal(signal.SIGINT, parent))
    with process:
        port = urlsplit(address()).port
        process.send_signal(asked)
        assert process.wait(timeout=PATIENCE_S) == 0
        assert process.stdout.read().endswith("Closed.\n")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_opens_the_album_for_one_browser_until_it_is_stopped(home):
    photo(home / "incoming/a.jpg", "red")
    photospool(home, "process", *folders(home))
    chosen(home)
    process, said = opening(home)
    with process:
        address = said()
        jar = urllib.request.HTTPCookieProcessor()
        browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        with browser.open(address, timeout=PATIENCE_S) as answer:
            assert b"<title>Album</title>" in answer.read()
            root = answer.url
        with browser.open(f"{root}db/_design/photospool/_view/timeline?reduce=false", timeout=PATIENCE_S) as answer:
            assert len(json.load(answer)["rows"]) == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE_S) == 0
        assert "Closed." in process.stdout.read()
