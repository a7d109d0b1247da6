"""Choosing many photos wherever photos are shown, changing all of them, and taking it back."""

import io
import zipfile

import pytest

from photospool.album.base import Write
from photospool.album.documents import Stored

from . import films, library
from .test_changes import store, toast


def click(page, photo_id, held=""):
    """A real click in the middle of a tile, with a key held."""
    page.point(f"main [data-id='{photo_id}']", held)


def chosen(page, n):
    page.wait("return (parseInt(document.querySelector('.picked strong')?.textContent) || 0) === arguments[0]", n)


def timeline(page):
    page.go("#/")
    page.see(".month .tile")
    page.rows_are_there()


def test_ctrl_and_shift_choose_in_the_timeline_and_open_nothing(page, album):
    timeline(page)
    windows = page.windows()
    click(page, album.ids[1], "CONTROL")
    chosen(page, 1)
    click(page, album.ids[4], "SHIFT")
    chosen(page, 4)
    click(page, album.ids[2], "CONTROL")
    chosen(page, 3)
    # A shorter range lets go of what the longer one had taken, and a plain click goes on choosing.
    click(page, album.ids[3], "SHIFT")
    click(page, album.ids[0])
    page.wait("return document.querySelectorAll('a.tile.chosen').length > 0")
    ids = set(page.js("return [...document.querySelectorAll('a.tile.chosen')].map(t => t.dataset.id)"))
    assert album.ids[0] in ids
    assert page.windows() == windows
    assert not page.all("dialog.lightbox[open]")
    assert page.js("return document.querySelector('a.tile.chosen').ariaLabel").startswith("Selected: Photo of")
    page.key("ESCAPE")
    page.is_gone(".picked")
    # And without a choice a click opens the photo, as ever.
    click(page, album.ids[1])
    page.wait("return document.querySelector('dialog.lightbox').open")


def test_a_range_reaches_over_photos_that_were_never_drawn(page, album):
    timeline(page)
    click(page, album.ids[0], "CONTROL")
    page.js("scrollTo(0, document.body.scrollHeight)")
    click(page, album.ids[-1], "SHIFT")
    chosen(page, len(album.ids))


def test_ctrl_a_chooses_all_that_a_view_has_wherever_the_focus_is(page, album):
    """And not the words of the page: drawn or not, and loaded or not."""
    for number in range(200, 330):  # more than a search asks for at once
        scene, picture, made = library.drawn(number, 60)
        doc = library.document(number, "2023-05-06", scene, picture)
        album.write(Write(doc | {"keywords": ["many"]}, made))
    timeline(page)
    for route, n in (("#/", 170), ("#/search/many", 130)):
        page.go(route)
        page.see("main .tile")
        page.js("document.activeElement.blur()")
        page.keys_with("CONTROL", "a")
        chosen(page, n)
        assert page.js("return getSelection().toString()") == ""
        page.key("ESCAPE")
        page.is_gone(".picked")
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.activeElement.blur()")
    page.keys_with("CONTROL", "a")
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 20")
    # In a field they are its own words.
    page.type(".panel textarea", "Half")
    page.js("document.querySelector('.panel textarea').focus()")
    page.keys_with("CONTROL", "a")
    page.key("DELETE")
    assert page.value(".panel textarea") == ""


def test_what_is_said_counts_things_and_what_was_changed(page, album):
    """Videos are said as such; what was public before is public now, and only the others are taken back."""
    page.keeps("told-of-strangers", "1")
    video = films.put(album, with_original=False)
    before = {i: album.get(i)["cat"] for i in (video, *album.ids)}
    photos = 40 - sum(cat == "Public" for cat in before.values())
    assert 0 < photos < 40
    timeline(page)
    page.keys_with("CONTROL", "a")
    chosen(page, 41)
    page.click(".picked button[title='Make public']")
    page.click("dialog.question button.main")  # of so many it is asked each time
    toast(page, "40 photos and 1 video will be in your public copy, once there is one")
    said = f"{photos} photos and 1 video"
    page.wait("return document.querySelector('#undo button')?.title.includes(arguments[0])", said)
    page.click("#undo button")
    toast(page, f"{said} are as they were before")
    assert {i: album.get(i)["cat"] for i in before} == before


