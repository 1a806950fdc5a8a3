from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.people import policy
from seawall.people.models import Staff


@action
def choose_language(staff: Staff, language: str, *, actor: Actor) -> None:
    """The language of one's own pages; empty means as the browser asks. Nothing of interest for the trail."""
    if not policy.may_change_own(actor, staff):
        raise Refused
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid({"language": _("Choose one of the languages.")})
    Staff.objects.filter(pk=staff.pk).update(language=language)
