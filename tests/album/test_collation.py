"""The order of keys, against CouchDB's documentation and, where there is a node, against ICU itself."""

import json
import random
import shutil
import subprocess
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.album.collation import sort_key, sort_key_and_prefixes

# From https://docs.couchdb.org/en/stable/ddocs/views/collation.html, and ICU's punctuation order.
IN_ORDER = [
    None, False, True, -1.5, 0, 1, 2, 3.0, 4, 10**20,
    "", " ", "_", "-", ",", ".", "'", "(", "@", "/", "#", "+", "~", "$", "1", "12", "2",
    "a", "A", "á", "Á", "aa", "aA", "Aa", "ab", "æ", "b", "B", "ba", "bb", "o", "ö", "ø", "p", "ss", "ß", "st",
    "z", "zz", "þ", "α", "Α", "ά", "β", "а", "я", "あ", "日本", "\ufff0",
    [], [None], ["a"], ["b"], ["b", "c"], ["b", "c", "a"], ["b", "d"], ["b", "d", "e"], [2013], [2013, 5],
    {}, {"a": 1}, {"a": 2}, {"b": 1}, {"b": 2}, {"b": 2, "a": 1}, {"b": 2, "c": 2},
]  # fmt: skip
ARRAYS = IN_ORDER.index([])


def test_documented_order():
    texts_and_below = IN_ORDER[:ARRAYS]
    texts_and_below.reverse()
    assert sorted(texts_and_below, key=sort_key) == IN_ORDER[:ARRAYS]
    arrays = [v for v in IN_ORDER if isinstance(v, list)]
    assert sorted(arrays, key=sort_key) == [
        [], [None], [2013], [2013, 5], ["a"], ["b"], ["b", "c"], ["b", "c", "a"], ["b", "d"], ["b", "d", "e"],
    ]  # fmt: skip
    objects = [v for v in IN_ORDER if isinstance(v, dict)]
    assert [sort_key(value) for value in objects] == sorted(sort_key(value) for value in objects)
    assert max(map(sort_key, texts_and_below)) < min(map(sort_key, arrays))
    assert max(map(sort_key, arrays)) < min(map(sort_key, objects))


def test_high_key_is_above_every_word():
    assert sort_key("tag\ufff0") > sort_key("tag" + chr(0x2FA1D)) > sort_key("tagz")


def test_numbers_compare_as_numbers():
    assert sort_key(1) == sort_key(1.0)
    assert sort_key(0.0) == sort_key(-0.0)
    assert sort_key(10**400) > sort_key(1e308)


def test_an_array_that_begins_alike_has_the_same_first_bytes():
    key = [2013, 5, 1, "2013-05-01T12:34:56"]
    blob, lengths = sort_key_and_prefixes(key)
    assert blob == sort_key(key)
    assert [blob[:n] for n in lengths] == [sort_key(key[:n])[:-1] for n in (1, 2, 3, 4)]


def test_no_json_is_refused():
    with pytest.raises(TypeError):
        sort_key(object())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values), st.lists(json_values))
def test_arrays_compare_element_by_element(a, b):
    def as_said(left, right):
        return [sort_key(v) for v in left] < [sort_key(v) for v in right]

    assert (sort_key(a) < sort_key(b)) == as_said(a, b)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node, whose ICU sorts as CouchDB's does")
def test_texts_compare_as_in_icu():
    letters = [chr(c) for c in [*range(9, 14), *range(32, 127), *range(0xA0, 0x180), *range(0x384, 0x3FF)]]
    letters += [chr(c) for c in [*range(0x400, 0x482), 0x300, 0x301, 0x308, 0x327, 1, 0x200B]] + list("‘’“€")
    plain = "abAB-_ 1éèöÖßøæñ'’.йиЙ"
    rng = random.Random(20)
    texts = ["".join(rng.choice(plain if n % 2 else letters) for _ in range(rng.randint(0, 4))) for n in range(4000)]
    script = (
        "const t = JSON.parse(require('fs').readFileSync(0)); const c = new Intl.Collator('und');"
        "console.log(JSON.stringify(t.slice(1).map((b, n) => Math.sign(c.compare(t[n], b)))));"
    )
    answer = subprocess.run(
        ["node", "-e", script], input=json.dumps(texts), capture_output=True, text=True, check=True
    ).stdout
    ours = [(sort_key(a) > sort_key(b)) - (sort_key(a) < sort_key(b)) for a, b in pairwise(texts)]
    wrong = [
        (a, b) for (a, b), said, mine in zip(pairwise(texts), json.loads(answer), ours, strict=True) if said != mine
    ]
    assert wrong == []
