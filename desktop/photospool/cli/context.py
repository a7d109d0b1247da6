"""What every command starts from: the usable settings of this installation, with all that is wrong shown."""

from __future__ import annotations

from photospool.cli.console import out, show_error
from photospool.config import app_state
from photospool.config.folder_checks import make_folders
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.errors import SettingsError


def checked(here: Profile) -> Settings:
    """The settings, with every problem shown; raises the first that makes them unusable."""
    for problem in here.problems:
        show_error(problem)
    wrong = [advised(problem) for problem in here.settings.validate()]
    for problem in wrong[1:]:
        show_error(problem)
    if wrong:
        raise wrong[0]
    return here.settings


def advised(problem: SettingsError) -> SettingsError:
    """With the command that mends it, where the settings themselves give no advice."""
    if problem.advice or not problem.field.startswith("folders."):
        return problem
    return SettingsError(
        problem.field, problem.title, f"Choose it with “photospool settings set {problem.field} FOLDER”."
    )


def agreed(here: Profile) -> Profile:
    """The user said yes. At the very first yes, work and done are made, as the first steps of the window make them.

    Never again: a folder that is missing later lies on a disk that is not connected.
    """
    if not here.memory.confirmed:
        folders = here.settings.folders
        for path in make_folders({"work": folders.work, "done": folders.done}):
            out.print(f"Made {path}.")
    app_state.keep(here.places.memory, lambda known: known.confirm(here.settings))
    return here.reloaded()
