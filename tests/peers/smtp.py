"""A mail server that keeps what it is given, refuses on request, or dies right after it accepted a letter."""

import email
import email.policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.peers.ports import free_port


class MailPeer:
    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.receivers: list[str] = []
        self.refuse_with = ""
        self.hang_up_after_accepting = False
        self.host, self.port = "127.0.0.1", free_port()
        self._controller: Controller

    @property
    def url(self) -> str:
        """As SEAWALL_SMTP_URL wants it."""
        return f"smtp://{self.host}:{self.port}"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options
    ) -> str:
        if self.refuse_with:
            return self.refuse_with
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.raw.append(envelope.original_content or b"")
        self.letters.append(
            email.message_from_bytes(envelope.original_content or b"", policy=email.policy.default)
        )
        self.receivers += envelope.rcpt_tos
        if self.hang_up_after_accepting:
            server.transport.abort()
        return "250 kept"

    def __enter__(self) -> Self:
        for _attempt in range(20):
            self._controller = Controller(
                self, hostname=self.host, port=self.port, server_hostname="mail.example"
            )
            try:
                self._controller.start()
                break
            except OSError:
                # Somebody took the port between the look and the start.
                self.port = free_port()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()
