"""What an administrator says of the inbox, and whether it can be read by that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence
from seawall.core.outside.mailbox import PLAIN
from seawall.wire.mail_sender import ADDRESS

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?", re.ASCII)
LEAST_MINUTES, MOST_MINUTES = 1, 24 * 60
MOST_PARTNERS, LONGEST_HOLDER = 500, 120
TESTS = ("tests", "test")


@dataclass(frozen=True, slots=True)
class InboxTerms:
    """`partners`: a line each, as typed; `password` is empty where the one that is kept stays."""

    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str
    done_folder: str
    server: str
    partners: str = field(repr=False)
    minutes: int
    reads: bool


def check(terms: InboxTerms, *, needs_password: bool) -> list[dict[str, object]]:
    """The partners as they are kept. Errors: Invalid."""
    wrong: dict[str, Sentence] = {}
    if not HOST.fullmatch(terms.host):
        wrong["host"] = _("The name of the mail server, such as imap.hotline.example.")
    if not 1 <= terms.port <= 65_535:
        wrong["port"] = _("A number from 1 to 65535; 993 is usual.")
    if not PLAIN.fullmatch(terms.user):
        wrong["user"] = _("At most 250 letters of ASCII, without quotation marks and backslashes.")
    if (needs_password or terms.password) and not _is_password(terms.password):
        wrong["password"] = _(
            "At most 250 letters of ASCII. At another server or for another user it is typed anew."
        )
    for name, folder in (("folder", terms.folder), ("done_folder", terms.done_folder or "x")):
        if not PLAIN.fullmatch(folder):
            wrong[name] = _("At most 250 letters of ASCII, without quotation marks and backslashes.")
    if terms.done_folder and terms.done_folder == terms.folder:
        wrong["done_folder"] = _("Another folder than the one that is read.")
    if not HOST.fullmatch(terms.server):
        wrong["server"] = _(
            "The first word of the line Authentication-Results in a mail that you have received."
        )
    if not LEAST_MINUTES <= terms.minutes <= MOST_MINUTES:
        wrong["minutes"] = _("From 1 to 1440.")
    partners: list[dict[str, object]] = []
    try:
        partners = list(_partners(terms.partners).values())
    except Invalid as invalid:
        wrong |= invalid.fields
    if wrong:
        raise Invalid(wrong)
    return partners


def _is_password(text: str) -> bool:
    return 0 < len(text) <= 250 and text.isascii() and text.isprintable()


def _partners(lines: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        address, holder, *more = [word.strip() for word in line.split(";")] + [""] * (";" not in line)
        address, tests = address.lower(), bool(more)
        plain = ADDRESS.fullmatch(address) and 0 < len(holder) <= LONGEST_HOLDER and holder.isprintable()
        if not plain or address in found or len(more) > 1 or (more and more[0].lower() not in TESTS):
            raise Invalid(
                {
                    "partners": str(
                        _(
                            "Line %(number)s is not “address; organisation” or has an address that is there already."
                        )
                    )
                    % {"number": number}
                }
            )
        found[address] = {"address": address, "holder": holder, "tests": tests}
    if not 1 <= len(found) <= MOST_PARTNERS:
        raise Invalid({"partners": _("From 1 to 500 senders, one on each line.")})
    return found


def lines_of(partners: list[Mapping[str, object]]) -> str:
    return "\n".join(
        "; ".join([str(one["address"]), str(one["holder"]), *(["tests"] if one["tests"] else [])])
        for one in partners
    )
