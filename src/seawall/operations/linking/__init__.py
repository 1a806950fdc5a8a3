"""Which accounts of an operation may be one person's: a suggestion with its evidence, never an answer."""
