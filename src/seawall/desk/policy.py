"""Who sees which composed page. What stands on the page is asked of each domain again."""

from seawall.core.actors import Duty
from seawall.core.policy import has_duty

may_search = has_duty(Duty.ANALYST, Duty.REVIEWER)
may_see_timeline = has_duty(Duty.ANALYST, Duty.REVIEWER)
may_see_outcomes = has_duty(Duty.ANALYST, Duty.REVIEWER)
# Counts of the agency's work; the takedown domain shows its counts to those who may see locations.
may_see_figures = has_duty(Duty.ANALYST, Duty.REVIEWER, Duty.AUDITOR)
