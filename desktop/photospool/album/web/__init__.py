"""The album page's server on 127.0.0.1: sessions, the page's API and its two backends.

Hands out static files and passes the page's requests to the album.
Never serves another computer.
"""
