"""Without a mouse: one stop of Tab for all photos of a view, arrow keys among them, and *New* begins at its first."""

import pytest

from photospool.album.base import Write

from . import library

TILES = "main .tile:is(a, button)"
STOPS = f"return [...document.querySelectorAll('{TILES}')].filter((one) => one.tabIndex === 0).map((o) => o.dataset.id)"
HERE = "return document.activeElement?.dataset.id"


def bar(page, view):
    """Go there by the bar and the Enter key."""
    page.js(f"document.querySelector('#bar a[data-view={view}]').focus()")
    page.key("ENTER")


def go_to(page, route):
    if route:
        page.go(route)
    page.see(TILES)
    page.rows_are_there()


def trash(album, n):
    for photo_id in album.ids[-n:]:
        doc = album.get(photo_id)
        album.put_document({**doc, "cat": "Trash"})


@pytest.mark.parametrize("route", ["", "#/search/sea", "#/new", "#/trash"])
def test_tab_stops_once_at_all_photos_of_a_view(page, album, route):
    if route == "#/trash":
        trash(album, 5)
    go_to(page, route)
    page.wait(f"return document.querySelectorAll('{TILES}').length > 3")
    assert len(page.js(STOPS)) == 1
    # Behind the last thing of a page lies the browser's own, where it likes.
    page.js("document.body.append(Object.assign(document.createElement('button'), { textContent: 'behind' }))")
    page.js(f"document.querySelector('{TILES}').focus()")
    page.key("ARROW_RIGHT", "ARROW_RIGHT")
    third = page.js(f"return document.querySelectorAll('{TILES}')[2].dataset.id")
    assert page.js(HERE) == third
    assert page.js(STOPS) == [third]
    page.key("TAB")
    beside = "document.activeElement.closest('.tile')?.querySelector('[data-id]')?.dataset.id"
    if route == "#/trash":  # what may be done with this one comes first
        assert page.js(f"return {beside}") == third
        page.key("TAB")
    assert not page.js("return !!document.activeElement.closest('.tile')"), "behind all photos, whatever is there"
    page.keys_with("SHIFT", "TAB")
    if route == "#/trash":
        page.keys_with("SHIFT", "TAB")
    assert page.js(HERE) == third, "and back to where one was"


def test_drawn_anew_the_stop_stays_and_there_is_always_one(page, album):
    go_to(page, "")
    # Of the first month, which stays near: where its answer came last, the second photo was a later month's.
    page.wait(f"return document.querySelector('main .rows').querySelectorAll('{TILES}').length > 3")
    page.js(f"document.querySelectorAll('{TILES}')[1].focus()")
    (before,) = page.js(STOPS)
    page.js("document.activeElement.blur()")
    page.size(700, 800)
    page.wait(f"return document.querySelector('main .rows').clientWidth < 701 && {STOPS[7:]}.length === 1")
    assert page.js(STOPS) == [before]


@pytest.mark.parametrize("route", ["", "#/new"])
def test_drawn_anew_the_photo_with_the_focus_keeps_it(page, album, route):
    """A scroll bar that comes is enough, or a photo that came."""
    go_to(page, route)
    page.wait(f"return document.querySelectorAll('{TILES}').length > 3")
    page.js(f"const one = document.querySelectorAll('{TILES}')[1]; one.isOfBefore = true; one.focus()")
    focused = page.js(HERE)
    page.size(700, 800)
    page.wait(f"return ![...document.querySelectorAll('{TILES}')].some((one) => one.isOfBefore)")
    page.wait("return document.activeElement?.dataset.id === arguments[0]", focused)


def test_out_of_sight_tab_stops_at_the_first_photo_in_sight(page, album):
    go_to(page, "")
    (first,) = page.js(STOPS)
    page.size(500, 400)
    page.js("scrollTo(0, 3000)")
    page.wait("return scrollY > 2000")
    page.js("document.activeElement.blur()")
    page.wait(f"return [...document.querySelectorAll('{TILES}')].some((o) => o.getBoundingClientRect().top > 0)")
    page.js("document.querySelector('#bar form input').focus({ preventScroll: true })")
    page.js("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))")
    (stop,) = page.js(STOPS)
    assert stop != first
    top, bottom = page.js(
        f"const b = document.querySelector('{TILES}[tabindex=\"0\"]').getBoundingClientRect(); return [b.top, b.bottom]"
    )
    assert bottom > 0
    assert top < 400


def test_enter_on_new_leads_to_the_first_new_photo(page, album):
    go_to(page, "")
    bar(page, "new")
    page.wait(f"{HERE} === arguments[0]", album.ids[0])
    page.key("x")
    page.see(".panel form")
    page.key("2", "ENTER")
    page.wait("return document.activeElement?.dataset.id === arguments[0]", album.ids[1])
    assert album.get(album.ids[0])["cat"] == "Friends/Family"