def test_a_long_press_and_going_on_choose_a_range(page, album):
    timeline(page)
    page.pictures_are_there()
    boxes = page.js(
        "return arguments[0].map(i => {const b = document.querySelector(`main [data-id='${i}']`)"
        ".getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]})",
        album.ids[:3],
    )
    page.fingers("touchStart", [boxes[0]])
    chosen(page, 1)
    for point in boxes[1:]:
        page.fingers("touchMove", [point])
    page.fingers("touchEnd", [])
    chosen(page, 3)
    assert not page.all("dialog.lightbox[open]")
    # A finger that goes on at once scrolls, and chooses nothing.
    page.js("document.querySelector('.picked button').click()")
    page.touch((600, 600), (600, 300))
    assert not page.all(".picked")


def test_many_get_tags_a_category_and_words_and_undo_takes_them_back(each_album, open_page):
    album, page = each_album, open_page(each_album)
    timeline(page)
    wanted = album.ids[21:25]
    before = {i: album.get(i) for i in wanted}
    for photo_id in wanted:
        click(page, photo_id, "CONTROL")
    chosen(page, 4)
    page.click(".picked button:nth-of-type(2)")
    page.type(".panel input[type=text]", "picked,")
    page.type(".panel textarea", "All four.")
    assert page.text(".panel .unsaved") == "Not saved yet"
    page.click(".panel .choice:nth-child(2) input")
    page.click(".panel button.main")
    toast(page, "4 photos are in “Friends/Family” now")
    page.is_gone(".picked")
    for photo_id in wanted:
        now = album.get(photo_id)
        assert (now["cat"], now["descr"]) == ("Friends/Family", "All four.")
        assert now["keywords"] == [*before[photo_id]["keywords"], "picked"]
    page.click("#undo button")
    toast(page, "4 photos are as they were before")
    for photo_id in wanted:
        assert {**album.get(photo_id), "_rev": ""} == {**before[photo_id], "_rev": ""}
    assert not page.all("#undo button")


def test_undo_leaves_what_another_machine_changed_and_says_so(each_album, open_page):
    album, page = each_album, open_page(each_album)
    page.go("#/search/cat:Private")
    page.see("main .tile")
    mine, theirs, both = album.ids[22], album.ids[24], album.ids[26]
    for photo_id in (mine, theirs, both):
        click(page, photo_id, "CONTROL")
    page.click(".picked button:nth-of-type(2)")
    page.type(".panel input[type=text]", "mine,")
    page.type(".panel textarea", "Mine.")
    page.click(".panel button.main")
    toast(page, "3 photos saved: tag “mine” added, description changed")
    before = album.get(both)["keywords"][:-1]
    store(album, album.get(theirs) | {"descr": "Theirs, and later."})
    store(album, album.get(both) | {"keywords": [*before, "mine", "theirs"], "cat": "Friends/Family"})
    page.reload()  # what can be taken back outlives a reload
    page.see("main .tile")
    page.keys_with("CONTROL", "z")
    toast(page, "2 photos are as they were before")
    toast(page, "1 photo was changed by somebody else since then")
    assert album.get(theirs)["descr"] == "Theirs, and later."
    assert "mine" in album.get(theirs)["keywords"]
    assert album.get(mine)["descr"] != "Mine."
    now = album.get(both)
    assert (now["keywords"], now["cat"]) == ([*before, "theirs"], "Friends/Family")
    assert now["descr"] != "Mine."


