"""One box for everything: what a text is taken for, and the shelves on which each domain lays what it has found."""
