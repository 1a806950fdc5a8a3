"""Every operation of the node's OpenAPI document, asked with invented words under every key: whatever comes, the answer is one that the
document names, in the form that it gives."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from seawall.core.actors import Actor
from seawall.material.models import List
from seawall.people.states import Scope
from seawall.takedown.links import link_for
from seawall.takedown.tests import makers
from tests.interfaces.conftest import INVENTED, WHO

pytestmark = pytest.mark.slow
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# A signed link opens these, whatever else comes with it.
NOTICES = {
    "GET /api/v1/notices/{token}",
    "POST /api/v1/notices/{token}",
    "POST /api/v1/notices/{token}/reveal",
}
MATCH = {"POST /api/v1/match", "GET /api/v1/match/status"}
LISTS = {"GET /api/v1/lists", "GET /api/v1/lists/{list_id}/changes"}
REPORTS = {"POST /api/v1/reports", "GET /api/v1/reports/{report_id}"}
OPENS = {Scope.MATCH: MATCH, Scope.LISTS: LISTS, Scope.REPORTS: REPORTS, Scope.TEST_REPORTS: REPORTS}


class Caller:
    """A machine that knows what there is, beside what it invents."""

    def __init__(self, secret: str, **names: str) -> None:
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.names = names
        self.bodies: dict[str, Any] = {
            "POST /api/v1/match": {"fingerprints": [{"kind": "md5", "value": "0a" * 16}]},
            "POST /api/v1/reports": {
                "reference": "7",
                "about": "pictures",
                "urls": ["https://bridge.example/7"],
                "test": True,
            },
            "POST /api/v1/notices/{token}": {
                "answers": [{"location": names["location_id"], "answer": "removed"}]
            },
        }
        self.reached: dict[str, set[int]] = defaultdict(set)

    def ask(self, operation: Any, mode: GenerationMode) -> None:
        cases = operation.as_strategy(generation_mode=mode)

        @INVENTED
        @given(cases, st.booleans(), st.booleans())
        def invented(case: Any, there: bool, whole: bool) -> None:
            self._say(case, there, whole)

        # Chance alone may never say both a name that is there and a body that is whole.
        @settings(INVENTED, max_examples=1)
        @given(cases)
        def known(case: Any) -> None:
            self._say(case, there=True, whole=True)

        invented()
        known()

    def _say(self, case: Any, there: bool, whole: bool) -> None:
        label = case.operation.label
        if there:
            case.path_parameters |= {name: self.names.get(name, "x") for name in case.path_parameters}
        if whole and label in self.bodies:
            case.body, case.media_type = self.bodies[label], "application/json"
        answer = case.call_and_validate(headers={**(case.headers or {}), **self.headers}, checks=CHECKS)
        self.reached[label].add(answer.status_code)
        if label == "POST /api/v1/reports" and answer.status_code == 200:
            self.names["report_id"] = answer.json().get("id", self.names.get("report_id", "x"))


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("who", WHO)
def test_each_answer_stands_in_the_document(
    node_program: WSGIHandler,
    secrets: Callable[[str], str],
    listed: List,
    first: Actor,
    who: str,
    mode: GenerationMode,
) -> None:
    # The door of notices counts wrong links for all tests of a minute together.
    cache.clear()
    notice = makers.sent(first)
    location = notice.lines.get().location_id
    caller = Caller(secrets(who), list_id=listed.id, token=link_for(notice).token, location_id=location)
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", node_program)
    operations = {found.ok().label: found.ok() for found in document.get_all_operations()}
    assert set(operations) == NOTICES | MATCH | LISTS | REPORTS
    for operation in operations.values():
        # What takes only names in its address has nothing that could be said wrongly.
        if mode is GenerationMode.POSITIVE or operation.body or operation.query:
            caller.ask(operation, mode)
    if mode is GenerationMode.POSITIVE:
        opened = {label for label, statuses in caller.reached.items() if 200 in statuses}
        assert opened == NOTICES | (OPENS[Scope(who)] if who in Scope.values else set())
