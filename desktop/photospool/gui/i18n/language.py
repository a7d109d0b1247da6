"""The language of the windows: the user's choice, or the system's. The code speaks English, resources/i18n the others.

Translations are made by installer/translations.py; nothing is translated in here.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_KEPT = "photospool-translators"


def folder() -> Path:
    """Where our translations lie; ``photospool_de.qm`` and so on."""
    return Path(str(resources.files("photospool.resources") / "i18n"))


def languages() -> list[str]:
    """The codes of all languages that there are, in their order: ``de``, ``en``."""
    return sorted(path.stem.removeprefix("photospool_") for path in folder().glob("photospool_*.qm"))


def name_of(language: str) -> str:
    """How a language calls itself: ``Deutsch``."""
    # "American English" stands for all of it.
    return "English" if language == "en" else QLocale(language).nativeLanguageName().title()


def speak(app: QCoreApplication, chosen: str = "") -> str:
    """Use a language from now on, by its code, or the system's; what is shown already stays as it is.

    Returns the code of the one that is used: ``en`` where there is no translation.
    """
    locale = QLocale(chosen) if chosen else QLocale.system()
    if locale.language() is QLocale.Language.C:  # a system that has no language of its own
        locale = QLocale(QLocale.Language.English)
    QLocale.setDefault(locale)
    for old in app.property(_KEPT) or []:
        app.removeTranslator(old)
    found = _first_of(locale)
    ours, of_qt = QTranslator(app), QTranslator(app)
    kept = []
    if of_qt.load(QLocale(found), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        kept.append(of_qt)
    # English too: its plurals are a translation.
    if ours.load(f"photospool_{found}.qm", str(folder())):
        kept.append(ours)
    for translator in kept:
        app.installTranslator(translator)
    app.setProperty(_KEPT, kept)
    return found


def _first_of(locale: QLocale) -> str:
    """The first of the user's languages that we have."""
    have = set(languages())
    wanted = [name.replace("-", "_") for name in locale.uiLanguages()]
    for name in wanted:
        for code in (name, name.split("_")[0]):
            if code in have:
                return code
    return "en"
