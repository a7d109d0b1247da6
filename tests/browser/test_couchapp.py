"""The page handed out by a CouchDB itself: strangers look, who signs in may change, the policy holds."""

import secrets
from dataclasses import replace

import pytest

from photospool.album.couchdb.couchapp import examine, set_policy
from photospool.album.couchdb.setup import set_up

from ..photo.films import needs_ffmpeg
from ..servers import couchdb
from . import films, library


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A CouchDB whose policy may be changed."""
    try:
        with couchdb.private_couchdb(tmp_path_factory.mktemp("couchdb")) as server:
            yield server
    except FileNotFoundError as exc:
        pytest.skip(str(exc))


@pytest.fixture
def public(server):
    """An album that everybody may read, set up as ``photospool album setup --set-policy`` does."""
    name = f"public-{secrets.token_hex(4)}"
    album = server.album(name)
    set_up(album, create=True)
    server.request("PUT", f"/{name}/_security", {"admins": {"names": ["jo"]}, "members": {}})
    if "_users" not in server.request("GET", "/_all_dbs"):
        server.request("PUT", "/_users")
    for user in ("jo", "guest"):
        document = {"name": user, "password": "päss", "roles": [], "type": "user"}
        if f"org.couchdb.user:{user}" not in str(server.request("GET", "/_users/_all_docs")):
            server.request("PUT", f"/_users/org.couchdb.user:{user}", document)
    album.ids = library.fill(album, count=8, new=2)
    set_policy(album, examine(album))
    yield album
    album.close()


REFUSED = "status of 401"
BY_POLICY = ("Content Security Policy", "Content-Security-Policy", "CORS policy", "net::ERR_FAILED", "is sandboxed")


def sign_in(page, name, password):
    page.click(".account button")
    page.type("#sign-in-name", name)
    page.type("#sign-in-password", password)
    page.key("ENTER")


def test_the_page_calls_itself_as_its_owner_does(browser, public):
    page = browser
    page.new_window()
    design = public.get("_design/photospool")
    public.put_document({**design, "title": "Our <b>summer</b>"})
    page.open(examine(public).address)
    page.pictures_are_there()
    page.wait("return document.title === 'Our <b>summer</b>'")
    assert page.text("main h1").startswith("Our <b>summer</b>")
    public.put_document({**public.get("_design/photospool"), "title": ["odd"]})
    page.open(examine(public).address)
    page.pictures_are_there()
    assert page.js("return document.title") == "Album"
    assert page.problems() == []


def test_strangers_look_and_who_signs_in_may_edit(browser, public):
    page = browser
    page.new_window()
    page.open(examine(public).address)
    page.pictures_are_there()
    assert page.text(".account") == "Sign in"
    assert page.js("return [...document.querySelectorAll('#bar nav a')].map(a => a.textContent.trim())") == [
        "Photos", "Tags", "Cameras"]  # fmt: skip
    page.go(f"#/?photo={public.ids[5]}")
    page.see("dialog .frame img")
    page.key("i")
    page.see(".drawer .facts")
    assert page.all(".drawer button") == []
    page.key("ESCAPE")
    assert page.problems() == []

    page.may_report(REFUSED)
    sign_in(page, "jo", "wrong")
    assert "does not know" in page.text(".wrong")
    page.type("#sign-in-password", "päss")
    page.key("ENTER")
    page.wait("return document.querySelector('.who')?.textContent === 'jo'")
    assert page.text("#badge") == "2"
    page.go(f"#/?photo={public.ids[5]}")
    page.see("dialog .frame img")
    page.key("i")
    page.click(".drawer button.main")
    page.type(".drawer textarea", "Written by Jo.")
    page.click(".drawer form button.main")
    page.wait("return document.querySelector('.drawer .descr')?.textContent === 'Written by Jo.'")
    assert public.get(public.ids[5])["descr"] == "Written by Jo."
    page.key("ESCAPE")
    page.wait("return !document.querySelector('dialog.lightbox').open")

    page.click(".account button")
    page.wait("return document.querySelector('.account')?.textContent === 'Sign in'")
    assert page.all("#badge") == []
    assert page.problems() == []


def test_a_session_that_ended_costs_nothing(browser, public):
    page = browser
    page.new_window()
    page.open(examine(public).address)
    public.guard.put(public.database.name, "_security", body={"members": {"names": ["jo"]}, "admins": {}})
    page.may_report(REFUSED)
    page.forget_cookies()
    page.go("#/tags")
    assert page.text(".empty[role=alert] p") == "Please sign in to see this album."
    sign_in(page, "jo", "päss")
    page.see(".cloud a")
    page.go("#/new")
    page.click(".day .tick")
    page.type(".panel textarea", "Not lost.")
    page.forget_cookies()
    page.click(".panel button.main")
    page.wait("return document.querySelector('#toasts').textContent.includes('signed out')")
    page.click(".toast button")
    assert page.value("#sign-in-name") == "jo"
    page.type("#sign-in-password", "päss")
    page.key("ENTER")
    page.is_gone("dialog.sign-in")
    page.click(".panel button.main")
    page.wait("return document.querySelector('#badge').textContent === '1'")
    assert public.get(public.ids[0])["descr"] == "Not lost."
    assert page.problems() == []


def test_where_only_administrators_write_others_see_no_controls(browser, public):
    public.put_document({"_id": "_design/readonly", "validate_doc_update": (
        "function (n, o, user, sec) { if (user.roles.indexOf('_admin') < 0 &&"
        " (sec.admins.names || []).indexOf(user.name) < 0) throw({forbidden: 'Read only.'}); }")})  # fmt: skip
    page = browser
    page.new_window()
    page.open(examine(public).address)
    sign_in(page, "guest", "päss")
    page.wait("return document.querySelector('.who')?.textContent === 'guest'")
    page.see(".month .tile")
    assert page.all("#badge") == []
    page.click(".account button")
    page.wait("return document.querySelector('.account')?.textContent === 'Sign in'")
    sign_in(page, "jo", "päss")
    page.see("#badge")
    page.click(".account button")
    page.wait("return document.querySelector('.account')?.textContent === 'Sign in'")
    assert page.problems() == []


def test_under_the_server_s_own_policy_nothing_runs(browser, server, public):
    policy = examine(public)
    server.request("DELETE", "/_node/_local/_config/csp/attachments_header_value")
    assert not examine(public).lets_run
    page = browser
    page.new_window()
    page.may_report(*BY_POLICY)
    page.visit(policy.address)
    assert page.js("return document.querySelector('#bar').childElementCount") == 0
    set_policy(public, policy)
    # What a browser kept of the page has kept its old policy too, until it is reloaded whole.
    page.reload_whole()
    page.see(".month .tile")
    assert page.problems() == []


@needs_ffmpeg
def test_a_server_that_lets_the_page_play_nothing_is_said_and_set_right(browser, public):
    photo_id = films.put(public)
    policy = examine(public)
    set_policy(public, replace(policy, wanted=policy.current.replace("media-src 'self' blob:; ", "")))
    page = browser
    page.new_window()
    page.may_report(*BY_POLICY)
    page.open(examine(public).address)
    page.go(f"#/?photo={photo_id}")
    assert "lets its page play no videos yet" in page.text(".cannot p")
    assert page.problems() == []
    set_policy(public, examine(public))
    page.forget_cache()  # as Ctrl-Shift-R: a page that was kept has the old one
    page.new_window()
    page.open(examine(public).address)
    page.go(f"#/?photo={photo_id}")
    page.wait("return document.querySelector('dialog video')?.readyState >= 1")
    page.key("p")
    page.wait("return document.querySelector('dialog video').currentTime > 0.2")
    page.js("document.querySelector('dialog video').currentTime = 1.5")
    page.wait("return !document.querySelector('dialog video').seeking")
    assert page.problems() == []


@needs_ffmpeg
def test_strangers_play_the_film_that_was_made_for_them(browser, public, tmp_path):
    photo_id = films.put(public, with_original=False)
    page = browser
    page.new_window()
    page.open(examine(public).address)
    page.go(f"#/?photo={photo_id}")
    assert "only a picture of this video" in page.text(".cannot p")
    films.put_film(public, photo_id, tmp_path)
    page.open(examine(public).address)
    page.go(f"#/?photo={photo_id}")
    page.wait("return document.querySelector('dialog video')?.readyState >= 1")
    assert page.js("return document.querySelector('dialog video').duration") == pytest.approx(2, abs=0.1)
    assert page.js("return document.querySelector('dialog video').videoWidth") == 320
    page.key("p")
    page.wait("return document.querySelector('dialog video').currentTime > 0.2")
    page.js("document.querySelector('dialog video').currentTime = 1.5")
    page.wait("const v = document.querySelector('dialog video'); return !v.seeking && v.currentTime >= 1.5")
    assert page.problems() == []


@needs_ffmpeg
def test_a_video_plays_is_sought_in_and_stopped_where_the_page_lies_in_the_database(browser, public):
    """H.264 and VP9; what this browser does not know is said in words there, too."""
    played = [films.put(public, name, number=500 + at) for at, name in enumerate(("plain.mp4", "vp9.webm"))]
    unknown = films.put(public, "hevc.mp4", number=503)
    page = browser
    page.new_window()
    page.open(examine(public).address)
    for photo_id in played:
        page.go(f"#/?photo={photo_id}")
        page.wait("return document.querySelector('dialog video')?.readyState >= 1")
        page.key("p")
        page.wait("return document.querySelector('dialog video').currentTime > 0.2")
        page.js("document.querySelector('dialog video').currentTime = 1.5")
        page.wait("const v = document.querySelector('dialog video'); return !v.seeking && v.currentTime >= 1.5")
        page.key("p")
        page.wait("return document.querySelector('dialog video').paused")
        page.key("ESCAPE")
        page.wait("return !document.querySelector('dialog.lightbox')?.open")
    page.go(f"#/?photo={unknown}")
    assert "(HEVC)" in page.text(".cannot p")
    assert page.all("dialog video") == []
    assert page.problems() == []
