"""Which step may follow. The rungs that somebody has reached are kept in their order: a step back leaves those above it."""

from collections.abc import Mapping, Sequence

from seawall.operations.persons.words import PersonState

S = PersonState
ENDS = (S.CONVICTED, S.ACQUITTED, S.DIVERTED, S.DISCONTINUED)
Needs = Mapping[PersonState, frozenset[PersonState]]
# What has to be reached before. Nobody is arrested whom nobody has identified, and no court finds before there is a charge.
ADULT: Needs = {
    S.INVESTIGATED: frozenset(),
    S.IDENTIFIED: frozenset(),
    S.ARRESTED: frozenset({S.IDENTIFIED}),
    S.CHARGED: frozenset({S.IDENTIFIED}),
    S.CONVICTED: frozenset({S.CHARGED}),
    S.ACQUITTED: frozenset({S.CHARGED}),
    S.DISCONTINUED: frozenset(),
}
# The youth service stands before an arrest, a charge and a court, and a court is not the only way out.
YOUTH: Needs = {
    S.INVESTIGATED: frozenset(),
    S.IDENTIFIED: frozenset(),
    S.YOUTH_SERVICE: frozenset({S.IDENTIFIED}),
    S.ARRESTED: frozenset({S.YOUTH_SERVICE}),
    S.CHARGED: frozenset({S.YOUTH_SERVICE}),
    S.CONVICTED: frozenset({S.YOUTH_SERVICE, S.CHARGED}),
    S.ACQUITTED: frozenset({S.YOUTH_SERVICE, S.CHARGED}),
    S.DIVERTED: frozenset({S.YOUTH_SERVICE}),
    S.DISCONTINUED: frozenset(),
}
BEFORE_THE_COURT = frozenset({S.ARRESTED, S.CHARGED})


def onward(reached: Sequence[PersonState], *, youth: bool) -> tuple[PersonState, ...]:
    """Who turns out to be under age after an arrest goes to the youth service before anything else, but for an end without a court."""
    if set(reached) & set(ENDS):
        return ()
    needs = YOUTH if youth else ADULT
    due = (one for one, before in needs.items() if one not in reached and before <= set(reached))
    begun = set(reached) & BEFORE_THE_COURT
    return tuple(one for one in due if not (begun and one is S.INVESTIGATED))


def back(reached: Sequence[PersonState]) -> tuple[PersonState, ...]:
    return tuple(reversed(reached[:-1]))


def after(reached: Sequence[PersonState], then: PersonState) -> tuple[PersonState, ...]:
    """The rungs as they are after a step."""
    if then in reached:
        return tuple(reached[: reached.index(then) + 1])
    return (*reached, then)


def is_under_investigation(reached: Sequence[PersonState]) -> bool:
    """Neither arrested nor charged, and not ended: nobody is counted here and among the arrested."""
    begun = {S.INVESTIGATED, S.IDENTIFIED} & set(reached)
    return bool(begun) and not (BEFORE_THE_COURT | set(ENDS)) & set(reached)
