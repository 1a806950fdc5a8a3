"""The closed words of this domain and the plain values that cross its border."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.material.states import VoteReason


class DoubtKind(models.TextChoices):
    """What says that we may be wrong."""

    OBJECTION = "objection", _("objection to a notice")
    VOTE = "vote", _("vote against an entry")
    MATCH = "match", _("taken for the same, and not the same")
    NOTICE = "notice", _("notice taken back")


class Finding(models.TextChoices):
    """What the second assessor makes of a doubt."""

    OPEN = "", _("open")
    RIGHT = "right", _("we were right: everything stands")
    LINK = "link", _("wrong here: the address or the match was wrong, the item stands")
    ITEM = "item", _("wrong altogether: what we say of the item is wrong")
    HARMLESS = "harmless", _("wrong altogether, and the item is harmless")

    @property
    def is_mistake(self) -> bool:
        return self in (Finding.LINK, Finding.ITEM, Finding.HARMLESS)

    @property
    def is_about_item(self) -> bool:
        return self in (Finding.ITEM, Finding.HARMLESS)


class CorrectionKind(models.TextChoices):
    """Where a mistake went."""

    LOCATION = "location", _("removal of an address")
    NOTICE = "notice", _("provider that was written to")
    REPORTS = "reports", _("bundle of reports")
    VERDICT = "verdict", _("verdict of the item")
    ENTRY = "entry", _("entry on a list")
    RECEIVER = "receiver", _("receiver's copy of a list")
    SOURCE = "source", _("word of a source")
    HARMLESS = "harmless", _("list of harmless material")


class CorrectionState(models.TextChoices):
    DONE = "done", _("done")
    WAITS = "waits", _("waits for the receiver's next pull")
    PULLED = "pulled", _("pulled by the receiver")
    TO_TELL = "to_tell", _("somebody has to tell them")
    TOLD = "told", _("told")
    TO_LIST = "to_list", _("waits for two opinions and an entry")


REACHED = (CorrectionState.DONE, CorrectionState.PULLED, CorrectionState.TOLD)
# What a person may tell by telephone or letter, because nothing of ours reaches it, or not soon enough.
CAN_BE_TOLD = (CorrectionState.WAITS, CorrectionState.TO_TELL)
LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the second assessor says. `because`: why the item is wrong, where it is; `harmless_list`: by id, where it shall be entered as
    harmless."""

    finding: Finding
    words: str
    because: VoteReason | None = None
    harmless_list: str = ""
