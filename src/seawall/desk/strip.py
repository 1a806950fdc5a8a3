"""The few numbers on top of the home page. Counted up to a thousand, so that they cost the same however long a list is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seawall.core.actors import Actor
from seawall.core.templatetags.look import grouped
from seawall.desk.policy import works_on_cases
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown


@dataclass(frozen=True)
class Number:
    number: str
    words: str
    url: str = ""


def strip_for(actor: Actor) -> list[Number]:
    if not works_on_cases(actor):
        return []
    worklist = reverse("reports:worklist")
    words = {
        "urgent": _("urgent bundles"),
        "all": _("bundles on the worklist"),
        "second": _("wait for a second opinion"),
        "words": _("with words nobody has read"),
    }
    waiting = [
        Number(up_to_a_thousand(reports.waiting_count_for(actor, only)), said, f"{worklist}?only={only}")
        for only, said in words.items()
    ]
    asked = counted(takedown.questions_for(actor))
    return [
        *waiting,
        Number(asked, _("questions of takedown"), reverse("takedown:locations") + "?state=questions"),
    ]


def counted(found: QuerySet[Any]) -> str:
    return up_to_a_thousand(found.order_by().values("pk")[: reports.COUNT_TO + 1].count())


def up_to_a_thousand(number: int) -> str:
    return grouped(number) if number <= reports.COUNT_TO else f"{grouped(reports.COUNT_TO)}+"
