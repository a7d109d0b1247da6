"""Whether a file is whole, format by format, without decoding it.

Reads markers, directories, boxes and chunks; completeness.py asks the right one.
Never decodes, never changes a file. Everywhere in here ``size`` is that of the whole file, and ``offset``, ``begin``
and ``end`` count from its first byte: all in bytes.
"""
