"""What the lines of the trail hold beside the deed, in words for pages. The lines themselves stay as they were written."""

from seawall.desk.facts.told import Piece, Told, facts_of, in_words, piece_of

__all__ = ["Piece", "Told", "facts_of", "in_words", "piece_of"]
