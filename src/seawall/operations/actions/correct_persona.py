from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.operations import policy
from seawall.operations.models import CountryChange, Persona
from seawall.operations.personas.standing import checked, locked, must_be_seen
from seawall.operations.personas.words import PersonaField, PersonaTerms


@action
def correct_persona(persona: Persona, terms: PersonaTerms, *, actor: Actor) -> Persona:
    """What is known by now. An empty handle leaves the one that was kept."""
    persona = locked(actor, persona)
    if not policy.may_work_on_personas(actor):
        raise Refused
    fields = checked(terms)
    changed = [name for name, value in fields.items() if getattr(persona, name) != value]
    if terms.handle:
        fields["handle"] = terms.handle
        changed.append("handle")
    if not changed:
        raise Invalid({"platform": _("Nothing is different.")})
    if "country" in changed:
        CountryChange.objects.create(persona=persona, origin=persona.country)
    for name in changed:
        setattr(persona, name, fields[name])
    persona.save(update_fields=[*changed, "changed_at"])
    must_be_seen(actor, persona)
    told = sorted(set(changed) & set(PersonaField.values))
    record("operations.persona_corrected", actor=actor, subject=persona, fields=told)
    return persona