def test_the_photo_tells_what_was_changed_and_takes_each_back(page, album):
    photo_id = album.ids[30]
    before = album.get(photo_id)
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    for words in ("First words.", "Second words."):
        page.click(".drawer .buttons .main")
        page.type(".drawer textarea", words)
        page.click(".drawer form button.main")
        page.wait("return document.querySelector('.drawer .descr')?.textContent === arguments[0]", words)
    page.wait("return document.querySelectorAll('.changes li').length === 2")
    assert page.text(".changes li").startswith("Description,")
    # The older one can't be taken back alone: the later words stand on it.
    page.click(".changes li:last-child button")
    toast(page, "changed by somebody else since then")
    assert album.get(photo_id)["descr"] == "Second words."
    page.click(".changes li button")
    page.wait("return document.querySelector('.drawer .descr')?.textContent === 'First words.'")
    assert album.get(photo_id)["descr"] == "First words."
    assert before["descr"] != "First words."


def test_deleted_photos_come_back_from_the_search_as_well(page, album):
    page.go("#/search/2023")
    page.see("main .tile")
    ids = page.js("return [...document.querySelectorAll('main .tile')].slice(0, 2).map(t => t.dataset.id)")
    for photo_id in ids:
        click(page, photo_id, "CONTROL")
    page.key("DELETE")
    toast(page, "2 photos are in the trash")
    page.wait("return !document.querySelector(`main [data-id='${arguments[0]}']`)", ids[0])
    assert album.get(ids[0])["cat"] == "Trash"
    page.keys_with("CONTROL", "z")
    page.see(f"main [data-id='{ids[0]}']")
    assert album.get(ids[0])["cat"] != "Trash"


def saved_while_it_grows(page, album):
    """A form with a tag for one photo; a second one is chosen, and it is saved, while the album is slow: their ids."""
    timeline(page)
    first, second = album.ids[:2]
    click(page, first, "CONTROL")
    page.click(".picked button:nth-of-type(2)")
    page.type(".panel input[type=text]", "snow,")
    page.hold("/_all_docs")
    click(page, second, "CONTROL")
    chosen(page, 2)
    page.click(".panel button.main")
    return first, second


def test_a_form_that_grows_is_saved_for_all_that_are_chosen(page, album):
    """While the album was slow it was saved for those alone that had been chosen before."""
    ids = saved_while_it_grows(page, album)
    page.let_go()
    toast(page, "2 photos saved: tag “snow” added")
    assert ["snow" in album.get(one)["keywords"] for one in ids] == [True, True]


def test_a_form_that_is_closed_before_it_is_there_saves_nothing(page, album):
    ids = saved_while_it_grows(page, album)
    page.click(".picked button:nth-of-type(2)")
    page.is_gone(".panel.float")
    page.let_go()
    assert ["snow" in album.get(one)["keywords"] for one in ids] == [False, False]


@pytest.mark.parametrize("by", ["range", "all"])
def test_what_is_thrown_away_is_all_that_was_meant_to_be_chosen(page, album, by):
    """A range is asked of the album: pressed before it came, Delete threw away the one that it began at."""
    timeline(page)
    page.point(f"main [data-id='{album.ids[0]}']", held="CONTROL")
    chosen(page, 1)
    page.hold("/_view/timeline")
    if by == "range":
        page.point(f"main [data-id='{album.ids[3]}']", held="SHIFT")
        page.js("document.querySelector(`main [data-id='${arguments[0]}']`).focus()", album.ids[3])
    else:
        page.keys_with("CONTROL", "a")
    page.key("DELETE")
    page.let_go()
    toast(page, "4 photos are in the trash" if by == "range" else f"{len(album.ids)} photos are in the trash")
    page.wait("return !document.querySelector('.picked')")
    assert [album.get(one)["cat"] for one in album.ids[:4]] == ["Trash"] * 4


