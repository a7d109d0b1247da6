"""How the windows look: spacing, colours for light and dark, icons in the text's colour.

Shared by every window and dialog. It never knows of photos, settings or the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

GAP: Final = 8
"""Between things that belong together, in pixels."""
WIDE: Final = 16
"""Between groups, and inside a card."""
EDGE: Final = 20
"""Between a window's edge and what is in it."""
RADIUS: Final = 10
ICON: Final = 18
_IS_PLAIN: Final = "photospool-is-plain"
_DESKTOP_IS_DARK: Final = "photospool-desktop-is-dark"


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """The few colours that are used, for one palette."""

    is_dark: bool
    text: QColor
    muted: QColor
    """For what is said in passing; readable on every background (4.5:1)."""
    card: QColor
    card_hover: QColor
    line: QColor
    accent: QColor
    chosen: QColor
    """Behind what is chosen: the accent, thinly."""
    good: QColor
    warning: QColor
    danger: QColor


def colours(palette: QPalette | None = None) -> ThemeColours:
    """The colours that go with a palette, or with the program's."""
    palette = palette or QGuiApplication.palette()
    return _around(palette.color(QPalette.ColorRole.Window).rgba(), palette.color(QPalette.ColorRole.WindowText).rgba())


@lru_cache(maxsize=8)
def _around(window_rgba: int, text_rgba: int) -> ThemeColours:
    """Made once for each palette: every row that is painted asks for them."""
    window, text = QColor.fromRgba(window_rgba), QColor.fromRgba(text_rgba)
    is_dark = window.lightnessF() < text.lightnessF()
    accent = QColor("#6cb6e4") if is_dark else QColor("#1f6f9f")
    chosen = QColor(accent)
    chosen.setAlpha(56 if is_dark else 36)
    return ThemeColours(
        is_dark=is_dark,
        text=text,
        muted=_mixed(text, window, 0.34 if is_dark else 0.36),
        card=_mixed(window, QColor("white"), 0.06) if is_dark else _mixed(window, QColor("white"), 0.85),
        card_hover=_mixed(window, QColor("white"), 0.12) if is_dark else _mixed(window, text, 0.05),
        line=_mixed(window, text, 0.16),
        accent=accent,
        chosen=chosen,
        good=QColor("#6fcf97") if is_dark else QColor("#1e7d46"),
        warning=QColor("#f0b95a") if is_dark else QColor("#925f00"),
        danger=QColor("#ff8a80") if is_dark else QColor("#b3261e"),
    )


def _mixed(first: QColor, second: QColor, share: float) -> QColor:
    """The first colour with a share of the second."""
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


# Themes.


def desktop_is_dark() -> bool:
    """Whether the desktop is dark, whatever theme the user chose for this program."""
    app = QApplication.instance()
    known = app.property(_DESKTOP_IS_DARK) if app is not None else None
    if isinstance(known, bool):
        return known
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark or colours().is_dark


def apply_theme(app: QApplication, theme: str = "system") -> None:
    """``system``, ``light`` or ``dark``; where the desktop brings no palette of its own, ours is used."""
    # The desktop's own, before ours hides it: the panel, in which our icon lies, follows that one.
    app.styleHints().unsetColorScheme()
    is_known = theme != "system"  # else it is asked each time, for it may change
    desktop = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    app.setProperty(_DESKTOP_IS_DARK, desktop if is_known else None)
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(theme, Qt.ColorScheme.Unknown)
    app.styleHints().setColorScheme(scheme)
    # Our own style sheet hides the style's name from then on.
    is_plain = app.property(_IS_PLAIN) or app.style().objectName().lower() == "fusion"
    app.setProperty(_IS_PLAIN, is_plain)
    is_dark = scheme is Qt.ColorScheme.Dark or (
        scheme is Qt.ColorScheme.Unknown and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    palette = _palette(is_dark=is_dark) if is_plain else QPalette()
    # A field that can't be typed into shows no example: it would be taken for what stands in it.
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.PlaceholderText, QColor(0, 0, 0, 0))
    app.setPalette(palette)
    if is_plain:
        app.setStyleSheet(_sheet(colours()))


def _palette(*, is_dark: bool) -> QPalette:
    """A calm palette for systems that have none."""
    role = QPalette.ColorRole
    table = {
        role.Window: ("#f4f5f6", "#22262a"),
        role.WindowText: ("#1d2327", "#e8ebed"),
        role.Base: ("#ffffff", "#1a1d20"),
        role.AlternateBase: ("#f7f8f9", "#202428"),
        role.Text: ("#1d2327", "#e8ebed"),
        role.Button: ("#fbfcfc", "#31373c"),
        role.ButtonText: ("#1d2327", "#e8ebed"),
        role.BrightText: ("#b3261e", "#ff8a80"),
        role.ToolTipBase: ("#ffffff", "#31373c"),
        role.ToolTipText: ("#1d2327", "#e8ebed"),
        role.PlaceholderText: ("#6b757c", "#98a2a9"),
        role.Highlight: ("#1f6f9f", "#27739f"),
        role.HighlightedText: ("#ffffff", "#ffffff"),
        role.Link: ("#1f6f9f", "#6cb6e4"),
        role.LinkVisited: ("#5a5a9f", "#a9a9ee"),
        role.Light: ("#ffffff", "#3c4348"),
        role.Midlight: ("#f0f1f2", "#343a3f"),
        role.Mid: ("#d2d4d5", "#42454a"),
        role.Dark: ("#a7afb4", "#15181a"),
        role.Shadow: ("#70787d", "#0c0e0f"),
        role.Accent: ("#1f6f9f", "#6cb6e4"),
    }
    palette = QPalette()
    for name, pair in table.items():
        palette.setColor(name, QColor(pair[is_dark]))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor("#6f7b83" if is_dark else "#9aa3a9"))
    return palette


