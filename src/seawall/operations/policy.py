"""Who may do what in operations. The default is no.

investigator     opens operations; of one that their agency leads: gives parts, adds sites, brings and takes tables, sees every account;
                 of one in which their agency has a part: sees that part, and nothing of the rest; sets the weights of their agency
                 answers whether two accounts that they both see are one person's; the lead asks which may be
the node itself  takes the pieces of a table that a person has said shall be taken; keeps the links that were found

Which accounts somebody sees stands in scope.py, once.
"""

from seawall.core.actors import Duty
from seawall.core.policy import has_duty, is_system, owns

may_see = has_duty(Duty.INVESTIGATOR)
may_open = has_duty(Duty.INVESTIGATOR)
may_lead = has_duty(Duty.INVESTIGATOR) & owns
may_take_pieces = is_system & owns
may_find_links = has_duty(Duty.INVESTIGATOR) & owns
may_keep_links = is_system & owns
may_answer_link = has_duty(Duty.INVESTIGATOR)
may_weigh = has_duty(Duty.INVESTIGATOR)
