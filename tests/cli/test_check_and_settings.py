"""What “check” and “settings” say: what is wrong, with advice, and never a password."""

import sys

from tests.cli.commands import SECRET, chosen, folders, photo, photospool


class TestCheck:
    def test_all_is_well(self, home):
        chosen(home)
        photospool(home, "settings", "confirm", "--yes")
        result = photospool(home, "check")
        assert result.code == 0, result.out
        assert result.out.count("✓") == (7 if sys.platform == "win32" else 8)
        assert "small files all came through" in result.out
        assert "libheif" in result.out
        assert sys.platform == "win32" or "files closed · network closed · programs closed" in result.out

    def test_what_is_wrong_is_said_with_advice(self, home):
        chosen(home)
        (home / "done").rmdir()
        (home / "done").write_text("in its place")
        result = photospool(home, "check", "--json")
        assert result.code == 1
        wrong = [finding for finding in result.json if not finding["fine"]]
        assert {finding["about"] for finding in wrong} == {"settings", "folders.done"}
        assert all(finding["advice"] for finding in wrong)

    def test_a_folder_that_is_not_chosen_is_said_with_the_command_that_chooses_it(self, home):
        result = photospool(home, "check", "--json")
        assert result.code == 2
        advice = {finding["about"]: finding["advice"] for finding in result.json if not finding["fine"]}
        assert "photospool settings set folders.work" in advice["folders.work"]

    def test_a_password_that_was_never_given_is_not_called_wrong(self, home):
        chosen(home, url="http://127.0.0.1:9", user="anna")
        result = photospool(home, "check")
        assert result.code == 3
        assert "No password of “anna” is kept." in result.out
        assert "photospool settings password" in result.out

    def test_a_server_that_is_not_there(self, home):
        chosen(home, url="http://127.0.0.1:9")
        result = photospool(home, "check")
        assert result.code == 3
        assert "✗ album" in result.out

    def test_the_password_is_nowhere(self, home):
        chosen(home)
        photospool(home, "settings", "set", "album.url", "http://127.0.0.1:9")
        secrets = {"PHOTOSPOOL_USER": "anna", "PHOTOSPOOL_PASSWORD": SECRET}
        photo(home / "incoming/a.jpg", "red")
        for command in (["check"], ["-v", "process", *folders(home)], ["settings"], ["status"], ["album", "setup"]):
            result = photospool(home, *command, **secrets)
            assert SECRET not in result.out + result.err
        for path in (home / "home").rglob("*"):
            assert not path.is_file() or SECRET.encode() not in path.read_bytes()


class TestSettings:
    def test_a_wrong_value_is_refused_and_nothing_is_saved(self, home):
        result = photospool(home, "settings", "set", "program.uploads", "many")
        assert result.code == 2
        assert "program.uploads" in result.err
        assert "uploads" not in (home / "home/settings.toml").read_text()

    def test_a_broken_file_is_kept_and_said(self, home):
        (home / "home/settings.toml").write_text("[folders\n")
        result = photospool(home, "settings")
        assert "settings" in result.err
        assert list((home / "home").glob("settings*.bad*"))

    def test_what_is_still_to_be_chosen_is_said_in_one_line(self, home):
        result = photospool(home, "settings", "set", "folders.incoming", home / "incoming")
        assert (result.code, result.err) == (0, "Still to be chosen: folders.work, folders.done.\n")

    def test_a_setting_that_there_is_not(self, home):
        assert photospool(home, "settings", "get", "folders.nowhere").code == 2

    def test_where_settings_and_log_lie_is_said(self, home):
        chosen(home)
        said = photospool(home, "settings").out.replace("\n", "")
        for name in ("settings.toml", "photospool.log"):
            (there,) = (home / "home").rglob(name)
            assert str(there) in said

    def test_values_come_back(self, home):
        for name in ("incoming", "work", "done"):
            assert photospool(home, "settings", "set", f"folders.{name}", home / name).code == 0
        assert photospool(home, "settings", "get", "folders.done").out.strip() == str(home / "done")
        assert photospool(home, "settings", "--json").json["folders.done"] == str(home / "done")

    def test_a_password_in_a_file_only_after_a_yes(self, home):
        photospool(home, "settings", "set", "album.url", "http://127.0.0.1:9")
        photospool(home, "settings", "set", "album.user", "anna")
        refused = photospool(home, "settings", "password", text=SECRET + "\n")
        assert refused.code == 1
        assert "keyring" in refused.err
        assert photospool(home, "settings", "password", "--in-file", text=SECRET + "\n").code == 0
        file = home / "home/passwords.json"
        assert file.stat().st_mode & 0o777 == 0o600
        assert photospool(home, "settings", "password", "--forget").code == 0
        assert SECRET not in file.read_text()


def test_a_licence_is_found_by_each_name_that_the_list_shows(home, here):
    whole = here(home, "licences", "pi-heif-decoder").out
    assert "LESSER GENERAL PUBLIC LICENSE" in whole.upper()
    assert here(home, "licences", "Pi_HEIF_decoder").out == whole, "pip takes it so, too"
    carried = here(home, "licences", "libheif")
    assert (carried.code or 0, "pi-heif-decoder carries it" in carried.out, whole in carried.out) == (0, True, True)
    assert here(home, "licences", "nothing").code == 2


def test_the_question_before_the_yes_names_the_database_too(home):
    chosen(home, url="http://127.0.0.1:5984/", database="family")
    asked = photospool(home, "settings", "confirm", text="n\n")
    assert "http://127.0.0.1:5984/family\n" in asked.out
    assert asked.code == 1
