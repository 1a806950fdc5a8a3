"""Hands a finished letter, byte for byte, to the operator's mail server (SEAWALL_SMTP_URL), by Django's mail."""

import smtplib
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

SECONDS = 20


class Handover(StrEnum):
    MAIL = "mail"
    # No mail server is set: the letter stays in the outbox for a person to deliver.
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    handover: Handover
    # An SMTP code at most: the server's text quotes addresses.
    code: str = ""


class TryLater(Exception):
    """The mail server is away or busy. The job is missed and comes again, later each time."""


class _Sealed(EmailMessage):
    """A message that is not put together again: the bytes that were kept are the bytes that are sent."""

    def __init__(self, raw: bytes, sender: str, receiver: str) -> None:
        super().__init__(from_email=sender, to=[receiver])
        self._raw = raw

    def message(self, **_: object) -> "_Sealed":  # type: ignore[override]
        return self

    def as_bytes(self, *_: object, **__: object) -> bytes:
        return self._raw


def hand_over(raw: bytes, *, sender: str, receiver: str, server: str) -> Receipt:
    if not server:
        return Receipt(Handover.KEPT)
    backend = _backend(server)
    try:
        backend.open()
        backend.send_messages([_Sealed(raw, sender, receiver)])
    except smtplib.SMTPRecipientsRefused as refused:
        return _refusal(max((code for code, _text in refused.recipients.values()), default=0))
    except smtplib.SMTPResponseException as refused:
        return _refusal(refused.smtp_code)
    except (OSError, smtplib.SMTPException):
        raise TryLater from None
    finally:
        _close(backend)
    return Receipt(Handover.MAIL)


def _refusal(code: int) -> Receipt:
    """5xx is final; 4xx asks us to come back."""
    if 500 <= code < 600:
        return Receipt(Handover.REFUSED, str(code))
    raise TryLater


def _close(backend: EmailBackend) -> None:
    try:
        backend.close()
    except (OSError, smtplib.SMTPException):
        # The letter was accepted or refused before; a rude good-bye changes nothing.
        return


def _backend(server: str) -> EmailBackend:
    parts = urlsplit(server)
    implicit = parts.scheme == "smtps"
    port = parts.port or (465 if implicit else 587)
    return EmailBackend(
        host=parts.hostname or "",
        port=port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=implicit,
        # A password never travels in the clear; a server without one on a port of its own is a relay next door.
        use_tls=not implicit and (port == 587 or bool(parts.username)),
        timeout=SECONDS,
    )
