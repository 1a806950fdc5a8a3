"""The walk of five minutes: the same steps in the terminal and on the demo's first page."""

from dataclasses import dataclass
from textwrap import wrap

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seawall.demo.places import Places
from seawall.demo.roster import PASSWORD, PEOPLE, person

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


def told(places: Places) -> str:
    """The walk as the terminal prints it, in plain lines of at most 100 letters."""
    lines = [_("Seawall's demonstration is ready. Everything in it is invented."), ""]
    for label, url in _addresses(places):
        lines.append(f"  {label:<28}{url}")
    lines += ["", _("People (password for all: %(password)s):") % {"password": PASSWORD}]
    lines += [f"  {one.name:<6}{one.email:<36}{one.comes_for}" for one in PEOPLE]
    lines += ["", _("Six digits to sign in: seawall demo code mara, or the page of codes."), ""]
    lines.append(_("A walk of five minutes (also at %(url)s):") % {"url": places.guide})
    for number, step in enumerate(steps(places), 1):
        lines += wrap(
            f"{number}. {step.title}: {' '.join(map(str, step.sentences))}", 98, subsequent_indent="   "
        )
        lines += [f"   {line}" for line in (step.url, step.copy) if line]
    lines += ["", _("Ctrl-C ends it; the next start goes on from here. --fresh invents anew.")]
    return "\n".join(lines)


def _addresses(places: Places) -> list[tuple[str, str]]:
    return [
        (_("report, receipt, help"), places.public),
        (_("desk of the hotline"), places.staff),
        (_("portal of the providers"), places.node),
        (_("this walk, codes, hosts"), places.guide),
    ]
