"""Votes that are given: `GET /v2/feedback/{TYPE}/reasons` says why one may be against, `PUT …/{TYPE}/feedback` gives a vote."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from seawall.wire.faults import Problem, Unwritable
from seawall.wire.hash_sharing.markup import element, read_whole, root
from seawall.wire.hash_sharing.opinions import Reason, reason_in, reason_text

REASONS = "availableFeedbackReasons"
GUID = re.compile("[0-9A-Za-z-]{1,64}")
MOST_REASONS = 100


@dataclass(frozen=True, slots=True)
class Vote:
    """For a fingerprint, or against it for at least one reason, by guid."""

    reasons: tuple[str, ...] = ()

    @property
    def affirmative(self) -> bool:
        return not self.reasons


def read_reasons(stream: BinaryIO) -> tuple[Reason, ...]:
    """Errors: Malformed; OSError of reading."""
    name, node = read_whole(stream)
    # The documentation shows it as the root; the client in PyPI `threatexchange` looks for it inside of one.
    if name != REASONS:
        inner = node.maybe(REASONS)
        if inner is None:
            raise node.wrong("", Problem.OTHER_FORMAT, REASONS)
        node = inner
    return tuple(map(reason_in, node.each("reason")))


def write_reasons(reasons: Iterable[Reason], stream: BinaryIO) -> None:
    """Inside of a root, so that the client in PyPI `threatexchange` can read it. Errors: Unwritable; OSError of writing."""
    stream.write(root("queryResult", [element(REASONS, "", map(reason_text, reasons))]))


def read_vote(stream: BinaryIO) -> Vote:
    """The body of a PUT. Errors: Malformed; OSError of reading."""
    name, node = read_whole(stream)
    if name != "feedbackSubmission":
        raise node.wrong("", Problem.OTHER_FORMAT, "feedbackSubmission")
    affirmative, negative = node.maybe("affirmative"), node.maybe("negative")
    if not node.empty or (affirmative is None) == (negative is None):
        raise node.wrong("", Problem.WRONG, "either affirmative or negative")
    if negative is None:
        return Vote()
    guids = tuple(each.words() for each in negative.one("reasonIds").each("guid"))
    if not guids:
        raise negative.wrong("reasonIds.guid", Problem.MISSING)
    if len(guids) > MOST_REASONS:
        raise negative.wrong("reasonIds.guid", Problem.TOO_MANY)
    if len(set(guids)) != len(guids):
        raise negative.wrong("reasonIds.guid", Problem.TWICE)
    if not all(map(GUID.fullmatch, guids)):
        raise negative.wrong("reasonIds.guid", Problem.WRONG, "letters, digits and hyphens")
    return Vote(guids)


def write_vote(vote: Vote, stream: BinaryIO) -> None:
    """Errors: Unwritable; OSError of writing."""
    if not all(map(GUID.fullmatch, vote.reasons)):
        raise Unwritable("reasonIds.guid: it is no guid")
    guids = [element("guid", guid) for guid in vote.reasons]
    inner = element("negative", "", [element("reasonIds", "", guids)]) if guids else element("affirmative")
    stream.write(root("feedbackSubmission", [inner]))


def write_thanks(stream: BinaryIO) -> None:
    """The answer to a vote. What it holds is in no public source, so it holds nothing. Errors: OSError of writing."""
    stream.write(root("submissionResult", []))
