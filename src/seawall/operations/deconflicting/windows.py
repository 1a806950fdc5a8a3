"""What the window of a measure may be."""

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.codes import is_country
from seawall.core.errors import Sentence
from seawall.operations.deconflicting.states import LONGEST_PLACE, Window


def one_line(text: str) -> str:
    return " ".join(text.split())


def faults_of(window: Window) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    if window.ends_at <= window.begins_at:
        faults["ends_at"] = _("It ends before it begins.")
    elif window.ends_at <= clock.now():
        faults["ends_at"] = _("This is over already. Give the time in UTC.")
    if not is_country(window.country):
        faults["country"] = _("Choose a country of the list.")
    if len(one_line(window.place)) > LONGEST_PLACE:
        faults["place"] = _("A place has at most 80 letters.")
    return faults
