"""docs/formats.md says what the code and its tests say: the formats, the names on the list, each kind that is held."""

from __future__ import annotations

import re
from pathlib import Path

from tests.engine.real_files import ROWS as REAL_FILES
from tests.engine.real_files import told
from tests.photo.test_right_values import CONTAINERS, DATES, PLACES, WORDS

from photospool.photo.formats import FORMATS
from photospool.photo.metadata.public_fields import CAMERA_NOTES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def listed(heading: str) -> list[str]:
    """The lines of the list below a heading."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^- (.+)$", part, re.MULTILINE)


def test_every_format_has_its_row() -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|", PAGE, re.MULTILINE)
    assert set(rows) == set(FORMATS) - {"MPO"}


def test_the_names_that_strangers_get_are_those_on_the_list() -> None:
    assert {name for line in listed("What strangers get of the camera's notes") for name in line.split(", ")} == set(
        CAMERA_NOTES
    )


def test_every_kind_that_a_test_holds_is_named() -> None:
    for heading, rows in (
        ("Where notes are found", CONTAINERS),
        ("Which words are taken", WORDS),
        ("Which date is taken", DATES),
        ("Which place is taken", PLACES),
    ):
        assert listed(heading) == list(rows), heading


def test_each_program_s_right_value_is_that_of_the_tests() -> None:
    part = PAGE.partition("\n## Program by program\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")][2:]
    assert rows == [told(kind, row) for kind, row in REAL_FILES.items()]


def test_the_figures_of_the_comparison_add_up() -> None:
    """Each kind's number of files is in the list; together they are what the sentences above the lists say."""
    part = PAGE.partition("\n## Compared with other programs\n")[2].partition("\n## ")[0]
    for heading, total in re.findall(r"^### (.+): (\d[\d,]*) files$", part, re.MULTILINE):
        below = part.partition(f"### {heading}")[2].partition("\n### ")[0]
        counts = [
            int(number.replace(",", "")) for number in re.findall(r"^\| [^|]+ \| ([\d,]+) \|", below, re.MULTILINE)
        ]
        assert sum(counts) == int(total.replace(",", "")), heading
    assert part.count("### ") >= 3
