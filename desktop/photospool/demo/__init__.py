"""A throw-away profile, sample photos and the trial run of demo and first run.

Everything lies below one temporary folder.
Never reads or writes the user's own profile.
"""
