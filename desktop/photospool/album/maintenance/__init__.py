"""Looking after an album that is there: prove its originals, mend what older programs left out, take all of it along.

    library    what these need of an album, and the ways through it
    verify     every stored original against its digests
    repair     what is missing, or lies where strangers could copy it
    export     originals, sidecars and an index in a plain folder
    importing  such a folder back into an album

Each works on either album, may be stopped anywhere and begun again, and tells how far it is. It never knows
folders of the spool or settings.
"""
