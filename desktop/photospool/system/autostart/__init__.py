"""Start at login: desktop entry, launch agent, Run key.

One module per platform mechanism.
Never starts the program itself.
"""
