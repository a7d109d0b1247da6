"""Dialogs opened from menu and window.

Each is made on demand and forgotten when closed.
Never decides about photos.
"""
