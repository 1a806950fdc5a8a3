from django.http import HttpResponse
from django.views.decorators.http import require_POST

from seawall.core.pages import StaffRequest
from seawall.operations import actions
from seawall.operations.disclosing.forms import DiscloseForm
from seawall.operations.persons import reading
from seawall.operations.views.persons import person_page


@require_POST
def reveal_case(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = DiscloseForm(one, request.POST)
    if not form.is_valid():
        return person_page(request, one, sent=form)
    purpose, charge = form.given()
    parcel = actions.reveal_case(one, purpose, charge=charge, actor=request.actor)
    headers = {
        "Content-Disposition": f'attachment; filename="case-{one.code.lower()}.zip"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(parcel.archive, content_type="application/zip", headers=headers)
