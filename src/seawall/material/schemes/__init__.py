"""Laws and classifications as data: rule tables (the *.toml files here), how they are read, how they are applied.

A table is written for two readers, the lawyer who signs it and the evaluator. Words: scheme, version, category, rule
(ordered; the first that fits gives the category), reason (the sentence shown to people), case (a test in the table).
"""

from seawall.material.schemes.evaluate import Outcome, evaluate
from seawall.material.schemes.tables import (
    NO_VERDICT,
    OUTSIDE,
    Category,
    Rule,
    Scheme,
    Words,
    scheme_at,
    schemes,
)

__all__ = [
    "NO_VERDICT",
    "OUTSIDE",
    "Category",
    "Outcome",
    "Rule",
    "Scheme",
    "Words",
    "evaluate",
    "scheme_at",
    "schemes",
]
