"""Each system's cage where the system itself is not here: the calls that are made, and what is said when they fail."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from photospool.photo.sandbox import linux, macos, self_test
from photospool.photo.sandbox.parts import OPEN, SandboxParts


class Kernel:
    """A C library over a kernel with this version of Landlock: it refuses rights that the version does not know."""

    KNOWN: ClassVar = {
        1: (13, 0, 0),
        2: (14, 0, 0),
        3: (15, 0, 0),
        4: (15, 2, 0),
        5: (16, 2, 0),
        6: (16, 2, 2),
        9: (17, 2, 2),
    }

    def __init__(self, abi: int, *, restricts: bool = True) -> None:
        self.abi, self.restricts = abi, restricts
        self.taken: tuple[int, ...] = ()
        self._rulesets: dict[int, tuple[int, ...]] = {}

    def syscall(self, number: int, *arguments: Any) -> int:
        if number == 446:
            if not self.restricts:
                return -1
            self.taken = self._rulesets[arguments[0]]
            return 0
        assert number == 444
        attributes, _, flags = arguments
        if flags == 1:
            return self.abi or -1
        asked = attributes._obj
        rights = (asked.handled_access_fs, asked.handled_access_net, asked.scoped)
        if not any(rights) or any(right >> known for right, known in zip(rights, self.KNOWN[self.abi], strict=True)):
            return -1
        handle = os.open(os.devnull, os.O_RDONLY)
        self._rulesets[handle] = rights
        return handle


@pytest.mark.parametrize("abi", sorted(Kernel.KNOWN))
def test_every_right_that_the_kernel_knows_is_given_up(abi: int) -> None:
    """Also those that a later kernel adds, of which this program knows nothing."""
    kernel: Any = Kernel(abi)
    assert linux.restrict_files(kernel) == abi
    assert kernel.taken == tuple((1 << count) - 1 for count in Kernel.KNOWN[abi])


def test_no_landlock_or_one_that_refuses_is_told() -> None:
    assert linux.restrict_files(Kernel(0)) == 0  # type: ignore[arg-type]
    assert linux.restrict_files(Kernel(4, restricts=False)) == 0  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="the package with another project's tables is Linux's")
def test_the_rights_are_those_of_another_project() -> None:
    from landlockpy import fs_for_abi, net_for_abi, scope_for_abi

    for abi, known in Kernel.KNOWN.items():
        masks = (int(fs_for_abi(abi)), int(net_for_abi(abi)), int(scope_for_abi(abi)))
        assert masks == tuple((1 << count) - 1 for count in known)


class Seatbelt:
    """What stands for ``sandbox_init``: it takes a profile once, and refuses one with a word that it doesn't know."""

    def __init__(self, *unknown: bytes) -> None:
        self.unknown = unknown
        self.asked: list[tuple[bytes, int]] = []

    def __call__(self, profile: bytes, flags: int, _message: object) -> int:
        self.asked.append((profile, flags))
        return -1 if any(word in profile for word in self.unknown) else 0


def test_macos_denies_all_once() -> None:
    init = Seatbelt()
    assert macos.close(init) == "Seatbelt"
    assert init.asked == [(macos.PROFILE, 0)]


def test_the_profile_allows_nothing_but_what_it_says() -> None:
    """Rules that come later win, so what is denied stands first."""
    words = macos.PROFILE.decode()
    assert words.count("(") == words.count(")")
    lines = words.splitlines()
    assert lines[:2] == ["(version 1)", "(deny default)"]
    allowed = [line for line in lines if line.startswith("(allow ")]
    assert lines[-len(allowed) :] == allowed
    assert allowed == ["(allow signal (target self))", '(allow sysctl-read (sysctl-name-prefix "hw."))']


def test_an_older_macos_takes_the_plain_profile_and_says_so() -> None:
    init = Seatbelt(b"file-map-executable")
    assert macos.close(init) == "Seatbelt, in its plainest form"
    assert init.asked[-1] == (b"(version 1)(deny default)", 0)


@pytest.mark.parametrize("fault", [lambda *_: -1, lambda *_: ctypes.CDLL("/photospool-is-not-there")])
def test_macos_that_refuses_is_told(fault: Callable[..., int]) -> None:
    assert macos.close(fault) == ""


def _refused() -> None:
    raise PermissionError


def _missing() -> None:
    raise FileNotFoundError


def test_only_a_refusal_proves_that_something_is_closed() -> None:
    assert self_test.all_refused([_refused, _refused])
    assert not self_test.all_refused([_refused, _missing])
    assert not self_test.all_refused([lambda: None])


def test_the_parts_travel_and_are_told_in_words() -> None:
    parts = SandboxParts(files=True, network=True, how="Landlock 3")
    assert SandboxParts.from_message(parts.message()) == parts
    assert str(parts) == "files closed · network closed · programs open"
    assert parts.keeps_secrets and not parts.is_closed
    assert SandboxParts.from_message({"files": "yes", "network": 1}) == OPEN, (
        "what isn't told to be closed counts as open"
    )
