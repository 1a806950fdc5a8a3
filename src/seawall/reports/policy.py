from typing import Any

from seawall.core.actors import Duty
from seawall.core.policy import has_duty, is_reporter, is_system, owns, predicate
from seawall.people.queries import HeldKey
from seawall.people.states import Scope

works_on_reports = has_duty(Duty.ANALYST, Duty.REVIEWER)

# A new report belongs to the actor's own agency, so there is no record to own yet.
may_take_report = works_on_reports
may_take_table = works_on_reports
may_file = is_reporter | is_system | may_take_report
may_list = works_on_reports
may_see = works_on_reports & owns
may_assess = works_on_reports & owns
may_free = is_system & owns
# A reviewer may name the outcome of what stays disputed; the labels are left to those who gave them.
may_overrule = has_duty(Duty.REVIEWER) & owns
may_reveal = works_on_reports & owns
may_write = works_on_reports & owns
may_hand_over_address = is_system & owns
may_mark_removal = is_system & owns
may_note_of_use = is_system & owns
may_write_to_us = is_reporter & owns
may_erase_contact = (is_system | has_duty(Duty.DATA_PROTECTION)) & owns
# Whoever holds the code; `receipt_for` has found the report by nothing else.
may_read_receipt = is_reporter & owns
may_reopen = (is_system | has_duty(Duty.REVIEWER)) & owns
may_expire = is_system & owns
# The inbox for reports: what opens it is the administrator's affair; what it brings, the analysts'.
may_see_inbox = has_duty(Duty.ADMINISTRATOR, Duty.AUDITOR, Duty.DATA_PROTECTION)
may_set_inbox = has_duty(Duty.ADMINISTRATOR)
may_change_inbox = may_set_inbox & owns
may_read_inbox = is_system & owns

# Reports that we hand in elsewhere. What an account opens is the administrator's affair, and with it tests; what is told of a bundle is
# that of those who work on it.
may_list_forwardings = works_on_reports
may_forward = works_on_reports & owns
may_list_tiplines = has_duty(Duty.ADMINISTRATOR, Duty.ANALYST, Duty.REVIEWER)
may_keep_tiplines = has_duty(Duty.ADMINISTRATOR)
may_change_tipline = may_keep_tiplines & owns
may_step = is_system & owns


@predicate
def may_handle(actor: Any, forwarding: Any = None) -> bool:
    """See it and say what becomes of it: a bundle's by those who work on reports, a test by those who keep the accounts as well."""
    if forwarding is None or not owns(actor, forwarding):
        return False
    return works_on_reports(actor) or (bool(forwarding.test) and may_keep_tiplines(actor))


@predicate
def may_hand_in(key: Any, test: Any = True) -> bool:
    """A provider's machine hands in a report; one that is no test only where its key says so."""
    if not isinstance(key, HeldKey):
        return False
    return Scope.REPORTS in key.scopes or (Scope.TEST_REPORTS in key.scopes and bool(test))


@predicate
def may_go_on(key: Any, submission: Any = None) -> bool:
    """With what the same organisation handed in, at the same agency."""
    if submission is None or not may_hand_in(key, submission.test):
        return False
    return bool((submission.owner_id, submission.holder) == (key.owner_id, key.holder))
