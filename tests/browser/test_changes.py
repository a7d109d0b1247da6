"""Putting new photos in order, editing, deleting: what the page writes into an album."""

import pytest

from photospool.album.base import Write
from photospool.album.documents import Stored, restored
from photospool.album.web.server import open_gateway

from . import library


def store(album, document):
    """Somebody else writes."""
    album.write(Write(document))


def choose(page, *ids):
    for photo_id in ids:
        page.click(f".day [data-id='{photo_id}'] .tick")
    page.wait("return document.querySelectorAll('.day [aria-pressed=true]').length === arguments[0]", len(ids))
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === arguments[0]", len(ids))


def first_form(page, album, width, height):
    """The form of the first new photo, on a screen of this size."""
    page.size(width, height)
    page.go("#/new")
    page.see(".day .tile")
    choose(page, album.ids[0])
    page.see(".panel form textarea")


def toast(page, text):
    page.wait("return document.querySelector('#toasts').textContent.includes(arguments[0])", text)


def test_a_batch_of_twenty_with_a_conflict_in_it(each_album, open_page):
    album, page = each_album, open_page(each_album)
    page.go("#/new")
    page.see(".day .tile")
    assert page.text("main h1").strip() == "New photos 20"
    new = album.ids[:20]
    page.click(f".day [data-id='{new[0]}'] .tick")
    page.point(f".day [data-id='{new[19]}']", held="SHIFT")
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 20")
    page.type(".panel input[type=text]", "skiing, New  York,")
    page.type(".panel textarea", "Ten days of snow.")
    store(album, album.get(new[7]) | {"descr": "Jo fell into the snow.", "something": "of theirs"})
    before = {photo_id: album.get(photo_id) for photo_id in new}
    page.click(".panel button.main")
    said = page.text("dialog.question")
    assert "1 photo was changed by somebody else" in said
    assert "Jo fell into the snow." in said
    assert "Ten days of snow." in said
    page.click(".conflict input[value=theirs]")
    page.click("dialog.question button.main")
    # The one that stays as somebody else wrote it is not counted.
    toast(page, "19 photos saved: tags “skiing”, “New-York” added, description changed")
    page.wait("return document.querySelector('#badge').hidden || document.querySelector('#badge').textContent === '1'")
    now = {photo_id: album.get(photo_id) for photo_id in new}
    for photo_id in new:
        if photo_id == new[7]:
            assert now[photo_id] == before[photo_id]
        else:
            assert now[photo_id]["keywords"] == ["skiing", "New-York"]
            assert now[photo_id]["descr"] == "Ten days of snow."
            same = set(before[photo_id]) - {"keywords", "descr", "_rev"}
            assert {k: now[photo_id][k] for k in same} == {k: before[photo_id][k] for k in same}


def second_is_chosen_while_the_album_is_slow(page, album):
    """The form shows the first one still; ids of both."""
    page.go("#/new")
    page.see(".day .tile")
    first, second = album.ids[:2]
    choose(page, first)
    page.hold("/_all_docs")
    page.js("document.querySelector(`.day [data-id='${arguments[0]}']`).focus()", first)
    page.key("ARROW_RIGHT")
    page.wait("return document.activeElement.dataset.id === arguments[0]", second)
    assert page.text(".panel h2").startswith("1")
    assert page.js("return document.querySelector('.panel').inert"), "it is the first one's"
    return album.get(first), second


def test_keys_before_the_form_is_there_say_what_is_chosen(page, album):
    """They were said of the photo before, or of none: it was filed, as everybody's, and nobody saw it."""
    before, second = second_is_chosen_while_the_album_is_slow(page, album)
    page.key("2", "ENTER")
    page.let_go()
    toast(page, "1 photo is in “Friends/Family” now")
    assert album.get(second)["cat"] == "Friends/Family"
    assert album.get(before["_id"]) == before
    page.wait("return !document.querySelector('.panel').inert")


