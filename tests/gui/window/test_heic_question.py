"""Where nothing closes in what opens HEIC, its owner is asked once, and the answer is kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from photospool.config import settings
from photospool.gui.settings.photos_page import PhotosPage
from photospool.photo.heif import ALLOW, HeicSupport
from photospool.photo.sandbox import OPEN, SandboxParts
from photospool.photo.workers import heic_policy

HEIC = Path(__file__).resolve().parents[3] / "resources/samples/upright.heic"


@pytest.fixture
def refused(monkeypatch):
    """A kernel that refuses the cage, in the process that is asked."""
    standing = HeicSupport({"libheif": "9.9"}, True, cage=OPEN.message())
    real = heic_policy.ask
    monkeypatch.setattr(heic_policy, "ask", lambda **how: real(**how, ask_decoder=lambda: standing, ask_worker=None))


def asks(program):
    return program.window.heic.isVisibleTo(program.window)


def button(program, answer):
    return program.window.heic.findChild(QPushButton, f"heic-{answer}")


@pytest.fixture
def new(here):
    """An installation that never took HEIC before there was a cage."""
    return here.remembering(heic_goes_on=False)


def test_the_window_asks_and_says_what_waits(run, new, refused):
    program = run(new)
    Path(new.settings.folders.incoming, "a.heic").write_bytes(HEIC.read_bytes())
    program.wait(lambda: program.window.state.title.text() == "1 HEIC photo waits in incoming")
    assert asks(program)
    assert program.window.state.detail.text() == "This computer can't close in what opens HEIC photos."
    assert ALLOW in program.status.decoder.advice, "whoever has no window is told the command"
    assert not any(button(program, answer).autoDefault() for answer in ("yes", "no")), "no stray key opens anything"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_answer_is_kept_and_nobody_is_asked_again(run, new, refused, answer):
    program = run(new)
    program.wait(lambda: asks(program))
    button(program, answer).click()
    program.wait(lambda: program.status.is_running and not asks(program))
    chosen, _ = settings.load(new.places.settings)
    assert chosen.photos.heic_anyway == answer
    assert program.app.here.opens_heic_anyway is (answer == "yes")
    if answer == "no":
        assert program.status.decoder is not None, "what waits is still told, with how to change it"
        assert not program.status.decoder.asks and f"{ALLOW} yes" in program.status.decoder.advice
    else:
        assert program.status.decoder is None


def test_an_answer_that_cannot_be_kept_is_told_and_asked_for_again(run, new, refused, monkeypatch):
    program = run(new)
    program.wait(lambda: asks(program))

    def full(*_):
        raise OSError(28, "no room")

    monkeypatch.setattr(settings, "save", full)
    button(program, "yes").click()
    assert "could not be kept" in program.window.notice.text()
    assert asks(program)


def test_nobody_is_asked_who_took_heic_before_or_whose_computer_closes_it_in(run, here, monkeypatch):
    for remembered, parts in ((True, OPEN), (False, SandboxParts(files=True, network=True))):
        found = here.remembering(heic_goes_on=remembered)
        standing = HeicSupport({"libheif": "9.9"}, True, cage=parts.message())
        answered = heic_policy.ask(
            is_allowed=found.opens_heic_anyway, ask_decoder=lambda s=standing: s, ask_worker=None
        )
        assert answered.is_fit and not answered.asks


def test_the_settings_have_it_too(qtbot, here):
    page = PhotosPage()
    qtbot.addWidget(page)
    for value in settings.HEIC_ANYWAY:
        chosen = here.settings.replace("photos.heic_anyway", value)
        page.fill(chosen)
        assert page.gathered(here.settings).photos.heic_anyway == value
    edited = []
    page.edited.connect(lambda: edited.append(True))
    page.heic.setCurrentIndex(page.heic.findData("no"))
    page.heic.setCurrentIndex(page.heic.findData("yes"))
    assert page.gathered(here.settings).photos.heic_anyway == "yes" and edited
