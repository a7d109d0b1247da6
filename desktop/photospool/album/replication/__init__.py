"""Copies of the album on other servers: CouchDB's own replication does the work, this sets it up and watches it.

For front ends, which know nothing of replication:

    add.add(album, wish, tell)                  try everything, then copy from now on; returns the Copy
    replications.Replications(album)            copies, pause, resume, remove, change the password of what was added
    progress.state_of(album, copy)              a CopyState: how it goes, and which photos could not be copied, by name
    status_text.sentence(state)                 that state for people

    public.publish.preview(album)               what strangers would see, and what holds the set-up back
    public.publish.publish(album, wish, tell)   the guided set-up of a copy that anybody may read
    public.proof.prove(copy)                    the same as an anonymous visitor finds it, tick by tick
    public.retract.audit(album, copy)           what is public in the album and what the copy shows are made one
    conflicts.settle, choose                    what two machines changed is made one; a person chooses the rest
    monitor.ReplicationMonitor(album)           all that runs by itself, told as events

What is wrong with a copy is an ``errors.CopyError``; what is wrong with the album itself stays what an album raises.
"""