@pytest.mark.parametrize("by", ["key", "button"])
def test_what_is_thrown_away_before_the_form_is_there_is_what_is_chosen(page, album, by):
    before, second = second_is_chosen_while_the_album_is_slow(page, album)
    if by == "key":
        page.key("DELETE")
    else:
        page.click(".panel .buttons button[type=button]")
    page.let_go()
    toast(page, "1 photo is in the trash")
    assert album.get(second)["cat"] == "Trash"
    assert album.get(before["_id"]) == before


def test_enter_is_of_no_photo_that_is_chosen_later(page, album):
    before, second = second_is_chosen_while_the_album_is_slow(page, album)
    page.key("2", "ENTER", "ARROW_RIGHT")
    third = page.js("return document.activeElement.dataset.id")
    page.let_go()
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 1")
    page.see(f".day [data-id='{third}'][aria-pressed=true]")
    assert [album.get(one)["keywords"][-1:] for one in (before["_id"], second, third)] == [["unprocessed"]] * 3


def test_what_was_taken_back_is_shown_though_what_was_so_before_comes_late(page, album):
    page.go("#/new")
    page.see(".day .tile")
    choose(page, *album.ids[:2])
    page.hold("/_all_docs", 1, is_answered=True)
    page.click(".panel .buttons button:last-child")
    toast(page, "2 photos are in the trash")
    page.wait("return window.asked === 1")
    page.click("#toasts .toast button")
    toast(page, "2 photos are as they were before")
    page.let_go()
    page.wait("return document.querySelectorAll('.day .tile').length === 20")
    assert page.text("main h1").strip() == "New photos 20"


def test_mine_wins_over_theirs_and_keeps_what_they_added(page, album):
    page.go("#/new")
    page.see(".day .tile")
    first = album.ids[0]
    choose(page, first)
    page.type(".panel textarea", "Mine.")
    store(album, album.get(first) | {"descr": "Theirs.", "keywords": ["unprocessed", "theirs"]})
    page.click(".panel button.main")
    page.click("dialog.question button.main")
    toast(page, "1 photo saved")
    now = album.get(first)
    assert (now["descr"], now["keywords"]) == ("Mine.", ["theirs"])


def test_keys_alone_put_photos_in_order(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x")
    page.see(".panel form")
    page.key("2", "ENTER")
    toast(page, "1 photo is in “Friends/Family” now")
    # The next one takes its place, and the keys go on with it.
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[1])
    page.wait("return document.querySelector('.panel form')")
    page.key("1", "ENTER")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[2])
    first, second = album.get(album.ids[0]), album.get(album.ids[1])
    assert (first["cat"], first["keywords"]) == ("Friends/Family", [])
    assert (second["cat"], second["keywords"]) == ("Private", [])


def test_a_double_click_on_the_bin_throws_one_photo_away(page, album):
    """The next one comes in its place, with the bin under the mouse again."""
    first, second, third = album.ids[20:23]
    page.go(f"#/?photo={first}")
    page.see("dialog .frame img")
    page.key("i")
    page.see(".drawer .buttons button:last-child")
    page.js(
        "new MutationObserver(() => { if (!location.hash.endsWith(arguments[0]) || window.pressedAt) return;"
        " const bin = document.querySelector('.drawer:not([inert]) .buttons button:last-child');"
        " if (bin) { window.pressedAt = performance.now(); bin.click(); } })"
        ".observe(document.querySelector('.drawer'), { childList: true, subtree: true, attributes: true })",
        second,
    )
    page.click(".drawer .buttons button:last-child")
    page.wait("return window.pressedAt && performance.now() - window.pressedAt > 600")
    assert page.js("return location.hash").endswith(second)
    page.click(".drawer .buttons button:last-child")  # now somebody means it
    page.wait("return location.hash.endsWith(arguments[0])", third)
    thrown = {photo_id for photo_id in album.ids if album.get(photo_id)["cat"] == "Trash"}
    assert thrown == {first, second}


