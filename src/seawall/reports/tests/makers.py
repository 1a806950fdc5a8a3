"""Reports as they come in, for the tests of this domain and of those above it. All of it is invented and harmless."""

from itertools import count
from typing import Any

from seawall.core.actors import Actor
from seawall.material.states import AgeBand, Answer, Confidence, Depiction, Labels
from seawall.people.models import Agency
from seawall.reports.actions import Filing, file_report
from seawall.reports.models import Bundle, Report, Subject

_numbers = count(1)

# Two findings that every scheme tells apart: something to remove, and something that is not.
TO_REMOVE = Labels(Answer.YES, AgeBand.PRIMARY, Depiction.A, Answer.NO, Answer.NO, Confidence.HIGH)
TO_LEAVE = Labels(Answer.NO, AgeBand.ADULT, Depiction.NO_CLASS, Answer.NO, Answer.NO, Confidence.HIGH)
OPEN_QUESTION = Labels(
    Answer.UNSURE, AgeBand.UNDETERMINED, Depiction.UNDETERMINED, Answer.UNSURE, Answer.UNSURE, Confidence.LOW
)


def a_page() -> str:
    """Another one each time, and none that a test writes out."""
    return f"https://pictures.example/page/{next(_numbers)}"


def a_report(owner: Agency, **more: Any) -> Report:
    told = {"token": f"the form with number {next(_numbers)}", "seen": "pictures", **more}
    if not {"place", "account", "phone"} & set(told):
        told["place"] = a_page()
    return Report.objects.get(pk=file_report(Filing(**told), actor=Actor.reporter(owner.id)).report_id)


def a_bundle(owner: Agency, **more: Any) -> Bundle:
    return a_report(owner, **more).bundle


def subject_of(bundle: Bundle) -> Subject:
    return bundle.subjects.order_by("id")[0]


def labels_for(bundle: Bundle, labels: Labels = TO_REMOVE) -> dict[str, Labels]:
    return {subject.id: labels for subject in bundle.subjects.filter(kind__in=("url", "fingerprint"))}
