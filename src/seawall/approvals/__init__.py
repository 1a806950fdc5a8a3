"""Deeds that need a second person: what one proposes another one looks at, and only then it can be done, once.

Words: a *deed* is what a domain lets nobody do alone, under its dotted name; an *intent* is exactly what will happen, kept as a
digest; an *approval* is the question to a second person, from the proposal until it is spent, refused, withdrawn or expired.
Not here: which deeds need two people and who may approve them. Each domain says so of its own, and config/wiring.py names them all.
"""