def test_a_second_enter_takes_no_photo_that_nobody_looked_at_yet(page, album):
    """What is pressed while it is saved, or as soon as the next one is chosen by itself, is not about that one."""
    page.go("#/new")
    page.see(".day .tile")
    page.js(
        "window.said = []; new MutationObserver(() => said.push(document.querySelector('.unsaved')?.textContent))"
        ".observe(document.querySelector('.panel'), { childList: true, subtree: true, characterData: true });"
        "const pressed = ({ target }) => target.dataset.id === arguments[0] && target.dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));"
        "document.querySelector('.process').addEventListener('focusin', pressed);"
        "document.querySelector('.day .tile').focus()",
        album.ids[1],
    )
    page.key("x")
    page.see(".panel form textarea")
    page.key("2", "ENTER")
    toast(page, "1 photo is in “Friends/Family” now")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[1])
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 1")
    assert "Saving…" in page.js("return window.said")
    assert "unprocessed" in album.get(album.ids[1])["keywords"]
    page.key("3")
    page.wait("return document.querySelector('.panel .unsaved').textContent.startsWith('Not saved')")
    page.key("ENTER")
    page.click("dialog.question .main")
    toast(page, "1 photo will be in your public copy")
    assert album.get(album.ids[1])["keywords"] == []


