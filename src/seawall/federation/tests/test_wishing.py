"""Whatever people find, and whatever becomes of the calls: in the end the source has heard our word, or a person knows that it has not."""

from hypothesis import example, given
from hypothesis import strategies as st

from seawall.core import clock
from seawall.federation.models import SourceVote
from seawall.federation.states import VoteState, VoteTrouble
from seawall.federation.voting import wishing
from seawall.material.states import VoteReason

T = VoteTrouble
FOR, ADULT, OTHER = VoteReason.OWN_OPINION, VoteReason.ADULT, VoteReason.OTHER_CLASS
# What the service did, and what we hear of it.
ANSWERS = [(True, T.NONE), (True, T.NO_ANSWER), (False, T.NO_ANSWER), (False, T.THEIRS), (False, T.NOT_TAKEN)]
found = st.tuples(st.just("found"), st.sampled_from([FOR, ADULT, OTHER, None]))
said = st.tuples(st.just("said"), st.sampled_from([*ANSWERS, "killed before", "killed after"]))
pressed = st.tuples(st.just("pressed"), st.just("again"))


class Service:
    """One vote of ours on one fingerprint: the last one put stands."""

    def __init__(self) -> None:
        self.stands = ""

    def called(self, vote: SourceVote, how: tuple[bool, VoteTrouble] | str) -> None:
        if vote.state != VoteState.WAITING:
            return
        wishing.count_killed(vote)
        if vote.state != VoteState.WAITING:
            return
        in_doubt = wishing.begin(vote)
        reason = VoteReason(vote.wanted)
        if isinstance(how, str):
            self.stands = reason.value if how == "killed after" else self.stands
            return
        taken, heard = how
        self.stands = reason.value if taken else self.stands
        wishing.note(vote, reason, heard, in_doubt)


# What may stand there since a call without an answer is not known any better when the next one is refused.
@example([("found", FOR), ("said", ANSWERS[1]), ("said", ANSWERS[4]), ("found", None)])
@example(
    [
        ("found", FOR),
        ("said", ANSWERS[0]),
        ("found", ADULT),
        ("said", ANSWERS[1]),
        ("found", FOR),
        ("said", ANSWERS[4]),
        ("pressed", "again"),
    ]
)
@given(st.lists(st.one_of(found, said, pressed), max_size=40))
def test_in_the_end_the_source_has_our_word(story: list[tuple[str, object]]) -> None:
    vote, service = SourceVote(kind="MD5"), Service()
    for what, how in story:
        if what == "found":
            wishing.wish(vote, how)  # type: ignore[arg-type]
        elif what == "said":
            service.called(vote, how)  # type: ignore[arg-type]
        elif vote.state == VoteState.STOPPED and vote.trouble != T.STANDS_THERE:
            wishing.try_again(vote)
        assert (vote.due_at is not None) is (vote.state == VoteState.WAITING)
        assert vote.state != VoteState.SAID or service.stands == vote.wanted
    if vote.state == VoteState.STOPPED and vote.wanted:
        wishing.try_again(vote)
    vote.misses = 0
    service.called(vote, (True, T.NONE))
    if vote.wanted:
        assert (vote.state, service.stands) == (VoteState.SAID, vote.wanted)
    else:
        # Nobody stands for it any more. What may stand there is for a person to tell, and nothing else is.
        known = (VoteState.STOPPED, T.STANDS_THERE) if service.stands else (VoteState.OVER, T.NONE)
        maybe = bool(vote.begun) and (vote.state, vote.trouble) == (VoteState.STOPPED, T.STANDS_THERE)
        assert maybe or (vote.state, vote.trouble) == known


def test_what_has_no_word_in_the_interface_is_for_a_person() -> None:
    vote = SourceVote(kind="")
    wishing.wish(vote, ADULT)
    assert (vote.state, vote.trouble) == (VoteState.STOPPED, T.NO_KIND)
    wishing.wish(vote, FOR)
    assert vote.state == VoteState.OVER


def test_after_hours_without_an_answer_a_person_is_asked() -> None:
    vote = SourceVote(kind="MD5")
    wishing.wish(vote, ADULT)
    waits = []
    now = clock.now()
    with clock.at(now):
        while vote.state == VoteState.WAITING:
            wishing.note(vote, ADULT, T.THEIRS, wishing.begin(vote))
            if vote.due_at:
                waits.append((vote.due_at - now).total_seconds())
    assert vote.trouble == T.TRIED and len(waits) == wishing.MOST_MISSES - 1
    assert waits == sorted(waits) and waits[-1] <= wishing.LONGEST_WAIT.total_seconds()
