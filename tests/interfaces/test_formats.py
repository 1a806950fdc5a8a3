"""The two doors that speak another house's format and stand in no OpenAPI document: whatever comes, the answer is one of those that
docs/howto name, in the format, and never a fault of ours."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.material.models import List, ListEntry
from seawall.people.queries import held_key
from seawall.people.states import Scope
from seawall.reports.tests.tipline import BOUNDARY, a_report, details_of, multipart
from seawall.wire.cybertip.answers import Code
from tests.interfaces.conftest import INVENTED, WHO

pytestmark = pytest.mark.slow
XML, FORM = "text/xml; charset=utf-8", "application/x-www-form-urlencoded"
# docs/howto/push-a-report.md, docs/howto/pull-our-list.md
OF_REPORTS = {200, 401, 403, 405, 411, 413, 429}
OF_LISTS = {200, 400, 401, 403, 404, 405, 409, 413, 429}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


@st.composite
def spoiled(draw: st.DrawFn, whole: bytes) -> bytes:
    """The document, or what becomes of it when a piece is lost, doubled or replaced."""
    place = draw(st.integers(0, len(whole)))
    length = draw(st.integers(0, 40))
    piece = draw(
        st.sampled_from([b"", b"<", b"&bridge;", b"\x00", b"\xff\xfe", b"]]>", whole]) | st.binary(max_size=9)
    )
    return draw(st.sampled_from([whole, whole[:place] + piece + whole[place + length :]]))


def numbers() -> st.SearchStrategy[str]:
    return st.sampled_from(["1", "0", "-1", "9" * 30, "٣", ""]) | st.text(max_size=9)


BODIES: Mapping[str, st.SearchStrategy[tuple[bytes, str]]] = {
    "status": st.tuples(st.binary(max_size=9), st.just(FORM)),
    "xsd": st.tuples(st.binary(max_size=9), st.just(FORM)),
    "submit": st.tuples(spoiled(a_report()), st.sampled_from([XML, FORM, "text/xml; charset=utf-16", "x"])),
    "fileinfo": st.tuples(spoiled(details_of(1)), st.just(XML)),
    "upload": st.tuples(
        spoiled(multipart({"id": "1"}, b"bytes")), st.just(f"multipart/form-data; boundary={BOUNDARY}")
    ),
    "finish": st.tuples(numbers().map(lambda number: f"id={quote(number)}".encode()), st.just(FORM)),
    "retract": st.tuples(
        spoiled(multipart({"id": "1"})), st.just(f"multipart/form-data; boundary={BOUNDARY}")
    ),
}


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{name}:{secret}".encode()).decode()} if secret else {}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("call", BODIES)
def test_the_door_of_reports_answers_in_its_format(
    node_client: Any, secrets: Callable[[str], str], who: str, call: str
) -> None:
    secret = secrets(who)
    name = held_key(secret).key_id if who in Scope.values else "key_nobody"

    @INVENTED
    @given(st.sampled_from(("POST", "POST", "GET", *METHODS)), BODIES[call])
    def asked(method: str, told: tuple[bytes, str]) -> None:
        body, kind = told
        answer = node_client.generic(
            method, f"/ispws/{call}", body, content_type=kind, headers=basic(name, secret)
        )
        assert answer.status_code in OF_REPORTS, (answer.status_code, answer.content)
        if answer.status_code == 200 and call != "xsd":
            code = ElementTree.fromstring(answer.content).findtext("responseCode")
            assert code is not None and Code(int(code)) is not Code.SERVER_ERROR

    asked()


TIMES = st.sampled_from(
    [
        "2026-01-01T00:00:00Z",
        "2026-11-22T05:00:00.5+13:00",
        "2026-02-30T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "0",
        "",
    ]
) | st.text(max_size=25)
QUERIES = st.dictionaries(
    st.sampled_from(["from", "to", "start", "max", "size", "place", "last", "x"]),
    TIMES | numbers(),
    max_size=6,
)
PIECES = st.text(max_size=12).map(lambda text: quote(text, safe=""))


@pytest.mark.parametrize("who", WHO)
def test_the_door_of_lists_answers_as_documented(
    node_client: Any, secrets: Callable[[str], str], listed: List, who: str
) -> None:
    secret = secrets(who)
    entry = ListEntry.objects.filter(list=listed).order_by("id")[0].id
    paths = st.one_of(
        st.sampled_from(["status", "members", "entries"]),
        st.tuples(st.sampled_from(["MD5", "PDQ", "SSVH_PDNA", "md5"]) | PIECES).map(
            lambda kind: f"feedback/{kind[0]}/reasons"
        ),
        st.tuples(
            st.integers(0, 10**40), st.just(entry) | PIECES, st.sampled_from(["MD5", "PDQ"]) | PIECES
        ).map(lambda part: f"entries/{part[0]}/{part[1]}/{part[2]}/feedback"),
    )
    vote = b"<feedbackSubmission xmlns='https://hashsharing.ncmec.org/hashsharing/v2'><affirmative/></feedbackSubmission>"

    @INVENTED
    @given(st.sampled_from(("GET", "GET", "PUT", *METHODS)), paths, QUERIES, spoiled(vote))
    def asked(method: str, path: str, query: dict[str, str], body: bytes) -> None:
        words = "&".join(f"{quote(name)}={quote(value)}" for name, value in query.items())
        answer = node_client.generic(
            method,
            f"/hashsharing/v2/{path}?{words}",
            body if method != "GET" else b"",
            content_type="application/xml",
            headers=basic(listed.id, secret),
        )
        assert answer.status_code in OF_LISTS, (answer.status_code, answer.content)
        if answer.status_code == 200 and answer.content:
            ElementTree.fromstring(answer.content)

    asked()