def test_a_shorter_range_by_keys_lets_go_of_what_the_longer_had_taken(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x")
    page.keys_with("SHIFT", "ARROW_RIGHT", "ARROW_RIGHT", "ARROW_RIGHT", "ARROW_LEFT")
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 3")
    chosen = "return [...document.querySelectorAll('.tile[aria-pressed=true]')].map(tile => tile.dataset.id)"
    assert page.js(chosen) == album.ids[:3]


def test_what_saves_stays_in_sight_on_a_low_screen(page, album):
    first_form(page, album, 1280, 560)
    box = page.js("return document.querySelector('.panel .main').getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < box["bottom"] <= 560


def test_a_key_leads_from_a_new_photo_to_the_tags_and_escape_back(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x")
    page.see(".panel form textarea")
    page.key("t")
    page.wait("return document.activeElement.matches('.panel input[list]')")
    page.key("ttt", "ENTER")
    page.wait("return document.querySelector('.panel .chips')?.textContent.includes('ttt')")
    page.key("ESCAPE")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[0])
    page.key("ENTER")
    toast(page, "1 photo saved")
    assert album.get(album.ids[0])["keywords"] == ["ttt"]
    page.key("?")
    assert "TTags" in "".join(page.text("dialog.question").split())


def test_the_description_is_saved_by_keys(page, album):
    first_form(page, album, 1280, 720)
    page.type(".panel textarea", "One\ntwo")
    page.keys_with("CONTROL", "ENTER")
    toast(page, "1 photo saved")
    assert album.get(album.ids[0])["descr"] == "One\ntwo"
    page.key("?")
    assert "CtrlEnterSavefromthedescription" in "".join(page.text("dialog.question").split())


def test_the_keys_are_read_to_their_end_and_the_photos_stay(page):
    page.size(1024, 480)
    page.see(".month .tile")
    page.js("document.querySelector('.month .tile').focus()")
    page.key("?")
    page.see("dialog.question .keys")
    page.js("document.querySelector('dialog.question .keys').focus()")
    for _ in range(3):
        page.key("END")
        page.wait("const k = document.querySelector('.keys'); return k.scrollTop + k.clientHeight > k.scrollHeight - 2")
    page.key("PAGE_DOWN", "PAGE_DOWN")
    page.js("return new Promise((done) => setTimeout(done, 500))")
    assert page.js("return scrollY") == 0


def test_a_range_by_keys_and_a_shift_by_hours(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("x")
    page.keys_with("SHIFT", "ARROW_RIGHT", "ARROW_RIGHT")
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 3")
    page.key("t")
    page.wait("return document.activeElement.matches('.panel input[list]')")
    page.key("ESCAPE")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[2])
    page.type(".panel input[type=number]", "-11")
    page.click(".panel .check input")
    page.click(".panel button.main")
    toast(page, "3 photos saved")
    for photo_id in album.ids[:3]:
        now = album.get(photo_id)
        assert now["taken"] == "2024-12-27"
        assert now["taken_at"].startswith("2024-12-27T23:")
        assert now["taken_source"] == "user"
        assert now["keywords"] == ["unprocessed"]


def test_tags_that_only_some_have(page, album):
    for photo_id in album.ids[:2]:
        store(album, album.get(photo_id) | {"keywords": ["unprocessed", "snow"]})
    page.go("#/new")
    page.see(".day .tile")
    choose(page, *album.ids[:3])
    page.wait("return document.querySelector('.chip')?.textContent.includes('in 2 of 3')")
    shared = "const b = document.querySelector('.chip button'); return [b.getAttribute('aria-checked'), b.textContent]"
    page.js("document.querySelector('.chip button').focus()")
    for state in (["true", "snow all 3 get it"], ["false", "snow none keeps it"], ["mixed", "snow in 2 of 3"]):
        page.key("ENTER")
        assert page.js(shared) == state
        assert page.js("return document.activeElement.matches('.chip button')"), "the keys are not lost"
    page.key("ENTER")
    page.click(".panel button.main")
    toast(page, "3 photos saved")
    assert [album.get(i)["keywords"] for i in album.ids[:3]] == [["snow"]] * 3


def test_a_tag_that_only_some_have_stays_theirs(page, album):
    for photo_id in album.ids[:2]:
        store(album, album.get(photo_id) | {"keywords": ["unprocessed", "snow"]})
    page.go("#/new")
    page.see(".day .tile")
    choose(page, *album.ids[:3])
    page.wait("return document.querySelector('.chip')?.textContent.includes('in 2 of 3')")
    page.type(".panel input[type=text]", "alps")
    page.key("ENTER")
    page.wait("return document.querySelectorAll('.panel .chip').length === 2")
    for _ in range(3):  # all, none, as it is
        page.click(".panel [role=checkbox]")
    page.click(".panel button.main")
    toast(page, "3 photos saved")
    assert [album.get(i)["keywords"] for i in album.ids[:3]] == [["snow", "alps"], ["snow", "alps"], ["alps"]]


def test_nothing_is_lost_on_a_reload(page, album):
    page.go("#/new")
    page.see(".day .tile")
    choose(page, *album.ids[1:3])
    page.type(".panel input[type=text]", "alps ")
    page.type(".panel textarea", "Half a sentence")
    page.click(".panel .choice:nth-child(2) input")
    page.reload()
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 2")
    assert page.js("return document.querySelector('.panel textarea').value") == "Half a sentence"
    assert "alps" in page.text(".panel .chips")
    assert page.js("return document.querySelector('.panel input:checked').value") == "Friends/Family"
    page.go(f"#/?photo={album.ids[30]}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    page.type(".drawer textarea", "Another half")
    page.reload()
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    assert page.value(".drawer textarea") == "Another half"


KEPT = (
    "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/_kept')).length"
    " === arguments[0]"
)


def test_what_was_chosen_for_the_page_is_kept_for_the_next_opening(browser, album, tmp_path):
    """Its address has another port then, so the browser knows nothing of it."""
    for is_first in (True, False):
        gateway = open_gateway(album, folder=tmp_path, public_page=lambda: "https://photos.example.org/")
        browser.new_window()
        browser.open(gateway.start())
        browser.go("#/tags")
        browser.wait("return document.querySelectorAll('main select option').length > 1")
        chosen = browser.js("return document.querySelector('main select').selectedIndex")
        assert (chosen == 0) is is_first
        if is_first:
            browser.js(
                "const s = document.querySelector('main select');"
                " s.selectedIndex = 1; s.dispatchEvent(new Event('change'))"
            )
            toast(browser, "is on top of all photos")
        browser.go("#/new")
        browser.see(".day .tile")
        choose(browser, album.ids[1 - is_first])
        browser.click(".panel .choice:nth-child(3) input")
        browser.click(".panel button.main")
        if is_first:
            assert "There is no public copy" not in browser.text("dialog.question")
            browser.click("dialog.question button.main")
        toast(browser, "1 photo is public now")
        if is_first:
            browser.wait(KEPT, 2, what="the program has kept both")
        assert browser.problems() == []
        browser.visit("about:blank")
        gateway.stop()


def test_what_strangers_will_see_is_said_once(page, album):
    page.go("#/new")
    page.see(".day .tile")
    choose(page, album.ids[0])
    page.click(".panel .choice:nth-child(3) input")
    page.click(".panel button.main")
    assert page.text("dialog.question h2") == "Show 1 photo to everyone?"
    assert "They never see the original" in page.text("dialog.question")
    assert "There is no public copy yet, so nobody sees anything" in page.text("dialog.question")
    page.click("dialog.question .buttons button:first-child")
    page.is_gone("dialog.question")
    assert album.get(album.ids[0])["cat"] == "Private"
    page.click(".panel button.main")
    page.click("dialog.question button.main")
    toast(page, "1 photo will be in your public copy, once there is one")
    assert album.get(album.ids[0])["cat"] == "Public"
    page.wait("return document.querySelectorAll('.day [aria-pressed=true]').length === 1")
    page.wait("return !document.querySelector('.panel').inert")
    page.click(".panel .choice:nth-child(3) input")
    page.click(".panel button.main")
    page.wait("return document.querySelector('#badge').textContent === '18'")
    assert album.get(album.ids[1])["cat"] == "Public"


def test_deletes_and_undoes(each_album, open_page):
    album, page = each_album, open_page(each_album)
    page.go("#/new")
    page.see(".day .tile")
    chosen = album.ids[:2]
    before = [album.get(i) for i in chosen]
    choose(page, *chosen)
    page.click(".panel .buttons button:last-child")
    toast(page, "2 photos are in the trash")
    trashed = [album.get(i) for i in chosen]
    assert [(doc["cat"], doc["trashed_from"]) for doc in trashed] == [("Trash", "Private")] * 2
    page.wait("return !document.querySelector(`.day [data-id='${arguments[0]}']`)", chosen[0])
    page.click(".toast button")
    page.see(f".day [data-id='{chosen[0]}']")
    page.see(f".day [data-id='{chosen[1]}']")
    for doc in before:
        assert {**album.get(doc["_id"]), "_rev": ""} == {**doc, "_rev": ""}


def test_edits_in_place_and_keeps_what_it_does_not_know(each_album, open_page):
    album, page = each_album, open_page(each_album)
    photo_id = album.ids[30]
    before = album.get(photo_id) | {"of another program": {"a": [1, {"b": None}]}}
    store(album, before)
    before = album.get(photo_id)
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    page.type(".drawer input[type=text]", "edited,")
    page.type(".drawer textarea", "A **bold** word.")
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .descr strong')?.textContent === 'bold'")
    now = album.get(photo_id)
    assert now["descr"] == "A **bold** word."
    assert now["keywords"] == [*before["keywords"], "edited"]
    assert {k: now[k] for k in before if k not in {"descr", "keywords", "_rev"}} == {
        k: before[k] for k in before if k not in {"descr", "keywords", "_rev"}
    }
    page.key("ESCAPE")
    page.is_gone("dialog.lightbox[open]")  # it goes back, and would go back from what is opened before that
    page.go("#/search/edited")
    page.see(f"main [data-id='{photo_id}']")


def test_an_edited_day_moves_the_photo(page, album):
    photo_id = album.ids[30]
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    page.js("const d = document.querySelector('.drawer input[type=date]'); d.value = '1999-04-05';"
            "d.dispatchEvent(new Event('input'))")  # fmt: skip
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .facts')?.textContent.includes('April 5, 1999')")
    assert "set by hand" in page.text(".drawer .facts")
    page.key("ESCAPE")
    page.wait("return [...document.querySelectorAll('.month h2')].some(h => h.textContent.startsWith('April 1999'))")


def test_the_trash_gives_back_and_is_emptied(each_album, open_page):
    album, page = each_album, open_page(each_album)
    for photo_id in album.ids[30:34]:
        album.discard(photo_id)
    page.go("#/trash")
    page.wait("return document.querySelectorAll('.tile .over').length === 4")
    page.click(f".tile:has([data-id='{album.ids[30]}']) .over")
    page.wait("return document.querySelectorAll('.tile .over').length === 3")
    assert album.get(album.ids[30])["cat"] != "Trash"
    page.click("button.danger")
    assert "cannot be undone" in page.text("dialog.question")
    page.click("dialog.question button.danger")
    assert "empty" in page.text("main .empty")
    for photo_id in album.ids[31:34]:
        assert album.find([photo_id])[photo_id] == Stored()


def test_one_looked_at_in_the_trash_can_still_be_put_back(page, album):
    """Its button went below the tile, which comes up with the focus; the opened photo had none."""
    first, second = album.ids[30:32]
    for photo_id in (first, second):
        album.discard(photo_id)
    page.go("#/trash")
    page.wait("return document.querySelectorAll('.tile .over').length === 2")
    page.js(f"document.querySelector(`a.tile[data-id='{first}']`).focus()")
    page.key("ENTER")
    page.see("dialog.lightbox[open]")
    page.key("ESCAPE")
    page.is_gone("dialog.lightbox[open]")
    page.wait(
        "return document.activeElement.matches('.tile:focus-visible')", what="who uses keys sees where the focus is"
    )
    over = f".tile:has([data-id='{first}']) .over"
    on_top = (
        f"const box = document.querySelector(`{over}`).getBoundingClientRect();"
        " return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).matches('.over')"
    )
    page.wait(on_top)
    page.go(f"#/trash?photo={first}")
    page.see("dialog.lightbox[open]")
    if not page.all(".drawer .buttons"):
        page.key("i")
    assert page.text(".drawer .buttons").strip() == "Put back"
    page.click(".drawer .buttons .main")
    page.wait("return location.hash.endsWith(arguments[0])", second)
    assert (album.get(first)["cat"], album.get(second)["cat"]) == ("Private", "Trash")


def test_what_was_put_back_elsewhere_is_not_deleted_for_good(each_album, open_page):
    album, page = each_album, open_page(each_album)
    kept, gone = album.ids[30:32]
    for photo_id in (kept, gone):
        if album.find([photo_id])[photo_id].original is None:
            original = {"_id": f"original-{photo_id}", "type": "original", "photo": photo_id}
            album.write(Write(original, {"original.jpg": library.source(b"an original")}))
        album.discard(photo_id)
    page.go("#/trash")
    page.wait("return document.querySelectorAll('.tile .over').length === 2")
    album.write(Write(restored(album.find([kept])[kept].photo)))
    page.click("button.danger")
    page.click("dialog.question button.danger")
    page.see("main .empty")
    assert album.find([gone])[gone] == Stored()
    stored = album.find([kept])[kept]
    assert stored.photo["cat"] != "Trash"
    assert stored.original is not None


def test_photos_that_came_meanwhile_are_there_when_one_looks_again(each_album, open_page):
    album, page = each_album, open_page(each_album)
    page.see(".month .tile")
    name, picture, made = library.drawn(3, 800)
    came = library.document(500, "2025-02-03", name, picture, keywords=["unprocessed"])
    album.write(Write(came, made))
    page.js("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait("return document.querySelector('.month h2').textContent.startsWith('February 2025')")
    page.see(f".month [data-id='{came['_id']}']")
    page.wait("return document.querySelector('#badge').textContent === '21'")  # that is a question of its own
    page.go("#/new")
    page.see(".day .tile")
    choose(page, album.ids[0])
    page.type(".panel textarea", "Being written")
    another = library.document(501, "2025-02-04", name, picture, keywords=["unprocessed"])
    album.write(Write(another, made))
    page.js("document.dispatchEvent(new Event('visibilitychange'))")
    page.see(f".day [data-id='{another['_id']}']")
    assert page.value(".panel textarea") == "Being written"


def test_who_may_not_write_sees_no_controls(each_album, open_page, monkeypatch):
    from photospool.album.web.couchdb_backend import CouchBackend
    from photospool.album.web.embedded_backend import LocalBackend

    for backend in (LocalBackend, CouchBackend):
        about = backend.about
        monkeypatch.setattr(backend, "about", lambda self, about=about: about(self) | {"may_write": False})
    album, page = each_album, open_page(each_album)
    page.go(f"#/?photo={album.ids[30]}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.see(".drawer .facts")
    assert page.all(".drawer button") == []
    assert page.js("return [...document.querySelectorAll('#bar nav a')].map(a => a.textContent.trim())") == [
        "Photos", "Tags", "Cameras"]  # fmt: skip
    page.go("#/new")
    page.see(".month")


def test_old_documents_are_edited_without_losing_a_field(local_album, open_page):
    write = library.old_document(6, 1)
    local_album.write(write)
    photo_id = write.document["_id"]
    before = local_album.get(photo_id)
    page = open_page(local_album)
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    page.type(".drawer textarea", "Words.")
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .descr')?.textContent === 'Words.'")
    now = local_album.get(photo_id)
    assert {**now, "_rev": "", "descr": ""} == {**before, "_rev": ""}


WOULD_ASK = """
    const leave = new Event('beforeunload', {cancelable: true});
    dispatchEvent(leave);
    return leave.defaultPrevented"""


def test_typed_words_are_not_lost_by_escape_and_the_browser_asks_before_the_tab_is_closed(page, album):
    photo_id = album.ids[30]
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    assert page.js("return document.querySelector('.drawer .unsaved').textContent") == ""
    assert not page.js(WOULD_ASK)
    page.type(".drawer textarea", "Half a sente")
    assert page.text(".drawer .unsaved") == "Not saved yet"
    assert page.js(WOULD_ASK)
    page.key("ESCAPE")  # leaves the form
    assert page.js("return document.querySelector('dialog.lightbox').open && !document.activeElement.closest('form')")
    page.key("ESCAPE")  # leaves the photo
    page.wait("return !document.querySelector('dialog.lightbox').open")
    assert page.js(WOULD_ASK)
    page.go(f"#/?photo={photo_id}")
    page.wait("return document.querySelector('.drawer textarea')?.value === 'Half a sente'")
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .descr')?.textContent === 'Half a sente'")
    assert album.get(photo_id)["descr"] == "Half a sente"
    assert not page.js(WOULD_ASK)


def test_the_keyboards_focus_lies_above_the_picture(page):
    page.see("main .tile .frame.ready img")
    page.key("TAB")
    drawn = """
        const tile = document.querySelector('main .tile');
        tile.focus({focusVisible: true});
        const ring = getComputedStyle(tile, '::after');
        return [ring.content, ring.borderTopWidth, ring.zIndex, ring.position]"""
    assert page.js(drawn) == ['""', "3px", "2", "absolute"]


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (800, 700), (1024, 600), (1280, 720)])
def test_nothing_that_is_said_lies_on_the_form_for_the_next_photo(page, album, size):
    """On a phone “Undo” lay on “Save and next” for twelve seconds after each photo."""
    page.size(*size)
    page.go("#/new")
    page.see(".day .tile")
    choose(page, *album.ids[:2])
    page.click(".panel button.main")
    page.see("#toasts .toast button")
    page.wait("return parseInt(document.querySelector('.panel.open h2')?.textContent) === 1")
    toasts, panel = page.js(
        "return ['#toasts', '.panel'].map((one) => document.querySelector(one).getBoundingClientRect().toJSON())"
    )
    assert 0 <= toasts["left"] < toasts["right"] <= size[0]
    assert toasts["bottom"] <= panel["top"] or toasts["right"] <= panel["left"]


def test_ctrl_z_takes_back_what_was_changed_in_the_open_photo(page, album):
    photo_id = album.ids[30]
    before = album.get(photo_id)["descr"]
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer button.main")
    page.type(".drawer textarea", "Another half")
    page.click(".drawer button.main")
    toast(page, "1 photo saved")
    page.wait("return !document.querySelector('.drawer textarea')")
    page.keys_with("CONTROL", "z")
    toast(page, "1 photo is as it was before")
    assert album.get(photo_id)["descr"] == before
    page.wait("return !document.querySelector('.drawer').textContent.includes('Another half')")
    assert page.js("return Boolean(document.querySelector('dialog .frame img'))"), "it stays open"
