"""Alive (`/healthz`) and ready (`/readyz`) for each program. No session, no detail a stranger could use."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

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


def is_migration_waiting() -> bool:
    """By name alone: Django's own look imports every migration, which is dear on a page open to strangers."""
    return bool(migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations()))


def migrations_on_disk() -> set[tuple[str, str]]:
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[!_]*.py")
    }


urlpatterns = [path("healthz", alive, name="healthz"), path("readyz", ready, name="readyz")]
