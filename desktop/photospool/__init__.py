"""Photospool: carries photos from a synced folder into an album in CouchDB."""

__version__ = "0.1.0"
