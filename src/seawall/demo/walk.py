"""The walk of five minutes: the same steps in the terminal and on the demo's first page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seawall.demo.places import Places
from seawall.demo.roster import PASSWORD, person

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    title: Words
    sentences: tuple[Words, ...]
    url: str = ""
    link: Words = ""
    copy: str = ""


def steps(places: Places, language: str = "en") -> list[Step]:
    """In the language that is active; links lead to the page each step speaks of."""
    mara = person("mara")
    assert mara is not None
    return [
        Step(
            _("Report"),
            (
                _(
                    "Open the public page and report this address. It is an invented page of an invented site."
                ),
                _("Keep the receipt code: it is shown once."),
            ),
            places.public + f"/{language}/",
            _("Open the public page"),
            places.fresh_page,
        ),
        Step(
            _("Sign in"),
            (
                _(
                    "Mara is an analyst. Sign in with her e-mail and password; the six digits stand on the page of codes."
                ),
            ),
            places.staff + "/",
            _("Open the desk"),
            f"{mara.email}  {PASSWORD}",
        ),
    ]
