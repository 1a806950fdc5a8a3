"""Where we may be wrong, and what is done about it. A false match harms an innocent person.

Words: a *doubt* is one thing that says so: an objection to a notice, a vote against an entry, two items that were taken for the same and are
not, a notice that was taken back. A *finding* is what a second assessor, who had no part in the first decision, makes of it. A *correction*
is one place to which a mistake went, and how far it is put right there. Not here: how an entry is withdrawn or a list is pulled; those
deeds are called where they live.
"""
