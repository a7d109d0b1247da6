"""Every text of the windows can be said in every language that we have; and the language is found and used."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox

from photospool.gui.i18n import language
from photospool.gui.i18n.core_words import core
from photospool.messages import PLACE, filled, message, plural
from photospool.spool.durable_io import missing

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted((ROOT / "desktop/photospool/gui").rglob("*.py"))
LRELEASE = Path(sys.executable).with_name("pyside6-lrelease")
RENEW = "run “python3 installer/dev.py translate”, and translate what is new in resources/i18n"


@pytest.fixture(scope="module")
def installer():
    """The development command's modules; they stand in no package."""
    sys.path.insert(0, str(ROOT / "installer"))
    import sentences
    import translations

    yield SimpleNamespace(sentences=sentences, translations=translations)
    sys.path.remove(str(ROOT / "installer"))


def texts(path):
    """(context, source) → message of a .ts file."""
    tree = ElementTree.parse(path)
    return {
        (context.findtext("name"), message.findtext("source")): message
        for context in tree.iter("context")
        for message in context.iter("message")
    }


def test_every_text_is_one_that_can_be_collected():
    """A text in a variable is never collected, and so never translated."""
    hidden = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                wanted = {"self.tr": 1, "QCoreApplication.translate": 2, "translate": 2}.get(ast.unparse(node.func), 0)
                found = [one for one in node.args[:wanted] if isinstance(one, ast.Constant)]
                if len(found) < wanted and path.name != "core_words.py":  # that one asks for templates of messages
                    hidden.append(f"{path.name}:{node.lineno}")
    assert hidden == []


def test_the_list_of_the_cores_sentences_is_up_to_date(installer):
    assert installer.sentences.LIST.read_text(encoding="utf-8") == installer.sentences.made(), RENEW


@pytest.mark.parametrize("code", ["de", "en"])
def test_collecting_and_compiling_again_changes_nothing(tmp_path, code, installer):
    kept = ROOT / f"resources/i18n/photospool_{code}.ts"
    assert installer.translations.collected(code, kept) == kept.read_text(encoding="utf-8"), RENEW
    compiled = tmp_path / "fresh.qm"
    installer.translations.compile_one(LRELEASE, kept, compiled)
    assert compiled.read_bytes() == kept.with_suffix(".qm").read_bytes(), RENEW


def test_plurals_are_known_as_such_wherever_they_are_asked_for(installer, tmp_path, monkeypatch):
    (tmp_path / "some.py").write_text(
        "class Some:\n"
        "    def one(self, n, b):\n"
        "        self.tr('a')\n"
        "        self.tr('%n b', '', b.n)\n"
        "        return QCoreApplication.translate(\n"
        "            'Words', 'c ' 'd'\n"
        "        ).format(f(QCoreApplication.translate('Words', '%n e', '', len(b))))\n"
        "T = QT_TRANSLATE_NOOP('Core', 'f')\n"
    )
    monkeypatch.setattr(installer.translations, "SOURCES", tmp_path)
    assert {(text.context, text.source, text.is_plural) for text in installer.translations.texts()} == {
        ("Some", "a", False),
        ("Some", "%n b", True),
        ("Words", "c d", False),
        ("Words", "%n e", True),
        ("Core", "f", False),
    }


