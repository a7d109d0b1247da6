"""The settings dialog: one module per page, and the dialog that checks everything before it saves anything."""

from photospool.gui.settings.settings_dialog import SettingsDialog

__all__ = ["SettingsDialog"]
