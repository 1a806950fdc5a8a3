from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.templatetags.look import THEMES


class DisplayForm(forms.Form):
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("", _("As this device is set")), (THEMES[0], _("Light")), (THEMES[1], _("Dark"))],
        widget=forms.RadioSelect(attrs={"data-inline": True}),
        required=False,
    )
    keys = forms.ChoiceField(
        label=_("Single-key commands"),
        help_text=_(
            "Switch them off if you speak your input, or if keys act that you did not mean to press."
        ),
        choices=[("on", _("On")), ("off", _("Off"))],
        widget=forms.RadioSelect(attrs={"data-inline": True}),
    )
