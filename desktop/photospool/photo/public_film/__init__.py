"""The copy of a video that strangers may have: made anew of what is on a list, and judged by a reader of its own.

``rewriting`` plans it (which bytes of the original, behind which new header), ``film_privacy`` judges what came of it
and shares no code with the former; both run in a caged worker (``tasks``). ``maker`` writes it.
"""
