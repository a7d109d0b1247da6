"""``photospool licences``: what the program is made of."""

from __future__ import annotations

from typing import Annotated

import typer

from photospool.cli.console import Listing, out
from photospool.errors import SettingsError
from photospool.system.licences import third_party

commands = typer.Typer()


@commands.command()
def licences(
    name: Annotated[str, typer.Argument(help="Show the whole licence of this package.")] = "",
) -> None:
    """List the packages of others that Photospool uses, with their licences."""
    parts = third_party()
    if name:
        found = next((part for part in parts if part.name.lower() == name.lower()), None)
        if found is None:
            raise SettingsError("NAME", f"Photospool uses nothing that is called “{name}”.")
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
