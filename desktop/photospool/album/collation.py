"""CouchDB's order of view keys, as bytes that compare like the keys themselves.

``sort_key(a) < sort_key(b)`` says what CouchDB says of the JSON values ``a`` and ``b``: null, false, true, numbers,
strings, arrays, objects (https://docs.couchdb.org/en/stable/ddocs/views/collation.html), strings by Unicode's root
collation as ICU has it. So a database that compares blobs keeps a view in CouchDB's order.

Exact for what people type as tags and names in Latin, Greek and Cyrillic letters, with accents, digits, punctuation
and currency signs. Other scripts come after those by code point, and symbols that no keyboard has after ``~``:
ICU's whole table (two megabytes) is not worth its memory here.
"""

from __future__ import annotations

import math
import struct
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

# Root collation's order of primary weights, each string a run of characters (CLDR, ICU 72 to 78).
_PUNCTUATION: Final = (
    "\t\n\x0b\x0c\r\x85\u2028\u2029 _-\u2010\u2012\u2013\u2014\u2015\u2053\u301c,\u3001;\u204f:!\xa1?\xbf\u203d."
    "\u3002\xb7'\u2039\u203a\"\xab\xbb()[]{}\u2045\u2046\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011"
    "\u2016\xa7\xb6\u204b@*\u204e\u2051/\\&\u204a#%\u2030\u2031\u2020\u2021\u2022\u2023\u2027\u2043\u2032\u2035\u203b"
    "`\xb4\u0384^\xaf\u02d8\u02d9\xa8\u0385\u02dd\u02db\xb8\xb0\xa9\xae\u03f6+\xb1\xf7\xd7<=>\xac|\xa6~"
)
_CURRENCY: Final = "¤¢$£¥₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿"
_LETTERS: Final = (
    "aⱥɐɑɒbʙƀɓƃcȼƈɕdʥʤɖɗƌȡẟeɇǝəɛɘɚɜɝɞʚɤfʩƒⅎgɡɢǥɠʛɣƣhʜƕɦɧʻʽiıɪɨɩjȷɉʝɟʄkƙʞlʟƚɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋoɶɔɵɷȣpƥɸqʠɋĸ"
    "rʀɍɹɺɻɼɽɾɿʁsʂȿẜẝʃƪʅʆtʨʧŧⱦƫƭʈȶʇuʉɥʮʯɯɰʊvʋỽʌwʍxyʏɏƴỿȝzƶȥʐʑɀʒƹƺʓþƿƻƨƽƅʔɂˀʼˮʾʕʿˁʡʢʖǀǁǂǃʗʘʬʭ"
    "αβγδεϝͷϛζͱηθιϳκϗλμνξοπϻϟϙρϼσͼͻͽτυφχψωϡͳϸϣϥϧϩϫϭϯ"
    "аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋіїйјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуўүұѹфхӽӿҳһԧѡѿѽѻцҵ"
    "чԭҷӌҹҽҿџшщъыьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ"
)
# Accents by their secondary weight.
_MARKS: Final = (
    "\u0332\u0313\u0314\u0301\u0300\u0306\u0302\u030c\u030a\u0342\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
    "\u3099\u309a\u0335\u0305\u0309\u030f\u0310\u0311\u031b\u0321\u0322\u0323\u0324\u0325\u0326\u032d\u032e\u0330"
    "\u0331\u0334\u0339\u0345\u0358\u0360\u0361\u0483"
)
# Letters that are sorted as others and an accent (or, with _APART, as different from them in the second place only).
_APART: Final = "\ufdd0"
_EXPANDED: Final = {
    "đ": "d\u0335",
    "ð": f"d{_APART}",
    "ħ": "h\u0335",
    "ł": "l\u0335",
    "ø": "o\u0338",
    "æ": f"a{_APART}e",
    "œ": f"o{_APART}e",
    "ß": f"s{_APART}s",
    "ſ": f"s{_APART}",
    "ґ": f"г{_APART}",
    "‘": f"'{_APART}",
    "’": f"'{_APART}{_APART}",
    "‚": f"'{_APART}{_APART}{_APART}",
    "“": f'"{_APART}',
    "”": f'"{_APART}{_APART}',
    "„": f'"{_APART}{_APART}{_APART}',
}
_CONTRACTED: Final = (("и\u0306", "й"), ("і\u0308", "ї"), ("у\u0306", "ў"))
_CONTRACTED_ALL: Final = tuple(
    (pair, whole) for low, one in _CONTRACTED for pair, whole in ((low, one), (low.upper(), one.upper()))
)

_COMMON: Final = 0x05
_SMALL, _CAPITAL = 0x02, 0x08
# How a compatibility character differs from the plain one, third place; capitals 6 higher.
_VARIANTS: Final = {"<wide>": 3, "<compat>": 4, "<font>": 5, "<circle>": 6, "<super>": 0x14, "<sub>": 0x15}
_FINAL: Final = 0x0F

_END: Final = b"\x00"
_NULL, _FALSE, _TRUE, _NUMBER, _STRING, _ARRAY, _OBJECT = (bytes([n]) for n in range(1, 8))


