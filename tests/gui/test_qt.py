"""What the program must be able to rely on in the Qt that is installed."""

import subprocess
import sys

MANY_CALLS = """
from PySide6.QtCore import QObject, Signal

class Told(QObject):
    said = Signal(object)

told = Told()
for _ in range(50_000):
    told.setObjectName("x")
    told.said.emit(1)
"""


def test_many_calls_do_not_end_the_program():
    """PySide6 6.12.0 on Python 3.11 lost a reference to None and True with each: after thousands, no more Python."""
    result = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
