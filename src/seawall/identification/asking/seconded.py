"""What nobody does alone here: ask about a clue outside."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import Deed, Line
from seawall.core.actors import Actor
from seawall.identification import policy
from seawall.identification.asking.keeping import RELEASE
from seawall.identification.asking.words import Audience
from seawall.identification.models import ClueRequest


def _may_approve(actor: Actor, about: str) -> bool:
    return policy.may_change(actor, ClueRequest.objects.filter(pk=about).first())


def _page(about: str) -> str:
    return reverse("identification:clue_request", args=[about])


def _seen_by(shown: Mapping[str, Any]) -> str:
    audience = Audience(shown["audience"])
    return f"{audience.label}: {shown['expert']}" if audience is Audience.EXPERT else str(audience.label)


def _lines(shown: Mapping[str, Any]) -> list[Line]:
    return [
        Line(_("Who sees it"), _seen_by(shown)),
        Line(_("Title"), shown["title"]),
        Line(_("What is described"), shown["words"]),
        Line(_("What is asked"), shown["question"]),
        Line(_("Asked until"), date_format(date.fromisoformat(shown["closes_on"]), "SHORT_DATE_FORMAT")),
    ]


RELEASE_REQUEST = Deed(
    RELEASE,
    _("Ask about a clue outside"),
    _may_approve,
    _page,
    _lines,
    ("audience", "asked", "expert", "title", "words", "question", "closes_on"),
)
