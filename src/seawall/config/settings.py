"""Django's settings, put together from the environment, the programs and the rules of security and sign-in."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from seawall.config.env import ENV, WrongAddress
from seawall.config.programs import PROGRAMS, Program
from seawall.config.secret import node_secret
from seawall.config.security import *  # noqa: F403
from seawall.config.sign_in import *  # noqa: F403

# Lets fields be written with their types (`CharField[str, str]`) at run time too.
django_stubs_ext.monkeypatch()

PROGRAM: Program = PROGRAMS[ENV.program]
# Its addresses, its middleware and the names of its cookies.
globals().update(PROGRAM.settings())
DATA = ENV.data
# Made from the database, and made anew when it is lost (material/matching).
INDEX = DATA / "index"
DEBUG = ENV.debug
DEMO = ENV.demo
SECRET_KEY = node_secret(DATA)
ALLOWED_HOSTS = ENV.hosts
PUBLIC_URL, STAFF_URL, NODE_URL = ENV.public_url, ENV.staff_url, ENV.node_url
SMTP_URL, MAIL_FROM = ENV.smtp_url, ENV.mail_from
DNS_SERVERS, RDAP_SERVER, GEOIP_FILES = ENV.dns, ENV.rdap, ENV.geoip
ALLOW_NETWORKS, CHECKS = ENV.allow_networks, ENV.checks
# Below it lie the folders that are read as sources.
SOURCES = ENV.sources or str(ENV.data / "sources")
SCHEMES = ENV.schemes
FLOOD = ENV.flood
APPROVAL_HOURS = ENV.approval_hours
COLD_CASE_MONTHS = ENV.cold_case_months
MEDIA_BASIS = ENV.media_basis
ARRIVAL_SECONDS = ENV.arrival
# Twice what any door takes, the match interface 2 MB and a form what its program says; but for files of providers, where they are read at all.
ARRIVAL_BYTES = 64 << 20 if MEDIA_BASIS else max(4 << 20, 2 * PROGRAM.form_bytes)
CSRF_FAILURE_VIEW = "seawall.core.edge.csrf_failure"
WSGI_APPLICATION = "seawall.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_TRUSTED_ORIGINS = [ENV.public_url, ENV.staff_url, ENV.node_url]
PROXIES = [ip_network(proxy) for proxy in ENV.proxies]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_HSTS_SECONDS = 63_072_000 if ENV.https else 0
SECURE_SSL_REDIRECT = ENV.https
# Monitoring asks on the loopback port, behind the proxy that speaks HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https and PROXIES else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Its templates draw the form widgets, so that our own can stand before them.
    "django.forms",
    "django_tasks",
    "csp",
    "rules",
    "seawall.core",
    "seawall.audit",
    "seawall.people",
    "seawall.approvals",
    "seawall.material",
    "seawall.reports",
    "seawall.takedown",
    "seawall.operations",
    "seawall.identification",
    "seawall.federation",
    "seawall.mistakes",
    "seawall.public",
    "seawall.desk",
    "seawall.config",
    "allauth",
    "seawall.config.accounts.Accounts",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
]

if DEMO:
    INSTALLED_APPS.append("seawall.demo")

SQLITE = {
    "ENGINE": "seawall.core.sqlite",
    "NAME": str(DATA / "seawall.sqlite3"),
    "CONN_MAX_AGE": 600,
    "OPTIONS": {
        "timeout": 8,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    },
}
# Eight seconds after a lock was asked for the page says so; a program that died in a transaction lets go of it.
POSTGRES = "-c lock_timeout=8s -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on"


def database() -> dict[str, Any]:
    if not ENV.database_url:
        return SQLITE
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(ENV.database_url))
    except ValueError:
        parsed = {"ENGINE": ""}
    if "sqlite3" in parsed["ENGINE"]:
        return {**SQLITE, "NAME": parsed["NAME"]}
    if not parsed["ENGINE"].endswith(".postgresql"):
        raise WrongAddress
    options = {"options": POSTGRES, "connect_timeout": 5, **parsed.get("OPTIONS", {})}
    return {**parsed, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


DATABASES = {"default": database()}
TASKS = {"default": {"BACKEND": "seawall.core.lease_queue.LeaseQueue"}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "seawall.core.edge.page_context",
                "seawall.desk.navigation.page_context",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "en"
# 03/04 is two different days to two readers.
FORMAT_MODULE_PATH = ["seawall.core.formats"]
LOCALE_PATHS = [Path(__file__).parents[1] / "cli" / "locale"]
LANGUAGES = [("en", _("English")), ("de", _("German"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True

# How large a form may be differs from program to program; nothing is kept on disk unread.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
FILE_UPLOAD_HANDLERS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django, its security checks and axes log addresses, paths and names; a path of ours may hold a receipt code or
    # a signed link. What an operator needs is written by seawall.edge and seawall.jobs: the kind and the place.
    "loggers": {
        "django": {"level": "CRITICAL"},
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"level": "CRITICAL"},
        "allauth": {"level": "CRITICAL"},
        "axes": {"level": "CRITICAL"},
        "seawall": {"level": "INFO"},
    },
}
