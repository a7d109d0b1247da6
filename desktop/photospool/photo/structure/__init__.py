"""Whether a file is whole, format by format, without decoding it.

Reads markers, directories, boxes and chunks; completeness.py asks the right one.
Never decodes, never changes a file.
"""
