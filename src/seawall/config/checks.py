"""What must be true before a program opens its door; a fault here stops the start."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC_MODULES = ("seawall.public.", "seawall.core.", "seawall.config.", "django.views.")


def register_checks() -> None:
    register(public_mounts_no_staff_address)


def public_mounts_no_staff_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.PROGRAM.name != "public":
        return []
    foreign = [view for view in views_of(get_resolver(settings.ROOT_URLCONF)) if not view.startswith(PUBLIC_MODULES)]
    return [
        Error(
            f"The public program would mount {view}.",
            hint="Only pages of seawall.public belong into config/urls/public.py.",
            id="seawall.E001",
        )
        for view in foreign
    ]


def views_of(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views_of(entry)
        elif isinstance(entry, URLPattern):
            yield entry.lookup_str
