"""Files as real programs write them: the table of issue "Real files", by what has to be right of each."""

from __future__ import annotations

from tests.engine.real_files.dates import DATES
from tests.engine.real_files.pictures import PICTURES
from tests.engine.real_files.row import Row, told
from tests.engine.real_files.words import WORDS

ROWS: dict[str, Row] = {**PICTURES, **DATES, **WORDS}

__all__ = ["ROWS", "Row", "told"]
