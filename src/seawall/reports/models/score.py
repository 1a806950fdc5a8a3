from django.db import models

from seawall.reports.models.report import Report
from seawall.reports.states import ScoreKind


class Score(models.Model):
    """Danger or completeness of one report: points, and the rules of scores.toml that gave them.

    The two are never added up: a vague report about a child in danger must not lose against a tidy one.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="scores")
    kind = models.CharField(max_length=12, choices=ScoreKind)
    points = models.PositiveSmallIntegerField()
    rules_version = models.CharField(max_length=16)
    # [{"rule": "danger_now", "weight": 60}]; the sentence is looked up when it is shown.
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="reports_one_score_a_kind")]
