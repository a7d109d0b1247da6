"""The command line: reads words, calls the engine, prints what happened. No step of a photo is done in here."""

from photospool.cli.app import main

__all__ = ["main"]
