"""What the embedded album answers when it can't do what it was asked: CouchDB's own errors, by number and name.

For the code that speaks to the album as to a database (the page's server, moving, the tests), never for people:
what a person is told is made of errors.py.
"""

from __future__ import annotations


class DatabaseError(Exception):
    """A request that was answered with an error; nothing has been changed."""

    status: int = 500
    """As the HTTP status."""
    error: str
    """CouchDB's short name, such as ``conflict``."""
    reason: str

    def __init__(self, error: str, reason: str) -> None:
        super().__init__(error, reason)
        self.error = error
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.error}: {self.reason}"


class BadRequest(DatabaseError):
    """The request itself is wrong, and will be every time."""

    status = 400


class NotFound(DatabaseError):
    """Never there, or deleted: the reason says which."""

    status = 404


class UpdateConflict(DatabaseError):
    """Somebody else has changed the document since."""

    status = 409

    def __init__(self, reason: str = "Document update conflict.") -> None:
        super().__init__("conflict", reason)


class MissingStub(DatabaseError):
    """The document names an attachment without sending it, and the album has none of that name."""

    status = 412

    def __init__(self, reason: str) -> None:
        super().__init__("missing_stub", reason)
