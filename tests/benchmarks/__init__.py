"""What Photospool costs, measured against the script that it grew out of. Run by hand: no test is timed.

One module per topic, each with ``measure(bench)`` that yields rows; ``measure.py`` holds the clocks, ``table.py`` the
rows and the goals' verdicts, ``photos.py`` the photos, ``original.py`` the baseline.
"""
