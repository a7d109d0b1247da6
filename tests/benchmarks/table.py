"""A row of the table: what was measured, the goal beside it, and whether it is met."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Verdict(enum.Enum):
    """Of a row."""

    MET = "met"
    MISSED = "MISSED"
    FIGURE = ""
    """No goal stands beside it."""
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    goal: str
    verdict: Verdict
    detail: str = ""
    """How the figure came about, for whoever doubts it."""
    former: str = ""
    """What another commit measured of the same."""


def at_least(what: str, value: float, goal: float, unit: str = " ×", detail: str = "") -> Row:
    """More is better."""
    return _judged(what, value, goal, "≥", unit, detail, is_met=value >= goal)


def at_most(what: str, value: float, goal: float, unit: str = " ×", detail: str = "") -> Row:
    """Less is better."""
    return _judged(what, value, goal, "≤", unit, detail, is_met=value <= goal)


def figure(what: str, measured: str, detail: str = "") -> Row:
    """Told without a goal."""
    return Row(what, measured, "", Verdict.FIGURE, detail)


def not_measured(what: str, why: str) -> Row:
    """Something is missing here that it needs."""
    return Row(what, "", "", Verdict.NOT_MEASURED, why)


def _judged(what: str, value: float, goal: float, sign: str, unit: str, detail: str, *, is_met: bool) -> Row:
    return Row(
        what,
        f"{number(value)}{unit}",
        f"{sign} {number(goal)}{unit}",
        Verdict.MET if is_met else Verdict.MISSED,
        detail,
    )


def number(value: float) -> str:
    """Three digits that count: 0.004, 1.35, 52.7, 1284."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    digits = 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3 if abs(value) >= 0.1 else 4
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(row: Row) -> str:
    """For a terminal."""
    words = f"  {row.what:<52} {row.measured:>14}   {row.goal:>12}  {row.verdict.value:<7}"
    words += f"  (then {row.former})" if row.former else ""
    return f"{words.rstrip()}\n      {row.detail}" if row.detail else words.rstrip()


def markdown(rows: Iterable[tuple[str, Row]], former: str = "") -> str:
    """For a page: topic and row, in their order; with a column of what a former commit measured, if one is named."""
    heads = ["what", "measured", *([f"at {former}"] if former else []), "goal", "", "how"]
    lines = [_line(heads), _line(["---"] * len(heads))]
    last = ""
    for topic, row in rows:
        if topic != last:
            lines.append(_line([f"**{topic}**", *([""] * (len(heads) - 1))]))
            last = topic
        then = [row.former] if former else []
        lines.append(_line([row.what, row.measured, *then, row.goal, row.verdict.value, row.detail]))
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
