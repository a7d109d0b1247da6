"""What stopped somebody who had never seen the page: publishing, taking back, new photos by keyboard, an old page."""

import re

from photospool.album.base import Write
from photospool.album.web.embedded_backend import LocalBackend

from . import library
from .test_changes import first_form, toast
from .test_many import chosen, click, timeline

TELLS = "return document.querySelector('#toasts').textContent.includes(arguments[0])"
SHARE = ".picked .action.share"
HIDDEN = """
const [a, b] = [...arguments].map((one) => document.querySelector(one)?.getBoundingClientRect());
return Boolean(a && b) && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
"""
"""Whether one thing lies over another."""


def private(album, n):
    """The ids of so many photos that nobody but the owner sees."""
    ids = [one for one in album.ids if album.get(one)["cat"] != "Public"][:n]
    assert len(ids) == n
    return ids


def test_what_is_public_is_made_private_where_it_was_made_public(each_album, open_page):
    album, page = each_album, open_page(each_album)
    page.keeps("told-of-strangers", "1")
    timeline(page)
    ids = private(album, 3)
    for one in ids:
        click(page, one, "CONTROL")
    chosen(page, 3)
    assert page.text(SHARE).strip() == "Make public"
    page.click(SHARE)
    toast(page, "3 photos will be in your public copy, once there is one")
    page.is_gone(".picked")
    for one in ids:
        click(page, one, "CONTROL")
    chosen(page, 3)
    page.wait("return document.querySelector(arguments[0]).textContent.trim() === 'Make private'", SHARE)
    # With one among them that nobody else sees, all of them can be shown.
    other = private(album, 1)[0]
    click(page, other, "CONTROL")
    page.wait("return document.querySelector(arguments[0]).textContent.trim() === 'Make public'", SHARE)
    click(page, other, "CONTROL")
    page.wait("return document.querySelector(arguments[0]).textContent.trim() === 'Make private'", SHARE)
    page.click(SHARE)
    toast(page, "3 photos are in “Private” now")
    assert not page.js(TELLS, "will be in your public copy"), "it is so no more"
    assert {album.get(one)["cat"] for one in ids} == {"Private"}


def test_of_very_many_or_all_of_a_month_it_is_asked_each_time_and_the_days_are_named(page, album):
    """Else one click made a year public, and the undo went after twelve seconds."""
    page.keeps("told-of-strangers", "1")
    timeline(page)
    click(page, private(album, 1)[0], "CONTROL")
    page.js("document.querySelector('.month:not(.few) h2 button').click()")
    page.wait("return parseInt(document.querySelector('.picked strong').textContent) > 2")
    page.click(SHARE)
    assert page.text("dialog.question h2").endswith(" to everyone?")
    said = page.text("dialog.question")
    assert re.search(r"Taken from \w+ \d+, \d{4} to \w+ \d+, \d{4}\.", said), said
    assert "They never see the original" not in said, "that was said the first time"
    page.click("dialog.question .buttons button:first-child")
    page.is_gone("dialog.question")
    assert not page.js(TELLS, "once there is one")


def test_whether_they_are_public_is_asked_of_the_chosen_alone(page, album):
    asked = "return performance.getEntriesByType('resource').filter((one) => one.name.includes('/_view/cat')).length"
    timeline(page)
    before = page.js(asked)
    click(page, private(album, 1)[0], "CONTROL")
    chosen(page, 1)
    page.key("ESCAPE")
    page.is_gone(".picked")
    assert page.js(asked) == before


def test_a_message_says_what_was_done_to_how_many(page, album):
    """It named the fields alone, and beside a category nothing else."""
    page.keeps("told-of-strangers", "1")
    timeline(page)
    for one in private(album, 2):
        click(page, one, "CONTROL")
    page.click(".picked .action.edit")
    page.type(".panel input[type=text]", "sea, sun,")
    page.click(".panel .choice:nth-child(3) input")
    page.click(".panel button.main")
    said = "2 photos will be in your public copy, once there is one. Also: tags “sea”, “sun” added"
    toast(page, said)
    assert page.js("return document.querySelector('#undo button').title") == f"Undo: {said} (Ctrl+Z)"


def test_what_strangers_see_again_by_an_undo_is_told(page, album):
    page.keeps("told-of-strangers", "1")
    ids = private(album, 2)
    for one in ids:
        album.put_document({**album.get(one), "cat": "Public"})
    timeline(page)
    for one in ids:
        click(page, one, "CONTROL")
    page.wait("return document.querySelector(arguments[0])?.textContent.trim() === 'Make private'", SHARE)
    page.click(SHARE)
    toast(page, "2 photos are in “Private” now")
    page.click("#undo button")
    toast(page, "2 photos will be in your public copy, once there is one")
    assert {album.get(one)["cat"] for one in ids} == {"Public"}


