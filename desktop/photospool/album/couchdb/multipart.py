"""A document and its attachments as the parts of one ``multipart/related`` request, which CouchDB stores whole or not.

The JSON first, with ``follows`` for each attachment, then the attachments in the order of the JSON.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Final, TypeVar

_PLAIN: Final = re.compile(r"[A-Za-z0-9._-]+")
Attachment = TypeVar("Attachment")


def related(document: bytes, attachments: Mapping[str, tuple[str, Attachment]]) -> tuple[str, list[bytes | Attachment]]:
    """The request's content type, and its parts: what stands between the attachments, and the attachments.

    ``document``: the JSON, encoded. ``attachments``: name → content type and where its bytes come from, in the order
    in which the JSON names them.
    """
    boundary = secrets.token_hex(16)
    parts: list[bytes | Attachment] = [f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode() + document]
    for name, (content_type, attachment) in attachments.items():
        # For servers that only speak the protocol; CouchDB itself goes by the order.
        disposition = f'Content-Disposition: attachment; filename="{name}"\r\n' if _PLAIN.fullmatch(name) else ""
        parts += [f"\r\n--{boundary}\r\n{disposition}Content-Type: {content_type}\r\n\r\n".encode(), attachment]
    parts.append(f"\r\n--{boundary}--".encode())
    return f'multipart/related; boundary="{boundary}"', parts
