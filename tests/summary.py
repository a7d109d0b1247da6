"""What stands at the end of a run, short enough to be read: skipped tests by their reason, not a line for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

PREFIX = "Skipped: "


def skipped(reports: Iterable[pytest.TestReport]) -> list[str]:
    """A line for each reason, with how many tests it kept from running; the most frequent first."""
    reasons = Counter(_reason(report) for report in reports)
    return [f"{count:6d}  {reason}" for reason, count in reasons.most_common()]


def _reason(report: pytest.TestReport) -> str:
    where = report.longrepr
    text = where[2] if isinstance(where, tuple) else str(where)
    return text.removeprefix(PREFIX)
