"""The match interface: a provider's machine asks whether fingerprints are on the lists its key names. Between its door (the
key, its limits) and its answer there is no question to the database. Not here: how fingerprints are found (matching)."""
