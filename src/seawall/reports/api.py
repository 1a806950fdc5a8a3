"""Reports from providers' machines: told to the world by ninja, read and written by msgspec."""

from io import BytesIO
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from seawall.core.arriving import body_of
from seawall.people.queries import HeldKey
from seawall.reports.actions import hand_in
from seawall.reports.queries import outcome_for, rows_for_key
from seawall.reports.receiving.answers import TableOut, handed_in_out, outcome_out, table_out
from seawall.reports.receiving.door import ReportsDoor, count_call, noted
from seawall.reports.receiving.handing import handing_of
from seawall.reports.receiving.openapi import HAND_IN, OUTCOME
from seawall.reports.receiving.report_in import MOST_BYTES, read
from seawall.reports.receiving.table import take


class KeyRequest(HttpRequest):
    """A request behind the door of keys. A type only: nobody makes one."""

    auth: HeldKey


router = Router(tags=["reports"], auth=ReportsDoor())


@router.post("", url_name="reports", summary="Hand in a report", openapi_extra=HAND_IN)
def reports(request: KeyRequest) -> HttpResponse:
    """One report. It is on the disk and in the audit trail when it is answered.

    The same `reference` with the same content is the same report and answered with the same id, so a call without an answer
    is simply sent again. `completeness` says what would help; hand in what you have, and do not wait for more. With
    `test: true` it is read, checked and scored, and never becomes a report. No media, in whichever field: fingerprints only.

    As `text/csv` the body is a table of up to 200 rows, each a report with a fate of its own; `?preview=true` takes none.
    """
    key = request.auth
    with noted(key):
        if is_table(request):
            return _json(_table(request, key))
        count_call(key)
        report = read(body_of(request, MOST_BYTES))
        return _json(handed_in_out(hand_in(handing_of(report, key.holder), key=key, actor=key.actor)))


@router.get("/{report_id}", url_name="report", summary="What became of a report", openapi_extra=OUTCOME)
def report(request: KeyRequest, report_id: str) -> HttpResponse:
    """For any key of the organisation that handed it in. The number of a report that came in the CyberTipline format does, too."""
    with noted(request.auth):
        count_call(request.auth)
        return _json(outcome_out(outcome_for(request.auth, report_id)))


def is_table(request: HttpRequest) -> bool:
    return request.content_type == "text/csv"


def _table(request: HttpRequest, key: HeldKey) -> TableOut:
    count_call(key)
    rows = rows_for_key(key, BytesIO(body_of(request, MOST_BYTES)))
    preview = request.GET.get("preview", "").lower() in ("true", "1")
    if not preview:
        count_call(key, len(rows))
        rows = list(take(rows, lambda handing: hand_in(handing, key=key, actor=key.actor)))
    return table_out(rows, preview=preview)


def _json(told: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")
