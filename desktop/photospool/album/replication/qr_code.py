"""An address as a QR code (ISO/IEC 18004), for a phone's camera. Pure."""

from __future__ import annotations

from typing import Final

BORDER: Final = 4
"""The quiet zone around it, in squares, as the norm wants it."""


def squares(address: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of squares, the quiet zone among them: True where one is dark. As many rows as columns.

    Error correction is the highest that costs no larger code, at least M (15 %): it is read from screens and paper.
    """
    import segno

    code = segno.make_qr(address, error="m", boost_error=True)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix_iter(border=BORDER))


def text(address: str) -> str:
    """The same in half blocks, two rows in a line; to be shown dark on light, whatever the terminal's colours are."""
    rows = squares(address)
    lower = (*rows[1::2], *([(False,) * len(rows)] if len(rows) % 2 else []))
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return "\n".join(
        "".join(blocks[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(rows[::2], lower, strict=True)
    )
