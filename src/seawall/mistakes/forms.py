from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.form_fields import TellingForm, offer
from seawall.material.queries import harmless_lists_for
from seawall.material.states import VoteReason
from seawall.mistakes.models import Doubt
from seawall.mistakes.scope import Scope, findings_offered
from seawall.mistakes.states import LONGEST_WORDS, Finding, Judgement

WHY_WRONG = [(one.value, one.label) for one in VoteReason if not one.up]


class JudgementForm(TellingForm):
    finding = forms.ChoiceField(label=_("What do you find?"), widget=forms.RadioSelect)
    because = forms.ChoiceField(
        label=_("What is wrong about the item?"),
        help_text=_("Only where the item is wrong."),
        choices=[("", "–"), *WHY_WRONG],
        required=False,
    )
    harmless_list = forms.ChoiceField(
        label=_("In which list of harmless material shall it be entered?"),
        help_text=_(
            "Only where it is harmless. It enters as any entry does: two opinions, and a reviewer shares it."
        ),
        required=False,
    )
    words = forms.CharField(
        label=_("Why?"),
        help_text=_("For whoever asks later. No names, and no description of what is to be seen."),
        widget=forms.Textarea({"rows": 4}),
        max_length=LONGEST_WORDS,
    )

    def __init__(self, doubt: Doubt, scope: Scope, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = [(one.id, one.name) for one in harmless_lists_for(actor)]
        offered = [one for one in findings_offered(doubt, scope) if lists or one is not Finding.HARMLESS]
        offer(self, "finding", [(one.value, one.label) for one in offered])
        offer(self, "harmless_list", [("", "–"), *lists])
        if not any(one.is_about_item for one in offered):
            del self.fields["because"]
        if Finding.HARMLESS not in offered:
            del self.fields["harmless_list"]

    def judgement(self) -> Judgement:
        given = self.cleaned_data
        because = given.get("because", "")
        return Judgement(
            Finding(given["finding"]),
            given["words"],
            VoteReason(because) if because else None,
            given.get("harmless_list", ""),
        )
