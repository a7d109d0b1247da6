"""Documents that any program may have written at any time, for whoever must bear them."""

import secrets

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from photospool.album.schema import _FIELDS

ODD = [
    {},
    {"type": "photo"},
    {"type": "photo", "cat": "Public", "keywords": "sea  sun\tsea", "taken": "2001-02-03", "ts": "2001-02-04T01:02:03"},
    {"cat": "Private", "taken": "2001-02-03", "keywords": ["no", "type", "", 7, None, "no"], "extension": "jpg"},
    {"cat": "Private", "ts": "2001-02-03T00:00:00", "type": None},
    {"cat": "", "ts": ""},
    {"cat": ["Private"], "type": "photo", "keywords": {"a": 1}, "taken": 20010203, "ts": False},
    {"type": "photo", "cat": "Trash", "keywords": ["unprocessed"], "taken": "2001-02-03", "exif": {"Image Make": "X"}},
    {"type": "photo", "exif": {"Image Make": "Canon"}, "size": 17, "taken": "2001-13-03", "taken_at": "2002-01-01T10"},
    {"type": "photo", "exif": {"Image Make": "NIKON ÅÉ", "Image Model": 5}, "size": "17", "ts": "1999-01-01T00:00:00"},
    {"type": "photo", "exif": {"Image Make": "", "Image Model": "D70"}, "size": 9},
    {"type": "photo", "exif": {"Image Make": "Canon"}, "size": 1e200},
    {"type": "photo", "exif": {"Image Make": "Canon"}, "size": -(2.0**60)},
    {"type": "photo", "exif": [], "extension": "jpg"},
    {"type": "photo", "exif": "none", "extension": "jpg"},
    {"type": "photo", "exif": None, "extension": "jpg", "cat": "Trash"},
    {"type": "photo", "exif": {}, "extension": "png", "width": "30", "height": 20.5, "placeholder": 1},
    {"type": "comment", "photo_id": "odd-2", "ts": "2001-02-03T00:00:00", "note": "Nice!", "realname": "Ann"},
    {"type": "comment"},
    {"type": "original", "photo": "odd-2", "exif": {"Image Make": "Canon"}, "size": 3},
    {"type": "photo", "taken": "2001-02-03x", "taken_at": "2001-02-03", "keywords": ["__proto__", "toString"]},
    {"type": "photo", "taken": "0000-01-01", "keywords": ["\ufeff", " ", "a b", "日本", "ß", "unprocessed "]},
    {"type": "photo", "cat": "Private", "taken": "1975-01-01", "taken_at": "1975", "taken_precision": "year"},
    {"type": "photo", "cat": "Private", "taken": "1975-06-01", "taken_at": "1975-06", "taken_precision": "month"},
    {"type": "photo", "cat": "Private", "taken": "2001-02-03", "part_of": "odd-2", "part": "live", "media": "video"},
    {"type": "photo", "cat": "Trash", "part_of": "odd-2", "part": 7, "trashed_with": "odd-2", "keywords": "a"},
    {"type": "photo", "cat": "Trash", "part_of": "odd-2", "trashed_with": None, "taken_at": 5},
    {"type": "photo", "cat": "Public", "part_of": "", "ts": "2001-02-03T00:00:00", "keywords": ["x"]},
    {"type": "photo", "cat": "Public", "part_of": ["odd-2"], "ts": "2001-02-03T00:00:00", "keywords": ["x"]},
    {"type": "original", "photo": "odd-2", "pair_keys": ["content:A", "", 5, "content:A", "__proto__", ["b"]]},
    {"type": "original", "photo": "odd-2", "pair_keys": "content:A"},
    {"type": "photo", "pair_keys": ["content:A"]},
    {"type": "photo", "taken": "2001-2-3", "ts": "2001-02-30", "size": 2**60, "exif": {"Image Make": "a"}},
]

_texts = st.sampled_from(
    ["", "photo", "comment", "Trash", "Public", "jpg", "unprocessed", "sea sun", "2013-05-01", "2013-05-01T12:34:56",
     "2013-99-01", "0001-01-31", "Canon", "EOS 5D", "é", "__proto__", "constructor"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)  # fmt: skip
_scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _texts
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=5,
)
_exif = st.dictionaries(st.sampled_from(["Image Make", "Image Model", "Image Orientation"]), _values) | _values
_fields = {
    "type": st.sampled_from(["photo", "photo", "comment", "original", None]) | _values,
    "cat": st.sampled_from(["Private", "Public", "Trash"]) | _values,
    "part_of": st.sampled_from(["d0", "d1", ""]) | _values,
    "trashed_with": _values,
    "motion_offset": st.sampled_from([0, 7, -1]) | _values,
    "motion_length": st.sampled_from([0, 7, 2.5]) | _values,
    "pair_keys": st.lists(_texts, max_size=4) | _values,
    "keywords": st.lists(_texts, max_size=4) | _values,
    "exif": _exif,
    **dict.fromkeys(
        ("taken", "taken_at", "ts", "size", "width", "height", "extension",
         "placeholder", "photo_id", "trashed_at", "trashed_cat", "descr"), _values
    ),
}  # fmt: skip

documents = st.fixed_dictionaries({}, optional=_fields)
"""Documents without an id."""

# A hundred, of every JSON type in every field, for whatever looks at a whole album.

any_texts = st.sampled_from(
    ["", "photo", "original", "comment", "Public", "Private", "Trash", "2013-05-01", "../../../up", "/abs", "=cmd()",
     "a\x1b[31mb\u202e", "__proto__", "constructor", "<b>x", "\x00", "original.jpg", "jpg"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)  # fmt: skip
any_scalars = (
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
)
any_values = st.recursive(
    any_scalars | any_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_texts, inner, max_size=3),
    max_leaves=6,
)
_ids = st.sampled_from(["md5", "original", "other"])
any_fields = {name: any_values for name in _FIELDS if not name.startswith("_")} | {
    "mood": any_values,
    "constructor": any_values,
}
_kinds = st.sampled_from(["photo", "photo", "original", "comment"]) | any_values
_documents = st.fixed_dictionaries(
    {"kind": _ids},
    optional=any_fields | {"type": _kinds, "cat": st.sampled_from(["Public", "Private", "Trash"]) | any_values},
)
# JSON of some servers has no more digits than this in a number that is not whole.


def hundred():
    """Together for one album: a batch of them as one example would be more than Hypothesis makes at once."""
    found = []

    @settings(max_examples=100, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
    @given(_documents)
    def collect(document):
        found.append(document)

    collect()
    return found


def named(document):
    """With an id, by its kind."""
    kind = document.pop("kind")
    digest = secrets.token_hex(16)
    doc_id = {"md5": digest, "original": f"original-{digest}", "other": f"x/{digest}"}[kind]
    return {**document, "_id": doc_id}
