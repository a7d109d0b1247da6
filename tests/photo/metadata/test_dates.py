"""When a photo was taken: which answer is believed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.photo.metadata.dates import Candidate, Zone, choose
from photospool.photo.metadata.partial_date import full_day
from photospool.photo.photo import Taken

NOW = datetime(2024, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
MODIFIED_S = datetime(2024, 2, 29, 23, 30, tzinfo=UTC).timestamp()
HERE = Zone(here=NOW.tzinfo)
BY_FILE = Taken("2024-03-01", "2024-03-01T00:30:00+01:00", "file time")


def from_camera(text: str, fraction: str = "", offset: str = "") -> Taken:
    camera = Candidate("EXIF DateTimeOriginal", text, fraction, offset)
    return choose([camera], "IMG_1.jpg", [], modified_s=MODIFIED_S, now=NOW, zone=HERE)


@pytest.mark.parametrize(
    ("text", "fraction", "offset", "at"),
    [
        ("2013:05:01 12:34:56", "", "", "2013-05-01T12:34:56"),
        ("2013:05:01 12:34:56", "78", "", "2013-05-01T12:34:56.78"),
        ("2013:05:01 12:34:56", "780000123", "+02:00", "2013-05-01T12:34:56.780000+02:00"),
        ("2013:05:01 12:34:56", "07 ", "-03:30", "2013-05-01T12:34:56.07-03:30"),
        ("2013:05:01 12:34:56", "", "Z", "2013-05-01T12:34:56+00:00"),
        ("2013:05:01 12:34:56", "", "   :  ", "2013-05-01T12:34:56"),
        ("2013:05:01 12:34:56", "", "+99:00", "2013-05-01T12:34:56"),
        ("2013:05:01 12:34:56", "-1", "", "2013-05-01T12:34:56"),
        ("2013-05-01 12:34:56", "", "", "2013-05-01T12:34:56"),
        ("2013-05-01T12:34:56.5+02:00", "", "", "2013-05-01T12:34:56.5+02:00"),
        ("2013/05/01 12:34", "", "", "2013-05-01T12:34:00"),
        ("2013:5:1 1:2:3", "", "", "2013-05-01T01:02:03"),
        ("2013:05:01 12:34:60", "", "", "2013-05-01T12:34:59"),
        ("2013:05:01 24:00:00", "", "", "2013-05-01"),
        ("2013:05:01", "", "", "2013-05-01"),
        ("1826:06:01 10:00:00", "", "", "1826-06-01T10:00:00"),
        ("2024:03:02 23:59:59", "", "", "2024-03-02T23:59:59"),
    ],
)
def test_what_cameras_write(text: str, fraction: str, offset: str, at: str) -> None:
    assert from_camera(text, fraction, offset) == Taken(at[:10], at, "EXIF DateTimeOriginal")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2013:13:01 12:00:00",
        "2013:02:30 12:00:00",
        "1825:12:31 12:00:00",
        "2024:03:03 00:00:00",
        "9999:99:99 99:99:99",
        "1970:01:01 00:00:00",
        "1904:01:01 00:00:00",
        "yesterday",
        "٢٠١٣:٠٥:٠١ ١٢:٣٤:٥٦",
    ],
)
def test_what_is_implausible_is_passed_over(text: str) -> None:
    assert from_camera(text) == BY_FILE


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=1), -timedelta(hours=10, minutes=40)], ids=str)
@pytest.mark.parametrize(
    "text",
    ["1904:01:01 00:00:00", "1970:01:01 00:00:00", "1980:01:01 00:00:00", "1980:01:06 00:00:00", "2002:12:08 12:00:00"],
)
def test_an_instant_where_counting_begins_is_passed_over_in_every_zone(text: str, ahead: timedelta) -> None:
    """Kiribati's clocks stood forty minutes beside all others in 1970, those of 1904 each as its town's sun has it."""
    satellite = Candidate("GPS", text, offset="Z", is_instant=True)
    zone = Zone(here=timezone(ahead))
    assert choose([satellite], "IMG_1.jpg", [], modified_s=MODIFIED_S, now=NOW, zone=zone).source == "file time"


NAMED = {
    "2013-05-01 12.34.56.jpg": "2013-05-01T12:34:56",
    "2013-05-01 12.34.56-1.jpg": "2013-05-01T12:34:56",
    "2013-05-01 12.34.56 HDR.jpg": "2013-05-01T12:34:56",
    "IMG_20130501_123456.jpg": "2013-05-01T12:34:56",
    "IMG_20130501_123456789.jpg": "2013-05-01T12:34:56.789",
    "IMG_20130501_123456_HDR.jpg": "2013-05-01T12:34:56",
    "MVIMG_20130501_123456.jpg": "2013-05-01T12:34:56",
    "VID_20130501_123456.jpg": "2013-05-01T12:34:56",
    "20130501_123456.jpg": "2013-05-01T12:34:56",
    "20130501123456.jpg": "2013-05-01T12:34:56",
    "WP_20130501_12_34_56_Pro.jpg": "2013-05-01T12:34:56",
    "signal-2023-05-01-12-34-56-789.jpg": "2023-05-01T12:34:56.789",
    "signal-2023-05-01-123456.jpeg": "2023-05-01T12:34:56",
    "signal-2023-05-01-12-34-56-789-2.jpg": "2023-05-01T12:34:56.789",
    "WhatsApp Image 2023-05-01 at 12.34.56.jpeg": "2023-05-01T12:34:56",
    "WhatsApp Image 2023-05-01 at 12.34.56 (1).jpeg": "2023-05-01T12:34:56",
    "IMG-20230501-WA0007.jpg": "2023-05-01",
    "Screenshot_20230501-123456.png": "2023-05-01T12:34:56",
    "Screenshot_2023-05-01-12-34-56-789_com.app.jpg": "2023-05-01T12:34:56.789",
    "Screenshot 2023-05-01 at 12.34.56.png": "2023-05-01T12:34:56",
    "Screen Shot 2013-05-01 at 1.34.56 PM.png": "2013-05-01T13:34:56",
    "Screenshot 2023-05-01 at 1.34.56 PM.png": "2023-05-01T13:34:56",
    "Screenshot 2023-05-01 at 12.34.56 AM.png": "2023-05-01T00:34:56",
    "2013-05-01 birthday.jpg": "2013-05-01",
    "Oslo 2013-05-01.jpg": "2013-05-01",
}


@pytest.mark.parametrize(("name", "at"), NAMED.items())
def test_file_names(name: str, at: str) -> None:
    taken = choose([], name, [], modified_s=MODIFIED_S, now=NOW, zone=HERE)
    assert taken == Taken(at[:10], at, "file name")


@pytest.mark.parametrize(
    "name",
    [
        "IMG_0001.jpg",
        "DSC01234.JPG",
        "IMG_99999999_123456.jpg",
        "20251301_123456.jpg",
        "IMG_20300501_123456.jpg",
        "1234567890123456789012345.jpg",
        "photo 555-2013-05-019.jpg",
        "",
    ],
)
def test_names_that_tell_nothing(name: str) -> None:
    assert choose([], name, [], modified_s=MODIFIED_S, now=NOW, zone=HERE) == BY_FILE


def test_the_order_of_belief() -> None:
    answers = [
        Candidate("EXIF DateTimeOriginal", "2001:01:01 01:01:01"),
        Candidate("EXIF DateTimeDigitized", "2002:01:01 01:01:01"),
        Candidate("XMP DateCreated", "2003-01-01T01:01:01"),
    ]
    last = [Candidate("Image DateTime", "2005:01:01 01:01:01")]
    seen = []
    for left in range(len(answers) + 1):
        seen.append(choose(answers[left:], "2004-01-01 01.01.01.jpg", last, modified_s=MODIFIED_S, now=NOW, zone=HERE))
    seen.append(choose([], "IMG_1.jpg", last, modified_s=MODIFIED_S, now=NOW, zone=HERE))
    seen.append(choose([], "IMG_1.jpg", [], modified_s=MODIFIED_S, now=NOW, zone=HERE))
    assert [(taken.day[:4], taken.source) for taken in seen] == [
        ("2001", "EXIF DateTimeOriginal"),
        ("2002", "EXIF DateTimeDigitized"),
        ("2003", "XMP DateCreated"),
        ("2004", "file name"),
        ("2005", "Image DateTime"),
        ("2024", "file time"),
    ]


@pytest.mark.parametrize(
    "modified_s", [float("nan"), float("inf"), 1e18, -1e18, -1e11, NOW.timestamp() + 1e8, 0.0, -1.0, 3600.0]
)
def test_an_impossible_file_time_becomes_now(modified_s: float) -> None:
    taken = choose([], "IMG_1.jpg", [], modified_s=modified_s, now=NOW, zone=HERE)
    assert (taken.at, taken.source) == ("2024-03-01T12:00:00+01:00", "arrival")


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=9), st.text(max_size=9))
def test_any_text_gives_a_day(name: str, text: str, fraction: str, offset: str) -> None:
    taken = choose([Candidate("x", text, fraction, offset)], name, [], modified_s=MODIFIED_S, now=NOW, zone=HERE)
    assert full_day(taken.at[:10]) == taken.day == date.fromisoformat(taken.day).isoformat()


@given(
    st.from_regex(r"[0-9]{4}[:-][0-9]{2}[:-][0-9]{2}[ T_][0-9]{2}[:.-][0-9]{2}[:.-][0-9]{2}([+-][0-9]{2}:[0-9]{2})?")
)
def test_any_digits_give_a_day(text: str) -> None:
    for taken in (from_camera(text), choose([], text, [], modified_s=MODIFIED_S, now=NOW, zone=HERE)):
        assert full_day(taken.at[:10]) == taken.day
        assert 1826 <= date.fromisoformat(taken.day).year <= 2024
