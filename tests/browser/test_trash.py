"""What the page says of a photo that was thrown away, and of its way back."""


def details(page, route):
    page.go(route)
    page.see("dialog .frame img")
    if page.js("return document.querySelector('.drawer').hidden"):
        page.key("i")
    page.see(".drawer .facts")


def test_a_photo_in_the_trash_says_how_long_it_stays_and_how_it_came_there(page, album):
    photo_id = album.ids[30]
    details(page, f"#/?photo={photo_id}")
    page.click(".drawer .buttons button:last-child")
    page.wait("return document.querySelector('#toasts').textContent.includes('1 photo is in the trash')")
    page.go("#/trash")
    page.reload()  # else a click so soon after it went away is not taken for meant
    details(page, f"#/trash?photo={photo_id}")
    page.wait("return /thirty days/.test(document.querySelector('.drawer')?.textContent)")
    assert page.text(".changes li span").startswith("Thrown into the trash, ")
    assert "1 photo" not in page.text(".changes"), "in its own details nobody has to count it"
    page.click(".drawer .buttons .main")
    page.wait("return document.querySelector('#toasts').textContent.includes('1 photo put back')")
    page.is_gone("dialog.lightbox[open]")  # the page closes it by itself, and would close what is opened before that
    details(page, f"#/?photo={photo_id}")
    page.wait("return document.querySelectorAll('.changes li').length === 2")
    assert page.text(".changes li span").startswith("Put back from the trash, ")
    assert "thirty days" not in page.text(".drawer")
