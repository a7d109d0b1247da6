"""Small widgets that several windows use.

Each shows values and emits signals.
Never asks an album or the disk itself.
"""
