"""The closed words of this domain and the plain values that cross its border: labels and given fingerprints."""

from seawall.material.states.fingerprints import EXACT, FingerprintKind, GivenFingerprint, Purpose
from seawall.material.states.items import MAY_BE_ASSESSED, ItemState, MatchAnswer
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
    STEPS,
    EntryState,
    HandlingCode,
    VoteReason,
    WithdrawalReason,
)

__all__ = [
    "EXACT",
    "FACTS",
    "LABEL_KEYS",
    "LABEL_NAMES",
    "MAY_BE_ASSESSED",
    "STEPS",
    "UNKNOWN",
    "AgeBand",
    "Answer",
    "Confidence",
    "Depiction",
    "EntryState",
    "FingerprintKind",
    "GivenFingerprint",
    "HandlingCode",
    "ItemState",
    "Labels",
    "MatchAnswer",
    "Purpose",
    "VoteReason",
    "WithdrawalReason",
    "contradict",
]
