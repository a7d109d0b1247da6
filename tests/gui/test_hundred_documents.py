"""A hundred documents of every JSON type in every field, as Hypothesis makes them, in the real windows: the whole
program beside them, the dialogs that ask the album for its words, what strangers would see, and the move."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QWidget

from photospool.album.couchdb.setup import set_up
from photospool.album.documents import original_id
from photospool.album.embedded.album import LocalAlbum
from photospool.config.settings import AlbumChoice
from photospool.demo.playground import throwaway
from photospool.gui.replication.publish import StrangersView
from photospool.gui.replication.replications_page import CopiesPage
from photospool.security.untrusted_text import UNSAFE

from ..album.maintenance.shots import added, shot
from ..album.odd_documents import any_values, hundred, named
from .conftest import PATIENCE_MS
from .test_album_move import kept, name, opened, photos  # noqa: F401 (fixtures among them)

WELL = shot(0, name="well.jpg")
NOTES = ("name", "origin", "words", "attempts", "claimed_at", "reserved", "last_error")
NASTY = "a\x1b[2J\u202egpj.exe <b>bold</b> <img src=x> {name} %n [/] & \x07"


def filled(album, tmp_path, **words) -> list[str]:
    """One photo that is well, the hundred, and words that act; the ids of those that the album took."""
    added(album, tmp_path, WELL, keywords=("sea", "well"), **words)
    nasty = {"_id": "nasty", "type": "photo", "cat": NASTY, "keywords": [NASTY, "x" * 5000], "filename": NASTY}
    rows = album.bulk([*(named(dict(document)) for document in hundred()), nasty])
    return [row["id"] for row in rows if "error" not in row]


def notes_of_anybody(work: Path) -> int:
    """Photos in work/failed whose notes anybody may have written; how many."""
    found: list[dict[str, object]] = []

    @settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.fixed_dictionaries({}, optional=dict.fromkeys(NOTES, any_values)))
    def collect(note):
        found.append(note)

    collect()
    for number, note in enumerate(found):
        folder = work / "failed" / f"20260102-030405-{number:08x}"
        folder.mkdir(parents=True)
        (folder / f"{number}.jpg").write_bytes(b"never a photo")
        (folder / "job.json").write_text(json.dumps(note))
        (folder / "reason.txt").write_text(f"{NASTY}\n{str(note)[:4000]}\n")
    return len(found)


def acts(text: str) -> bool:
    """Whether anything in a text acts instead of being seen; a mark in the place of such a letter does not."""
    return UNSAFE.search(text.replace("\N{REPLACEMENT CHARACTER}", "")) is not None


def look_at(widget: QWidget) -> None:
    """Draw it and all that is in it."""
    assert not widget.grab().isNull()


def test_the_program_whole_beside_them(run, here, photo, tmp_path):
    album = LocalAlbum(here.places.album)
    filled(album, tmp_path)
    album.close()
    count = notes_of_anybody(Path(here.settings.folders.work))
    program = run()
    program.wait(lambda: program.status.is_running)
    photo(Path(here.settings.folders.incoming) / "new.jpg")
    program.wait(lambda: program.names() == ["new.jpg"])
    program.wait(lambda: len(program.window.issues.items) == count)
    for group in program.window.issues.groups.values():
        group._open(True)
        group._show_more()
    assert len(program.window.issues.cards) == count
    program.window.tabs.setCurrentWidget(program.window.issues)
    look_at(program.window)
    for card in program.window.issues.cards.values():
        program.button("details", card).click()
        look_at(card)
        shown = [label.text() for label in card.findChildren(QLabel)]
        assert [text for text in shown if acts(text)] == []
    program.window.tabs.setCurrentWidget(program.window.copies)
    look_at(program.window)
    dialogs = program.app.dialogs
    dialogs.add_photos([str(tmp_path / f"{WELL.id}.jpg")])
    dialogs.current_event()
    dialogs.settings()
    add, event = dialogs._open["add"], dialogs._open["event"]
    for dialog in (add, event):
        tags = dialog.tags if dialog is event else dialog.form.tags
        category = dialog.category if dialog is event else dialog.form.category
        program.wait(lambda tags=tags: "well" in tags._known)
        offered = [category.itemText(row) for row in range(category.count())]
        assert "Private" in offered
        for text in (*tags._known, *offered):
            assert not acts(text), text
    for dialog in (add, event, dialogs._open["settings"]):
        look_at(dialog)
        dialog.close()
    program.wait(lambda: "add" not in dialogs._open)
    assert program.status.crash == ""
    assert program.status.is_running


def test_they_move_into_a_couchdb_from_the_window(kept, run, here, photo, tmp_path, monkeypatch, real_couchdb, name):  # noqa: F811
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    album = LocalAlbum(here.places.album)
    filled(album, tmp_path)
    album.close()
    program = run()
    program.wait(lambda: program.status.is_running)
    program.window.tabs.setCurrentWidget(program.window.copies)
    dialog = opened(program, real_couchdb, name)
    dialog.go.click()
    program.wait(lambda: not dialog.is_busy, timeout=4 * PATIENCE_MS)  # each is read and proved
    look_at(dialog)
    there = real_couchdb.request("GET", f"/{name}/{original_id(WELL.id)}")
    assert there["filename"] == "well.jpg"
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert [text for text in shown if acts(text)] == []
    dialog.leave.click()
    assert program.status.crash == ""


def test_what_strangers_would_see_of_them(qtbot, tmp_path, monkeypatch, real_couchdb):
    monkeypatch.delenv("PHOTOSPOOL_USER", raising=False)
    monkeypatch.delenv("PHOTOSPOOL_PASSWORD", raising=False)
    server = real_couchdb
    album = server.album(f"test-{secrets.token_hex(6)}")
    set_up(album, create=True)
    try:
        filled(album, tmp_path, category="Public")
        here = throwaway(tmp_path / "home")
        here.vault.keep_for_session(server.url, server.user, server.password)
        choice = AlbumChoice(url=server.url, database=album.database.name, user=server.user)
        here = here.with_settings(here.settings.replace("album.url", choice.url))
        for field in ("database", "user"):
            here = here.with_settings(here.settings.replace(f"album.{field}", getattr(choice, field)))
        view, page = StrangersView(here), CopiesPage()
        for widget in (view, page):
            qtbot.addWidget(widget)
        page.show_installation(here)
        page.show()
        with qtbot.waitSignal(view.known, timeout=PATIENCE_MS):
            view.begin()
        view.show()
        look_at(view)
        qtbot.waitUntil(lambda: page.shows == "empty", timeout=PATIENCE_MS)
        look_at(page)
        listed = [view.list.item(row).text() for row in range(view.list.count())]
        assert [text for text in listed if text.startswith("well.jpg")], "the photo beside them is not hidden"
        shown = [*listed, *(label.text() for label in view.findChildren(QLabel))]
        assert [text for text in shown if acts(text)] == []
        view.end()
        page.hide()
    finally:
        server.request("DELETE", f"/{album.database.name}")
        album.close()
