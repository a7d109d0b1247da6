"""The public copy: what strangers get, set-up, proof by real requests, taking back.

One allow-list decides what may be read.
Never publishes by itself.
"""
