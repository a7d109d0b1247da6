"""Running without a screen: systemd, launchd, Task Scheduler.

One module per service manager, base.py holds what they share.
Never imports Qt.
"""
