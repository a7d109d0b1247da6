"""What a photo knows: date, place, words, tags, camera; and which of it strangers may have.

containers.py finds the blocks in each format, the others read one kind of block each.
Never decodes pixels.
"""
