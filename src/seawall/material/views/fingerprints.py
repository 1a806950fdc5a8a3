from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from seawall.core.pages import StaffRequest
from seawall.material import actions, queries
from seawall.material.forms import chosen
from seawall.material.states import Purpose


@require_POST
def reveal_fingerprint(request: StaffRequest, fingerprint_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the value stands in no address and no history."""
    fingerprint = queries.one_fingerprint_for(request.actor, fingerprint_id)
    purpose = chosen(Purpose, request.POST.get("purpose", ""))
    value = actions.reveal_fingerprint(fingerprint, purpose, actor=request.actor)
    return render(
        request, "material/revealed.html", {"fingerprint": fingerprint, "value": value, "purpose": purpose}
    )
