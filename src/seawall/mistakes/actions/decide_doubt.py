from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.core.events import announce
from seawall.material.actions.locks import locked_items
from seawall.material.queries import harmless_lists_for
from seawall.mistakes import policy
from seawall.mistakes.correcting import correct
from seawall.mistakes.events import ItemFoundWrong, MistakeFound
from seawall.mistakes.models import Doubt
from seawall.mistakes.scope import Scope, findings_offered, scope_of
from seawall.mistakes.states import LONGEST_WORDS, Finding, Judgement
from seawall.reports.queries import subject_ids_of_items
from seawall.takedown.actions import decide_objection
from seawall.takedown.actions.locks import locked_locations
from seawall.takedown.queries import subject_ids_at
from seawall.takedown.states import ObjectionOutcome


@action
def decide_doubt(doubt: Doubt, judgement: Judgement, *, actor: Actor) -> Doubt:
    """A second assessor says whether we were wrong. If so, it is put right in this one deed everywhere it went, and each place is listed
    with how far that is."""
    doubt = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if not policy.is_reviewer_of(actor, doubt):
        raise Refused
    scope = scope_of(doubt, actor)
    # All of it before anything is written into the trail: locations, then items, each by id. Under the locks nobody can give an opinion
    # and decide about it in the same moment.
    locked_locations(scope.everywhere)
    locked_items(scope.items)
    if not policy.may_decide(actor, doubt):
        raise Refused(_("You had a part in what is doubted here. Somebody else has to decide."))
    if not doubt.is_open:
        raise WrongState(_("Somebody has decided this meanwhile."))
    _check(doubt, scope, judgement, actor)
    _write(doubt, judgement, actor)
    _answer(doubt, judgement.finding, actor)
    made = correct(doubt, scope, judgement, actor) if judgement.finding.is_mistake else 0
    record("mistakes.decided", actor=actor, subject=doubt, finding=judgement.finding.value, corrections=made)
    _tell(doubt, scope, judgement)
    return doubt


def _check(doubt: Doubt, scope: Scope, judgement: Judgement, actor: Actor) -> None:
    faults: dict[str, Sentence] = {}
    finding, words = judgement.finding, judgement.words.strip()
    if finding not in findings_offered(doubt, scope):
        faults["finding"] = _("Choose one of the findings that this doubt can have.")
    if not words or len(words) > LONGEST_WORDS:
        faults["words"] = _("Say why, in at most 2000 letters. Others have to understand it later.")
    if finding.is_about_item and (judgement.because is None or judgement.because.up):
        faults["because"] = _("Say what is wrong about the item.")
    if finding is Finding.HARMLESS:
        listed = harmless_lists_for(actor).filter(pk=judgement.harmless_list)
        if not listed.exists():
            faults["harmless_list"] = _("Choose the list of harmless material in which it shall be entered.")
    if faults:
        raise Invalid(faults)


def _write(doubt: Doubt, judgement: Judgement, actor: Actor) -> None:
    doubt.finding, doubt.words = judgement.finding, judgement.words.strip()
    doubt.because = judgement.because.value if judgement.because and judgement.finding.is_about_item else ""
    doubt.decided_by_id, doubt.decided_at = actor.id, clock.now()
    doubt.save(update_fields=["finding", "words", "because", "decided_by", "decided_at", "changed_at"])


def _answer(doubt: Doubt, finding: Finding, actor: Actor) -> None:
    """The objection itself, unless takedown has answered it already."""
    if doubt.answer is not None and doubt.answer.outcome == ObjectionOutcome.OPEN:
        outcome = ObjectionOutcome.UPHELD if finding.is_mistake else ObjectionOutcome.REJECTED
        decide_objection(doubt.answer, outcome, actor=actor)


def _tell(doubt: Doubt, scope: Scope, judgement: Judgement) -> None:
    if not judgement.finding.is_mistake:
        return
    subjects = set(subject_ids_at(scope.locations(judgement.finding)))
    if judgement.finding.is_about_item:
        subjects |= set(subject_ids_of_items(scope.items))
    announce(MistakeFound(doubt.owner_id, doubt.id, sorted(subjects)))
    if judgement.finding.is_about_item and judgement.because:
        for item_id in scope.items:
            announce(ItemFoundWrong(doubt.owner_id, item_id, judgement.because.value))
