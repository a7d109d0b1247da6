"""The album's page as people use it."""


def test_opens_and_shows_the_newest_photos(page, album):
    page.see(".month .tile")
    page.pictures_are_there()
    assert page.text(".month h2").startswith("December 2024")
    assert page.js("return document.querySelector('.tile').dataset.id") == album.ids[0]
    page.go("#/")