def test_a_form_opened_at_once_after_saving_stays_open(page, album):
    """The photo was read anew, and the form that was opened meanwhile was drawn over."""
    photo_id = album.ids[30]
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.click(".drawer .buttons .main")
    page.type(".drawer textarea", "First words.")
    page.hold(f"/db/{photo_id}")
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .descr')?.textContent === 'First words.'")
    page.click(".drawer .buttons .main")
    page.see(".drawer textarea")
    page.let_go()
    page.type(".drawer textarea", "Second words.")
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .descr')?.textContent === 'Second words.'")
    assert album.get(photo_id)["descr"] == "Second words."


def test_an_open_photo_is_as_it_is_now_though_what_was_so_before_comes_late(page, album):
    photo_id = album.ids[30]
    page.go(f"#/?photo={photo_id}")
    page.see("dialog .frame img")
    page.click(".tools [aria-expanded]")
    page.hold(f"/db/{photo_id}", 1, is_answered=True)
    for words in ("First words.", "Second words."):
        page.click(".drawer .buttons .main")
        page.type(".drawer textarea", words)
        page.click(".drawer form button.main")
        page.wait("return document.querySelector('.drawer .descr')?.textContent === arguments[0]", words)
    page.let_go()
    assert page.text(".drawer .descr") == "Second words."


def test_a_month_keeps_nothing_that_was_so_before(page, album):
    """What was asked before a change came after it, and a photo from the trash was there again in a wider window."""
    timeline(page)
    page.pictures_are_there()
    kept, gone = album.ids[2:4]
    page.hold("limit=150", 1, is_answered=True)
    click(page, kept, "CONTROL")
    page.click(".picked .action:nth-last-child(2)")
    page.click("dialog.question button.main")
    page.wait("return window.asked === 1")
    click(page, gone, "CONTROL")
    page.click(".picked .action:last-child")
    page.wait("return !document.querySelector(`main [data-id='${arguments[0]}']`)", gone)
    page.see(f"main [data-id='{kept}']")
    page.let_go()
    page.size(1000, 800)
    page.wait("return document.querySelector('.months').clientWidth < 1000")
    page.after_drawing()
    page.see(f"main [data-id='{kept}']")
    assert page.all(f"main [data-id='{gone}']") == []


def test_keys_choose_and_ctrl_a_takes_all_that_were_found(page, album):
    page.go("#/search/sea")
    page.see("main .tile")
    page.js("document.querySelector('main .tile').focus()")
    page.key("x")
    chosen(page, 1)
    page.keys_with("SHIFT", "ARROW_RIGHT", "ARROW_RIGHT")
    chosen(page, 3)
    page.keys_with("CONTROL", "a")
    chosen(page, page.js("return document.querySelectorAll('main .tile').length"))
    page.key("ENTER")  # looks at it large, whatever is chosen
    page.wait("return document.querySelector('dialog.lightbox').open")


def test_words_for_many_outlive_a_reload(page, album):
    page.go("#/search/sea")
    page.see("main .tile")
    ids = page.js("return [...document.querySelectorAll('main .tile')].slice(0, 2).map(t => t.dataset.id)")
    for photo_id in ids:
        click(page, photo_id, "CONTROL")
    page.click(".picked button:nth-of-type(2)")
    page.type(".panel textarea", "Half a sente")
    page.reload()
    page.wait("return document.querySelector('.panel textarea')?.value === 'Half a sente'")
    chosen(page, 2)
    page.key("ESCAPE")  # leaves the field, and nothing more
    assert page.js("return document.querySelector('.panel textarea').value") == "Half a sente"


def test_words_for_new_photos_outlive_a_look_while_they_are_asked_for(page, album):
    """The tab is looked at again before the new photos are there."""
    page.go("#/new")
    page.click(f".day [data-id='{album.ids[0]}'] .tick")
    page.type(".panel textarea", "Half a sente")
    page.go("#/tags")
    page.see(".cloud a")
    page.hold("/_view/unprocessed")
    page.go("#/new")
    page.see(".process")
    page.js("document.dispatchEvent(new Event('visibilitychange'))")
    page.let_go()
    page.wait("return document.querySelector('.panel textarea')?.value === 'Half a sente'")


