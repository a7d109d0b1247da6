"""Our own files: nobody else reads them, and no link leads us into another file."""

import json
import logging
import os
import secrets
import stat
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.children import PATIENCE_S

from photospool.album.embedded.album import LocalAlbum
from photospool.album.trash import empty
from photospool.config import app_state, existing_files
from photospool.config import settings as choices
from photospool.config.apply_settings import trust
from photospool.errors import SpoolError
from photospool.history import History
from photospool.security import private_files, untrusted_json
from photospool.spool.lock import LOCK_FILE, WorkLock
from photospool.system import logs
from photospool.system.credentials import Vault

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows neither modes nor O_NOFOLLOW")


def write_all(home):
    """Every file of ours, as the program makes it."""
    choices.save(choices.Settings(), home / "settings.toml")
    app_state.save(app_state.AppState(), home / "memory.json")
    existing_files.save(existing_files.Baseline("/in", {"a.jpg": 1}), home / "baseline.json")
    private_files.write(home / "autostart" / "photospool.desktop", b"[Desktop Entry]\n")
    trust(home / "settings.toml", "couch.example.org", "-----BEGIN CERTIFICATE-----\n")
    Vault(home / "passwords.json").keep("https://couch.example.org", "ann", "s3cret", in_file=True)
    album = LocalAlbum(home / "album")
    album.put_document({"_id": secrets.token_hex(4), "type": "photo", "cat": "Private"})
    album.view("tag")
    empty(album, home / "trash.json")
    kept = modes(home)  # the companions of an open database, too
    album.close()
    history = History(home / "history.sqlite")
    kept |= modes(home)
    history.close()
    log_of(home)
    return kept | modes(home)


def log_of(home):
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.begin(home / "photospool.log")
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def modes(home):
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in [home, *home.rglob("*")]}


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_others_read_none_of_them_whatever_the_umask(tmp_path, umask):
    found = write_all(tmp_path / "new" / "home")
    found[tmp_path / "new"] = stat.S_IMODE((tmp_path / "new").stat().st_mode)
    loose = {str(path): oct(mode) for path, mode in found.items() if mode & 0o077}
    assert loose == {}
    assert {path.name for path in found} >= {"album.sqlite", "album.sqlite-wal", "history.sqlite", "photospool.log"}


def test_what_an_older_version_left_open_is_tightened(tmp_path):
    home = tmp_path / "home"
    write_all(home)
    for path in home.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (home / "photospool.log.1").write_text("old")
    (home / "photospool.log.1").chmod(0o644)
    (home / "passwords.json").unlink()  # one that others could write is not believed
    (home / "trash.json").write_text("{}")
    write_all(home)
    private_files.tighten_folder(home)
    loose = [str(path) for path, mode in modes(home).items() if mode & 0o077 and path.parent.name != "certificates"]
    # Folders that other programs share with us, such as autostart's, are not ours to close.
    assert [path for path in loose if not path.endswith(("/autostart", "/certificates", "/files", "/tmp"))] == []


@pytest.mark.parametrize("name", ["settings.toml", "memory.json", "baseline.json", "trash.json", "passwords.json"])
def test_a_link_in_their_place_is_replaced_and_never_followed(tmp_path, name):
    victim = tmp_path / "somebody's"
    victim.write_text("precious")
    home = tmp_path / "home"
    home.mkdir()
    for ending in ("", ".new"):
        (home / (name + ending)).symlink_to(victim)
    write_all(home)
    assert victim.read_text() == "precious"
    assert not (home / name).is_symlink()


@pytest.mark.parametrize("name", ["album/album.sqlite", "history.sqlite", "photospool.log"])
def test_a_file_that_is_written_in_place_is_no_link(tmp_path, name):
    victim = tmp_path / "somebody's"
    victim.write_text("precious")
    path = tmp_path / "home" / name
    path.parent.mkdir(parents=True)
    path.symlink_to(victim)
    with pytest.raises(private_files.NotOurs):
        private_files.open_file(path, os.O_RDWR | os.O_CREAT)
    history = History(tmp_path / "home" / "history.sqlite")
    history.close()
    log_of(tmp_path / "home")
    assert victim.read_text() == "precious"


@pytest.mark.parametrize("make", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_the_lock_of_the_work_folder_empties_nobodys_file(tmp_path, make):
    victim = tmp_path / "somebody's"
    victim.write_text("precious")
    make(victim, tmp_path / LOCK_FILE)
    lock = WorkLock(tmp_path)
    with pytest.raises(SpoolError, match="no file of Photospool"):
        lock.acquire()
    assert not lock.is_held
    assert victim.read_text() == "precious"


def test_a_pipe_in_their_place_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "memory.json")
    os.mkfifo(tmp_path / LOCK_FILE)
    assert app_state.load(tmp_path / "memory.json") == app_state.AppState()
    with pytest.raises(SpoolError):
        WorkLock(tmp_path).acquire()


