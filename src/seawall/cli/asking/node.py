"""A node's match interface, asked over HTTPS: `POST /api/v1/match`, some thousand fingerprints a call."""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.questions import Hit, Question

MOST_FINGERPRINTS = 10_000
SECONDS = 60.0
# Seconds to wait before another try; after the last the person is told.
PAUSES = (1.0, 3.0, 10.0, 30.0)
# A node that asks for more patience than this is not waited for.
LONGEST_PAUSE = 120.0
BUSY = {429, 502, 503, 504}
LARGEST_ANSWER = 256 << 20


class Node:
    """Tells no more than fingerprints: no name of a file, no place, no case. Does not follow to another address and uses no proxy."""

    def __init__(self, url: str, key: str, *, wait: Callable[[float], object] = time.sleep) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.username:
            raise Impossible(Cause.NOT_SECURE, url)
        if parts.scheme == "http" and not _is_loopback(host):
            # A key sent in the clear is a key given away.
            raise Impossible(Cause.NOT_SECURE, url)
        self.url = url.rstrip("/")
        self._path = parts.path.rstrip("/") + "/api/v1/match"
        self._headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        self._wait = wait
        self._line: HTTPConnection = (
            HTTPSConnection(host, parts.port, timeout=SECONDS, context=ssl.create_default_context())
            if parts.scheme == "https"
            else HTTPConnection(host, parts.port, timeout=SECONDS)
        )
        self.complete = True
        lists = self._asked("GET", f"{self._path}/status")["lists"]
        self.lists = {each["id"]: (str(each["name"]), each["stance"] == "harmless") for each in lists}

    @property
    def name(self) -> str:
        return f"{self.url}: {' '.join(sorted(self.lists))}"

    def ask(self, questions: list[Question]) -> Iterator[tuple[Question, Hit]]:
        # The node counts and answers equal fingerprints once.
        same: dict[tuple[str, str], list[Question]] = {}
        for question in questions:
            same.setdefault((question.kind, question.value), []).append(question)
        each = list(same.values())
        for start in range(0, len(each), MOST_FINGERPRINTS):
            yield from self._call(each[start : start + MOST_FINGERPRINTS])

    def _call(self, asked: list[list[Question]]) -> Iterator[tuple[Question, Hit]]:
        body = json.dumps({"fingerprints": [_document(same[0]) for same in asked]}).encode()
        answer = self._asked("POST", self._path, body)
        try:
            self.complete &= bool(answer.get("complete", True))
            for told in (*answer["exact"], *answer["near"]):
                for question in asked[told["position"]]:
                    yield question, self._hit(question, told)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise Impossible(Cause.NOT_UNDERSTOOD, self.url, type(error).__name__) from error

    def _hit(self, question: Question, told: dict[str, Any]) -> Hit:
        name, harmless = self.lists[told["list"]]
        return Hit(
            kind=question.kind,
            list=told["list"],
            list_name=name,
            harmless=harmless,
            record=str(told["record"]),
            entry=str(told["entry"]),
            distance=int(told["distance"]),
            radius=int(told["radius"]),
            disputed=bool(told["disputed"]),
            categories={
                scheme: (each["version"], each["category"]) for scheme, each in told["categories"].items()
            },
            variant=question.variant,
            second=question.second,
            frames=0 if question.second is None else 1,
        )

    def _asked(self, method: str, path: str, body: bytes | None = None) -> Any:
        for pause in (*PAUSES, None):
            try:
                status, after, answer = self._said(method, path, body)
            except (OSError, HTTPException) as error:
                self._line.close()
                if pause is None or isinstance(error, ssl.SSLCertVerificationError):
                    raise Impossible(
                        Cause.NOT_REACHED, self.url, str(error) or type(error).__name__
                    ) from error
            else:
                if status not in BUSY:
                    return self._read(status, answer)
                if pause is None or after > LONGEST_PAUSE:
                    raise Impossible(Cause.NOT_REACHED, self.url, _message(answer) or str(status))
                pause = max(pause, after)
            self._wait(pause)
        raise AssertionError("the last try returns or raises")

    def _said(self, method: str, path: str, body: bytes | None) -> tuple[int, float, bytes]:
        self._line.request(method, path, body, self._headers)
        response = self._line.getresponse()
        answer = response.read(LARGEST_ANSWER)
        after = response.headers.get("Retry-After", "0")
        return response.status, float(after) if after.isdigit() else 0.0, answer

    def _read(self, status: int, answer: bytes) -> Any:
        if status in (401, 403):
            raise Impossible(Cause.NOT_LET_IN, self.url, _message(answer))
        try:
            if status == 200:
                return json.loads(answer)
        except ValueError:
            pass
        raise Impossible(Cause.NOT_UNDERSTOOD, self.url, _message(answer) or str(status))


def _document(question: Question) -> dict[str, Any]:
    quality = {} if question.quality is None else {"quality": question.quality}
    return {"kind": question.kind, "value": question.value} | quality


def _message(answer: bytes) -> str:
    try:
        return str(json.loads(answer)["message"])
    except (ValueError, KeyError, TypeError):
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
