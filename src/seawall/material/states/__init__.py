"""The closed words of this domain and the plain values that cross its border: labels and given fingerprints."""

from seawall.material.states.arrivals import Arrival, Arrived, Fate, RevealedItem, Said, Source
from seawall.material.states.fingerprints import (
    EXACT,
    HEX_LETTERS,
    LEAST_QUALITY,
    MATCHED,
    FingerprintKind,
    GivenFingerprint,
    Purpose,
)
from seawall.material.states.items import MAY_BE_ASSESSED, ItemState, MatchAnswer
from seawall.material.states.keyed import Keyed, KeyedArrival, keyed
from seawall.material.states.labels import (
    FACTS,
    LABEL_KEYS,
    LABEL_NAMES,
    UNKNOWN,
    AgeBand,
    Answer,
    Confidence,
    Depiction,
    Labels,
    contradict,
)
from seawall.material.states.lists import (
    QUARANTINED,
    STEPS,
    WIDEST_RADIUS,
    EntryState,
    HandlingCode,
    Stance,
    VoteReason,
    WithdrawalReason,
)
from seawall.material.states.traits import Told, TraitKind
from seawall.material.states.vics import arrival_of, plain

__all__ = [
    "Told",
    "TraitKind",
    "arrival_of",
    "keyed",
    "plain",
    "EXACT",
    "FACTS",
    "HEX_LETTERS",
    "LABEL_KEYS",
    "LABEL_NAMES",
    "LEAST_QUALITY",
    "MATCHED",
    "MAY_BE_ASSESSED",
    "QUARANTINED",
    "STEPS",
    "UNKNOWN",
    "WIDEST_RADIUS",
    "AgeBand",
    "Answer",
    "Arrival",
    "Arrived",
    "Confidence",
    "Depiction",
    "EntryState",
    "Fate",
    "FingerprintKind",
    "GivenFingerprint",
    "HandlingCode",
    "ItemState",
    "Keyed",
    "KeyedArrival",
    "Labels",
    "MatchAnswer",
    "Purpose",
    "RevealedItem",
    "Said",
    "Source",
    "Stance",
    "VoteReason",
    "WithdrawalReason",
    "contradict",
]
