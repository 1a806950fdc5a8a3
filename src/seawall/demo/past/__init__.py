"""Ten invented weeks of the hotline, lived through the real deeds with the clock set back."""

from seawall.demo.past.weeks import REPORTS, invent

__all__ = ["REPORTS", "invent"]
