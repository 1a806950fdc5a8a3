"""What is to be done with a mail, before anything is done: by whom it is, whether that is proven, and what it holds for us."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from seawall.core.errors import Invalid
from seawall.core.keys import digest
from seawall.reports.receiving.handing import Handing
from seawall.reports.receiving.xarf import mailed
from seawall.reports.states import MailFate
from seawall.wire.faults import Malformed, Problem
from seawall.wire.mail_sender import message_id, sender_of
from seawall.wire.xarf_mail import Mail, read_mail

NOT_OURS = (
    Problem.OTHER_FORMAT,
    Problem.NOT_JSON,
    Problem.NOT_TAKEN,
    Problem.NOT_TEXT,
    Problem.OTHER_VERSION,
)


@dataclass(frozen=True, slots=True)
class Partner:
    """An agreed sender. `tests`: everything it sends is a test, since XARF has no word for that."""

    address: str
    holder: str
    tests: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """`digest` names the mail; `fate` is what it would become if its reports are new. With `FAULTY`, `handings` are those that are whole."""

    digest: str
    fate: MailFate
    holder: str = ""
    handings: tuple[Handing, ...] = field(default=(), repr=False)


def partners_of(kept: Sequence[Mapping[str, object]]) -> dict[str, Partner]:
    found = [Partner(str(one["address"]), str(one["holder"]), bool(one["tests"])) for one in kept]
    return {partner.address: partner for partner in found}


def too_large(validity: int, uid: int) -> Judged:
    return Judged(digest("reports.mail", f"{validity} {uid}"), MailFate.TOO_LARGE)


def judge(message: bytes, partners: Mapping[str, Partner], server: str) -> Judged:
    named = digest("reports.mail", f"{message_id(message)}\n{message.hex()}")
    try:
        mail = read_mail(message)
    except Malformed:
        return Judged(named, MailFate.FAULTY)
    faulty = any(fault.problem not in NOT_OURS for fault in mail.faults)
    about_us = bool(mail.reports) or faulty
    # From whom nothing is agreed, JSON that cannot be read is nobody's report; of a partner it may be one that was cut.
    unread = faulty or any(fault.problem is Problem.NOT_JSON for fault in mail.faults)
    sender = sender_of(message, server)
    partner = partners.get(sender.address)
    if partner is None:
        return Judged(named, MailFate.STRANGER if about_us else MailFate.OTHER)
    if not sender.proven:
        return Judged(named, MailFate.UNPROVEN if about_us else MailFate.OTHER)
    if not about_us and not unread:
        return Judged(named, MailFate.OTHER)
    handings = tuple(_handings(mail, partner))
    if unread or len(handings) < len(mail.reports):
        return Judged(named, MailFate.FAULTY, partner.holder, handings)
    return Judged(named, MailFate.TEST if partner.tests else MailFate.TAKEN, partner.holder, handings)


def _handings(mail: Mail, partner: Partner) -> Iterator[Handing]:
    for attached in mail.reports:
        with suppress(Invalid):
            yield mailed(attached, mail.texts, partner.holder, test=partner.tests)
