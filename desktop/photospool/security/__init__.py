"""Our guards at the door: private files, names kept below one folder, strangers' text and JSON, children's environment.

Plain functions of the standard library; every other room may use them.
Never knows photos, albums or settings.
"""
