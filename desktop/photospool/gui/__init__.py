"""The window and the tray icon: they observe events and send commands. No step of a photo is done in here."""
