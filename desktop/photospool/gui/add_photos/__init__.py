"""Add photos by hand: choose or drop them, look at them, say what they are, and copy them into work."""

from photospool.gui.add_photos.add_dialog import AddPhotosDialog, isolated_decoder

__all__ = ["AddPhotosDialog", "isolated_decoder"]
