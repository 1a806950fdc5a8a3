"""Which child is shown, whether somebody knows, and who works on it. Children are pseudonyms here: a code without a meaning.

Words: a *series* is items that belong together; a *victim* is a child shown in it, and stands on a ladder from unidentified to
safeguarded; a *change* is one deed that moved items, victims or clues, kept with its *moves* so that it can be undone; a *clue* is
what may tell the country, in masked words; a *claim* says who works on a series and until when; a *pointer* is all that another
agency learns of it: taken, by which desk, how to reach them; the *vault* keeps names and other data of the children, sealed, for two
people to open.
Not here: what an item is (material), who is suspected (operations).
"""
