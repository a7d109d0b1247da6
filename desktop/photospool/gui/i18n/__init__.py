"""Languages of the windows and the words for values.

Texts are made here from values.
Never decides anything.
"""
