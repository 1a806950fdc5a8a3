from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seawall.core import clock
from seawall.core.errors import NotFound
from seawall.core.stories import Story
from seawall.desk.history import chapter_of, history_of
from seawall.desk.policy import may_see_timeline
from seawall.desk.viewer import viewer
from seawall.identification import queries as identification
from seawall.operations import queries as operations


@require_safe
def timeline(request: HttpRequest, bundle_id: str) -> HttpResponse:
    history = history_of(bundle_id, viewer(request, may_see_timeline))
    return render(request, "desk/timeline.html", {"history": history, "bundle_id": bundle_id})


@require_safe
def operation_timeline(request: HttpRequest, operation_id: str) -> HttpResponse:
    story = operations.operation_story_for(viewer(request), operation_id, _before(request))
    here = reverse("operations:operation", args=[operation_id])
    return _chapter(request, story, here, _("Operation %(code)s") % {"code": story.code})


@require_safe
def person_timeline(request: HttpRequest, person_id: str) -> HttpResponse:
    story = operations.person_story_for(viewer(request), person_id, _before(request))
    here = reverse("operations:person", args=[person_id])
    return _chapter(request, story, here, _("Person %(code)s") % {"code": story.code})


@require_safe
def series_timeline(request: HttpRequest, series_id: str) -> HttpResponse:
    story = identification.series_story_for(viewer(request), series_id)
    here = reverse("identification:series", args=[series_id])
    return _chapter(request, story, here, _("Series %(code)s") % {"code": story.code})


def _chapter(request: HttpRequest, story: Story, record_url: str, name: str) -> HttpResponse:
    before = _before(request)
    chapter = chapter_of(story, viewer(request), before)
    context = {"chapter": chapter, "record_url": record_url, "name": name, "is_first": before is None}
    return render(request, "desk/chapter.html", context)


def _before(request: HttpRequest) -> datetime | None:
    text = request.GET.get("before", "")
    if not text:
        return None
    try:
        moment = parse_datetime(text)
        # A hearing lies ahead; nothing lies further back.
        if moment is None or moment.tzinfo is None or moment < clock.FIRST_DAY:
            raise NotFound
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotFound from None
