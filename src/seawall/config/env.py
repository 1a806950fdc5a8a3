"""Everything an operator can set, read from the environment in one place. docs/settings.md explains each."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def _text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def _flag(name: str) -> bool:
    return _text(name).lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in _text(name, default).split(",") if word.strip()]


def _number(name: str, default: int, least: int = 0) -> int:
    text = _text(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise ImproperlyConfigured(f"{name} is a whole number of at least {least}, not {text}")
    return int(text)


def is_given(name: str) -> bool:
    return bool(_text(name))


class WrongAddress(ImproperlyConfigured):
    """Of the database. It may hold a password, and is not repeated."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL is no address of a PostgreSQL database.")


class UnusableFolder(ImproperlyConfigured):
    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The data folder {folder} cannot be used: {why}. Set SEAWALL_DATA to a folder this user may write."
        )
        self.folder, self.why = folder, why


def spoken() -> str:
    """The language that this person's terminal speaks, such as "de"; not a setting of Seawall's own."""
    given = _text("LC_ALL") or _text("LC_MESSAGES") or _text("LANG")
    return given[:2].lower()


def match_key() -> str:
    """The key with which `seawall match` asks another node."""
    return _text("SEAWALL_MATCH_KEY")


@dataclass(frozen=True)
class Env:
    program: str
    data: Path
    database_url: str
    debug: bool
    demo: bool
    hosts: list[str]
    public_url: str
    staff_url: str
    node_url: str
    https: bool
    proxies: list[str]
    smtp_url: str
    mail_from: str
    geoip: list[str]
    dns: list[str]
    rdap: str
    allow_networks: list[str]
    checks: str
    schemes: str
    flood: int
    cold_case_months: int
    sources: str
    media_basis: str
    arrival: int
    approval_hours: int


def read() -> Env:
    return Env(
        program=_text("SEAWALL_PROGRAM", "staff"),
        data=Path(_text("SEAWALL_DATA", "data")).resolve(),
        database_url=_text("DATABASE_URL"),
        debug=_flag("SEAWALL_DEBUG"),
        demo=_flag("SEAWALL_DEMO"),
        hosts=_words("SEAWALL_HOSTS", "127.0.0.1,localhost"),
        public_url=_text("SEAWALL_PUBLIC_URL", "http://127.0.0.1:8000"),
        staff_url=_text("SEAWALL_STAFF_URL", "http://127.0.0.1:8001"),
        node_url=_text("SEAWALL_NODE_URL", "http://127.0.0.1:8002"),
        https=_flag("SEAWALL_HTTPS"),
        proxies=_words("SEAWALL_PROXIES"),
        smtp_url=_text("SEAWALL_SMTP_URL"),
        mail_from=_text("SEAWALL_MAIL_FROM", "notices@seawall.invalid"),
        geoip=_words("SEAWALL_GEOIP"),
        dns=_words("SEAWALL_DNS"),
        rdap=_text("SEAWALL_RDAP"),
        allow_networks=_words("SEAWALL_ALLOW_NETWORKS"),
        checks=_text("SEAWALL_CHECKS", "head"),
        schemes=_text("SEAWALL_SCHEMES"),
        flood=_number("SEAWALL_FLOOD", 1000),
        cold_case_months=_number("SEAWALL_COLD_CASE_MONTHS", 6, least=1),
        sources=_text("SEAWALL_SOURCES"),
        media_basis=_text("SEAWALL_MEDIA_BASIS"),
        arrival=_number("SEAWALL_ARRIVAL", 30, least=1),
        approval_hours=_number("SEAWALL_APPROVAL_HOURS", 72, least=1),
    )


ENV = read()
