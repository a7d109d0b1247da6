"""docs/reliability.md names a test for every fault; each must be there, so that the page stays true."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+\.py)::([\w:]+)`", PAGE)


@cache
def names(file: str) -> frozenset[str]:
    """Every test of a file, as ``test`` or ``Class::test``, and its classes."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
        found |= {name.id for name in getattr(node, "targets", []) if isinstance(name, ast.Name)}
        found.add(getattr(node, "name", ""))
    return frozenset(found)


def test_every_test_that_the_page_names_is_there() -> None:
    missing = [f"{file}::{name}" for file, name in NAMED if not (TESTS / file).exists() or name not in names(file)]
    assert missing == []


def test_every_fault_has_a_row_and_a_test() -> None:
    rows = {line.split("|")[1].strip(): line for line in PAGE.splitlines() if re.match(r"\| F\d+ \|", line)}
    assert list(rows) == [f"F{number}" for number in range(1, len(rows) + 1)]
    assert len(rows) >= 40
    assert [fault for fault, line in rows.items() if "::" not in line] == []
