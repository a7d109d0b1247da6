"""The tree of errors: each has words, and each stands under a base that says what to do."""

import inspect

import pytest

from photospool import errors

BASES = (
    errors.PhotoError,
    errors.PhotoNotReady,
    errors.AlbumUnavailable,
    errors.AlbumRefused,
    errors.SpoolError,
    errors.CopyError,
    errors.SettingsError,
)
EVERY = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.PhotospoolError) and kind is not errors.PhotospoolError
]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_each_error_stands_under_exactly_one_base_and_in_the_drawing(kind):
    assert sum(issubclass(kind, base) for base in BASES) == 1
    assert f" {kind.__name__} " in (errors.__doc__ or "")


def test_an_error_shows_title_and_advice():
    error = errors.FolderMissing("The folder is not there.", "Connect the disk.")
    assert str(error) == "The folder is not there. Connect the disk."
    assert errors.SettingsError("folders.work", "It is a file.").field == "folders.work"