def test_escape_loses_no_words_of_new_photos(page, album):
    """Nor does choosing all, which the words go along with."""
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').click()")
    page.type(".panel textarea", "Half a sente")
    page.key("ESCAPE")  # leaves the field
    page.wait("return document.activeElement.matches('.day .tile')")
    page.key("ESCAPE")  # would let go of what is chosen
    page.keys_with("CONTROL", "a")
    page.wait("return parseInt(document.querySelector('.panel h2')?.textContent) === 20")
    assert page.value(".panel textarea") == "Half a sente"
    page.js("const e = document.querySelector('.panel textarea'); e.value = ''; e.dispatchEvent(new Event('input'))")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("ESCAPE")
    page.wait("return document.querySelectorAll('.day [aria-pressed=true]').length === 0")


def test_looks_large_while_sorting(page, album):
    page.go("#/new")
    page.see(".day .tile")
    page.js("document.querySelector('.day .tile').focus()")
    page.key("ARROW_RIGHT")
    page.wait("return document.querySelectorAll('.day [aria-pressed=true]').length === 1")
    page.key(" ")
    page.wait("return location.hash.endsWith(arguments[0])", album.ids[1])
    page.see("dialog .frame.ready img")
    page.key("ARROW_RIGHT")
    page.wait("return location.hash.endsWith(arguments[0])", album.ids[2])
    page.key(" ")
    page.wait("return !document.querySelector('dialog.lightbox').open")
    page.wait("return document.activeElement.dataset.id === arguments[0]", album.ids[2])
    page.wait("return document.querySelector('.day [aria-pressed=true]').dataset.id === arguments[0]", album.ids[2])


