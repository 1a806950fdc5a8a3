"""Alive (`/healthz`) and ready (`/readyz`) for each program. No session, no detail a stranger could use."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.urls import path


def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    executor = MigrationExecutor(connection)
    waiting = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return JsonResponse({"status": "migrating" if waiting else "ok"}, status=503 if waiting else 200)


urlpatterns = [path("healthz", alive, name="healthz"), path("readyz", ready, name="readyz")]
