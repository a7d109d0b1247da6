"""Notifications on Linux desktops: org.freedesktop.Notifications over D-Bus, in the interface's own thread.

Nothing waits for an answer: the socket tells when there is one. The service may be started by our first call, be
restarted, or not be there at all.
https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtCore import Slot as QtSlot
from PySide6.QtGui import QGuiApplication

from photospool.gui.notifications.notice import Go, Notice, Slot

log = logging.getLogger(__name__)

SERVICE: Final = "org.freedesktop.Notifications"
_ADDRESS: Final = DBusAddress("/org/freedesktop/Notifications", bus_name=SERVICE, interface=SERVICE)
_BUS: Final = "org.freedesktop.DBus"
DEFAULT: Final = "default"
"""The action of a click on the notification itself."""
SEND_S: Final = 1.0
"""A bus that takes nothing for so long is as good as none."""


@dataclass(slots=True)
class _Shown:
    """What the service has of ours."""

    notice: Notice
    number: int = 0
    """The service's; 0 until it has answered."""


@dataclass(slots=True)
class _Line:
    """A connection to the bus and what is awaited on it."""

    connection: DBusConnection
    reader: QSocketNotifier
    capabilities: frozenset[str] | None = None
    """None until the service has said what it can."""
    queued: list[Notice] = field(default_factory=list)
    """To be shown once that, or the number of the one to replace, is known."""
    awaited: dict[int, Slot | None] = field(default_factory=dict)
    """Serial of a call → the slot that it shows; None: the question for capabilities."""
    shown: dict[Slot, _Shown] = field(default_factory=dict)


