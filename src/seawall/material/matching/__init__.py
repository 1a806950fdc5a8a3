"""Finding fingerprints again without a question to the database. The database is the truth; everything here is made from
it and can be thrown away: index folders, written by one keeper a machine, and a catalogue in the memory of each process,
kept by its follower. `look` joins the two. Not here: what a person answers to a match, which is an action."""
