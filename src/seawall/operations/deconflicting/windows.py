"""What the window of a measure may be."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.codes import is_country
from seawall.core.days import fault_of_moment
from seawall.core.errors import Sentence
from seawall.operations.deconflicting.states import LONGEST_PLACE, Window

LONGEST_WINDOW = timedelta(days=366)


def one_line(text: str) -> str:
    return " ".join(text.split())


def faults_of(window: Window) -> dict[str, Sentence]:
    faults = faults_of_times(window.begins_at, window.ends_at)
    if not is_country(window.country):
        faults["country"] = _("Choose a country of the list.")
    if len(one_line(window.place)) > LONGEST_PLACE:
        faults["place"] = _("A place has at most 80 letters.")
    return faults


def faults_of_times(begins_at: datetime, ends_at: datetime) -> dict[str, Sentence]:
    if ends_at <= begins_at:
        return {"ends_at": _("It ends before it begins.")}
    if ends_at <= clock.now():
        return {"ends_at": _("This is over already. Give the time in UTC.")}
    if fault := fault_of_moment(ends_at):
        return {"ends_at": fault}
    if ends_at - begins_at > LONGEST_WINDOW:
        return {"ends_at": _("A measure lasts at most a year. Please look at the year.")}
    return {}


def faults_of_subject(account: str, site: str, place: str) -> dict[str, Sentence]:
    if account or site or one_line(place):
        return {}
    return {"place": _("Say a place, an account or a site: without one nobody can be warned.")}
