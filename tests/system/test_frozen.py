"""What a bundle puts right for its children, and for itself where there is no console."""

import sys

from photospool.system.frozen import restore_library_path, settle_in


def test_children_see_the_users_library_path():
    env = {"LD_LIBRARY_PATH": "/bundle/_internal", "LD_LIBRARY_PATH_ORIG": "/mine"}
    restore_library_path(env)
    assert env == {"LD_LIBRARY_PATH": "/mine"}


def test_children_see_none_where_there_was_none():
    env = {"LD_LIBRARY_PATH": "/bundle/_internal", "HOME": "/home/z"}
    restore_library_path(env)
    assert env == {"HOME": "/home/z"}


def test_printing_without_a_console_is_no_fault(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "stdout", None)
    settle_in({})
    out = sys.stdout
    print("to nobody")
    out.close()


def test_a_package_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    env = {"LD_LIBRARY_PATH": "/mine"}
    settle_in(env)
    assert (env, sys.stdout) == ({"LD_LIBRARY_PATH": "/mine"}, None)