def test_the_originals_of_many_come_as_one_archive(page, album):
    page.js("""window.saved = null;
        const keep = (bytes) => { window.saved = [...new Uint8Array(bytes)]; };
        URL.createObjectURL = (blob) => { blob.arrayBuffer().then(keep); return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };""")  # fmt: skip
    same = album.get(album.ids[24]) | {"_id": "f" * 32}
    for name in ("_rev", "_attachments"):
        same.pop(name)
    original = {"_id": f"original-{'f' * 32}", "type": "original", "photo": "f" * 32, "filename": same["filename"]}
    album.write(Write(original, {"original.jpg": library.source(b"other")}))
    album.write(Write(same, library.drawn(24, 800)[2]))
    page.go("#/search/IMG_002")
    page.see("main .tile")
    for photo_id in (album.ids[24], album.ids[25], "f" * 32):
        click(page, photo_id, "CONTROL")
    chosen(page, 3)
    page.click(".picked button:nth-of-type(3)")
    content = bytes(page.wait("return window.saved"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = {one.filename: one for one in archive.infolist()}
        large = [name for name in names if not name.startswith("IMG_")]
        assert [name[:10] for name in large] == [album.get(album.ids[25])["taken"]]  # no original: its largest picture
        assert archive.read("IMG_0024.jpg") in {b"\xff\xd8 an original", b"other"}
        assert archive.read("IMG_0024 (2).jpg") in {b"\xff\xd8 an original", b"other"}
        assert len(names) == 3
        assert names["IMG_0024.jpg"].date_time[:3] == tuple(int(part) for part in same["taken"].split("-"))
    assert page.js("return window.savedAs") == "Album.zip"


def trash(page, album, *ids):
    for photo_id in ids:
        album.discard(photo_id)
    page.go("#/trash")
    page.wait("return document.querySelectorAll('.tile .over').length === arguments[0]", len(ids))


def test_some_of_the_trash_come_back_together(each_album, open_page):
    album, page = each_album, open_page(each_album)
    wanted = album.ids[22:27]
    before = {photo_id: album.get(photo_id)["cat"] for photo_id in wanted}
    trash(page, album, *wanted)
    assert "thirty days" in page.text("main .line")
    click(page, wanted[0], "CONTROL")
    click(page, wanted[2], "CONTROL")
    chosen(page, 2)
    assert "Edit" not in page.text(".picked")
    page.click(".picked button:nth-of-type(2)")
    toast(page, "2 photos put back")
    page.wait("return document.querySelectorAll('.tile .over').length === 3")
    page.is_gone(".picked")
    assert {i: album.get(i)["cat"] for i in (wanted[0], wanted[2])} == {i: before[i] for i in (wanted[0], wanted[2])}
    page.keys_with("CONTROL", "z")
    page.wait("return document.querySelectorAll('.tile .over').length === 5")


def test_some_of_the_trash_go_for_good_after_a_question(each_album, open_page):
    album, page = each_album, open_page(each_album)
    wanted = album.ids[22:26]
    trash(page, album, *wanted)
    page.js("document.querySelector('.tile a.tile').focus()")
    page.key("x")
    page.keys_with("SHIFT", "ARROW_RIGHT")
    chosen(page, 2)
    page.key("DELETE")
    assert "Delete 2 photos and their originals for good?" in page.text("dialog.question")
    page.click("dialog.question button:not(.danger)")
    page.is_gone("dialog.question")
    chosen(page, 2)
    page.click(".picked button:nth-of-type(3)")
    page.click("dialog.question button.danger")
    toast(page, "2 photos deleted")
    page.wait("return document.querySelectorAll('.tile .over').length === 2")
    left = set(page.js("return [...document.querySelectorAll('.tile a.tile')].map(t => t.dataset.id)"))
    assert {i for i in wanted if album.find([i])[i] != Stored()} == left


def test_the_button_lets_plain_clicks_choose_and_photos_be_made_public(page, album):
    timeline(page)
    page.click("#select button")
    assert page.text(".picked strong") == "Select photos"
    assert page.js("return [...document.querySelectorAll('.picked .action')].every(b => b.disabled)")
    for photo_id in album.ids[20:23]:
        click(page, photo_id)
    chosen(page, 3)
    before = {i: album.get(i)["cat"] for i in album.ids[20:23]}
    page.click(".picked button[title='Make public']")
    assert "They never see the original" in page.text("dialog.question")
    page.click("dialog.question .main")
    said = "3 photos will be in your public copy, once there is one"
    toast(page, said)
    page.is_gone(".picked")
    assert {album.get(i)["cat"] for i in before} == {"Public"}
    assert page.attribute("#undo button", "title") == f"Undo: {said} (Ctrl+Z)"
    page.click("#undo button")
    toast(page, "as they were before")
    # What offered to take it back has gone with it.
    assert "public now" not in page.js("return document.querySelector('#toasts').textContent")
    assert {i: album.get(i)["cat"] for i in before} == before
    page.click("#select button")
    page.key("ESCAPE")
    page.is_gone(".picked")
    page.go("#/new")
    page.see(".day .tile")
    assert not page.all("#select button")


def test_all_that_may_be_done_with_chosen_photos_fits_on_a_small_phone(page, album):
    page.size(320, 640)
    timeline(page)
    for photo_id in album.ids[:12]:
        click(page, photo_id, "CONTROL")
    chosen(page, 12)
    assert page.js("""const b = document.querySelector('.picked strong'); return b.scrollWidth <= b.clientWidth
        && [...document.querySelectorAll('.picked button')].every(one => one.getBoundingClientRect().right <= 320)""")


NAMES = {
    "IMG_0024\n.jpg": "IMG_0024 .jpg",
    "nul.IMG_0024.jpg": "_nul.IMG_0024.jpg",
    "..\\..\\IMG_0024.jpg": "_.._IMG_0024.jpg",
    "IMG_0024 e\u0301.jpg": "IMG_0024 \xe9.jpg",
    "IMG_0024 \xe9.jpg": "IMG_0024 \xe9 (2).jpg",
    "IMG_0024 " + "\u65e5" * 300 + ".jpg": "IMG_0024 " + "\u65e5" * 75 + ".jpg",
    "IMG_0024 gone.jpg": None,
}
"""What a stranger calls a file, and what it is called in an archive; the last one is not there at all."""


def test_no_name_of_a_strangers_harms_an_archive_or_whoever_unpacks_it(page, album):
    page.js("""window.saved = null;
        const keep = (bytes) => { window.saved = [...new Uint8Array(bytes)]; };
        URL.createObjectURL = (blob) => { blob.arrayBuffer().then(keep); return '#'; };
        HTMLAnchorElement.prototype.click = () => {};
        const ask = window.fetch;
        window.fetch = (url, options) => ask(url, options).then((answer) => (
            String(url).includes('original-' + '6'.repeat(32)) ? new Response('', { status: 404 }) : answer));""")
    plain = {key: value for key, value in album.get(album.ids[24]).items() if key not in {"_rev", "_attachments"}}
    ids = []
    for number, name in enumerate(NAMES):
        ids.append(str(number) * 32)
        original = {"_id": f"original-{ids[-1]}", "type": "original", "photo": ids[-1], "filename": name}
        album.write(Write(original, {"original.jpg": library.source(name.encode())}))
        album.write(Write(plain | {"_id": ids[-1], "filename": name}, library.drawn(24, 800)[2]))
    page.go("#/search/IMG_0024")
    page.see("main .tile")
    for photo_id in ids:
        click(page, photo_id, "CONTROL")
    chosen(page, len(ids))
    page.click(".picked button:nth-of-type(3)")
    with zipfile.ZipFile(io.BytesIO(bytes(page.wait("return window.saved")))) as archive:
        assert archive.testzip() is None
        found = {archive.read(one).decode(): one.filename for one in archive.infolist()}
    wanted = {name: name_there for name, name_there in NAMES.items() if name_there}
    accents = [name for name in wanted if "\xe9" in wanted[name]]
    assert {found.pop(name) for name in accents} == {wanted.pop(name) for name in accents}  # whichever comes first
    assert found == wanted


REMEMBER = "window.pressed = document.querySelector(arguments[0])"


@pytest.mark.parametrize("held", ["", "CONTROL"])
def test_a_press_counts_though_the_list_is_drawn_anew_before_it_ends(page, album, held):
    """Browsers make no click where what was pressed is gone: after a change a photo was not chosen, or not opened."""
    timeline(page)
    shown = f"main [data-id='{album.ids[1]}']"
    page.js(REMEMBER, shown)
    page.press(shown, held)
    page.js("document.querySelector('main .months').style.marginRight = '2px'")
    page.wait("return !window.pressed.isConnected")
    page.release()
    if held:
        chosen(page, 1)
    else:
        page.wait("return document.querySelector('dialog.lightbox').open")


def test_a_press_counts_among_the_new_photos_too(page, album):
    page.go("#/new")
    page.see(".day .tile")
    new = f".day [data-id='{album.ids[1]}']"
    page.js(REMEMBER, new)
    page.press(new)
    page.js("document.querySelector('.days').style.marginRight = '2px'")
    page.wait("return !window.pressed.isConnected")
    page.release()
    page.wait("return document.querySelector(arguments[0]).ariaPressed === 'true'", new)


def test_a_click_counts_that_follows_a_long_press_at_once(page, album):
    """Only the click that the release makes is none: the next one was lost, too, if it came soon."""
    timeline(page)
    page.press(f"main [data-id='{album.ids[1]}']")
    chosen(page, 1)
    page.release()
    chosen(page, 1)
    click(page, album.ids[2])
    chosen(page, 2)
