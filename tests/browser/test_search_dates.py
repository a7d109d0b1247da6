"""Months, days and videos in the page's search, as people write them in English and German."""

import pytest

from photospool.album.base import Write

from . import library
from .test_page import found

MEANT = {
    "May 2020": "date:2020-05",
    "Mai 2020": "date:2020-05",
    "2020 mai": "date:2020-05",
    "2020-05": "date:2020-05",
    "sept. 2021": "date:2021-09",
    "März 2021": "date:2021-03",
    "4 May 2020": "date:2020-05-04",
    "May 4, 2020": "date:2020-05-04",
    "4th May 2020": "date:2020-05-04",
    "4. Mai 2020": "date:2020-05-04",
    "2020 May 4": "date:2020-05-04",
    "4.5.2020": "date:2020-05-04",
    "2020-05-04": "date:2020-05-04",
    "lake 2020 May -winter": "tag:lake date:2020-05 -tag:winter",
    "4. Mai 2020 See": "date:2020-05-04 tag:See",
    "May lake 2020": "tag:lake date:2020-05",
    "sea -May 2020": "tag:sea -date:2020-05",
    # None of these is a date, or not more of it.
    "may": "tag:may",
    "2020": "year:2020",
    "2020-13": "tag:2020-13",
    '"May 2020"': "tag:May 2020",
    '"2020-05"': "tag:2020-05",
    "camera:may 2020": "camera:may year:2020",
    "may -2020": "tag:may -year:2020",
    # Both languages call a video one.
    "Videos 2020 -video": "video:Videos year:2020 -video:video",
    "film Filme movie -clips": "video:film video:Filme video:movie -video:clips",
    "Fotos bild -picture": "photo:Fotos photo:bild -photo:picture",
    '"film" "Foto" bilderbuch': "tag:film tag:Foto tag:bilderbuch",
    '"video" videofilm cat:video': "tag:video tag:videofilm cat:video",
}
PARSED = """
    return import(new URL('js/query.js', document.baseURI)).then(({ parse }) => arguments[0].map((text) => parse(text)
      .map(({ kind, text: word, isNot }) => `${isNot ? '-' : ''}${kind}:${word}`).join(' ')));
"""


def test_a_date_is_known_however_it_is_written(page):
    assert dict(zip(MEANT, page.js(PARSED, list(MEANT)), strict=True)) == MEANT


@pytest.fixture
def may(empty_album):
    """Photos of a May, one of them of its fourth day, and of the months around it: their days by id."""
    days = ("2020-04-30", "2020-05-01", "2020-05-04", "2020-05-31", "2020-06-01", "2019-05-04")
    ids = {}
    for number, day in enumerate(days):
        name, picture, made = library.drawn(number, 800)
        doc = library.document(number, day, name, picture) | {"keywords": ["lake"] if day.endswith("04") else []}
        empty_album.write(Write(doc, made))
        ids[doc["_id"]] = day
    return empty_album, ids


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("video", {"2020-05-01", "2020-05-31", "2020-04-30"}),
        ('"video"', {"2020-04-30"}),
        ("Videos lake", set()),
        ("Film", {"2020-05-01", "2020-05-31", "2020-06-01"}),
        ("clip", {"2020-05-01", "2020-05-31"}),
        ("-film lake", {"2020-05-04", "2019-05-04"}),
        ("2020-05 foto", {"2020-05-04"}),
        ("-Bild 2020", {"2020-05-01", "2020-05-31"}),
        ("lake -video", {"2020-05-04", "2019-05-04"}),
        ("2020-05 video", {"2020-05-01", "2020-05-31"}),
    ],
)
def test_videos_are_found_by_their_name(may, open_page, query, wanted):
    album, days = may
    ids = {day: photo_id for photo_id, day in days.items()}
    for day in ("2020-05-01", "2020-05-31"):
        album.put_document(album.get(ids[day]) | {"media": "video", "duration": 4})
    album.put_document(album.get(ids["2020-04-30"]) | {"keywords": ["video"]})
    album.put_document(album.get(ids["2020-06-01"]) | {"descr": "An evening with a Film"})
    page = open_page(album)
    page.type("#bar input[type=search]", query)
    page.key("ENTER")
    page.wait("return document.querySelector('main h1')?.textContent === arguments[0]", query)
    assert {days[one] for one in found(page)} == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("May 2020", {"2020-05-01", "2020-05-04", "2020-05-31"}),
        ("4. Mai 2020", {"2020-05-04"}),
        ("lake May 2020", {"2020-05-04"}),
        ("lake -2020-05", {"2019-05-04"}),
    ],
)
def test_a_month_and_a_day_are_found_among_words(may, open_page, query, wanted):
    album, days = may
    page = open_page(album)
    page.type("#bar input[type=search]", query)
    page.key("ENTER")
    page.wait("return document.querySelector('main h1')?.textContent === arguments[0]", query)
    assert {days[one] for one in found(page)} == wanted


def test_a_month_without_photos_offers_its_year(may, open_page):
    page = open_page(may[0])
    page.go("#/search/July%202020")
    page.see("main .empty")
    assert page.js("return [...document.querySelectorAll('main .empty .chip')].map(a => a.textContent)") == ["2020"]
    assert "4 May 2020" in page.text("main .empty")
