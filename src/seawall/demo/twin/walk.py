"""A walk through the operation: whom to sign in as, and where to look."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.demo.places import Places
from seawall.demo.roster import PASSWORD, person
from seawall.demo.walk import Step

LEDE = gettext_lazy(
    "Everything here is invented: the agencies, the accounts, the children, the suspects. Every deed is real, and lived with the clock set back."
)


def steps(places: Places, _language: str = "en") -> list[Step]:
    return [*_lead(places), *_others(places)]


def _lead(places: Places) -> list[Step]:
    operations = f"{places.staff}/operations/"
    return [
        Step(
            _("Sign in"),
            (
                _(
                    "You are Dana, who leads the operation. Sign in with her e-mail and password; the six digits stand on the page of codes. Open the operation Lantern."
                ),
            ),
            operations,
            _("Open the operations"),
            _signs_in("dana"),
        ),
        Step(
            _("Look at the accounts"),
            (
                _(
                    "The list begins with the accounts that count most for children, and says why. Filter it, open one, see where else it is known."
                ),
            ),
        ),
        Step(
            _("Answer a link"),
            (
                _(
                    "Accounts of one person: each pair says what speaks for it and against it. Some are answered already; answer the next."
                ),
            ),
        ),
        Step(
            _("Walk from a persona"),
            (
                _(
                    "Personas: the fake profiles of the main offenders. Open one and walk from it: who ran it, where, and how many children it reached."
                ),
            ),
        ),
        Step(
            _("Read the figures"),
            (
                _(
                    "Figures: every number leads to its records, every column adds up. The truth lies beside the data, so you can tell whether they are right."
                ),
            ),
        ),
    ]


def _others(places: Places) -> list[Step]:
    return [
        Step(
            _("See a part"),
            (
                _(
                    "Sign out, and come back as Joost. Of the same operation he sees the Dutch part, and nothing else of it."
                ),
            ),
            f"{places.staff}/operations/",
            _("Open the operations"),
            _signs_in("joost"),
        ),
        Step(
            _("Look for a child"),
            (
                _(
                    "Come back as Jonas. His worklist shows on which series nobody works; open one with clues, and its board of countries."
                ),
            ),
            f"{places.staff}/identification/",
            _("Open the worklist"),
            _signs_in("jonas"),
        ),
    ]


def _signs_in(key: str) -> str:
    one = person(key)
    assert one is not None
    return f"{one.email}  {PASSWORD}"