def test_a_whole_month_is_chosen_by_its_heading_while_photos_are_chosen(page, album):
    timeline(page)
    headings = "return [...document.querySelectorAll('.month h2 button')].map((one) => one.ariaLabel)"
    assert page.js(headings) == []
    page.click("#select button")
    page.wait("return document.querySelectorAll('.month h2 button').length > 0")
    months = page.js("return [...document.querySelectorAll('.month:not(.few) .count')].map((one) => one.textContent)")
    assert len(page.js(headings)) == len(months)
    click(page, page.js("return document.querySelector('.month.few .tile').dataset.id"))
    chosen(page, 1)
    page.js("document.querySelector('.month:not(.few) h2 button').click()")
    chosen(page, int(months[0]) + 1)
    page.key("ESCAPE")
    page.is_gone(".picked")
    assert page.js(headings) == []


def test_strangers_are_not_told_of_a_folder_that_is_not_theirs(local_album, open_page, monkeypatch):
    about = LocalBackend.about
    page = open_page(local_album)
    page.wait("return document.querySelector('main .empty p')?.textContent.includes('your incoming folder')")
    monkeypatch.setattr(LocalBackend, "about", lambda backend: {**about(backend), "may_write": False})
    page.reload()
    page.wait("return document.querySelector('main .empty p')?.textContent === 'What is shown to you appears here.'")


def test_the_bar_counts_what_came_while_another_window_was_used(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.wait("return document.querySelector('#badge').textContent === '20'")
    for number in (900, 901):
        scene, picture, made = library.drawn(number, 60)
        doc = library.document(number, "2023-05-06", scene, picture)
        album.write(Write(doc | {"keywords": ["unprocessed"]}, made))
    page.wait("dispatchEvent(new Event('focus')); return document.querySelector('#badge').textContent === '22'")
    page.wait("return document.querySelector('main h1').textContent.trim().endsWith('22')")


def test_no_field_that_is_reached_by_keys_lies_under_the_button_that_saves(page, album):
    first_form(page, album, 1024, 480)
    page.js("document.querySelector('.day [aria-pressed=true]').focus()")
    page.key("t")
    page.wait("return document.activeElement.matches('.panel input[type=text]')")
    for _field in range(5):
        covered = (
            "const field = document.activeElement.getBoundingClientRect();"
            "const bar = document.querySelector('.panel .buttons').getBoundingClientRect();"
            "return document.activeElement.closest('.buttons') ? 0 : Math.min(field.bottom, field.top + 40) - bar.top"
        )
        assert page.js(covered) <= 1, page.js("return document.activeElement.outerHTML")
        page.key("TAB")


def test_a_tag_that_is_done_leaves_its_field_in_sight(page, album):
    first_form(page, album, 1024, 480)
    page.type(".panel input[type=text]", "garden")
    page.key("ENTER")
    page.wait("return document.querySelectorAll('.panel .chip').length > 0")
    assert not page.js(HIDDEN, ".panel input[type=text]", ".panel .buttons")


def test_the_keys_of_what_is_shown_come_first(page, album):
    for route, first in (("#/", "Photos"), ("#/new", "New photos"), (f"#/?photo={album.ids[0]}", "One photo")):
        page.go(route)
        page.see("main .tile" if "photo" not in route else "dialog.lightbox[open] .frame img")
        page.key("?")
        page.see("dialog.question .keys")
        assert page.text("dialog.question .keys h3") == first
        page.key("ESCAPE")
        page.is_gone("dialog.question")


def test_where_all_is_in_order_nothing_asks_for_a_choice(page, album):
    page.go("#/new")
    page.see(".day .tile")
    assert page.all(".panel .hint")
    page.js("document.activeElement.blur()")
    page.keys_with("CONTROL", "a")
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 20")
    page.click(".panel button.main")
    page.see(".days .empty")
    page.wait("return document.querySelector('.panel').hidden")


def test_a_page_whose_address_is_gone_says_so_and_breaks_off_no_sentence(page, album):
    timeline(page)
    click(page, album.ids[0], "CONTROL")
    page.click(".picked .action.trash")
    toast(page, "in the trash")
    page.end_program()
    page.click("#undo button")
    page.wait(TELLS, "its album has another address now")
    assert not page.js(TELLS, "could not be saved:")
