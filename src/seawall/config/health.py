"""Alive (`/healthz`) and ready (`/readyz`) for each program. No session, no detail a stranger could use."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from seawall.config.migrating import is_migration_waiting
from seawall.material.queries import trouble_of_matching


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has this version's form; at the node program also the index of fingerprints."""
    try:
        waiting = is_migration_waiting()
    except DatabaseError:
        waiting = True
    if waiting:
        return JsonResponse({"status": "not ready"}, status=503)
    trouble = trouble_of_matching() if settings.PROGRAM.name == "node" else ""
    if trouble:
        return JsonResponse({"status": "not ready", "message": trouble}, status=503)
    return JsonResponse({"status": "ok"})


urlpatterns = [path("healthz", alive, name="healthz"), path("readyz", ready, name="readyz")]
