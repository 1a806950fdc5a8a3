"""What leaves the node to others who work on their own, and on whose word; and what we take over from them.

Words: an *agreement* says which list goes to which holder of access keys, under which handling code, from when to when; a
*pull* is one call with which the holder's machine fetches what has changed; a *sighting* says that an entry which one receiver alone was given has come back. A *source* is somebody else whose list we
take over, in *runs* that go on from its checkpoint. Not here: what is on a list and in which
order it changes (material), and who holds a key (people).
"""
