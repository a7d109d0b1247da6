"""What the documentation says is true: commands and settings, messages, links, pictures."""

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

from photospool import errors
from photospool.cli.console import reason_words
from photospool.cli.folders import NOT_YET
from photospool.engine import incoming_folder, size_limit
from photospool.photo import heif, jxl_support
from photospool.spool import ignore, scanner

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
OURS = [
    *ROOT.glob("*.*"),
    *(
        path
        for folder in ("desktop", "installer", "resources", "tests", ".github")
        for path in (ROOT / folder).rglob("*.*")
    ),
]
TODAYS = [page for page in PAGES if page.name not in {"CHANGELOG.md", "phone.md"}]
"""But for what was so once, and for other programs' windows."""
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")

NOT_FOR_PEOPLE = {
    # Told while the program ends, or to the page alone.
    "The album is closed.",
    "The album was closed.",
    "Photospool is stopping.",
    "The program ends.",
    "forbidden",
}


def test_commands_and_settings_are_what_the_code_says():
    done = subprocess.run(
        [sys.executable, ROOT / "installer" / "reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name} → {target}"
        assert there.is_relative_to(ROOT)
        if anchor:
            assert anchor in headings(there), f"{page.name} → {target}"


def test_every_door_names_its_test_and_those_of_the_other_places():
    page = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^ *def (test_\w+)", sources, re.MULTILINE))
    rows = re.findall(r"^\| (\d+)\. [^|]+\| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 16))
    for number, own, others in rows:
        assert re.findall(r"`(test_\w+)`", own), number
        assert len(others) > 100, f"{number}: the other places"
    assert set(re.findall(r"`(test_\w+)`", page)) - there == set()


def headings(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    titles = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def test_every_message_that_stops_something_says_what_to_do():
    said = plain((ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8"))
    missing = [f"{where}: {title}" for where, title in titles() if title not in said and title not in NOT_FOR_PEOPLE]
    assert missing == []


def test_each_message_has_one_answer():
    page = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    cells = [line.split(" | ")[0].removeprefix("| ") for line in page.splitlines() if line.startswith("| ")]
    said = [title for cell in cells for title in cell.split(" · ") if title not in {"what you see", "---"}]
    assert sorted(title for title in set(said) if said.count(title) > 1) == []


def test_every_reason_to_stay_in_incoming_has_its_answer():
    page = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    part = page.partition("## A photo stays in incoming")[2].partition("\n## ")[0]
    cells = [line.split(" | ")[0].removeprefix("| ") for line in part.splitlines() if line.startswith("| ")]
    said = {reason.strip() for cell in cells for reason in re.split(r" · |, ", cell)}
    reasons = {*ignore.IGNORED, ignore.ONLINE_ONLY, scanner.LINK, scanner.SPECIAL, scanner.EMPTY, scanner.UNREADABLE}
    reasons |= {scanner.UNMOVED, scanner.KEPT, reason_words(scanner.BEFORE), size_limit.TOO_LARGE, size_limit.UNASKED}
    reasons |= {size_limit.NO_ROOM, heif.WAITS, jxl_support.WAITS, NOT_YET}
    reasons |= {incoming_folder.LONE, incoming_folder.UNSURE, incoming_folder.NOTES}
    assert reasons - said == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_ours_that_is_named_is_there(page):
    named = re.findall(r"`([\w./-]+\.(?:py|js|html|css|toml|yml))(?:::\w+)*`", page.read_text(encoding="utf-8"))
    there = [f"/{path.relative_to(ROOT).as_posix()}" for path in OURS]
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []


@pytest.mark.parametrize("page", TODAYS, ids=lambda page: page.name)
def test_every_button_and_every_page_of_settings_that_is_named_is_there(page):
    """Those that end with an ellipsis, and ways through the settings."""
    marked = re.findall(r"(?<![\w*])\*{1,2}([^*\n]+)\*{1,2}(?![\w*])", page.read_text(encoding="utf-8"))
    named = [
        text.strip(",.:") for text in marked if text.endswith("…") or text.startswith(("Settings → ", "Settings › "))
    ]
    parts = {part for text in named for part in re.split(" [→›] ", text)}
    assert {part.rstrip("…") for part in parts} - labels() == set()


@functools.cache
def labels():
    """What stands on the windows and the page, without the marks of keys and without an ellipsis."""
    page = (ROOT / "resources" / "album" / "words" / "en.js").read_text(encoding="utf-8")
    found = set(re.findall(r"'([^'\\]+)'", page))
    for path in (ROOT / "desktop" / "photospool" / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.replace("&", ""))
    return {text.rstrip("…") for text in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_table_is_not_torn(page):
    """A row behind an empty line is no row any more, but letters and bars."""
    lines = ["", *page.read_text(encoding="utf-8").splitlines(), ""]
    for line, above, below in zip(lines[1:], lines, [*lines[2:], ""], strict=False):
        if line.startswith("|") and not above.startswith("|"):
            assert re.fullmatch(r"\|[ :|-]+\|", below), line


def test_no_word_of_the_changelog_stands_twice_in_a_row():
    """It becomes the Debian package's own, and lintian refuses that."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"\b(\w+)\s+\1\b", text) == []


def titles():
    """The titles of all errors that set a photo aside or stop the queue; ``…`` stands for what is filled in."""
    names = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type)
        and issubclass(kind, (errors.PhotoError, errors.AlbumUnavailable, errors.AlbumRefused, errors.SpoolError))
    }
    package = ROOT / "desktop" / "photospool"
    for path in sorted(
        [*package.glob("*.py"), *(p for part in ("album", "spool", "photo") for p in (package / part).rglob("*.py"))]
    ):
        if {"maintenance", "replication"} & set(path.parts):
            continue  # told by the commands that were asked, with what to do
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node.func) in names and node.args:
                title = text_of(node.args[0])
                if title:
                    yield f"{path.name}:{node.lineno}", title


def called(node):
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def text_of(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return plain(node.value)
    if isinstance(node, ast.JoinedStr):
        return plain("".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values))
    return ""


def plain(text):
    return re.sub(r"\s+", " ", text)
