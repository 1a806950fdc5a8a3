from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.neutral_codes import new_code
from seawall.operations import policy, scope
from seawall.operations.models import Account, Operation, Persona, PersonaLink
from seawall.operations.personas.standing import checked, must_be_seen
from seawall.operations.personas.words import PERSONA, PersonaTerms
from seawall.operations.persons.standing import own_account


@action
def note_persona(
    operation: Operation, terms: PersonaTerms, *, account: Account | None = None, actor: Actor
) -> Persona:
    """An invented profile was seen: a code, where it stands and by what it drew children in; with the account that runs it, or none."""
    mine = Operation.objects.filter(scope.operations_of(actor.agency_id), pk=operation.pk)
    if not policy.may_work_on_personas(actor) or not mine.exists():
        raise Refused
    persona = Persona.objects.create(
        owner_id=operation.owner_id,
        operation=operation,
        code=new_code(PERSONA, lambda code: Persona.objects.filter(code=code).exists()),
        handle=terms.handle,
        noted_by_id=actor.id,
        **checked(terms),
    )
    if account:
        own_account(actor, operation.id, account.id)
        PersonaLink.objects.create(persona=persona, account=account, by_id=actor.id)
    must_be_seen(actor, persona)
    record("operations.persona_noted", actor=actor, subject=persona, operation=operation.id)
    return persona
