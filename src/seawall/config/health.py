"""Alive (`/healthz`) and ready (`/readyz`) for each program. No session, no detail a stranger could use."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
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
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _must_be_migrated()
    except (DatabaseError, NotMigrated):
        return JsonResponse({"status": "not ready"}, status=503)
    return JsonResponse({"status": "ok"})


class NotMigrated(Exception):
    pass


@cache
def _must_be_migrated() -> None:
    """Only a yes is remembered: the look is dear and this page is open to strangers."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated


urlpatterns = [path("healthz", alive, name="healthz"), path("readyz", ready, name="readyz")]
