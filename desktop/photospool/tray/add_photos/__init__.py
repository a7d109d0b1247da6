"""Add photos by hand: choose or drop them, look at them, say what they are, and copy them into work."""

from photospool.tray.add_photos.dialog import AddPhotosDialog, isolated_decoder

__all__ = ["AddPhotosDialog", "isolated_decoder"]
