from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.identification.asking.keeping import check_card
from seawall.identification.asking.words import Audience, CardTerms
from seawall.identification.models import Clue, ClueRequest
from seawall.identification.reading import clue_to_change
from seawall.identification.states import ClueState


@action
def draft_request(clue: Clue, terms: CardTerms, *, actor: Actor) -> ClueRequest:
    """Write the card of one clue for outside. Nobody outside sees it before a second person has agreed. What is wrong on a card is not
    edited: it is closed, and another one written."""
    clue = clue_to_change(clue, ClueState.OPEN, actor)
    if not clue.is_open:
        raise WrongState(_("This clue is set aside. Weigh it anew before somebody is asked about it."))
    check_card(terms, actor)
    request = ClueRequest.objects.create(
        owner_id=clue.owner_id,
        clue=clue,
        audience=terms.audience,
        asked_id=terms.asked_id or None,
        expert=terms.expert.strip() if terms.audience is Audience.EXPERT else "",
        title=terms.title.strip(),
        words=terms.words.strip(),
        question=terms.question.strip(),
        closes_on=terms.closes_on,
        by_id=actor.id,
    )
    record(
        "identification.request_drafted",
        actor=actor,
        subject=request,
        clue=clue.id,
        audience=terms.audience.value,
    )
    return request
