"""What is shown of a stranger's text: nothing that acts, and nothing less than what can be seen."""

import json
import unicodedata

import pytest

from photospool.photo.metadata.text import printable
from photospool.security.untrusted_text import escaped, safe, said

LOST = "\N{REPLACEMENT CHARACTER}"


def test_the_sign_for_a_lost_sign_stays() -> None:
    """``IMG_?.jpg`` and ``IMG_.jpg`` are two files."""
    assert safe(f"IMG_{LOST}.jpg") == f"IMG_{LOST}.jpg"
    assert said(f"IMG_{LOST}.jpg") == f"IMG_{LOST}.jpg"
    assert escaped(f'"{LOST}"') == f'"{LOST}"'
    assert said("IMG_\udcff.jpg") == f"IMG_{LOST}.jpg"


def test_a_caption_is_as_it_was_without_it() -> None:
    assert printable(f"caf{LOST} au lait", 100) == "caf au lait"


@pytest.mark.parametrize("category", ["Cc", "Cs"])
def test_no_control_and_no_half_letter_passes(category: str) -> None:
    signs = [chr(code) for code in range(0x11_0000) if unicodedata.category(chr(code)) == category]
    assert len(signs) >= 65
    for sign in signs:
        assert safe(sign) == (sign if sign in "\t\n" else "")
        assert said(sign) == LOST
        if sign not in "\t\n":
            assert json.loads(escaped(f'"{sign}"'), strict=False) == sign
            assert sign not in escaped(f'"{sign}"')


@pytest.mark.parametrize("sign", [*"\u061c\u200e\u200f\u202e\u2066\u2069\ufeff\ufff9\ufffe", "\U000e0041"])
def test_no_sign_that_turns_or_hides_text_passes(sign: str) -> None:
    assert safe(f"a{sign}b") == "ab"
    assert said(f"a{sign}b") == f"a{LOST}b"
