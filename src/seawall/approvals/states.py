"""The closed words of this domain, the table of allowed steps, and the plain values that cross its border."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import rfc8785
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.core.keys import digest

LONGEST_WORDS = 500


class ApprovalState(models.TextChoices):
    OPEN = "open", _("waits for a second person")
    APPROVED = "approved", _("approved")
    SPENT = "spent", _("approved and done")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


APPROVAL_STEPS: Mapping[ApprovalState, tuple[ApprovalState, ...]] = {
    ApprovalState.OPEN: (
        ApprovalState.APPROVED,
        ApprovalState.REFUSED,
        ApprovalState.WITHDRAWN,
        ApprovalState.EXPIRED,
    ),
    ApprovalState.APPROVED: (ApprovalState.SPENT, ApprovalState.WITHDRAWN, ApprovalState.EXPIRED),
    ApprovalState.SPENT: (),
    ApprovalState.REFUSED: (),
    ApprovalState.WITHDRAWN: (),
    ApprovalState.EXPIRED: (),
}
# What can still come to something, as long as its time is not over.
LIVE = (ApprovalState.OPEN, ApprovalState.APPROVED)


def check_approval_step(now: str, then: ApprovalState) -> None:
    if then not in APPROVAL_STEPS[ApprovalState(now)]:
        raise WrongState


@dataclass(frozen=True, slots=True)
class Intent:
    """Exactly what will happen: plain JSON of ids, codes and counts. What is secret is named by the id of the record that keeps it."""

    deed: str
    about: str
    content: Mapping[str, Any] = field(repr=False)

    def digest(self) -> str:
        """Of the canonical form (RFC 8785), keyed: the same content gives the same digest, and no content is guessed from one."""
        whole: dict[str, Any] = {"deed": self.deed, "about": self.about, "content": dict(self.content)}
        return digest("approval", rfc8785.dumps(whole).decode())


@dataclass(frozen=True, slots=True)
class Guarded:
    """A guarded deed on a record, by the record's public id, where no approval is at hand: it is proposed, or needs a duty of its own."""

    deed: str
    about: str

    @property
    def id(self) -> str:
        return self.about


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that will happen, in the reader's language."""

    label: str | Promise
    value: str | Promise


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed that needs two people, as its domain names it in its `seconded.py`.

    `may_approve` is the domain's policy, asked with the public id of the record. Of the content only what is `shown` is kept
    for the second person; `lines` puts it into words. `page` is the address of the record's own page.
    """

    name: str
    words: Promise
    may_approve: Callable[[Actor, str], bool]
    page: Callable[[str], str]
    lines: Callable[[Mapping[str, Any]], Sequence[Line]]
    shown: tuple[str, ...]
