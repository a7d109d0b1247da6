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
    upkeep.Upkeep(album, tell)            all that runs by itself, at the program's start, every minute and every day

What is wrong with a copy is an ``errors.CopyError``; what is wrong with the album itself stays what an album raises.
"""
