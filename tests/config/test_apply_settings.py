"""Carrying out what the user chose: all of it or nothing; what is proposed; a sample photo's way."""

import threading

import keyring
import keyring.backends.fail
import pytest

from photospool.config.apply_settings import Change, Keep, Refused, carry_out, check, question_of, trust
from photospool.config.folder_suggestions import beside, proposals
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.demo.trial import Trial
from photospool.errors import SpoolError
from photospool.events import Claimed, PhotoStored
from photospool.system.credentials import Credentials, NoKeyring
from photospool.system.sync_clients import SyncFolder

SERVER = "http://127.0.0.1:5984"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Nothing chosen, and no keyring."""
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield Profile.load(places(tmp_path / "home"))
    keyring.set_keyring(before)


@pytest.fixture
def wanted(here, tmp_path):
    settings = here.settings
    for name in ("incoming", "work", "done"):
        settings = settings.replace(f"folders.{name}", str(tmp_path / "photos" / name))
    return settings


def everything(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


class TestCarryingOut:
    def test_folders_are_made_and_the_yes_is_kept(self, here, wanted, tmp_path):
        done = carry_out(here, Change(wanted, is_confirmed=True), [])
        assert done == here.reloaded()
        assert done.settings == wanted
        assert done.is_confirmed
        assert everything(tmp_path / "photos") == ["done", "incoming", "work"]

    def test_without_a_yes_nothing_is_confirmed(self, here, wanted):
        assert not carry_out(here, Change(wanted), []).is_confirmed

    def test_what_lies_there_may_stay(self, here, wanted, tmp_path):
        (tmp_path / "photos/incoming").mkdir(parents=True)
        (tmp_path / "photos/incoming/a.jpg").write_bytes(b"photo")
        done = carry_out(here, Change(wanted, only_new=True), [])
        assert done.settings.folders.only_new
        assert "a.jpg" in here.places.baseline.read_text()
        assert not carry_out(here, Change(done.settings, only_new=False), []).settings.folders.only_new
        assert carry_out(here, Change(done.settings), []).settings.folders.only_new

    def test_no_place_for_the_password_changes_nothing(self, here, wanted, tmp_path):
        wanted = wanted.replace("album.url", SERVER).replace("album.user", "anna")
        change = Change(wanted, password="s3cret", is_confirmed=True)
        assert "s3cret" not in repr(change)
        before = everything(tmp_path)
        with pytest.raises(NoKeyring):
            carry_out(here, change, [])
        assert everything(tmp_path) == before

    def test_a_password_for_the_session_or_in_a_file(self, here, wanted):
        wanted = wanted.replace("album.url", SERVER).replace("album.user", "anna")
        done = carry_out(here, Change(wanted, password="one", keep=Keep.SESSION), [])
        assert done.credentials() == Credentials("anna", "one", "session")
        done = carry_out(here, Change(wanted, password="two", keep=Keep.FILE), [])
        assert done.credentials() == Credentials("anna", "two", "file")
        assert question_of(wanted.album, None, here.vault).password == "two"
        assert question_of(wanted.album, "three", here.vault).password == "three"
        done = carry_out(here, Change(wanted, password=""), [])
        assert done.credentials() is None

    def test_a_folder_that_cannot_be_made_saves_nothing(self, here, wanted, tmp_path):
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(SpoolError):
            carry_out(here, Change(wanted.replace("folders.done", str(tmp_path / "file/done"))), [])
        assert not here.places.settings.exists()

    def test_folders_that_turn_out_wrong_are_taken_back(self, here, wanted, tmp_path):
        with pytest.raises(Refused) as caught:
            carry_out(here, Change(wanted), [SyncFolder("Dropbox", tmp_path / "photos")])
        assert caught.value.facts
        assert not here.places.settings.exists()
        assert not (tmp_path / "photos/work").exists()

    def test_checking_changes_nothing(self, wanted, tmp_path):
        before = everything(tmp_path)
        checked = check(wanted, [], None, None)
        assert not checked.folders_are_wrong
        assert (sum(checked.there.values()), checked.takes_from_phones) == (0, "")
        assert everything(tmp_path) == before

    def test_a_certificate_is_kept_under_a_plain_name(self, here):
        path = trust(here.places.settings, "../../evil", "PEM")
        assert path.parent == here.places.settings.with_name("certificates")
        assert path.read_text() == "PEM"

    def test_the_album_on_this_computer_asks_for_no_password(self, here, wanted):
        carry_out(here, Change(wanted, password="s3cret"), [])
        assert question_of(AlbumChoice(url=SERVER), None, here.vault).password == ""


class TestProposals:
    def test_a_camera_folder_comes_first(self, tmp_path):
        (tmp_path / "Cloud").mkdir()
        (tmp_path / "Dropbox/Camera Uploads").mkdir(parents=True)
        synced = [SyncFolder("Nextcloud", tmp_path / "Cloud"), SyncFolder("Dropbox", tmp_path / "Dropbox")]
        found = proposals(synced, tmp_path)
        assert [(offer.client, str(offer.incoming.relative_to(tmp_path))) for offer in found] == [
            ("Dropbox", "Dropbox/Camera Uploads"),
            ("Nextcloud", "Cloud/Photospool"),
            ("", "Photospool/incoming"),
        ]
        assert {offer.work for offer in found} == {tmp_path / "Photospool/work"}

    def test_a_camera_folder_is_found_where_no_client_tells_of_it(self, tmp_path):
        """Its files may lie elsewhere, or another program keeps it: no client is named then."""
        (tmp_path / "Dropbox/Camera Uploads").mkdir(parents=True)
        (tmp_path / "OneDrive").mkdir()  # nothing in it says that photos arrive there
        found = proposals([], tmp_path)
        assert [(offer.client, str(offer.incoming.relative_to(tmp_path)), offer.is_there) for offer in found] == [
            ("", "Dropbox/Camera Uploads", True),
            ("", "Photospool/incoming", False),
        ]
        assert found[0].work == tmp_path / "Photospool/work"
        known = [SyncFolder("Dropbox", tmp_path / "Dropbox")]
        assert [offer.client for offer in proposals(known, tmp_path)] == ["Dropbox", ""], "and each once"

    def test_a_synced_folder_that_is_a_camera_itself(self, tmp_path):
        (tmp_path / "Camera").mkdir()
        assert proposals([SyncFolder("Syncthing", tmp_path / "Camera")], tmp_path)[0].incoming == tmp_path / "Camera"

    def test_whoever_syncs_their_whole_home_gets_folders_outside(self, tmp_path):
        home = tmp_path / "home"
        (home / "DCIM").mkdir(parents=True)
        offer = proposals([SyncFolder("Syncthing", home)], home)[0]
        assert offer.incoming == home / "DCIM"
        assert home not in offer.work.parents
        assert home not in offer.done.parents

    def test_beside_a_folder_of_the_users_choice(self, tmp_path):
        (tmp_path / "Dropbox/deep/photos").mkdir(parents=True)
        synced = [SyncFolder("Dropbox", tmp_path / "Dropbox")]
        work, done = beside(tmp_path / "Dropbox/deep/photos", synced, tmp_path)
        assert (work, done) == (tmp_path / "Photospool/work", tmp_path / "Photospool/done")


class TestTrial:
    def test_a_sample_photo_travels_and_nothing_is_left(self, tmp_path, monkeypatch):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        told = []
        Trial(told.append).run()
        ways = [event for event in told if isinstance(event, (Claimed, PhotoStored))]
        assert [type(event) for event in ways] == [Claimed, PhotoStored]
        assert ways[-1].thumb.startswith(b"\xff\xd8")
        assert everything(tmp_path) == []

    def test_it_ends_at_once(self, tmp_path, monkeypatch):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        told, claimed = [], threading.Event()

        def tell(event):
            told.append(event)
            if isinstance(event, Claimed):
                claimed.set()
                trial.stop()

        trial = Trial(tell)
        trial.run()
        assert claimed.is_set()
        assert everything(tmp_path) == []
        trial = Trial(told.append)
        trial.stop()
        trial.run()
        assert everything(tmp_path) == []
