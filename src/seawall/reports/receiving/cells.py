"""A row of a partner's table as the report that it is: the fields of the reports interface, with the words of a spreadsheet."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence
from seawall.reports import reading
from seawall.reports.receiving.report_in import AHEAD, FAR_BACK, SAYS_NOTHING, ReportIn, checked

# As spreadsheets write it in the languages of this house, and as people do.
TRUTHS = {
    **dict.fromkeys(("true", "yes", "y", "1", "x", "wahr", "ja", "j"), True),
    **dict.fromkeys(("false", "no", "n", "0", "falsch", "nein"), False),
}
AS_THEY_ARE = ("reference", "about", "danger", "text", "language", "country", "contact")
# 2026-01-31 23:59:59 +01:00 and 2026-01-31 23:59Z too; another order of day and month would be a guess.
MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)? ?(Z|[+-]\d{2}:\d{2})", re.IGNORECASE
)
PLACES = {
    "accounts[0].name": "account",
    "accounts[0].service": "service",
    "connections[0].ip": "ip",
    "connections[0].port": "port",
    "connections[0].at": "ip_at",
    "connections[0].what": "ip_use",
}
MENDS_OF_CELLS: Mapping[str, Sentence] = {
    "test": _("yes or no."),
    "urls": _("Web addresses that begin with https:// or http://, with blanks between them: at most 50."),
    "fingerprints": _(
        "SHA-256, SHA-1 or MD5 in hexadecimal digits (64, 40 or 32), with blanks between them: at most 50."
    ),
    "account": _("The name of one account, of at most 200 characters."),
    "service": _("Where the account is, in at most 60 characters, beside the column account."),
    "phone": _("One phone number, with + and its country, or with its country in the column country."),
    "ip": _("One IP address such as 192.0.2.7 or 2001:db8::7. The columns port, ip_at and ip_use need it."),
    "port": _("A number from 0 to 65535."),
    "ip_at": _("A time with its zone, such as 2026-01-31T23:59:59Z."),
    "ip_use": _("One of login, registration, purchase, upload, other, unknown."),
}
NOTHING = _("Give at least one of urls, fingerprints, account, phone or text.")


def report_of(cells: Mapping[str, str]) -> ReportIn:
    """Raises `Invalid` with every wrong column."""
    wrong: dict[str, Sentence] = {}
    told = _told(cells, wrong)
    try:
        report = checked(told)
    except Invalid as invalid:
        wrong = {**_columns_of(invalid.fields), **wrong}
    if wrong:
        raise Invalid(wrong)
    return report


def _columns_of(fields: Mapping[str, Sentence]) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    for place, why in fields.items():
        column = PLACES.get(place) or {"phones": "phone"}.get(name := place.partition("[")[0], name)
        found[column] = why if why in (AHEAD, FAR_BACK) else MENDS_OF_CELLS.get(column, why)
        if why is SAYS_NOTHING:
            found[column] = NOTHING
    return found


def _told(cells: Mapping[str, str], wrong: dict[str, Sentence]) -> dict[str, Any]:
    told: dict[str, Any] = {name: cells[name] for name in AS_THEY_ARE if name in cells}
    for name, known in (("danger", str.lower), ("about", str.lower), ("country", str.upper)):
        if name in told:
            told[name] = known(told[name])
    if "test" in cells:
        told["test"] = TRUTHS.get(cells["test"].lower())
        if told["test"] is None:
            wrong["test"] = MENDS_OF_CELLS["test"]
            told["test"] = False
    if "happened_at" in cells:
        told["happened_at"] = _moment(cells["happened_at"])
    if "urls" in cells:
        told["urls"] = cells["urls"].split()
        # Split at its blanks, a remark would be as many hosts as it has words.
        if not all(map(reading.LOOKS_LIKE_ADDRESS.search, told["urls"])):
            wrong["urls"] = MENDS_OF_CELLS["urls"]
    if "fingerprints" in cells:
        told["fingerprints"] = [_fingerprint(one) for one in cells["fingerprints"].split()]
    if "phone" in cells:
        told["phones"] = [cells["phone"]]
    return told | _account(cells, wrong) | _connection(cells, wrong)


def _moment(cell: str) -> str:
    """As JSON has it; what is none is left to be refused."""
    found = MOMENT.fullmatch(cell)
    return f"{found[1]}T{found[2]}{found[3] or ':00'}{found[4].upper()}" if found else cell


def _fingerprint(value: str) -> dict[str, str]:
    found = reading.fingerprint(value)
    return {"kind": found.note if found else "sha256", "value": value}


def _account(cells: Mapping[str, str], wrong: dict[str, Sentence]) -> dict[str, Any]:
    if "account" not in cells:
        if "service" in cells:
            wrong["service"] = MENDS_OF_CELLS["service"]
        return {}
    return {"accounts": [{"name": cells["account"], "service": cells.get("service", "")}]}


def _connection(cells: Mapping[str, str], wrong: dict[str, Sentence]) -> dict[str, Any]:
    used: dict[str, Any] = {}
    if "port" in cells:
        number = cells["port"]
        used["port"] = int(number) if number.isascii() and number.isdecimal() and len(number) <= 5 else -1
    if "ip_at" in cells:
        used["at"] = _moment(cells["ip_at"])
    if "ip_use" in cells:
        used["what"] = cells["ip_use"].lower()
    if "ip" in cells:
        return {"connections": [{"ip": cells["ip"], **used}]}
    if used:
        wrong["ip"] = MENDS_OF_CELLS["ip"]
    return {}
