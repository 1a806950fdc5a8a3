"""Jobs that gave up, for the administrator: what, when and why, once more or no more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Refused
from seawall.core.models import Job
from seawall.core.pages import StaffRequest
from seawall.core.queries import failed_jobs_for, failed_together_for, one_failed_job_for
from seawall.core.templatetags.look import grouped
from seawall.desk import policy
from seawall.desk.actions import let_job_go, retry_job, retry_jobs
from seawall.desk.job_words import what, why

MOST = 100


@require_safe
def failed_jobs(request: StaffRequest) -> HttpResponse:
    if not policy.may_keep_jobs(request.actor):
        raise Refused
    found = list(failed_jobs_for(request.actor)[: MOST + 1])
    together = failed_together_for(request.actor)
    context = {
        "together": [
            {"task": task, "what": what(Job(task=task)), "count": count} for task, count in together
        ],
        "jobs": [{"job": job, "what": what(job), "why": why(job)} for job in found[:MOST]],
        "most": MOST if len(found) > MOST else 0,
    }
    return render(request, "desk/failed_jobs.html", context)


@require_POST
def retry(request: StaffRequest, job_id: str) -> HttpResponse:
    job = one_failed_job_for(request.actor, job_id)
    retry_job(job, actor=request.actor)
    messages.success(
        request, _("It is tried again within seconds. Should it fail again, it comes back here.")
    )
    return redirect("desk:failed_jobs")


@require_POST
def retry_all(request: StaffRequest) -> HttpResponse:
    again = retry_jobs(request.POST.get("task", ""), actor=request.actor)
    said = ngettext(
        "%(count)s is tried again within seconds. Should it fail again, it comes back here.",
        "%(count)s are tried again within seconds. Those that fail again come back here.",
        again,
    )
    messages.success(request, said % {"count": grouped(again)})
    return redirect("desk:failed_jobs")


@require_POST
def let_go(request: StaffRequest, job_id: str) -> HttpResponse:
    job = one_failed_job_for(request.actor, job_id)
    let_job_go(job, actor=request.actor)
    messages.success(request, _("Let go. The trail keeps which job it was."))
    return redirect("desk:failed_jobs")
