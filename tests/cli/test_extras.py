"""What the extras add here is said, and without them what is missing and what to do."""

import importlib.util

import pytest
from tests.cli.commands import chosen, photospool

from photospool.cli import extras
from photospool.photo import jxl_support
from photospool.photo.formats import KINDS, PHOTOS, RAW


def without(monkeypatch, *names):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in names else find(name))
    monkeypatch.setattr(jxl_support, "is_fit", jxl_support.is_fit.__wrapped__)


def test_without_them_each_is_named_with_its_extra(monkeypatch):
    without(monkeypatch, "rawpy", "pillow_jxl")
    raw, jxl = extras.supports(KINDS)
    assert "Nothing here develops" in raw.title
    assert "extra “raw”" in raw.advice
    assert "stay in incoming" in jxl.title
    assert "extra “jxl”" in jxl.advice


@pytest.mark.skipif(not importlib.util.find_spec("rawpy"), reason="needs rawpy (the extra “raw”)")
def test_with_them_it_is_said_what_does_it():
    (raw, _) = extras.supports([RAW])
    assert "developed by rawpy 0." in raw.title
    assert raw.advice == ""


def test_of_raw_files_nothing_is_said_where_they_are_not_taken():
    assert [one.about for one in extras.supports([PHOTOS])] == ["JPEG XL"]


def test_check_and_settings_say_it(home):
    chosen(home)
    photospool(home, "settings", "confirm", "--yes")
    (found,) = [one for one in photospool(home, "check", "--json").json if one["about"] == "JPEG XL"]
    assert found["fine"], "what is optional needs nobody"
    said = photospool(home, "settings", "kinds").out
    assert ("extra “jxl”" in said) is bool(found["advice"])
