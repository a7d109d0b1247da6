"""Decoding in processes of their own: pool, one worker, their protocol and limits.

A crash, a hang or a bomb ends a worker and never the program.
Never stores anything.
"""