def test_by_the_bar_the_keys_go_on_in_the_view(page, album):
    go_to(page, "")
    for view in ("tags", "timeline"):
        bar(page, view)
        page.wait("return document.activeElement === document.querySelector('main')", what=view)


def test_by_the_name_of_the_view_that_is_shown_the_keys_go_on_in_what_is_chosen(page, album):
    """The photos were marked, and the keys did nothing: they were at the bar."""
    go_to(page, "#/new")
    page.js(f"document.querySelector('{TILES}').focus()")
    page.key("ARROW_RIGHT")
    page.see(".panel form")
    bar(page, "new")
    page.wait(f"{HERE} === arguments[0]", album.ids[1])
    page.key("2", "ENTER")
    page.wait("return document.activeElement?.dataset.id === arguments[0]", album.ids[2])
    assert album.get(album.ids[1])["cat"] == "Friends/Family"


def test_the_cross_says_what_it_does_and_the_keys_go_on(page, album):
    go_to(page, "#/new")
    page.js(f"document.querySelector('{TILES}').focus()")
    page.key("x")
    page.see(".panel form")
    page.wait("return document.querySelector('.panel h2 button').getAttribute('aria-label') === 'Select none'")
    page.js("document.querySelector('.panel h2 button').focus()")
    page.key("ENTER")
    page.is_gone(".panel form")
    assert page.js(HERE) == album.ids[0]


def test_all_new_photos_are_chosen_by_ctrl_a_and_by_a_button(page, album):
    go_to(page, "#/new")
    chosen = "return document.querySelectorAll('main .tile[aria-pressed=true]').length"
    total = page.js("return +document.querySelector('h1 .count').textContent")
    assert total > 3
    page.js(f"document.querySelector('{TILES}').focus()")
    page.keys_with("CONTROL", "a")
    page.wait(f"return document.querySelector('.panel h2')?.textContent.startsWith('{total} ')")
    assert page.js(chosen) == total
    page.key("ESCAPE")
    page.wait("return !document.querySelector('main .tile[aria-pressed=true]')")
    page.js("document.querySelector('.process .title button').click()")
    page.wait(f"return document.querySelector('.panel h2')?.textContent.startsWith('{total} ')")
    assert page.js(chosen) == total


def test_all_are_those_too_that_are_asked_for_only_when_one_scrolls(page, album):
    like = {key: value for key, value in album.get(album.ids[0]).items() if key not in {"_rev", "_attachments"}}
    *_, made = library.drawn(0, 800)
    for n in range(185):
        album.write(Write({**like, "_id": f"{n:032x}"}, made))
    go_to(page, "#/new")
    total = page.js("return +document.querySelector('h1 .count').textContent")
    assert total > 200
    page.js("document.querySelector('.process .title button').click()")
    page.wait(f"return document.querySelector('.panel h2')?.textContent.startsWith('{total} ')")


def test_the_keys_scroll_alone_where_the_window_is_low(page, album):
    """Not they, and the question around them as well."""
    page.size(1024, 420)
    go_to(page, "")
    page.js("document.activeElement.blur()")
    page.key("?")
    page.see("dialog.question .keys")
    scrolls = "const e = document.querySelector(arguments[0]); return e.scrollHeight > e.clientHeight"
    assert page.js(scrolls, ".keys")
    assert not page.js(scrolls, "dialog.question")
    assert page.js("const b = document.querySelector('.question .buttons').getBoundingClientRect();"
                   "return b.bottom <= innerHeight")  # fmt: skip


def test_the_keys_are_told_by_a_button_too_where_there_are_keys(page):
    page.see("main .tile")
    page.click("#help button")
    assert "From photo to photo" in page.text("dialog.question .keys")
    page.click("dialog.question .main")
    page.size(390, 800)
    page.wait("return !document.querySelector('#help').getClientRects().length")


def test_home_and_end_lead_to_the_first_and_the_last_new_photo(page, album):
    go_to(page, "#/new")
    new = [photo_id for photo_id in album.ids if "unprocessed" in album.get(photo_id)["keywords"]]
    page.js(f"document.querySelectorAll('{TILES}')[3].focus()")
    page.key("END")
    page.wait(f"{HERE} === arguments[0]", new[-1])
    page.wait("return document.querySelectorAll('.tile[aria-pressed=true]').length === 1")
    page.key("HOME")
    page.wait(f"{HERE} === arguments[0]", new[0])
    page.keys_with("SHIFT", "END")
    page.wait(f"return document.querySelectorAll('.tile[aria-pressed=true]').length === {len(new)}")
    page.keys_with("SHIFT", "HOME")
    page.wait("return document.querySelectorAll('.tile[aria-pressed=true]').length === 1")
    assert page.js(HERE) == new[0]
