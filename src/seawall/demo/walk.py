"""The walk of five minutes: the same steps in the terminal and on the demo's first page."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from seawall.demo.places import Places
from seawall.demo.roster import PASSWORD, Person, person

Words = str | Promise
LEDE = gettext_lazy(
    "Everything here is invented: the hotline, its people, the sites and what they carry. Every deed is real: names are resolved, registries asked, letters written, pages checked."
)


@dataclass(frozen=True, slots=True)
class Step:
    title: Words
    sentences: tuple[Words, ...]
    url: str = ""
    link: Words = ""
    copy: str = ""


def steps(places: Places, language: str = "en") -> list[Step]:
    """In the language that is active; links lead to the page each step speaks of."""
    return [*_until_inside(places, language), *_at_the_desk(places), *_outside(places, language)]


def _until_inside(places: Places, language: str) -> list[Step]:
    mara = person("mara")
    assert mara is not None
    return [
        Step(
            pgettext("a step of the walk", "Report"),
            (
                _(
                    "You are somebody who saw something. Open the public page, choose the first answer and report this address in step two; anything will do for the rest."
                ),
                _("Send it and keep the receipt code: it is shown once."),
            ),
            f"{places.public}/{language}/",
            _("Open the public page"),
            places.fresh_page,
        ),
        Step(
            _("Sign in"),
            (
                _(
                    "You are Mara, an analyst. Sign in with her e-mail and password; the six digits stand on the page of codes."
                ),
            ),
            f"{places.staff}/",
            _("Open the desk"),
            f"{mara.email}  {PASSWORD}",
        ),
    ]


def _at_the_desk(places: Places) -> list[Step]:
    return [
        Step(
            pgettext("a step of the walk", "Assess"),
            (
                _(
                    "Press / and search for the address you reported, or press g and then w for the whole worklist. Open your bundle."
                ),
                _(
                    "Press l to take it in hand, then y 3 a w z to label it, then s to save. Every key stands beside its answer; a mouse works too."
                ),
            ),
        ),
        Step(
            pgettext("a step of the walk", "Trace"),
            (
                _(
                    "Press g and then t, and open the first location, opened a moment ago. Name, machine, network, country, host and registrar were asked for in the background, each with its source. Not there yet? Reload."
                ),
            ),
        ),
        Step(
            pgettext("a step of the walk", "Send"),
            (
                _(
                    "Press n to draft the notice and read it. Press s to send it: it is traced once more, then it leaves. Reload until it says that it is sent."
                ),
            ),
        ),
        Step(
            _("Read the notice"),
            (
                _(
                    "In the outbox, open the newest notice and reveal the letter, with a purpose. Copy the provider's link from it."
                ),
            ),
            f"{places.staff}/takedown/outbox",
            _("Open the outbox"),
        ),
    ]


def _outside(places: Places, language: str) -> list[Step]:
    return [
        Step(
            _("Take the page down"),
            (
                _(
                    "You are Ravi, at the host. Find the page of the address in the hosts' console and take it down."
                ),
            ),
            f"{places.guide}/console" if language == "en" else f"{places.guide}/{language}/console",
            _("Open the console"),
        ),
        Step(
            pgettext("a step of the walk", "Answer"),
            (
                _(
                    "Still as Ravi, open the link from the letter and press Removed. There is nothing to sign in to."
                ),
            ),
        ),
        Step(
            _("See that it is gone"),
            (
                _(
                    "The answer makes Seawall look at once. Open the receipt with your code: received, assessed, acted on, gone."
                ),
            ),
            f"{places.public}/{language}/follow-up/",
            _("Open the receipt"),
        ),
    ]


def told(places: Places, people: Sequence[Person], walked: Sequence[Step], found: Sequence[str] = ()) -> str:
    """The walk as the terminal prints it, in plain lines of at most 100 letters. `found` stands before it."""
    lines = [_("Seawall's demonstration is ready. Everything in it is invented."), ""]
    for label, url in _addresses(places):
        lines.append(f"  {label:<28}{url}")
    lines += ["", _("People (password for all: %(password)s):") % {"password": PASSWORD}]
    lines += [f"  {one.name:<8}{one.email:<36}{one.comes_for}" for one in people]
    lines += [
        "",
        _("Six digits to sign in: %(command)s, or the page of codes.")
        % {"command": f"{sys.argv[0]} demo code {people[0].key}"},
        "",
        *([*found, ""] if found else []),
    ]
    lines.append(_("A walk of five minutes (also at %(url)s):") % {"url": places.guide})
    for number, step in enumerate(walked, 1):
        lines += wrap(
            f"{number}. {step.title}: {' '.join(map(str, step.sentences))}", 98, subsequent_indent="   "
        )
        lines += [f"   {line}" for line in (step.url, step.copy) if line]
    lines += ["", _("Ctrl-C ends it; the next start goes on from here. --fresh invents anew.")]
    return "\n".join(lines)


def _addresses(places: Places) -> list[tuple[str, str]]:
    return [
        (_("report, receipt, help"), places.public),
        (_("desk of the agencies"), places.staff),
        (_("portal of the providers"), places.node),
        (_("this walk, and the codes"), places.guide),
    ]
