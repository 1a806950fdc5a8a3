"""Answers that travel with the form instead of lying on a server: sealed with the node's key, so that they can be neither
read on the way nor changed. Nothing about the visitor is stored between two steps."""

import json
import secrets
from dataclasses import asdict, dataclass, field

from cryptography.fernet import InvalidToken

from seawall.core import clock
from seawall.core.keys import seal, unseal

FORM_HOURS = 6
VISIT_MINUTES = 30


class Unreadable(ValueError):
    """Changed, cut short, or sealed by another node."""


@dataclass
class State:
    """One form on its way: its random token, its answers as typed, and whether all of them were shown for checking."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    at: int = field(default_factory=lambda: int(clock.now().timestamp()))
    answers: dict[str, str] = field(default_factory=dict)
    checked: bool = False

    @property
    def is_old(self) -> bool:
        return clock.now().timestamp() - self.at > FORM_HOURS * 3600

    def renew(self) -> None:
        self.at = int(clock.now().timestamp())

    def sealed(self) -> str:
        return seal("public.form", json.dumps(asdict(self), ensure_ascii=False))


def open_state(text: str) -> State:
    try:
        return State(**json.loads(unseal("public.form", text)))
    except (InvalidToken, UnicodeError, TypeError, json.JSONDecodeError):
        raise Unreadable from None


@dataclass(frozen=True)
class Visit:
    """One visit to a mailbox: which report was opened by its code, and the token of the next letter."""

    report_id: str
    token: str
    at: int

    def sealed(self) -> str:
        return seal("public.visit", json.dumps(asdict(self)))


def new_visit(report_id: str) -> Visit:
    return Visit(report_id, secrets.token_urlsafe(16), int(clock.now().timestamp()))


def open_visit(text: str) -> Visit:
    try:
        visit = Visit(**json.loads(unseal("public.visit", text)))
    except (InvalidToken, UnicodeError, TypeError, json.JSONDecodeError):
        raise Unreadable from None
    if clock.now().timestamp() - visit.at > VISIT_MINUTES * 60:
        raise Unreadable
    return visit
