"""The tray icon, its menu and the user's pause.

Shown where the desktop has a tray; the window works without it.
Never knows the engine.
"""
