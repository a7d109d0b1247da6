"""Draw the page's views into a folder, to be looked at: ``python -m tests.browser.pictures FOLDER [VIEW…]``.

Phones, laptop and wide, light and dark, on a library of drawn photos; ``readme`` draws the two of docs/pictures. No
test: what is beautiful, people say.
"""

import os
import sys
import tempfile
from pathlib import Path

from PIL import Image

from photospool.album.embedded.album import LocalAlbum
from photospool.album.web.server import open_gateway

from . import library
from .conftest import BROWSER, opened_browser, why_not

SIZES = {"small-phone": (320, 640, 2), "phone": (390, 844, 2), "laptop": (1280, 800, 1), "wide": (1920, 1080, 1)}
SCHEMES = ("light", "dark")


def timeline(page, ids):
    page.go("#/")
    page.see(".month .tile")


def further(page, ids):
    timeline(page, ids)
    page.js("scrollTo(0, document.body.scrollHeight / 2)")


def greeting(page, ids):
    page.keeps("greeting", "sea")
    page.go("#/")
    page.see(".greeting img")


def photo(page, ids):
    page.go(f"#/?photo={ids[26]}")
    page.see("dialog.lightbox .frame img")


def details(page, ids):
    photo(page, ids)
    page.click(".tools [aria-expanded]")
    page.see(".drawer .facts")


def edit(page, ids):
    details(page, ids)
    page.click(".drawer .main")
    page.see(".drawer form textarea")


def tags(page, ids):
    page.go("#/tags")
    page.see(".cloud a")


def cameras(page, ids):
    page.go("#/cameras")
    page.see(".cameras li")


def search(page, ids):
    page.go("#/search/sea%20-evening")
    page.see(".rows .tile")


def new(page, ids):
    page.go("#/new")
    page.see(".day .tile")


def chosen(page, ids):
    new(page, ids)
    for at in (0, 1, 3):
        page.js("document.querySelectorAll('.day .tick')[arguments[0]].click()", at)
    page.see(".panel form")


def conflict(page, ids):
    chosen(page, ids)
    page.someone_else_changes(ids[0])
    page.js(
        "const f = document.querySelector('.panel textarea'); f.value = 'Snowed in.';"
        "f.dispatchEvent(new Event('input'))"
    )
    page.click(".panel .main")
    page.see(".conflict")


def public(page, ids):
    chosen(page, ids)
    page.click(".panel .choice:nth-child(3) input")
    page.click(".panel .main")
    page.see("dialog.question")


def trash(page, ids):
    page.go("#/trash")
    page.see(".tile")


VIEWS = (timeline, further, greeting, photo, details, edit, tags, cameras, search, new, chosen, conflict, public, trash)


def for_the_readme(page, album, ids, folder):
    """Two pictures for those who have not tried it yet."""
    page.size(1280, 800)
    page.scheme("light")
    page.js("sessionStorage.clear(); localStorage.clear(); location.hash = '#/tags'")
    page.reload()
    timeline(page, ids)
    page.pictures_are_there("main img")
    small(page.pixels(), folder / "album-timeline.png")
    shown = next(i for i in ids[20:] if "far too cold" in album.get(i)["descr"] and album.get(i)["exif"])
    page.go(f"#/?photo={shown}")
    page.see("dialog.lightbox .frame img")
    page.click(".tools [aria-expanded]")
    page.see(".drawer .facts")
    page.js("document.activeElement.blur()")
    page.pictures_are_there("dialog img")
    small(page.pixels(), folder / "album-photo.png")


def small(picture, path):
    """In 256 colours, dithered, so that skies stay smooth."""
    palette = picture.quantize(256)
    picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(path, optimize=True)


def main(folder, wanted):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        album = LocalAlbum(Path(place) / "album")
        ids = library.fill(album, count=180, new=20, side=1600)
        for photo_id in ids[60:64]:
            album.discard(photo_id)
        language = os.environ.get("PHOTOSPOOL_PICTURES_LANGUAGE", "en")
        profile = Path(place) / "profile"
        profile.mkdir()
        browser = opened_browser(BROWSER, profile, language=language)

        def someone_else_changes(photo_id):
            doc = album.get(photo_id)
            album.put_document(
                doc | {"descr": f"The winter of {len(doc['_rev'])} snowmen.", "keywords": ["unprocessed", "snow"]}
            )

        browser.someone_else_changes = someone_else_changes
        gateway = open_gateway(album)
        browser.open(gateway.start())
        if wanted == ["readme"]:
            for_the_readme(browser, album, ids, folder)
        for view in VIEWS:
            if wanted and view.__name__ not in wanted:
                continue
            for size, (width, height, scale) in SIZES.items():
                for scheme in SCHEMES:
                    browser.size(width, height, scale)
                    browser.scheme(scheme)
                    browser.js("sessionStorage.clear(); localStorage.clear(); location.hash = '#/tags'")
                    browser.keeps("greeting", "")
                    view(browser, ids)
                    if browser.all("main img, dialog img"):
                        browser.pictures_are_there("img")
                    browser.shot(folder / f"{view.__name__}-{size}-{scheme}.png")
        print("\n".join(browser.problems()) or "The console is quiet.")
        browser.quit()
        gateway.stop()
        album.close()


if __name__ == "__main__":
    if reason := why_not(BROWSER):
        raise SystemExit(reason)
    main(Path(sys.argv[1]), sys.argv[2:])
