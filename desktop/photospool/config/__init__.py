"""What the user chose and what the program remembers: settings, paths, profile, checks of the folders.

Reads and writes this user's own small files.
Never touches a photo, never talks to an album, never imports Qt.
"""
