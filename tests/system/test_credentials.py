"""Passwords are found and kept in the right place, and shown nowhere."""

import os
import stat

import keyring
import keyring.backend
import keyring.errors
import pytest

from photospool.system.credentials import Credentials, KeyringLocked, NoKeyring, Vault, service_of


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that forgets, so that the tests never touch the user's own."""

    priority = 1

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


class NoKeyringAtAll(MemoryKeyring):
    """What a machine without Secret Service does."""

    def get_password(self, service, username):
        raise keyring.errors.NoKeyringError("none")

    set_password = delete_password = get_password

    def set_password(self, service, username, password):  # noqa: F811
        raise keyring.errors.NoKeyringError("none")


class LockedKeyring(MemoryKeyring):
    """One that nobody unlocks, until somebody does."""

    is_locked = True

    def get_password(self, service, username):
        if self.is_locked:
            raise keyring.errors.KeyringLocked("Failed to unlock the collection!")
        return super().get_password(service, username)

    def set_password(self, service, username, password):
        if self.is_locked:
            raise keyring.errors.KeyringLocked("Failed to unlock the collection!")
        super().set_password(service, username, password)


@pytest.fixture
def vault(tmp_path, monkeypatch):
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield Vault(tmp_path / "passwords.json")
    keyring.set_keyring(before)


URL = "https://couch.example.org:6984/deep"


def test_a_kept_password_is_found_for_that_server_only(vault):
    vault.keep(URL, "ann", "s3cret")
    assert vault.find("https://couch.example.org:6984", "ann") == Credentials("ann", "s3cret", "keyring")
    assert vault.find("https://couch.example.org", "ann") is None
    assert vault.find(URL, "bob") is None
    vault.forget(URL, "ann")
    assert vault.find(URL, "ann") is None


def test_the_environment_wins(vault, monkeypatch):
    vault.keep(URL, "ann", "s3cret")
    monkeypatch.setenv("PHOTOSPOOL_USER", "eve")
    monkeypatch.setenv("PHOTOSPOOL_PASSWORD", "other")
    assert vault.find(URL, "ann") == Credentials("eve", "other", "environment")


def test_without_a_keyring_a_file_is_used_only_when_the_user_agreed(vault, tmp_path):
    keyring.set_keyring(NoKeyringAtAll())
    with pytest.raises(NoKeyring) as caught:
        vault.keep(URL, "ann", "s3cret")
    assert "s3cret" not in repr(caught.value)
    assert list(tmp_path.iterdir()) == []
    vault.keep(URL, "ann", "s3cret", in_file=True)
    vault.keep(URL, "bob", "more", in_file=True)
    assert vault.find(URL, "ann") == Credentials("ann", "s3cret", "file")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "passwords.json").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_file_that_others_can_read_is_not_believed(vault, tmp_path):
    vault.keep(URL, "ann", "s3cret", in_file=True)
    (tmp_path / "passwords.json").chmod(0o644)
    assert vault.find(URL, "ann") is None


def test_a_password_is_in_no_repr():
    assert "s3cret" not in repr(Credentials("ann", "s3cret"))


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("http://127.0.0.1:5984", "http://127.0.0.1:5984"),
        ("http://[::1]:5984/x", "http://[::1]:5984"),
        ("https://me:secret@couch.example.org/photo", "https://couch.example.org"),
    ],
)
def test_the_service_is_the_origin(url, service):
    assert service_of(url) == service


def test_a_password_for_this_session_is_written_nowhere(vault, tmp_path):
    vault.keep_for_session(URL, "ann", "s3cret")
    assert vault.find(URL, "ann") == Credentials("ann", "s3cret", "session")
    assert Vault(tmp_path / "passwords.json").find(URL, "ann") is None
    assert list(tmp_path.iterdir()) == []
    vault.keep(URL, "ann", "kept")
    assert vault.find(URL, "ann") == Credentials("ann", "kept", "keyring")
    vault.keep_for_session(URL, "ann", "s3cret")
    vault.forget(URL, "ann")
    assert vault.find(URL, "ann") is None


def test_a_locked_keyring_is_not_a_missing_one(vault):
    locked = LockedKeyring()
    keyring.set_keyring(locked)
    with pytest.raises(KeyringLocked, match="keyring is locked") as caught:
        vault.find(URL, "ann")
    assert "Unlock it" in caught.value.advice
    with pytest.raises(KeyringLocked):
        vault.keep(URL, "ann", "s3cret")
    locked.is_locked = False
    vault.keep(URL, "ann", "s3cret")
    assert vault.find(URL, "ann").password == "s3cret"
    locked.is_locked = True
    with pytest.raises(KeyringLocked):
        vault.find(URL, "ann")


def test_what_needs_no_keyring_is_found_while_it_is_locked(vault, monkeypatch):
    keyring.set_keyring(LockedKeyring())
    assert vault.find(URL, "") is None
    vault.keep_for_session(URL, "ann", "of session")
    assert vault.find(URL, "ann").source == "session"
    vault.keep(URL, "bob", "in file", in_file=True)
    assert vault.find(URL, "bob").source == "file"
    monkeypatch.setenv("PHOTOSPOOL_PASSWORD", "given")
    assert vault.find(URL, "eve").source == "environment"


class AskingKeyring(MemoryKeyring):
    """One that asks its owner for a password of its own, who does not want one."""

    asked = 0

    def get_password(self, service, username):
        self.asked += 1
        raise keyring.errors.InitError("Failed to create the collection: Prompt dismissed..")

    set_password = delete_password = get_password

    def set_password(self, service, username, password):  # noqa: F811
        self.get_password(service, username)


def test_who_chose_the_file_is_not_asked_by_a_keyring_again(vault):
    asking = AskingKeyring()
    keyring.set_keyring(asking)
    with pytest.raises(NoKeyring):
        vault.keep(URL, "ann", "s3cret")
    assert asking.asked == 1
    vault.keep(URL, "ann", "s3cret", in_file=True)
    assert vault.find(URL, "ann") == Credentials("ann", "s3cret", "file")
    assert asking.asked == 1


def test_a_password_that_the_keyring_takes_is_in_the_file_no_more(vault, tmp_path):
    vault.keep(URL, "ann", "old", in_file=True)
    vault.keep(URL, "bob", "more", in_file=True)
    vault.keep(URL, "ann", "new")
    assert vault.find(URL, "ann") == Credentials("ann", "new", "keyring")
    assert "old" not in (tmp_path / "passwords.json").read_text()
    assert vault.find(URL, "bob") == Credentials("bob", "more", "file")