def test_a_settings_file_that_is_a_link_is_told_and_stays(tmp_path):
    (tmp_path / "elsewhere.toml").write_text('[photos]\ncategory = "Mine"\n')
    path = tmp_path / "settings.toml"
    path.symlink_to(tmp_path / "elsewhere.toml")
    found, (problem,) = choices.load(path)
    assert found == choices.Settings()
    assert "is a link" in problem.title
    assert path.is_symlink()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_file_of_somebody_else_is_not_read(tmp_path):
    (tmp_path / "memory.json").write_text('{"paused": true}')
    assert app_state.load(tmp_path / "memory.json").paused
    os.chown(tmp_path / "memory.json", 65534, 65534)
    assert not app_state.load(tmp_path / "memory.json").paused


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 5000 + "1" + "}" * 5000, "NaN", "[Infinity]", "9" * 5000],
)
def test_json_that_can_not_be_taken_is_an_ordinary_error(text):
    for as_given in (text, text.encode()):
        with pytest.raises(untrusted_json.Unreadable):
            untrusted_json.loads(as_given)


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}"), ('["]}", ', "]"), ('[{"[": ', "}]")])
def test_every_python_reads_equally_deep(opens, closes):
    levels = untrusted_json.BEARABLE // len(closes)
    assert untrusted_json.loads(opens * levels + "1" + closes * levels)
    with pytest.raises(untrusted_json.Unreadable):
        untrusted_json.loads(opens * (levels + 1) + "1" + closes * (levels + 1))


ODD = st.text(alphabet='[]{}"\\ä\ud800', max_size=5)
VALUES = st.recursive(ODD | st.none(), lambda inner: st.lists(inner) | st.dictionaries(ODD, inner), max_leaves=30)


@given(VALUES, st.booleans(), st.sampled_from(range(1, 6)))
@example(["[", "", "]", '"', "\\", '\\"[', {"\\": "]"}], False, 1)
def test_brackets_and_quotes_in_texts_do_not_count(value, is_ascii, bearable):
    text = json.dumps(value, ensure_ascii=is_ascii)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(untrusted_json, "BEARABLE", bearable)
        if untrusted_json.is_deep(value, bearable):
            with pytest.raises(untrusted_json.Unreadable):
                untrusted_json.loads(text)
        else:
            assert untrusted_json.loads(text) == value


def test_how_deep_a_value_is_is_known_without_going_there():
    assert not untrusted_json.is_deep(untrusted_json.loads("[" * 100 + "]" * 100))
    assert untrusted_json.is_deep(untrusted_json.loads("[" * 101 + "]" * 101))
    assert not untrusted_json.is_deep("text")
    deep = []
    for _ in range(100_000):
        deep = [deep]
    assert untrusted_json.is_deep(deep)
    while deep:
        deep = deep.pop()  # or its end would go as deep


def test_the_program_itself_leaves_nothing_to_others(tmp_path):
    """The real program under the loosest umask."""
    home = tmp_path / "home"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    command = [sys.executable, "-m", "photospool", "--home", str(home), "settings", "set", "photos.shown_as", "Ann"]
    subprocess.run(command, check=True, env=env, umask=0, timeout=PATIENCE_S)
    assert {path.name: oct(mode) for path, mode in modes(home).items() if mode & 0o077} == {}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_file_of_another_user_is_not_ours_in_a_folder_of_theirs(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    private_files.write(theirs / "settings.toml", b"")
    for path in (theirs, theirs / "settings.toml"):
        os.chown(path, 65534, 65534)
    with pytest.raises(private_files.NotOurs):
        private_files.read(theirs / "settings.toml")
    assert os.listdir(theirs) == ["settings.toml"]


def test_on_a_disk_that_knows_no_owners_ours_are_ours(tmp_path, monkeypatch):
    """All that is made there seems to be somebody else's, whoever makes it."""
    private_files.write(tmp_path / "settings.toml", b"a")
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert private_files.read(tmp_path / "settings.toml") == b"a"
    assert os.listdir(tmp_path) == ["settings.toml"]


def test_where_nothing_can_be_made_nobody_else_s_file_is_ours(tmp_path, monkeypatch):
    private_files.write(tmp_path / "settings.toml", b"a")
    owner, really = os.geteuid(), os.open

    def refused(path, flags, *rest, **options):
        if flags & os.O_CREAT:
            raise PermissionError(13, "refused", path)
        return really(path, flags, *rest, **options)

    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(private_files.NotOurs):
        private_files.read(tmp_path / "settings.toml")
