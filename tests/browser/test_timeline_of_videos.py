"""A timeline with videos asks for no more than one of photos: requests, bytes and elements, counted.

``PHOTOSPOOL_TIMELINE=10000`` tries it with so many things; a fifth of them are videos, as in a phone's album.
"""

import os
from collections import Counter

from photospool.album.base import Write

from . import library

THINGS = int(os.environ.get("PHOTOSPOOL_TIMELINE") or 600)
EACH = 5
"""Every so-manieth is a video."""
YEARS = 20
STOPS = 12
"""Places between the newest and the oldest at which somebody looks."""
OF_A_ROW = 48
"""Bytes that a list may say more of a video than of a photo: that it is one, and how long."""
OF_A_TILE = 3
"""Elements that a video's tile has more than a photo's: its length, and the sign before it."""
AT_THE_EDGE = 2
"""Months that a page asks for or not, as the machine is quick: they come near what is in sight while it is scrolled."""
ASKED = """
return performance.getEntriesByType('resource')
  .map(one => [new URL(one.name), one.encodedBodySize])
  .filter(([url]) => !url.pathname.includes('_proof'))
  .map(([url, bytes]) => [decodeURIComponent(url.pathname.split('/').slice(2).join('/') + url.search), bytes]);
"""
RESTS = """
const seen = [...document.querySelectorAll('main img')].filter(img => {
  const box = img.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.width;
});
return seen.length > 0 && seen.every(img => img.complete && img.naturalWidth > 0)
  && performance.getEntriesByType('resource').length;
"""


def fill(album):
    """So many things over twenty years; one small picture stands for all."""
    scene, picture, made = library.drawn(0, 800)
    plain = library.document(0, "2024-01-01", scene, picture)
    pictures = dict.fromkeys(("thumb.jpg", "800x600.jpg"), made["thumb.jpg"])
    for number in range(THINGS):
        back = number * YEARS * 12 // THINGS
        day = f"{2024 - back // 12}-{12 - back % 12:02}-{28 - number % 28:02}"
        said = {"_id": library.photo_id(number), "taken": day, "taken_at": f"{day}T{number % 24:02}:00:00"}
        shape = library.SHAPES[number % len(library.SHAPES)]
        album.write(Write(plain | said | {"width": shape[0] * 1000, "height": shape[1] * 1000}, pictures))


def turn_into_videos(album):
    """Every fifth of them."""
    for number in range(0, THINGS, EACH):
        doc = album.get(library.photo_id(number))
        video = {"media": "video", "duration": 3725.5, "video_codec": "hvc1.2.4.L60.90", "audio_codec": "mp4a.40.2"}
        album.put_document(doc | video | {"poster": "frame", "frame_rate": 29.97})


def looked_through(page):
    """What was asked from the newest to the oldest, with its bytes; how many elements and tiles were there at most."""
    page.js("performance.setResourceTimingBufferSize(50000)")
    most = {"elements": 0, "tiles": 0, "videos": 0}
    for stop in range(STOPS + 1):
        page.js("scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * arguments[0])", stop / STOPS)
        before, same = -1, 0
        while same < 5:
            now = page.wait(RESTS)
            same, before = (same + 1, now) if now == before else (0, now)
        count = "return document.querySelectorAll(arguments[0]).length"
        for what, selector in (("elements", "*"), ("tiles", "main a.tile"), ("videos", "main .tile .length")):
            most[what] = max(most[what], page.js(count, selector))
    return sorted(page.js(ASKED)), most


def listed(asked):
    """The names of what was asked of the album, but of stacks: that is asked for what came together, more or less
    often. That a page is open is told from time to time.
    """
    return [name for name, _ in asked if "_view/parts" not in name and name != "_page"]


def stacks(asked):
    """How often it was asked of stacks."""
    return sum("_view/parts" in name for name, _ in asked)


def test_a_timeline_with_videos_asks_no_more_than_one_of_photos(local_album, open_page):
    fill(local_album)
    page = open_page(local_album)
    page.pictures_are_there()
    photos, of_photos = looked_through(page)
    turn_into_videos(local_album)
    page = open_page(local_album)
    page.pictures_are_there()
    videos, of_videos = looked_through(page)
    for kind, asked, most in (("photos", photos, of_photos), ("videos", videos, of_videos)):
        print(kind, len(asked), sum(size for _, size in asked), stacks(asked), most)
    assert of_photos["videos"] == 0
    assert of_videos["videos"] >= of_videos["tiles"] // (EACH + 3)
    besides = Counter(listed(videos)) - Counter(listed(photos))
    assert besides.total() <= AT_THE_EDGE
    assert all("_view/timeline" in name for name in besides)
    assert stacks(videos) <= stacks(photos) + STOPS
    assert not [name for name, _ in videos if name.startswith("db/") and ("original" in name or "film" in name)]
    more = sum(size for name, size in videos if name not in besides) - sum(size for _, size in photos)
    assert more <= OF_A_ROW * (THINGS // EACH + 1)
    assert of_videos["tiles"] == of_photos["tiles"]
    assert of_videos["elements"] <= of_photos["elements"] + OF_A_TILE * of_videos["videos"]
