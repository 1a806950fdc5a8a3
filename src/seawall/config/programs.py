"""The three web programs. A fault at the public door cannot open the staff door, because the public program
mounts none of its addresses and carries neither sessions nor sign-in."""

from dataclasses import dataclass
from typing import Any

BEFORE = (
    "seawall.core.proxy.KnownProxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "seawall.core.edge.ErrorPages",
    "csp.middleware.CSPMiddleware",
)
AFTER = (
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)


@dataclass(frozen=True)
class Program:
    name: str
    port: int
    middleware: tuple[str, ...]
    # What interfaces go past, where there are any (core/interfaces.py).
    for_pages: tuple[str, ...] = ()
    # What one form may bring. Forms are letters; only staff paste tables of accounts.
    form_bytes: int = 1_000_000
    # What each of its processes does before it lets anyone in.
    first: str = ""

    @property
    def urlconf(self) -> str:
        return f"seawall.config.urls.{self.name}"

    def settings(self) -> dict[str, Any]:
        """Everything in Django's settings that differs from program to program."""
        return {
            "PROGRAM": self,
            "ROOT_URLCONF": self.urlconf,
            "MIDDLEWARE": list(self.middleware),
            "DATA_UPLOAD_MAX_MEMORY_SIZE": self.form_bytes,
            # A cookie is bound to a host, not to a port: on one machine the programs must not overwrite each other's.
            "CSRF_COOKIE_NAME": f"seawall_{self.name}_form",
            "SESSION_COOKIE_NAME": f"seawall_{self.name}_session",
        }


PUBLIC = Program(
    "public",
    8000,
    (
        BEFORE[0],
        "seawall.core.proxy.NoAddress",
        *BEFORE[1:],
        "django.middleware.locale.LocaleMiddleware",
        *AFTER,
    ),
)
STAFF = Program(
    "staff",
    8001,
    (
        *BEFORE,
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        *AFTER,
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "seawall.people.middleware.SignedIn",
        "axes.middleware.AxesMiddleware",
    ),
    form_bytes=8_000_000,
)
NODE = Program(
    "node",
    8002,
    (*BEFORE[:-1], "seawall.core.interfaces.PastPages"),
    for_pages=(BEFORE[-1], "django.middleware.locale.LocaleMiddleware", *AFTER),
    first="seawall.material.queries.follow_lists",
)
PROGRAMS = {program.name: program for program in (PUBLIC, STAFF, NODE)}
