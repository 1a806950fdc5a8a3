"""What the interface looks like, for its OpenAPI page: drawn from the very types that read and write it."""

from seawall.core.openapi import content_of, operation
from seawall.material.asking.answers import AnswerOut
from seawall.material.asking.questions import CallIn
from seawall.material.asking.status import StatusOut

REFUSALS = {
    "401": "No access key, or one that is unknown, expired or revoked.",
    "403": "The key does not open this, or not every list that the call names.",
    "413": "The body is larger than 2 MB.",
    "422": "The body cannot be read. `wrong` names each wrong fingerprint by `position`, with `why`.",
    "429": "A limit is reached; `Retry-After` says in how many seconds it is renewed.",
    "503": "The node cannot match, or cannot keep its trail, at the moment; `Retry-After` says when to try again.",
}


def _refusals(*statuses: str) -> dict[str, str]:
    return {status: REFUSALS[status] for status in statuses}


ASK = {
    **operation(AnswerOut, _refusals("401", "403", "413", "422", "429", "503")),
    "requestBody": {"required": True, "content": content_of(CallIn)},
}
STATUS = operation(StatusOut, _refusals("401", "403"))
