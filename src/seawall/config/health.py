"""Alive (`/healthz`) and ready (`/readyz`) for each program. No session, no detail a stranger could use."""

from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has this version's form."""
    try:
        waiting = is_migration_waiting()
    except DatabaseError:
        waiting = True
    return JsonResponse({"status": "not ready" if waiting else "ok"}, status=503 if waiting else 200)


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
