"""What the interface looks like, for its OpenAPI page: drawn from the very types that read and write it."""

from seawall.core.openapi import content_of, operation, schema_of
from seawall.reports.receiving.answers import HandedInOut, OutcomeOut, TableOut
from seawall.reports.receiving.report_in import ReportIn

REFUSALS = {
    "401": "No access key, or one that is unknown, expired or revoked.",
    "403": "The key does not hand in reports, or only tests and this is none.",
    "404": "There is no such report of this key's holder: unknown and of others are not told apart.",
    "409": "Under this reference another content is here already. Nothing was changed; take another reference.",
    "413": "The body is larger than 1 MB.",
    "422": "The report cannot be read. `fields` names each wrong field and says how to mend it.",
    "429": "A limit is reached; `Retry-After` says in how many seconds it is renewed.",
    "503": "The node cannot keep reports at the moment, so nothing was taken.",
}


def _refusals(*statuses: str) -> dict[str, str]:
    return {status: REFUSALS[status] for status in statuses}


TABLE = {
    "type": "string",
    "description": "A header of columns and a report a row; see docs/howto/push-a-report.md.",
}
PREVIEW = {
    "name": "preview",
    "in": "query",
    "required": False,
    "schema": {"type": "boolean", "default": False},
    "description": "Of a table: say what would become of each row, and take none.",
}
HAND_IN = {
    "responses": {
        **operation(HandedInOut, _refusals("401", "403", "409", "413", "422", "429", "503"))["responses"],
        "200": {
            "description": "Of a report; or of a table, row by row.",
            "content": {
                "application/json": {"schema": {"anyOf": [schema_of(HandedInOut), schema_of(TableOut)]}}
            },
        },
    },
    "requestBody": {
        "required": True,
        "content": {**content_of(ReportIn), "text/csv": {"schema": TABLE}},
    },
    "parameters": [PREVIEW],
}
OUTCOME = operation(OutcomeOut, _refusals("401", "403", "404", "429", "503"))
