"""What must be true before a program opens its door; a fault here stops the start."""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.urls import URLPattern, URLResolver, get_resolver

from seawall.config.programs import PUBLIC

PUBLIC_MODULES = ("seawall.public.", "seawall.core.", "seawall.config.", "django.views.")


def register_checks() -> None:
    for check in (public_mounts_no_staff_address, debug_stays_at_home, https_knows_its_proxy):
        register(check, "seawall")


def faults() -> list[CheckMessage]:
    """Everything that forbids opening a door; empty when all is well."""
    return [message for message in run_checks(tags=["seawall"]) if message.is_serious()]


def public_mounts_no_staff_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Looked at by every program, so that a mistake is seen wherever it is started first."""
    return [
        Error(
            f"The public program would mount {view}.",
            hint="Only pages of seawall.public belong into config/urls/public.py.",
            id="seawall.E001",
        )
        for view in foreign_views(PUBLIC.urlconf)
    ]


def foreign_views(urlconf: str) -> list[str]:
    return [view for view in views_of(get_resolver(urlconf)) if not view.startswith(PUBLIC_MODULES)]


def views_of(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views_of(entry)
        elif isinstance(entry, URLPattern):
            yield entry.lookup_str


def debug_stays_at_home(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Django's debug pages show every local variable, and with them what is masked everywhere else."""
    away = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    if not settings.DEBUG or not away:
        return []
    return [Error(f"SEAWALL_DEBUG is on while the node answers as {', '.join(away)}.", id="seawall.E002")]


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        # "testserver" is the host of Django's own test client.
        return host in ("localhost", "testserver")


def https_knows_its_proxy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without it every page would redirect to itself for ever."""
    if not settings.SECURE_SSL_REDIRECT or settings.PROXIES:
        return []
    hint = "Name the address of the proxy that ends HTTPS in SEAWALL_PROXIES, such as 127.0.0.1."
    return [Error("SEAWALL_HTTPS is on, but no proxy is named.", hint=hint, id="seawall.E003")]
