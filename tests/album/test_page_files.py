"""The page's own files: its first one names them all, so that no module waits for another to be read.

What is run only once somebody wants it (``js/later.js``) comes with the page, too: nobody waits for it, and where
another server listens at the page's address by then, no script is asked of it.
"""

import re
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import pytest

from photospool.album.page_files import page_files, page_folder
from photospool.photo.metadata.public_fields import NEVER_SEEN, OF_VIDEOS, SEEN


def modules(files, start, *, later=True):
    """All that a module imports, and what those import; with or without what ``import(…)`` names."""
    found, todo = [], [start]
    while todo:
        one = todo.pop()
        if one not in found:
            found.append(one)
            text = files[one].content.decode()
            folder = one.rpartition("/")[0]
            names = re.findall(r"^(?:import|export)\b.*?from '([^']+)'", text, re.MULTILINE | re.DOTALL)
            for name in names + (re.findall(r"import\('([^']+)'\)", text) if later else []):
                parts = [part for part in f"{folder}/{name}".split("/") if part != "."]
                while ".." in parts:
                    at = parts.index("..")
                    del parts[at - 1 : at + 1]
                todo.append("/".join(parts))
    return found


def test_the_page_asks_for_all_of_its_modules_at_once():
    files = page_files(page_folder())
    page = files["index.html"].content.decode()
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)">', page)
    assert named == sorted(set(named), key=named.index)
    assert {*named, "js/main.js"} == set(modules(files, "js/main.js"))


def test_no_module_lies_there_that_nobody_uses():
    files = page_files(page_folder())
    assert set(modules(files, "js/main.js")) == {name for name in files if name.endswith(".js")}


def test_what_is_wanted_later_is_named_in_one_place_and_not_run_before():
    files = page_files(page_folder())
    scripts = {name: file.content.decode() for name, file in files.items() if name.endswith(".js")}
    assert [name for name, text in scripts.items() if "import(" in text] == ["js/later.js"]
    begun = modules(files, "js/main.js", later=False)
    assert not {f"js/{name}" for name in re.findall(r"import\('\./([^']+)'\)", scripts["js/later.js"])} & set(begun)


def said(language):
    """What the page says before the first photo goes public."""
    text = page_files(page_folder())[f"words/{language}.js"].content.decode()
    found = re.search(r"publicWarn: '([^']+)'", text)
    assert found
    return found[1].replace("’", "'")


def test_page_and_window_say_the_same_of_what_strangers_see():
    assert said("en") == f"{SEEN} {NEVER_SEEN} {OF_VIDEOS}"
    window = ElementTree.parse(Path(str(resources.files("photospool.resources") / "i18n" / "photospool_de.ts")))
    german = {one.findtext("source"): one.findtext("translation") for one in window.iter("message")}
    assert said("de") == f"{german[SEEN]} {german[NEVER_SEEN]} {german[OF_VIDEOS]}"


@pytest.mark.parametrize(("language", "without"), [("en", "without"), ("de", "ohne")])
def test_the_list_of_what_strangers_see_names_nothing_that_they_do_not(language, without):
    """Whoever reads ``without notes, description and tags`` takes all of it for what is kept back."""
    assert without not in said(language)