@pytest.mark.parametrize("code", ["de", "en"])
def test_nothing_is_left_to_translate(tmp_path, code):
    """Qt's own tool looks also at shortcuts, ends of sentences and places for numbers."""
    done = subprocess.run(
        [
            *(LRELEASE, ROOT / f"resources/i18n/photospool_{code}.ts", "-qm", tmp_path / "x.qm"),
            *("-fail-on-unfinished", "-fail-on-invalid"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("code", ["de", "en"])
def test_names_in_braces_are_the_same(code):
    import string

    def names(text):
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)

    for (context, source), found in texts(ROOT / f"resources/i18n/photospool_{code}.ts").items():
        forms = [form.text for form in found.iter("numerusform")] or [found.findtext("translation")]
        for form in forms:
            assert names(form) == names(source), (context, source)


def say(count):
    return QCoreApplication.translate("Kinds", "%n photo(s)", "", count)


@pytest.mark.parametrize(
    ("chosen", "spoken", "one", "more", "cancel"),
    [
        ("de", "de", "1 Foto", "7 Fotos", "Abbrechen"),
        ("de_AT", "de", "1 Foto", "7 Fotos", "Abbrechen"),
        ("en", "en", "1 photo", "7 photos", "Cancel"),
        ("fi", "en", "1 photo", "7 photos", "Cancel"),
    ],
)
def test_a_language_is_spoken_with_its_plurals_and_by_qt_too(qapp, chosen, spoken, one, more, cancel):
    assert language.speak(qapp, chosen) == spoken
    assert (say(1), say(7)) == (one, more)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == cancel


def test_the_systems_language_is_used_where_none_is_chosen():
    """In a process of its own: a system's language does not change while a program runs."""
    program = (
        "from PySide6.QtCore import QCoreApplication\n"
        "from photospool.gui.i18n import language\n"
        "app = QCoreApplication([])\n"
        "print(language.speak(app))\n"
    )
    for variable, expected in (("de_DE.UTF-8", "de"), ("fr_FR.UTF-8", "en")):
        env = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG"))}
        env |= {"LANG": variable, "LC_ALL": variable}
        done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected


def test_languages_are_offered_by_their_own_names():
    assert [(code, language.name_of(code)) for code in language.languages()] == [
        ("de", "Deutsch"),
        ("en", "English"),
    ]


class TestWhatTheCoreSays:
    """Errors carry English titles and advice; the windows find the sentence again."""

    @pytest.fixture(autouse=True)
    def in_german(self, qapp):
        language.speak(qapp, "de")

    def test_with_names_filled_in(self):
        error = missing("incoming", Path("/home/anna/Fotos (neu)"))
        assert core(error.title) == "Der Ordner „Eingang“ /home/anna/Fotos (neu) ist nicht da."
        assert core(error.advice).startswith("Bitte schließe seinen Datenträger an")

    def test_a_finished_sentence_of_an_earlier_version_names_the_folder_in_the_language_too(self):
        former = "The incoming folder /media/anna/disk is not there."
        assert core(former) == "Der Ordner „Eingang“ /media/anna/disk ist nicht da."
        assert "„Fertig“" in core("The done folder /media/anna/disk has become a link.")

    def test_title_and_advice_in_one_text(self):
        assert core(str(missing("done", Path("/a. B")))).startswith("Der Ordner „Fertig“ /a. B ist nicht da. Bitte ")

    def test_what_is_not_known_is_shown_as_it_is(self):
        assert core("Something new happened. Really {odd}!") == "Something new happened. Really {odd}!"
        assert core("") == ""

    def test_all_that_the_core_says_is_known(self, installer):
        """Each sentence is found again in German, with what is filled in left as it is."""
        texts, _ = installer.sentences.found()
        for text in texts:
            names = {name: f"<{name}>" for name in PLACE.findall(text)}
            told = core(message(text, **names)) if names else core(text)
            assert told != filled(text, names) or not re.search("[a-z]{2}", PLACE.sub("", text)), text
            assert all(value in told for value in names.values()), text

    def test_what_depends_on_a_count_is_said_for_one_and_for_many(self, installer):
        photos = "{n} photo can't be shown to strangers as it is", "{n} photos can't be shown to strangers as they are"
        told = [
            core(plural(*(f"{text}, so nothing was published." for text in photos), n=count)) for count in (1, 2, 1000)
        ]
        assert [text.split(" Fremden")[0] for text in told] == ["1 Foto kann", "2 Fotos können", "1000 Fotos können"]

    def test_a_message_in_a_message_is_translated_and_a_name_is_not(self):
        """An album that is called “done” stays so; the folder done is “Fertig”."""
        assert "„Fertig“" in core(missing("done", Path("/a")).title)
        assert "„done“" in core(message("The database “{database}” is there.", database="done"))

    def test_nothing_is_filled_in_where_no_window_can_translate_it(self, installer):
        assert installer.sentences.filled_in() == []

    def test_a_sentence_of_an_earlier_version_is_read_backwards(self):
        assert core("The disk of /a/b had a problem.") == "Der Datenträger von /a/b hatte ein Problem."
        title = "The certificate of a.org can't be trusted: it ended."
        assert core(f"{title} It stays in work and is tried again.").startswith("Dem Zertifikat von a.org ist nicht")

    @pytest.mark.timeout(60)
    @pytest.mark.parametrize("piece", ["a. ", " is the limit (", "x ", "The disk of a had a problem. "])
    def test_no_servers_words_hold_the_window_up(self, piece):
        """A reason of a hundred short sentences took a minute, in the window's own thread."""
        text = f"The server says: {piece * 60} Please ask who looks after it. Photos wait."
        for said in (text, piece * 60, piece * 30_000):
            core(said)
