from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import LONGEST_WORDS


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("Who proposed it reads this. No names of children, no addresses."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 2}),
    )
