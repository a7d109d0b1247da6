"""Copies of the album on other servers: CouchDB's own replication does the work, this sets it up and watches it.

For front ends, which know nothing of replication:

    adding.add(album, wish, tell)         try everything, then copy from now on; returns the Copy
    keeping.Keeper(album)                 copies, pause, resume, remove, change the password of what was added
    watching.state_of(album, copy)        a CopyState: how it goes, and which photos could not be copied, by name
    words.sentence(state)                 that state for people

    public.preview(album)                 what strangers would see, and what holds the set-up back
    public.publish(album, wish, tell)     the guided set-up of a copy that anybody may read
    proving.prove(copy)                   the same as an anonymous visitor finds it, tick by tick
    unpublish.audit(album, copy)          what is public in the album and what the copy shows are made one
    conflicts.settle, choose              what two machines changed is made one; a person chooses the rest
    tending.Tending(album)                all that runs by itself: told as events, driven by the program's chores

What is wrong with a copy is an ``errors.CopyError``; what is wrong with the album itself stays what an album raises.
"""
