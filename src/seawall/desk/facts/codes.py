"""The codes that facts of the trail hold, in the words that the states of each domain have for them."""

from collections.abc import Callable, Mapping

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seawall.approvals.queries import deed_named
from seawall.core.codes import country_name, language_name
from seawall.desk.job_words import JOBS
from seawall.desk.searching.looking import KINDS
from seawall.federation import states as federation
from seawall.identification import queries as identified
from seawall.identification import states as identification
from seawall.material import states as material
from seawall.mistakes import states as mistakes
from seawall.operations import states as operations
from seawall.operations.queries import rules as instruments
from seawall.operations.queries import safeguard_words
from seawall.people import states as people
from seawall.people.queries import duties_described
from seawall.reports import states as reports
from seawall.reports.queries import place_words
from seawall.takedown import states as takedown
from seawall.takedown.queries import check_words, failure_words, law_title

Words = Callable[[str], str]

ENDINGS: Mapping[str, Promise] = {
    people.Ending.IDLE: _("nothing happened for 15 minutes"),
    people.Ending.AGE: _("a session lasts eight hours at most"),
    people.Ending.CHANGE: _("password, factors or duties changed"),
    people.Ending.GONE: _("the session was ended"),
}
FACTORS: Mapping[str, str | Promise] = {
    **dict(people.Factor.choices),
    "none": _("none yet"),
}
STEPS: Mapping[str, Promise] = {
    "password": _("password"),
    "second_factor": _("second factor"),
}


def _of(table: Mapping[str, str | Promise] | type[Choices]) -> Words:
    words = table if isinstance(table, Mapping) else dict(table.choices)
    return lambda code: str(words.get(code, code))


def _guarded(code: str) -> str:
    deed = deed_named(code)
    return str(deed.words) if deed else code


def _duty(code: str) -> str:
    return next((one.words.title for one in duties_described() if one.duty == code), code)


def _instrument(code: str) -> str:
    return instruments()[code].title if code in instruments() else code


def _law(code: str) -> str:
    try:
        return law_title(code, get_language() or "en")
    except KeyError:
        return code


