"""The main loop: claims photos, runs the pipeline, retries and pauses, and the factory that builds it from settings.

Decides on order and on every fault; the stages themselves live in spool, photo and album.
Never knows EXIF, HTTP or Qt.
"""
