"""The window's Copies: how each copy of the album goes, and what can be done about it.

    replications_page  the tab: a card for each copy, looked at again while it is seen
    card               one copy, with its buttons
    troubles           what the engine told of them, above the cards
    server_form        where a copy shall lie and who signs in there; for the dialogs that make one
    progress_dialog    does something long in a thread and ticks off what is done
    add, publish, remove, password, move, conflicts    those dialogs
    actions            what is done in a thread: from the user's settings to album/replication; no widgets
    replication_texts  a copy's state and what was tried, for people

What a copy is, and all that is done to one, is photospool.album.replication.
"""

from photospool.gui.replication.replications_page import CopiesPage

__all__ = ["CopiesPage"]
