"""A notification service in a process of its own: prints each call as a line of JSON, and does what it reads.

Lines that it reads: ``action NUMBER KEY``, ``close NUMBER``, ``token NUMBER TEXT``. Its one argument is a list of what
it can, separated by commas. Started by test_notifications.py.
"""

import json
import os
import selectors
import sys

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"


def main() -> None:
    capabilities = [word for word in sys.argv[1].split(",") if word]
    connection = open_dbus_connection("SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    print(json.dumps({"ready": True}), flush=True)
    waiting = selectors.DefaultSelector()
    waiting.register(connection.sock, selectors.EVENT_READ)
    waiting.register(sys.stdin, selectors.EVENT_READ)
    numbers = iter(range(1, 1000))
    while True:
        for key, _ in waiting.select():
            if key.fileobj is sys.stdin:
                lines = os.read(sys.stdin.fileno(), 65536).decode()
                if not lines:
                    return
                for line in lines.splitlines():
                    signal(connection, *line.split())
            else:
                answer(connection, capabilities, numbers)


def answer(connection, capabilities, numbers) -> None:
    while True:
        try:
            message = connection.receive(timeout=0)
        except TimeoutError:
            return
        if message.header.message_type is not MessageType.method_call:
            continue
        member = message.header.fields[HeaderFields.member]
        print(json.dumps({"call": member, "body": message.body}), flush=True)
        if member == "GetCapabilities":
            reply = new_method_return(message, "as", (capabilities,))
        elif member == "Notify":
            reply = new_method_return(message, "u", (message.body[1] or next(numbers),))
        else:
            reply = new_method_return(message)
        connection.send(reply)


def signal(connection, what, number, text="") -> None:
    address = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
    name, signature, body = {
        "action": ("ActionInvoked", "us", (int(number), text)),
        "token": ("ActivationToken", "us", (int(number), text)),
        "close": ("NotificationClosed", "uu", (int(number), 2)),
    }[what]
    connection.send(new_signal(address, name, signature, body))


if __name__ == "__main__":
    main()