def sort_key(value: Any) -> bytes:
    """Bytes that sort as CouchDB sorts the JSON value ``value``; ``TypeError`` for what is no JSON."""
    if value is None:
        return _NULL
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    if isinstance(value, (int, float)):
        return _NUMBER + _number_key(value)
    if isinstance(value, str):
        return _STRING + _text_key(value)
    if isinstance(value, (list, tuple)):
        return _ARRAY + b"".join(map(sort_key, value)) + _END
    if isinstance(value, Mapping):
        # In the order in which they were written: CouchDB's objects are lists of pairs.
        return _OBJECT + b"".join(sort_key(name) + sort_key(item) for name, item in value.items()) + _END
    raise TypeError(f"no JSON value: {type(value).__name__}")


def prefix_end(prefix: bytes) -> bytes:
    """The first bytes that are above everything that begins with ``prefix``."""
    return prefix[:-1] + bytes([prefix[-1] + 1])


def sort_key_and_prefixes(value: Any) -> tuple[bytes, list[int]]:
    """The sort key, and where in that of an array its first 1, 2, 3 … elements end."""
    if not isinstance(value, (list, tuple)):
        return sort_key(value), []
    keys = [sort_key(item) for item in value]
    return _ARRAY + b"".join(keys) + _END, [1 + n for n in accumulate(map(len, keys))]


def _number_key(value: float) -> bytes:
    try:
        number = float(value) + 0.0  # -0.0 is 0
    except OverflowError:
        number = math.inf if value > 0 else -math.inf
    bits = int.from_bytes(struct.pack(">d", number), "big")
    bits = ~bits & 0xFFFFFFFFFFFFFFFF if bits >> 63 else bits | 1 << 63
    return bits.to_bytes(8, "big")


def _text_key(text: str) -> bytes:
    """The three places of a comparison one after the other, each closed by a byte below all weights."""
    if text.isascii():
        if text == text.lower():
            return b"".join(map(_plain_primary, text)) + _END * 3
    else:
        text = unicodedata.normalize("NFD", text)
        for pair, whole in _CONTRACTED_ALL:
            text = text.replace(pair, whole)
    first, second, third = [], bytearray(), bytearray()
    for character in text:
        primary, secondary, tertiary = _weights(character)
        first.append(primary)
        second += secondary
        third += tertiary
    return (
        b"".join(first)
        + _END
        + bytes(second).rstrip(bytes([_COMMON]))
        + _END
        + bytes(third).rstrip(bytes([_SMALL]))
        + _END
    )


@lru_cache(maxsize=128)
def _plain_primary(character: str) -> bytes:
    return _weights(character)[0]


@lru_cache(maxsize=4096)
def _weights(character: str) -> tuple[bytes, bytes, bytes]:
    """Primary, secondary and tertiary weights of one character, those of its parts joined."""
    tertiary = _SMALL
    parts = unicodedata.decomposition(character)
    if character not in _INDEX and character not in _EXPANDED and parts.startswith("<"):
        kind = parts.split(" ", 1)[0]
        tertiary = _VARIANTS.get(kind, _VARIANTS["<compat>"])
        plain = unicodedata.normalize("NFKD", character)
    else:
        plain = character
    lower = "".join(_lower(c) for c in plain)
    if lower != plain and tertiary < 0x10:
        tertiary = tertiary + 6
    if lower == "ς":
        lower, tertiary = "σ", _FINAL
    first, second = b"", b""
    for part in "".join(_EXPANDED.get(c, c) for c in lower):
        if part in _MARK_INDEX:
            second += bytes([_MARK_INDEX[part]])
        elif part == _APART:
            second += b"\xfe"
        elif unicodedata.category(part).startswith("M"):
            second += b"\xf0" + ord(part).to_bytes(3, "big")
        else:
            primary = _primary(part)
            first += primary
            second += bytes([_COMMON]) if primary else b""
    if not second:
        return b"", b"", b""  # control characters and the like count for nothing
    return first, second, bytes([tertiary])


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _primary(character: str) -> bytes:
    """Two bytes for what the tables have, else a group's byte and the code point."""
    if character in _INDEX:
        return _INDEX[character]
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return bytes([0x28, digit])
    category = unicodedata.category(character)
    code = ord(character).to_bytes(3, "big")
    if category in ("Cc", "Cf"):
        return b""
    if category == "Sc":
        return b"\x21" + code
    if category[0] in "ZPSN":
        return b"\x18" + code
    if character == "\uffff":
        return b"\xfc" + code
    if category[0] == "C":
        return b"\xf8" + code
    if "CJK UNIFIED" in unicodedata.name(character, ""):
        return b"\xf0" + code
    return b"\xe0" + code


def _table(lead: int, characters: str) -> dict[str, bytes]:
    return {c: (lead * 256 + 1 + n).to_bytes(2, "big") for n, c in enumerate(characters)}


_INDEX: Final = {**_table(0x10, _PUNCTUATION), **_table(0x20, _CURRENCY), **_table(0x30, _LETTERS)}
_MARK_INDEX: Final = {c: _COMMON + 1 + n for n, c in enumerate(_MARKS)}
