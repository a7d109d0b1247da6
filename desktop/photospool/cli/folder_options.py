"""What can be said of a further incoming folder: the same options for every command that says it."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from photospool.config import change_folders
from photospool.config import settings as choices
from photospool.config.more_folders import MoreFolder


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """One field for each option; None: nothing was said."""

    copies: Annotated[
        bool | None,
        typer.Option("--copy/--move", help="Leave what lies there and copy each once, or move it out."),
    ] = None
    keywords: Annotated[str | None, typer.Option(help="Tags for its photos and videos, separated by commas.")] = None
    category: Annotated[
        str | None, typer.Option(help="Private, Friends/Family or a name of your own; never Public.")
    ] = None
    added_by: Annotated[
        str | None, typer.Option(help="The name that strangers may see with them in a public copy.")
    ] = None
    work: Annotated[str | None, typer.Option(help="On the folder's own disk; usually chosen by itself.")] = None
    done: Annotated[str | None, typer.Option(help="On the folder's own disk; usually chosen by itself.")] = None

    def said_of(self, folder: MoreFolder, *, copies: bool) -> MoreFolder:
        """The folder with all that was said; ``copies`` where nothing was said of that."""
        said: dict[str, Any] = {"mode": change_folders.mode_of(copies=copies if self.copies is None else self.copies)}
        if self.keywords is not None:
            said["keywords"] = tuple(word.strip() for word in self.keywords.split(",") if word.strip())
        for name in ("category", "added_by"):
            words = getattr(self, name)
            if words is not None:
                said[name] = words.strip()
        for name in ("work", "done"):
            path = getattr(self, name)
            if path is not None:
                said[name] = str(choices.whole_path(path)) if path else ""
        return dataclasses.replace(folder, **said)


def with_folder_options(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes its ``options: FolderOptions`` as options of the command line, before its own ones."""
    own = inspect.signature(command, eval_str=True).parameters
    theirs = inspect.signature(FolderOptions, eval_str=True).parameters
    mine = [one for name, one in own.items() if name != "options"]

    @functools.wraps(command)
    def run(**given: Any) -> None:
        options = FolderOptions(**{name: given.pop(name) for name in theirs})
        command(**given, options=options)

    shown = [
        *(one for one in mine if one.default is inspect.Parameter.empty),
        *theirs.values(),
        *(one for one in mine if one.default is not inspect.Parameter.empty),
    ]
    taken = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in shown]
    run.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in taken}
    del run.__wrapped__
    return run
