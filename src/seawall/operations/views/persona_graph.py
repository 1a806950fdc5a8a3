"""A walk from node to node: each page is one node with its neighbours, and each neighbour is a link to its own page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from seawall.core.pages import StaffRequest
from seawall.operations import policy
from seawall.operations.models import Operation
from seawall.operations.personas import graph as walk
from seawall.operations.personas import reading
from seawall.operations.personas.words import NodeKind

# The page of the record itself; a platform has none.
RECORDS = {
    NodeKind.PERSON: "operations:person",
    NodeKind.ACCOUNT: "operations:account",
    NodeKind.PERSONA: "operations:persona",
    NodeKind.CHILD: "identification:victim",
}


@require_safe
def graph(request: StaffRequest, operation_id: str, node_id: str) -> HttpResponse:
    operation = reading.operation_for(request.actor, operation_id)
    return _page(request, operation, walk.around(request.actor, operation, node_id))


@require_safe
def platform_graph(request: StaffRequest, operation_id: str, persona_id: str) -> HttpResponse:
    operation = reading.operation_for(request.actor, operation_id)
    return _page(request, operation, walk.around_platform(request.actor, operation, persona_id))


def _page(request: StaffRequest, operation: Operation, view: walk.View) -> HttpResponse:
    centre = view.centre
    columns = [
        (column, [(node, _graph_url(operation, node)) for node in column.nodes]) for column in view.columns
    ]
    context = {
        "operation": operation,
        "works": policy.may_work_on_personas(request.actor),
        "centre": centre,
        "record_url": reverse(RECORDS[centre.kind], args=[centre.id]) if centre.kind in RECORDS else "",
        "columns": columns,
    }
    return render(request, "operations/persona_graph.html", context)


def _graph_url(operation: Operation, node: walk.Node) -> str:
    name = "operations:platform_graph" if node.kind is NodeKind.PLATFORM else "operations:graph"
    return reverse(name, args=[operation.id, node.id])
