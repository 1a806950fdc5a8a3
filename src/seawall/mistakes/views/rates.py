from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core.errors import Refused
from seawall.core.pages import StaffRequest
from seawall.mistakes import policy
from seawall.mistakes.drawing import drawn
from seawall.mistakes.rates import FEW, groups_for


@require_safe
def rates(request: StaffRequest) -> HttpResponse:
    if not policy.may_see(request.actor):
        raise Refused
    groups = [drawn(group) for group in groups_for(request.actor)]
    return render(request, "mistakes/rates.html", {"groups": groups, "few": FEW})
