"""The main window: status header, Recent, Issues.

Shows a state and asks by signals.
Never talks to the engine directly.
"""
