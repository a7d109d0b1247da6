"""Where nothing closes HEIC's decoder in: those that are there go on, new ones wait until somebody said yes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import corpus

from photospool.config import app_state
from photospool.config.profile import heic_anyway
from photospool.config.settings import Settings
from photospool.errors import DecoderUnfit
from photospool.photo.heif import DecoderCheck, HeicSupport
from photospool.photo.options import Options
from photospool.photo.sandbox import OPEN, SandboxParts
from photospool.photo.workers import heic_policy
from photospool.photo.workers.pool import WorkerPool

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)


def found(parts: SandboxParts, *, is_allowed: bool = False, is_fit: bool = True) -> HeicSupport:
    standing = HeicSupport({"libheif": "9.9"}, is_fit, "" if is_fit else "It is broken.", cage=parts.message())
    return heic_policy.ask(is_allowed=is_allowed, ask_decoder=lambda: standing, ask_worker=None)


@pytest.mark.parametrize("parts", [OPEN, SandboxParts(files=True), SandboxParts(network=True, programs=True)])
def test_heic_is_not_opened_where_files_or_network_are_open(parts: SandboxParts, tmp_path: Path) -> None:
    standing = found(parts)
    assert not standing.is_fit
    assert "can't close in" in standing.title
    assert "settings set photos.heic_anyway yes" in standing.advice
    path = tmp_path / "a.heic"
    path.write_bytes(HEIC)
    assert DecoderCheck(lambda: standing).held(str(path))
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    assert DecoderCheck(lambda: standing).held(str(tmp_path / "a.jpg")) is None, "all others go on"


def test_who_said_no_is_told_how_to_change_it_and_not_asked_again() -> None:
    asked, answered = (
        heic_policy.ask(
            is_allowed=False, is_answered=said, ask_decoder=lambda: HeicSupport(is_fit=True), ask_worker=None
        )
        for said in (False, True)
    )
    assert (asked.asks, answered.asks) == (True, False)
    assert asked.title == answered.title
    assert "settings set photos.heic_anyway no" in asked.advice
    assert "as you chose" in answered.advice and "settings set photos.heic_anyway yes" in answered.advice
    broken = heic_policy.ask(is_allowed=False, ask_decoder=lambda: HeicSupport(title="It is broken."), ask_worker=None)
    assert not broken.asks, "a yes mends no decoder"


def test_it_is_where_both_are_closed_or_somebody_said_yes() -> None:
    assert found(SandboxParts(files=True, network=True)).is_fit
    assert found(OPEN, is_allowed=True).is_fit
    assert found(OPEN, is_allowed=True, is_fit=False).title == "It is broken.", "a yes mends no decoder"


def test_on_windows_a_worker_is_asked() -> None:
    standing = heic_policy.ask(
        is_allowed=False,
        ask_decoder=lambda: HeicSupport(is_fit=True),
        ask_worker=lambda: SandboxParts(True, True, True, "x"),
    )
    assert standing.is_fit and standing.parts.how == "x"


@pytest.mark.parametrize(
    ("remembered", "said", "goes_on"),
    [
        ({"confirmed": "x"}, "ask", True),  # written before there was a cage
        ({"confirmed": "x"}, "yes", True),
        ({"confirmed": "x"}, "no", False),
        ({}, "ask", False),
        ({"confirmed": "x", "heic_goes_on": False}, "ask", False),
        ({"heic_goes_on": True}, "ask", True),
    ],
)
def test_an_installation_that_took_heic_goes_on_until_it_is_told_otherwise(
    tmp_path: Path, remembered: dict[str, object], said: str, goes_on: bool
) -> None:
    path = tmp_path / "memory.json"
    path.write_text(json.dumps(remembered))
    path.chmod(0o600)
    settings = Settings().replace("photos.heic_anyway", said)
    for _ in range(2):  # and it stays so when the memory is written anew
        assert heic_anyway(settings, app_state.load(path)) is goes_on
        app_state.change(path, lambda known: known)
    assert Settings().replace("photos.heic_anyway", "perhaps").validate()


def test_a_worker_that_is_not_closed_in_refuses_heic_itself(tmp_path: Path) -> None:
    """Those that were added by hand, or were in work already."""
    path = tmp_path / "a.heic"
    path.write_bytes(HEIC)
    decoders = WorkerPool(1, Options(), is_caged=False)
    try:
        with pytest.raises(DecoderUnfit, match="can't close in"):
            decoders.prepare(path, path.name)
    finally:
        decoders.close()


def test_and_takes_it_where_somebody_said_yes() -> None:
    path = corpus.needed("heic")[0]
    decoders = WorkerPool(1, Options(large=False, heic_anyway=True), is_caged=False)
    try:
        assert decoders.prepare(path, path.name).renditions
    finally:
        decoders.close()


def test_a_real_process_says_what_closed() -> None:
    standing = heic_policy.ask(is_allowed=False)
    assert standing.is_fit, standing.title
    assert standing.parts.is_closed, f"{standing.parts} ({standing.parts.how})"
