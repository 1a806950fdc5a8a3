"""Who sees which composed page. What stands on the page is asked of each domain again."""

from seawall.core.actors import Duty
from seawall.core.policy import has_duty

works_on_cases = has_duty(Duty.ANALYST, Duty.REVIEWER)
# What each of them finds is asked of each domain; whoever works on nothing has nothing to look for.
may_search = works_on_cases | has_duty(Duty.SPECIALIST, Duty.INVESTIGATOR)
may_see_timeline = works_on_cases
may_see_referred = has_duty(Duty.INVESTIGATOR, Duty.SPECIALIST)
may_see_outcomes = works_on_cases | may_see_referred
# Counts of the agency's work. The auditor sees those of takedown; what came in at the door is for case work.
may_see_figures = works_on_cases | has_duty(Duty.AUDITOR)
may_see_funnel = works_on_cases
may_see_abuse_desk = has_duty(Duty.ABUSE_DESK)
may_keep_jobs = has_duty(Duty.ADMINISTRATOR)
