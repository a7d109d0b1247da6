"""First run with a folder that must not be emptied: it is proposed to copy, said why, and nothing leaves it."""

from __future__ import annotations

import pytest

from photospool.config.kept_folders import WhyKept
from photospool.gui.settings import folder_dialog

from ..asked import PATIENCE_MS
from .test_first_run import begin, here  # noqa: F401 (fixtures)


@pytest.fixture
def nas(tmp_path, monkeypatch):
    folder = tmp_path / "nas" / "photos"
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(b"photo")
    known = {folder: WhyKept.NETWORK}
    monkeypatch.setattr(folder_dialog, "why_kept", known.get)
    return folder


def chosen(qtbot, wizard, folder):
    """At the second step, with this folder."""
    wizard.next.click()
    qtbot.waitUntil(lambda: bool(wizard.folders.form.facts), timeout=PATIENCE_MS)
    step = wizard.folders
    step.form.fields["incoming"].edit.setText(str(folder))
    step.form.fields["incoming"].edited.emit()
    qtbot.waitUntil(
        lambda: step.staying.looked is not None and step.staying.looked.path == str(folder) and step.may_go_on,
        timeout=PATIENCE_MS,
    )
    return step


def test_it_is_proposed_in_words_and_everything_is_said_before_the_yes(qtbot, begin, nas, here, tmp_path):  # noqa: F811
    wizard = begin().wizard
    step = chosen(qtbot, wizard, nas)
    qtbot.waitUntil(lambda: step.staying.is_chosen and step.may_go_on, timeout=PATIENCE_MS)
    said = " ".join(tick.text for tick in step.staying.ticks.ticks)
    assert "another computer" in said
    assert "are free" in said
    settings = wizard.gathered()
    assert settings.validate() == []
    assert settings.folders.incoming == str(tmp_path / "user/Photospool/incoming")
    (kept,) = settings.more_folders
    assert (kept.path, kept.keeps) == (str(nas), True)
    wizard._turn_to(wizard.steps.index(wizard.consent))
    assert str(nas) in wizard.consent._route.text()
    assert "stay there" in wizard.consent._route.text()
    assert not wizard.consent.understood.isVisible(), "nothing leaves other devices"
    assert not wizard.consent.may_go_on, "all or only new ones is to be said"
    wizard.consent.which.all.setChecked(True)
    wizard._turn_to(wizard.steps.index(wizard.journey))
    qtbot.waitUntil(lambda: wizard.journey.may_go_on)
    with qtbot.waitSignal(wizard.finished_with, timeout=PATIENCE_MS):
        wizard._go_on()
    after = here.reloaded()
    assert after.is_confirmed
    assert after.takes_from(after.settings.more_folders[0])
    assert (nas / "a.jpg").exists()
    assert list(nas.iterdir()) == [nas / "a.jpg"]


def test_the_user_may_say_otherwise_and_another_folder_is_asked_afresh(qtbot, begin, nas, tmp_path):  # noqa: F811
    wizard = begin().wizard
    step = chosen(qtbot, wizard, nas)
    qtbot.waitUntil(lambda: step.staying.is_chosen, timeout=PATIENCE_MS)
    step.staying.box.click()
    qtbot.waitUntil(lambda: step.may_go_on and not step.form.incoming_instead, timeout=PATIENCE_MS)
    assert wizard.gathered().folders.incoming == str(nas)
    assert wizard.gathered().more_folders == ()
    step.staying.box.click()
    (tmp_path / "plain").mkdir()
    step.form.fields["incoming"].edit.setText(str(tmp_path / "plain"))
    step.form.fields["incoming"].edited.emit()
    qtbot.waitUntil(
        lambda: (
            step.staying.looked is not None
            and step.staying.looked.path == str(tmp_path / "plain")
            and step.may_go_on
            and not step.form.incoming_instead
        ),
        timeout=PATIENCE_MS,
    )
    assert wizard.gathered().folders.incoming == str(tmp_path / "plain")
