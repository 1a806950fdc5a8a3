"""Words for the codes that outside/ speaks: what a trace found, why a check says what it says."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import country_name

FINDINGS = {
    "name": _("Name: %(value)s"),
    "alias": _("is an alias of: %(value)s"),
    "ip": _("Machine: %(value)s"),
    "asn": _("Network number: %(value)s"),
    "network": _("Network, host: %(value)s"),
    "country": _("Country: %(value)s"),
    "front": _("Stands in front of another host: %(value)s"),
    "abuse": _("Contact of the host: %(value)s"),
    "registrar": _("Registrar of the name: %(value)s"),
    "registrar_abuse": _("Contact of the registrar: %(value)s"),
    "no_host": _("No host: %(value)s"),
    "unknown": _("Not known: %(value)s"),
}

# Standings and reasons of outside/head.py, name faults of outside/resolve.py, codes of failures.
CODES = {
    "up": _("Still there"),
    "gone": _("Gone"),
    "moved": _("Moved"),
    "unknown": _("Not known"),
    "answered": _("the host answered"),
    "status_gone": _("the host says it is not there"),
    "no_such_name": _("the name does not exist any more"),
    "no_address": _("the name has no address"),
    "redirect": _("the host points to another address"),
    "status_refused": _("the host refused to tell"),
    "status_server": _("the host has a fault"),
    "status_other": _("the host gave an unusual answer"),
    "name_unanswered": _("no name server answered"),
    "no_answer": _("no name server answered"),
    "loop": _("the name leads in a circle"),
    "no_connection": _("no connection could be made"),
    "timed_out": _("the host was too slow"),
    "not_http": _("the host does not speak HTTP"),
    "header_too_large": _("the answer was too large"),
    "certificate": _("the certificate cannot be trusted, so “gone” is not believed"),
    "too_many_hops": _("too many redirects"),
    "guard": _("not connected to: the address leads inside or is reserved"),
    "onion": _("a hidden service has no host"),
    "switched_off": _("checks of this kind are switched off here"),
    "trace_incomplete": _("The trace just before sending had gaps. Send it again when the servers answer."),
    "no_mail_server": _("The mail server did not answer for hours. Send it again."),
}
SMTP_REFUSED = _("The mail server refused it for good (code %(code)s). Is the contact right?")


def attached_words(files: int, addresses: int) -> str:
    if not addresses:
        return ""
    if not files:
        return gettext("No XARF file is attached: the format has no class for what was assessed.")
    if files >= addresses:
        return gettext("One XARF file for each address is attached.")
    return gettext(
        "XARF files are attached for %(files)s of %(addresses)s addresses; the format has no class for the others."
    ) % {"files": files, "addresses": addresses}


# What a registry was asked for, and why there is no answer: "network: not_found".
GAPS = {
    "network": _("whose network it is (%(reason)s)"),
    "registrar": _("who sold the name (%(reason)s)"),
}
REGISTRY = {
    "not_found": _("the registry does not know it"),
    "no_server": _("there is no registry to ask"),
    "no_connection": _("the registry could not be reached"),
    "timed_out": _("the registry was too slow"),
}
REGISTRY_OTHER = _("the registry gave no usable answer")


# Where a finding comes from: "rdap:rdap.example".
SOURCES = {
    "address": _("the address itself"),
    "dns": _("name server %(place)s"),
    "rdap": _("registry %(place)s (RDAP)"),
    "file": _("file %(place)s"),
}


def source_words(source: str) -> str:
    kind, _colon, place = source.partition(":")
    return str(SOURCES[kind]) % {"place": place} if kind in SOURCES else source


def finding_words(kind: str, value: str) -> str:
    if kind == "country":
        value = country_name(value)
    if kind in ("no_host", "unknown"):
        value = _gap(*value.split(": ", 1)) if ": " in value else str(CODES.get(value, value))
    return str(FINDINGS[kind]) % {"value": value}


def _gap(part: str, reason: str) -> str:
    return str(GAPS[part]) % {"reason": REGISTRY.get(reason, REGISTRY_OTHER)}


def check_words(code: str) -> str:
    return str(CODES.get(code, code))


def failure_words(code: str) -> str:
    if code.startswith("smtp_"):
        return str(SMTP_REFUSED) % {"code": code.removeprefix("smtp_")}
    return str(CODES.get(code, gettext("It could not be sent.")))
