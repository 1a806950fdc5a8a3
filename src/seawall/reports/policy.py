from seawall.core.actors import Duty
from seawall.core.policy import has_duty, is_reporter, is_system, owns

works_on_reports = has_duty(Duty.ANALYST, Duty.REVIEWER)

# A new report belongs to the actor's own agency, so there is no record to own yet.
may_take_report = works_on_reports
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
may_write_to_us = is_reporter & owns
may_erase_contact = (is_system | has_duty(Duty.DATA_PROTECTION)) & owns
# Whoever holds the code; `receipt_for` has found the report by nothing else.
may_read_receipt = is_reporter & owns
may_reopen = (is_system | has_duty(Duty.REVIEWER)) & owns