class Freedesktop(QObject):
    """The desktop's notification service, reached at the first notice."""

    clicked = Signal(object)
    failed = Signal(object)

    def __init__(self, name: str, icon: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = icon
        self._line: _Line | None = None

    @QtSlot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show it in place of the last one in its slot."""
        self._read()  # what has happened since decides what can be shown, and what replaced
        self._show(notice)

    def _show(self, notice: Notice) -> None:
        try:
            line = self._line or self._connect()
            if line.capabilities is None:
                line.queued.append(notice)
                if None not in line.awaited.values():
                    line.awaited[self._call("GetCapabilities")] = None
            elif notice.slot in line.awaited.values():
                line.queued.append(notice)
            else:
                self._notify(line, notice)
        except (OSError, KeyError, ValueError, RuntimeError) as exc:
            # No bus, no address of one, or one that speaks another language.
            self._lose(exc)
            self.failed.emit(notice)

    def withdraw(self, slot: Slot) -> None:
        """Take back what is shown there."""
        line = self._line
        if line is None:
            return
        line.queued = [notice for notice in line.queued if notice.slot is not slot]
        shown = line.shown.pop(slot, None)
        if shown is not None and shown.number:
            try:
                self._call("CloseNotification", "u", (shown.number,))
            except OSError as exc:
                self._lose(exc)

    def close(self) -> None:
        """Take everything back."""
        for slot in Slot:
            self.withdraw(slot)
        self._drop()

    # The bus.

    def _connect(self) -> _Line:
        connection = open_dbus_connection("SESSION")
        connection.sock.settimeout(SEND_S)
        reader = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        reader.activated.connect(self._read)
        self._line = _Line(connection, reader)
        of_service = MatchRule(type="signal", sender=SERVICE, interface=SERVICE, path=_ADDRESS.object_path)
        of_its_owner = MatchRule(type="signal", sender=_BUS, interface=_BUS, member="NameOwnerChanged")
        of_its_owner.add_arg_condition(0, SERVICE)
        for rule in (of_service, of_its_owner):
            connection.send(message_bus.AddMatch(rule))
        return self._line

    def _call(self, method: str, signature: str = "", body: tuple[object, ...] = ()) -> int:
        """Send a call; the serial by which its answer is known."""
        assert self._line is not None  # noqa: S101 (for the type checker)
        connection = self._line.connection
        serial = next(connection.outgoing_serial)
        connection.send(new_method_call(_ADDRESS, method, signature or None, body), serial=serial)
        return int(serial)

    def _lose(self, cause: Exception) -> None:
        """The bus is gone: what was on its way there is shown another way; the next notice tries again."""
        log.info("No notification service: %s: %s", type(cause).__name__, cause)
        line = self._line
        self._drop()
        if line is not None:
            on_its_way = [shown.notice for shown in line.shown.values() if not shown.number]
            for notice in [*line.queued, *on_its_way]:
                self.failed.emit(notice)

    def _drop(self) -> None:
        if self._line is not None:
            self._line.reader.setEnabled(False)
            self._line.reader.deleteLater()
            self._line.connection.close()
            self._line = None

    @QtSlot()
    def _read(self) -> None:
        """The socket has something."""
        while self._line is not None:
            try:
                message = self._line.connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, ValueError) as exc:
                self._lose(exc)
                return
            self._hear(self._line, message)

    def _hear(self, line: _Line, message: Message) -> None:
        fields = message.header.fields
        kind = message.header.message_type
        if kind in {MessageType.method_return, MessageType.error}:
            serial = fields.get(HeaderFields.reply_serial)
            if serial in line.awaited:
                self._answered(line, line.awaited.pop(serial), message)
        elif kind is MessageType.signal:
            match fields.get(HeaderFields.member), message.body:
                case "ActionInvoked", (int(number), str(action)):
                    self._on_action(line, number, action)
                case "NotificationClosed", (int(number), int()):
                    self._forget(line, number)
                case "ActivationToken", (int(number), str(token)) if self._slot_of(line, number):
                    # Sent before the action: Wayland lets a window come to the front only with it.
                    os.environ["XDG_ACTIVATION_TOKEN"] = token
                case "NameOwnerChanged", (str(name), str(), str()) if name == SERVICE:
                    # Another service, or the same afresh: it knows nothing of ours, and may be able to do less.
                    line.capabilities = None
                    line.shown = {slot: shown for slot, shown in line.shown.items() if not shown.number}

    def _answered(self, line: _Line, slot: Slot | None, message: Message) -> None:
        is_error = message.header.message_type is MessageType.error
        if slot is not None:
            shown = line.shown.get(slot)
            if is_error and shown is not None:
                log.info("A notification was refused: %s", message.body)
                del line.shown[slot]
                self.failed.emit(shown.notice)
            elif shown is not None:
                shown.number = int(message.body[0])
            self._show_queued(line)
            return
        if is_error:
            log.info("No notification service: %s", message.body)
            queued, line.queued = line.queued, []
            for notice in queued:
                self.failed.emit(notice)
            return
        line.capabilities = frozenset(str(word) for word in message.body[0])
        self._show_queued(line)

    def _show_queued(self, line: _Line) -> None:
        queued, line.queued = line.queued, []
        for notice in queued:
            self._show(notice)

    # Notices.

    def _notify(self, line: _Line, notice: Notice) -> None:
        capabilities = line.capabilities or frozenset()
        before = line.shown.get(notice.slot)
        title, body = notice.title, notice.body
        if "body" not in capabilities and body:
            title, body = f"{title}: {' '.join(body.splitlines())}", ""
        elif "body-markup" in capabilities:
            from html import escape  # 0.4 MB: only where something is shown

            body = escape(body, quote=False)
        icon = self._icon.as_uri() if self._icon is not None else ""
        number = before.number if before else 0
        actions = _actions(notice) if "actions" in capabilities else []
        line.shown[notice.slot] = _Shown(notice, number)
        call = (self._name, number, icon, title, body, actions, _hints(notice), -1)
        line.awaited[self._call("Notify", "susssasa{sv}i", call)] = notice.slot

    def _on_action(self, line: _Line, number: int, action: str) -> None:
        slot = self._slot_of(line, number)
        if slot is None:
            return
        notice = line.shown[slot].notice
        if action == DEFAULT:
            self.clicked.emit(notice.go)
        elif action in {offered.go.value for offered in notice.actions}:
            self.clicked.emit(Go(action))

    def _forget(self, line: _Line, number: int) -> None:
        slot = self._slot_of(line, number)
        if slot is not None:
            del line.shown[slot]

    @staticmethod
    def _slot_of(line: _Line, number: int) -> Slot | None:
        return next((slot for slot, shown in line.shown.items() if number and shown.number == number), None)


def _actions(notice: Notice) -> list[str]:
    """Keys and labels in turn. A few desktops show the default one as a button: it says where it leads."""
    label = next((action.label for action in notice.actions if action.go is notice.go), notice.title)
    found = [DEFAULT, label]
    for action in notice.actions:
        found += [action.go.value, action.label]
    return found


def _hints(notice: Notice) -> dict[str, tuple[str, Any]]:
    hints: dict[str, tuple[str, Any]] = {"urgency": ("y", 1), "suppress-sound": ("b", True)}
    if desktop_file := QGuiApplication.desktopFileName():
        hints["desktop-entry"] = ("s", desktop_file)
    if notice.picture is not None:
        hints["image-path"] = ("s", notice.picture.as_uri())
    return hints
