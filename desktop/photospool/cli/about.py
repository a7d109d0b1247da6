"""``photospool licences``: what the program is made of."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from photospool.cli.console import Listing, out
from photospool.errors import SettingsError
from photospool.system.licences import third_party

commands = typer.Typer()


@commands.command()
def licences(
    name: Annotated[str, typer.Argument(help="Show the whole licence of this package or library.")] = "",
) -> None:
    """List the packages of others that Photospool uses, with their licences."""
    parts = third_party()
    if name:
        wanted = _plain(name)
        found = next((part for part in parts if _plain(part.name) == wanted), None)
        if found is None:
            found = next((part for part in parts if wanted in {_plain(one.name) for one in part.carries}), None)
            if found is None:
                raise SettingsError("NAME", f"Photospool uses nothing that is called “{name}”.")
            out.print(f"{found.name} carries it, whose licences are:\n")
        out.print(found.text or f"{found.name}: {found.licence}; see {found.address}")
        return
    table = Listing()
    for column in ("package", "version", "licence"):
        table.add_column(column)
    for part in parts:
        table.add_row(part.name, part.version, part.licence)
        for native in part.carries:
            table.add_row(f"  {native.name}", native.version or "?", native.licence, style="dim")
    out.print(table)
    out.print("\nBelow a package stand the native libraries that it carries.")
    out.print("Photospool itself: MIT. “photospool licences NAME” shows a whole licence.")


def _plain(name: str) -> str:
    """As package indexes compare names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
