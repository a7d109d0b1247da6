"""However a command is called, and whatever is closed or full around it: a sentence and a code, never a traceback."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.children import PATIENCE_S
from tests.cli.commands import chosen, command, folders, photo, photospool

from photospool.cli.ending import ended, in_words
from photospool.errors import DiskFull, SpoolError
from photospool.spool import durable_io
from photospool.spool.scanner import incoming_problem

NOBODY = "~nobody-of-this-name/photos"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("settings", "set", "folders.incoming", NOBODY), 0),
        (("folders", "add", "Anna", NOBODY), 2),
        (("export", NOBODY + "x" * 5000), 1),
        (("add", "x" * 5000), 1),
        (("folders", "add", "Anna", "x" * 5000), 1),
    ],
)
def test_a_path_that_can_not_be_is_said(home, here, monkeypatch, words, code):
    chosen(home)
    monkeypatch.chdir(home)
    result = here(home, *words)
    assert (result.code, "mistake" in result.err, bool(result.err)) == (code, False, code != 0), result.err


@pytest.mark.parametrize("words", [("status",), ("check",), ("settings",)])
def test_settings_that_name_nobodys_home_are_said_and_end_nothing(home, here, words):
    chosen(home)
    text = (home / "home/settings.toml").read_text()
    (home / "home/settings.toml").write_text(text.replace(str(home / "incoming"), NOBODY))
    result = here(home, *words)
    assert "This folder needs its whole path." in result.out + result.err
    assert result.code == (0 if words == ("settings",) else 2)


@pytest.mark.skipif(os.name != "posix", reason="a shell of Windows closes no stream")
@pytest.mark.parametrize(("words", "closed", "code"), [(("status", "--json"), 1, 0), (("settings", "confirm"), 0, 1)])
def test_a_stream_that_is_closed_is_no_mistake(home, words, closed, code):
    chosen(home)
    shell = ["sh", "-c", f'exec "$@" {closed}>&-', "sh", *command(home, *words)]
    done = subprocess.run(
        shell, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_S, check=False
    )
    assert ("Traceback" in done.stderr, "mistake" in done.stderr, done.returncode) == (False, False, code)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_what_can_not_be_written_stops_no_photo_and_is_no_success(home):
    chosen(home)
    for number in range(3):
        photo(home / f"incoming/{number}.jpg", (number, 0, 0))
    with Path("/dev/full").open("w") as full:
        words = command(home, "process", *folders(home), "--json")
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S, check=False)
        assert "Traceback" not in done.stderr
        assert "could be written" in done.stderr
        assert done.returncode == 1
        assert len(list((home / "done").iterdir())) == 3
        photo(home / "incoming/more.jpg", "blue")
        words = command(home, "run", "--yes", "--until-empty", "--linger", "0.1")
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stderr) == (0, "")  # a service is not begun anew for its words
    assert len(list((home / "done").iterdir())) == 4


@pytest.mark.skipif(os.name != "posix", reason="a pipe of POSIX")
def test_a_reader_who_wants_no_more_is_no_fault(home):
    chosen(home)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        done = subprocess.run(
            command(home, "settings"), stdout=pipe, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_mistake_of_ours_is_one_sentence(monkeypatch, capsys, caplog):
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, getattr(sys, name))  # put back afterwards

    def mistaken():
        raise RuntimeError("secret /home/anna")

    assert ended(mistaken) == 1
    said = capsys.readouterr().err
    assert "Photospool made a mistake (RuntimeError)." in said
    assert "anna" not in said
    assert "Traceback" not in said
    assert "Ended by a mistake" in caplog.text


@pytest.mark.parametrize(
    ("problem", "kind", "words"),
    [
        (OSError(28, "No space left on device", "/a"), DiskFull, "no room left"),
        (PermissionError(13, "Permission denied", "/a"), SpoolError, "may not be"),
        (OSError(30, "Read-only file system"), SpoolError, "may not be"),
        (OSError(36, "File name too long", "/a"), SpoolError, "longer than"),
        (OSError(5, "Input/output error", "/a\x1b[2J"), SpoolError, "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(problem, kind, words):
    found = in_words(problem)
    assert type(found) is kind
    assert words in found.title
    assert found.advice
    assert "\x1b" not in found.title


def test_an_export_to_the_name_of_a_file_says_that_it_is_no_folder(home, here):
    there = home / "notes"
    there.write_text("mine")
    result = here(home, "export", there)
    assert (result.code, "can be no folder" in result.err, "had a problem" in result.err) == (1, True, False)
    assert there.read_text() == "mine"


def test_where_no_log_can_be_written_its_lines_are_not_printed(home):
    chosen(home)
    (home / "home/photospool.log").mkdir()
    (home / "home/history.sqlite").write_bytes(b"torn" * 1000)
    result = photospool(home, "status")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("words", [("verify",), ("export", "there"), ("album", "repair")])
def test_what_ended_promises_no_photo_that_is_added_by_itself(home, here, monkeypatch, words):
    """“Photos and videos wait, and are added as soon as it answers again” stood there, and nothing was left to."""
    chosen(home, url="http://127.0.0.1:1/photo")
    monkeypatch.chdir(home)
    result = here(home, *words)
    assert "Nothing answers at 127.0.0.1:1." in result.err
    assert "give the same command again once it answers" in " ".join(result.err.split())
    assert "wait" not in result.err


@pytest.mark.parametrize(
    "problem",
    [
        durable_io.missing("work", Path("/disk/work")),
        durable_io.problem(OSError(errno.ENOENT, "gone"), "moving", Path("/disk/work")),
        durable_io.problem(OSError(errno.EIO, "broken"), "moving", Path("/disk/work")),
        durable_io.problem(OSError(errno.EMFILE, "many"), "moving", Path("/disk/work")),
        durable_io.no_room(Path("/disk/work")),
        durable_io.no_room(Path("/disk/work"), 3_000_000),
        incoming_problem(PermissionError(13, "no"), Path("/disk/in")),
    ],
)
def test_of_a_folder_too_what_ended_promises_nothing_by_itself(problem, capsys):
    """“It goes on by itself once it is back” is a running program's."""
    assert "by itself" in problem.advice

    def command():
        raise problem

    assert ended(command) != 0
    said = " ".join(capsys.readouterr().err.split())
    assert "by itself" not in said
    assert said.endswith("Then give the same command again.")
