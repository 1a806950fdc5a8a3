from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.operations import policy
from seawall.operations.models import Persona, Referral
from seawall.operations.personas.reached import countries_concerned
from seawall.operations.referring.drafting import check_country, new_draft
from seawall.operations.referring.states import CountryTerms


@action
def refer_persona(persona: Persona, terms: CountryTerms, *, actor: Actor) -> Referral:
    """A draft that tells one country what a persona reached there: by the word of a specialist, for the investigators of the agency to check
    and send."""
    persona = Persona.objects.select_for_update().get(pk=persona.pk)
    if not policy.may_refer_persona(actor, persona):
        raise Refused
    stranger = _(
        "The persona reached no child there that your agency keeps, and is not in the part of that country."
    )
    concerned = terms.country in countries_concerned(persona)
    check_country(terms, persona.referrals.all(), None if concerned else stranger)
    one = new_draft(persona.operation, terms.country, terms, actor, personas=[persona])
    record(
        "operations.referral_drafted",
        actor=actor,
        subject=one,
        operation=persona.operation_id,
        country=terms.country,
        domestic=one.is_domestic,
        handling=terms.handling.value,
        personas=[persona.id],
    )
    return one
