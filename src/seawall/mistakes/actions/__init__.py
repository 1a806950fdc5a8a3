from seawall.mistakes.actions.decide_doubt import decide_doubt
from seawall.mistakes.actions.follow_objection import follow_objection
from seawall.mistakes.actions.note_doubt import About, note_doubt
from seawall.mistakes.actions.note_listed import note_listed
from seawall.mistakes.actions.note_pulled import note_pulled
from seawall.mistakes.actions.note_told import note_told

__all__ = [
    "About",
    "decide_doubt",
    "follow_objection",
    "note_doubt",
    "note_listed",
    "note_pulled",
    "note_told",
]
