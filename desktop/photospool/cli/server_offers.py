"""What an administrator of a server may let Photospool set there: told in words, asked for, and never set silently."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from photospool.cli.console import out
from photospool.security.untrusted_text import said

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum

SetPolicy = Annotated[
    bool | None,
    typer.Option(
        "--set-policy/--keep-policy",
        help="Let the page run on the server, or don't; you are asked otherwise.",
        show_default=False,
    ),
]
Tune = Annotated[
    bool | None,
    typer.Option(
        "--tune/--keep-tuning",
        help="Let the server keep photos in larger pieces, which costs it half the work, or don't; you are asked "
        "otherwise.",
        show_default=False,
    ),
]


def offer_page(album: CouchAlbum, wanted: bool | None, address: str, *, is_copy: bool = False) -> None:
    """Say whether the page runs on the server; let an administrator change that, if they say so.

    ``address``: how others reach the server; empty: as we do. ``is_copy``: it is the page of a copy for strangers.
    """
    from photospool.album.couchdb.couchapp import examine
    from photospool.album.couchdb.setup import let_run

    policy = examine(album, address)
    if policy is None:
        return
    if not policy.fails:
        out.print(f"The album's page: {policy.address}")
        return
    out.print(
        f"\nThe album's page is installed at {policy.address}\nbut {policy.fails}: with every attachment the "
        f"server sends the policy\n\n    {policy.current}\n\nAn administrator of the server can set this one "
        f"instead:\n\n    {policy.wanted}\n\n"
        f"It means: in attachments, scripts run only if they lie in the album's own design document, below\n"
        f"{policy.scripts}\nwhich only administrators can change. Whatever else is attached to any document of this "
        "server\nstays without scripts, as today. It is the setting csp/attachments_header_value.\n",
    )
    if not _is_wanted(wanted):
        later = (
            "Strangers can't see the page until it is. “Let the page run there…” in the window sets it at any time."
            if is_copy
            else "You can always look at the album with: photospool album open"
        )
        out.print(f"The server's setting was not changed. {later}")
        return
    let_run(album, policy)
    now = examine(album, address)
    if now is not None and not now.fails:
        out.print(f"It is set. The album's page: {now.address}")
    else:
        out.print("It is set, but the page still comes with another policy: something in front of the server sends it.")


def offer_tuning(album: CouchAlbum, wanted: bool | None, *, is_copy: bool = False) -> None:
    """Say what the server's small pieces cost; let an administrator change that, if they say so.

    ``is_copy``: it is the server of a copy, which “album setup” never speaks to.
    """
    from photospool.album.couchdb.tuning import SECTION, SETTING, by_hand, examine, tune

    found = examine(album)
    if found is None or found.is_tuned:
        return
    out.print(
        f"\n{found.words}\nIt is the setting {SECTION}/{SETTING}, for all databases of the server and for what is "
        "stored from then on;\nwhat is there stays as it is.\n"
    )
    if not _is_wanted(wanted):
        later = (
            f"Its administrator sets it at any time:\n\n    {by_hand(album)}"
            if is_copy
            else "“photospool album setup --tune” sets it at any time."
        )
        out.print(f"The server's setting was not changed. {later}")
        return
    nodes = tune(album)
    out.print("It is set, and stays so when the server starts anew.")
    if nodes.away:
        names = ", ".join(said(node) for node in nodes.away)
        out.print(f"Not on {names}: it is away. Please run this again when it is back.")


def said_beforehand(wanted: bool | None, *, as_json: bool) -> bool | None:
    """What the command line wants; None: to be asked. With JSON nothing is, and what was not said is not set."""
    return bool(wanted) if as_json else wanted


def _is_wanted(wanted: bool | None) -> bool:
    if wanted is None and sys.stdin.isatty():
        return bool(typer.confirm("Shall Photospool set it?", default=False))
    return bool(wanted)
