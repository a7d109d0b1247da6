"""What the page says while the album takes its time."""

import pytest

from .test_changes import choose, toast

SAID = """
const seen = [...document.querySelectorAll('main .status')].filter((one) => one.checkVisibility());
const said = seen.map((one) => one.textContent).join();
"""
SLOW = {
    "#/new": ("unprocessed", "Loading…"),
    "#/tags": ("_view/tag", "Loading…"),
    "#/cameras": ("_view/cameras", "Loading…"),
    "#/trash": ("_view/cat", "Loading…"),
    "#/search/lake": ("_view/tag", "Looking through the album… 0"),
}


@pytest.mark.parametrize("route", SLOW)
def test_while_the_album_is_slow_the_page_says_that_it_looks(page, album, route):
    """The new photos showed an empty white box, and nothing else, for ten seconds."""
    part, said = SLOW[route]
    page.see(".month .tile")
    page.hold(part)
    page.go(route)
    page.wait(SAID + "return said === arguments[0]", said)
    assert page.js("return !document.querySelector('.panel')?.checkVisibility()")
    page.let_go()
    page.wait(SAID + "return !/Loading|Looking/.test(said)")


def test_no_empty_box_stands_beside_new_photos_while_their_documents_come(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.click(f".day [data-id='{album.ids[0]}']")
    page.type(".panel textarea", "Half")
    page.reload()
    page.see(".day .tile")
    page.wait("return document.querySelector('.panel textarea')?.value === 'Half'")
    page.go("#/")
    page.see(".month .tile")
    page.hold("_all_docs")
    page.go("#/new")
    page.see(".day .tile")
    page.wait("return window.asked > 0")
    assert page.js("return !document.querySelector('.panel').checkVisibility()")
    page.let_go()
    page.wait("return document.querySelector('.panel textarea')?.value === 'Half'")


def test_the_bar_never_counts_other_new_photos_than_the_heading_beside_it(page, album):
    """For seconds after saving it said 233 beside 223."""
    page.go("#/new")
    page.see(".day .tile")
    page.wait("return document.querySelector('#badge').textContent === '20'")
    page.click(f".day [data-id='{album.ids[0]}']")
    page.see(".panel form")
    page.hold("unprocessed")
    page.click(".panel button.main")
    page.wait("return document.querySelector('main h1').textContent.trim().endsWith('19')")
    assert page.text("#badge") == "19"
    page.js("window.letGo()")
    page.click("#undo button")
    page.wait("return document.querySelector('main h1').textContent.trim().endsWith('20')")
    assert page.text("#badge") == "20"


def test_what_takes_its_time_to_be_saved_says_so_and_no_older_change_is_offered_back(page, album):
    """For three seconds the message of the change before stood there, with its “Undo”."""
    page.go("#/new")
    page.see(".day .tile")
    choose(page, album.ids[0])
    page.see(".panel form")
    page.click(".panel button.main")
    toast(page, "1 photo saved")
    page.hold("_bulk_docs")
    page.see(".panel form")
    page.click(".panel button.main")
    toast(page, "Saving…")
    assert "saved" not in page.text("#toasts")
    page.let_go()
    toast(page, "1 photo saved")
    assert "Saving" not in page.text("#toasts")


def test_after_a_slow_save_a_late_second_enter_takes_no_photo_that_nobody_looked_at(page, album):
    """Who presses again because nothing happens for seconds means the photos that are being saved."""
    page.go("#/new")
    page.see(".day .tile")
    page.js("window.now = 0; performance.now = () => window.now")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x")
    page.see(".panel form textarea")
    page.hold("_bulk_docs")
    page.key("2", "ENTER")
    page.wait("return window.asked === 1")
    page.js("window.now = 4000")
    page.let_go()
    toast(page, "1 photo is in “Friends/Family” now")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[1])
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 1")
    page.hold("_bulk_docs")
    page.js("window.now = 7000")
    page.key("ENTER")
    page.js("return new Promise((done) => setTimeout(done, 300))")
    assert page.js("return window.asked") == 0
    page.js("window.now = 8001")
    page.key("ENTER")
    page.let_go()
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[2])
    assert album.get(album.ids[1])["keywords"] == []


def test_who_thought_about_a_question_is_not_held_to_be_impatient(page, album):
    """Only what the album took counts: the next Enter is about the next photo."""
    page.go("#/new")
    page.see(".day .tile")
    page.js("window.now = 0; performance.now = () => window.now")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x")
    page.see(".panel form textarea")
    page.key("3", "ENTER")
    page.see("dialog.question .main")
    page.js("window.now = 9000")
    page.click("dialog.question .main")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[1])
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 1")
    page.js("window.now = 10501")
    page.key("ENTER")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[2])
    assert album.get(album.ids[1])["keywords"] == []


def test_taking_back_is_told_and_chooses_what_was_taken_back(page, album):
    """It showed nothing for long, and "1 selected" was said of a photo out of sight."""
    page.go("#/new")
    page.see(".day .tile")
    chosen = album.ids[:3]
    choose(page, *chosen)
    page.click(".panel .choice:nth-child(2) input")
    page.click(".panel button.main")
    toast(page, "3 photos are in “Friends/Family” now")
    page.see(f".day [data-id='{album.ids[3]}'][aria-pressed=true]")
    page.hold("_all_docs")
    page.click("#undo button")
    toast(page, "Taking it back…")
    page.let_go()
    toast(page, "3 photos are as they were before")
    assert "Taking it back" not in page.text("#toasts")
    pressed = "return [...document.querySelectorAll('.day [aria-pressed=true]')].map((one) => one.dataset.id).join()"
    page.wait(pressed.replace("return ", "return (") + ") === arguments[0]", ",".join(chosen))
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 3")


def test_what_is_private_again_is_told(page, album):
    ids = [one for one in album.ids if album.get(one)["cat"] == "Private"][:2]
    page.keeps("told-of-strangers", "1")
    page.go("#/search/cat:Private")
    page.see("main .tile")
    for one in ids:
        page.point(f"main [data-id='{one}']", "CONTROL")
    page.click(".picked button[title='Make public']")
    toast(page, "2 photos will be in your public copy, once there is one")
    page.click("#undo button")
    toast(page, "2 photos are as they were before: in “Private”")
