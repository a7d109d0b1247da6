"""What every command starts from: the usable settings of this installation, with all that is wrong shown."""

from __future__ import annotations

from photospool.cli.console import show_error
from photospool.installation import Installation
from photospool.settings import Settings


def checked(here: Installation) -> Settings:
    """The settings, with every problem shown; raises the first that makes them unusable."""
    for problem in here.problems:
        show_error(problem)
    wrong = here.settings.validate()
    for problem in wrong[1:]:
        show_error(problem)
    if wrong:
        raise wrong[0]
    return here.settings
