"""The sections of material, for the top of each of its pages: only those that are open to the person."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seawall.material import policy

register = template.Library()

SECTIONS = (
    (_("Items"), "items", policy.reads_material),
    (_("Second opinions"), "second_opinions", policy.is_assessor),
    (_("Disputed"), "disputed", policy.is_reviewer),
    (_("Near matches"), "near", policy.works_with_material),
    (_("Lists"), "lists", policy.reads_material),
    (_("Look up"), "look_up", policy.works_with_material),
    (_("Schemes"), "schemes", policy.may_read_schemes),
)


@register.inclusion_tag("material/_sections.html", takes_context=True)
def sections(context: Context, here: str = "") -> dict[str, Any]:
    actor = context["actor"]
    found = [
        (words, reverse(f"material:{name}"), name == here) for words, name, may in SECTIONS if may(actor)
    ]
    return {"sections": found}
