"""Disclosure: everything of the case of one person, for a court: opened for a purpose, with the trail that belongs to it, and with what is not in it."""
