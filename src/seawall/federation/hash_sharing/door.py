"""Who comes in: the id of a list and an access key, as user name and password (RFC 7617)."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import NotFound, NotLetIn
from seawall.core.interfaces import name_and_secret_in
from seawall.federation.door import count_call, key_of_secret
from seawall.federation.models import Agreement
from seawall.federation.queries import running_agreement_of
from seawall.people.queries import HeldKey


class NoListOpens(NotLetIn):
    """A wrong password, a list that is unknown, foreign, or without an agreement that runs: the answer does not tell them apart."""

    headers = {"WWW-Authenticate": 'Basic realm="Seawall", charset="UTF-8"'}
    message = _("No list opens with this. The user name is the id of a list, the password an access key.")


def key_in(request: HttpRequest) -> tuple[HeldKey, str]:
    """The key, known by a keyed digest of all of it, and the list that is asked for."""
    try:
        name, secret = name_and_secret_in(request)
        return key_of_secret(secret), name
    except NotLetIn as error:
        raise NoListOpens from error


def agreement_of(key: HeldKey, list_id: str) -> Agreement:
    """Each call is counted, also one that finds nothing."""
    count_call(key)
    try:
        return running_agreement_of(key, list_id)
    except NotFound as error:
        raise NoListOpens from error