_SHEET: Final = """
QPushButton, QToolButton { border: 1px solid $line; border-radius: 6px; padding: 5px 12px; background: $card;
    color: $text; min-height: 18px; }
QToolButton { padding: 4px 8px 3px 8px; }
QToolButton[popupMode="2"] { padding-right: 18px; }
QToolButton#more { padding-right: 8px; }
QToolButton[autoRaise="true"] { border-color: transparent; background: transparent; }
QPushButton:hover, QToolButton:hover { background: $card_hover; border-color: $edge; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $line; }
QPushButton:default { border-color: $accent; }
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $edge; background: transparent; }
QPushButton:disabled { border-color: $line; }
QToolButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 5px; }
QLineEdit { border: 1px solid $line; border-radius: 6px; padding: 5px 8px; background: $base; min-height: 18px; }
QComboBox, QAbstractSpinBox { border: 1px solid $line; border-radius: 6px; padding: 3px 8px; background: $base;
    color: $text; min-height: 20px; }
QComboBox:!editable { background: $card; padding-left: 10px; }
QComboBox:!editable:hover { background: $card_hover; border-color: $edge; }
QAbstractSpinBox:focus { border-color: $accent; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: $edge; background: transparent; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: 0; padding: 0; background: transparent; min-height: 0; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: 0; width: 22px; subcontrol-origin: padding;
    subcontrol-position: center right; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url("$down"); width: 12px; height: 12px; }
QMenu { border: 1px solid $edge; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QLineEdit QToolButton { border: 0; padding: 0; margin: 0; background: transparent; min-height: 0; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $outline;
    background: $base; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox::indicator:hover, QRadioButton::indicator:hover {
    border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $edge; background: transparent; }
QCheckBox::indicator:checked:disabled { background: $edge; border-color: $edge; }
QRadioButton::indicator:checked:disabled { border-color: $edge; }
QCheckBox, QRadioButton { spacing: 8px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 12px; margin: -5px 0; border: 1px solid $outline; border-radius: 7px;
    background: $text; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $edge; }
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:hover { border-color: $accent; background: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { border: 0; border-bottom: 2px solid transparent; padding: 7px 14px 6px 14px; color: $muted;
    background: transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover:!selected { color: $text; border-bottom-color: $line; }
QTabBar::tab:focus { color: $accent; }
QListView, QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QTextEdit, QPlainTextEdit { border: 1px solid $line; border-radius: 6px; padding: 1px; background: $base; }
QTextEdit:focus { border-color: $accent; }
QListWidget { outline: 0; }
QListWidget::item { padding: 4px 8px; border-radius: 6px; color: $text; }
QListWidget::item:disabled { color: $edge; }
QListWidget::item:selected { background: $highlight; color: $highlighted; }
QListView#settings-pages { padding: 14px 8px; outline: 0; }
QListView#settings-pages::item { padding: 0 0 0 8px; }
QListWidget::item:hover:!selected { background: $card_hover; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
    width: 0; height: 0; }
QToolTip { border: 1px solid $line; padding: 3px; background: $card; color: $text; }
"""


def _sheet(found: ThemeColours) -> str:
    """Roomier controls, for the style that Qt uses where a desktop has none of its own."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    names = {
        "line": found.line,
        "edge": _mixed(window, found.text, 0.36),
        "outline": _mixed(window, found.text, 0.5),
        "card": found.card,
        "card_hover": found.card_hover,
        "accent": found.accent,
        "text": found.text,
        "muted": found.muted,
        "base": QGuiApplication.palette().color(QPalette.ColorRole.Base),
        "highlight": QGuiApplication.palette().color(QPalette.ColorRole.Highlight),
        "highlighted": QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText),
    }
    icons, look = resources.files("photospool.resources") / "icons", "dark" if found.is_dark else "light"
    paths = {name: Path(str(icons / f"{name}-{look}.svg")).as_posix() for name in ("tick", "down")}
    return Template(_SHEET).substitute({name: colour.name() for name, colour in names.items()}, **paths)


# Icons.


@cache
def _svg(name: str) -> str:
    return (resources.files("photospool.resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw one of our icons in a colour."""
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour.name()).encode()))
    renderer.render(painter, rect)


class _Engine(QIconEngine):
    """Draws at every size and density, in the text colour of the moment: nothing to do when the theme changes."""

    def __init__(self, name: str, colour: QColor | None) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        """A copy for another QIcon."""
        return _Engine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw into a rectangle."""
        role, group = QPalette.ColorRole.ButtonText, QPalette.ColorGroup.Active
        if mode is QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
        colour = self._colour or QGuiApplication.palette().color(group, role)
        if mode is QIcon.Mode.Selected and self._colour is None:
            colour = QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText)
        draw_icon(painter, self._name, QRectF(rect), colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of a size in device pixels."""
        found = QPixmap(size)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return found


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """One of ``resources/icons``; without a colour, in that of the text."""
    return QIcon(_Engine(name, colour))


def program_icon() -> QIcon:
    """The program's own, in colours."""
    return icon("photospool")


def tip(text: str) -> str:
    """A text for a tooltip, which takes some texts for markup and knows no other way to be told."""
    from html import escape  # its table of 2,000 entities, 0.4 MB, is for windows only

    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>" if "<" in text or "&" in text else text


def bare(text: str) -> str:
    """A text for the panel's tooltip, which some panels take for markup and others don't: nothing in it is."""
    return text.replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}").replace("&lt;", "& lt;")
