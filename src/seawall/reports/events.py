from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class ReportReceived(Event):
    report_id: str
    bundle_id: str


@dataclass(frozen=True, slots=True)
class ReportDecidedUnseen(Event):
    """Everything in it was decided before: nobody has to look."""

    report_id: str
    bundle_id: str


@dataclass(frozen=True, slots=True)
class SubjectDecided(Event):
    """Announced again when a removed subject is reported anew: it may be back."""

    subject_id: str
    bundle_id: str
    remove: bool


@dataclass(frozen=True, slots=True)
class BundleDecided(Event):
    bundle_id: str


@dataclass(frozen=True, slots=True)
class BundleReopened(Event):
    bundle_id: str


@dataclass(frozen=True, slots=True)
class ReporterWrote(Event):
    report_id: str