# A key that means the same in every deed.
EVERYWHERE: Mapping[str, Words] = {
    "audience": _of(identified.Audience),
    "call": _of(reports.Call),
    "channel": _of(reports.Channel),
    "confidence": _of(identification.Confidence),
    "countries": country_name,
    "country": country_name,
    "deed": _guarded,
    "delivery": _of(takedown.Delivery),
    "door": _of(reports.SubmissionDoor),
    "duties": _duty,
    "duty": _duty,
    "end": _of(identification.ClaimEnd),
    "factor": _of(FACTORS),
    "handling": _of(material.HandlingCode),
    "informed": _of(reports.Informed),
    "instrument": _instrument,
    "job": _of(JOBS),
    "kinds": _of(material.FingerprintKind),
    "language": language_name,
    "law": _law,
    "level": _of(takedown.ContactLevel),
    "question": _of(takedown.Question),
    "reasons": _of(material.VoteReason),
    "removal": _of(reports.Removal),
    "scopes": _of(people.Scope),
    "snag": _of(reports.Snag),
    "stance": _of(material.Stance),
    "standing": _of(takedown.Standing),
    "way": _of(federation.SightingWay),
    "why": _of(identification.Why),
}
_item, _vote, _forwarding = (
    _of(table) for table in (material.ItemState, material.VoteReason, reports.ForwardingState)
)
_report_purpose, _of_account, _removal_purpose, _of_clue = (
    _of(table)
    for table in (
        reports.Purpose,
        operations.Purpose,
        takedown.RevealPurpose,
        identification.CluePurpose,
    )
)
OF_DEED: Mapping[tuple[str, str], Words] = {
    ("check.kept", "reason"): check_words,
    ("desk.searched", "kind"): _of(KINDS),
    ("federation.agreement_signed", "purpose"): _of(federation.SharingPurpose),
    ("federation.feedback_given", "kind"): _of(material.FingerprintKind),
    ("federation.run_ended", "trouble"): _of(federation.Trouble),
    ("federation.source_added", "kind"): _of(federation.SourceKind),
    ("federation.vote_answered", "reason"): _vote,
    ("federation.vote_answered", "state"): _of(federation.VoteState),
    ("federation.vote_answered", "trouble"): _of(federation.VoteTrouble),
    ("federation.vote_begun", "reason"): _vote,
    ("federation.vote_left", "trouble"): _of(federation.VoteTrouble),
    ("federation.votes_wished", "reason"): _vote,
    ("hold.asked", "reason"): _of(takedown.HoldReason),
    ("hold.placed", "reason"): _of(takedown.HoldReason),
    ("hold.released", "reason"): _of(takedown.ReleaseReason),
    ("identification.asked", "answer"): _of(identification.Known),
    ("identification.care_checked", "finding"): _of(identification.Finding),
    ("identification.clue_noted", "kind"): identified.kind_name,
    ("identification.clue_revealed", "purpose"): _of_clue,
    ("identification.clue_set_aside", "ground"): _of(identification.AsideGround),
    ("identification.clues_revealed", "purpose"): _of_clue,
    ("identification.tip_revealed", "purpose"): _of_clue,
    ("identification.tip_set_aside", "ground"): _of(identified.TipGround),
    ("identification.trail_closed", "ground"): _of(identification.TrailGround),
    ("identification.undone", "kind"): _of(identification.ChangeKind),
    ("identification.vault_erased", "ground"): _of(identification.EraseGround),
    ("identification.vault_kept", "kind"): _of(identification.VaultKind),
    ("identification.vault_opened", "purpose"): _of(identification.VaultPurpose),
    ("identification.victim_stepped", "ground"): _of(identification.Ground),
    ("identification.victim_stepped", "state"): _of(identification.VictimState),
    ("identification.wish_set", "answer"): _of(identification.Answer),
    ("location.opened", "state"): _of(takedown.LocationState),
    ("location.revealed", "purpose"): _removal_purpose,
    ("material.assessed", "state"): _item,
    ("material.entry_withdrawn", "because"): _of(material.WithdrawalReason),
    ("material.fingerprint_revealed", "kind"): _of(material.FingerprintKind),
    ("material.fingerprint_revealed", "purpose"): _of(material.Purpose),
    ("material.opinion_withdrawn", "state"): _item,
    ("material.revised", "state"): _item,
    ("material.settled", "state"): _item,
    ("material.voted", "reason"): _vote,
    ("mistakes.decided", "finding"): _of(mistakes.Finding),
    ("mistakes.doubted", "kind"): _of(mistakes.DoubtKind),
    ("notice.answered", "kind"): _of(takedown.AnswerKind),
    ("notice.answered_at_desk", "kind"): _of(takedown.AnswerKind),
    ("notice.failed", "reason"): failure_words,
    ("notice.revealed", "purpose"): _removal_purpose,
    ("notice.revealed_at_desk", "purpose"): _of({"answer": _("to answer the notice")}),
    ("objection.decided", "outcome"): _of(takedown.ObjectionOutcome),
    ("operations.account_revealed", "purpose"): _of_account,
    ("operations.case_revealed", "purpose"): _of(operations.DisclosurePurpose),
    ("operations.charge_ended", "outcome"): _of(operations.ChargeOutcome),
    ("operations.court_date_set", "kind"): _of(operations.CourtKind),
    ("operations.link_answered", "answer"): _of(operations.LinkState),
    ("operations.measure_planned", "kind"): _of(operations.MeasureKind),
    ("operations.outcome_came", "outcome"): _of(operations.ReferralOutcome),
    ("operations.part_given", "kind"): _of(operations.PartKind),
    ("operations.person_revealed", "purpose"): _of_account,
    ("operations.person_stepped", "ground"): _of(operations.PersonGround),
    ("operations.person_stepped", "state"): _of(operations.PersonState),
    ("operations.persona_corrected", "fields"): _of(operations.PersonaField),
    ("operations.persona_linked", "to"): _of(operations.NodeKind),
    ("operations.persona_revealed", "purpose"): _of_account,
    ("operations.persona_unlinked", "to"): _of(operations.NodeKind),
    ("operations.referral_addressed", "kind"): _of(operations.RecipientKind),
    ("operations.referral_answered", "outcome"): _of(operations.ReferralOutcome),
    ("operations.referral_called_back", "before"): _of(operations.ReferralState),
    ("operations.referral_checked", "kind"): _of(operations.RecipientKind),
    ("operations.referral_revealed", "purpose"): _of(operations.ReferralPurpose),
    ("operations.referral_sent", "kind"): _of(operations.RecipientKind),
    ("operations.referral_sent", "safeguards"): safeguard_words,
    ("operations.request_answered", "answer"): _of(operations.Answer),
    ("operations.request_answered", "ground"): _of(operations.Ground),
    ("operations.request_ended", "was"): _of(operations.RequestState),
    ("operations.site_added", "kind"): _of(operations.SiteKind),
    ("people.agency_added", "kind"): _of(people.AgencyKind),
    ("people.assigned_to_provider", "kind"): _of(people.AssignmentKind),
    ("people.session_over", "reason"): _of(ENDINGS),
    ("people.sign_in_failed", "step"): _of(STEPS),
    ("reports.address_handed_over", "to"): _of({"takedown": _("Takedown")}),
    ("reports.bundle_assessed", "outcome"): _of(reports.Outcome),
    ("reports.bundle_reopened", "because"): _of({"objection": _("an objection was right")}),
    ("reports.contact_revealed", "purpose"): _report_purpose,
    ("reports.details_revealed", "purpose"): _report_purpose,
    ("reports.forwarding_begun_anew", "state"): _forwarding,
    ("reports.forwarding_revealed", "purpose"): _report_purpose,
    ("reports.forwarding_step_done", "state"): _forwarding,
    ("reports.forwarding_withdrawn", "state"): _forwarding,
    ("reports.inbox_read", "trouble"): _of(reports.MailTrouble),
    ("reports.subject_revealed", "purpose"): _report_purpose,
    ("reports.tipline_added", "place"): place_words,
}


def words_of(what: str, key: str) -> Words | None:
    """What puts a code into words; None where the fact holds none, or a code nobody has words for."""
    return OF_DEED.get((what, key)) or EVERYWHERE.get(key)
