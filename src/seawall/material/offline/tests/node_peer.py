"""A small server that speaks the match interface as its description tells it: a second implementation, for the client's tests."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

KEY = "seawall_key_of_this_test"
Answer = tuple[int, dict[str, str], bytes]


def said(document: Any, status: int = 200, **headers: str) -> Answer:
    return status, headers, json.dumps(document).encode()


class NodePeer:
    """Knows `entries`: kind and value to the rest of a hit. `troubles` are answers given first, one a request."""

    def __init__(self, entries: dict[tuple[str, str], dict[str, Any]]) -> None:
        self.entries = entries
        self.troubles: list[Answer] = []
        self.calls: list[list[dict[str, Any]]] = []
        self.complete = True
        peer = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                self.say(peer.status)

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.say(lambda: peer.match(asked["fingerprints"]))

            def say(self, answer: Callable[[], Answer]) -> None:
                if self.headers["Authorization"] != f"Bearer {KEY}":
                    status, headers, body = said({"status": 401, "message": "This key opens nothing."}, 401)
                else:
                    status, headers, body = peer.troubles.pop(0) if peer.troubles else answer()
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def status(self) -> Answer:
        lists = [
            {"id": "lst_known", "name": "Known material", "radius": 31, "stance": "known"},
            {"id": "lst_cups", "name": "Cups and bridges", "radius": 31, "stance": "harmless"},
        ]
        return said({"ready": True, "message": "", "lists": lists, "most_fingerprints": 10_000})

    def match(self, fingerprints: list[dict[str, Any]]) -> Answer:
        self.calls.append(fingerprints)
        if len(fingerprints) > 10_000:
            return said({"status": 422, "message": "too many"}, 422)
        hits = [
            {
                "position": place,
                "fingerprint": each["value"],
                "kind": each["kind"],
                **self.entries[each["kind"], each["value"]],
            }
            for place, each in enumerate(fingerprints)
            if (each["kind"], each["value"]) in self.entries
        ]
        parts = {
            name: [hit for hit in hits if (hit["kind"] != "pdq") is (name == "exact")]
            for name in ("exact", "near")
        }
        return said({"call": "ask_1", "not_searched": [], "cut": [], "complete": self.complete, **parts})

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def hit(entry: str, on: str = "lst_known", distance: int = 0, **more: Any) -> dict[str, Any]:
    told = {"list": on, "record": f"itm_{entry}", "entry": f"ent_{entry}", "distance": distance, "radius": 31}
    told |= {"categories": {"interpol-baseline": {"category": "baseline", "version": "1"}}}
    return told | {"hint": "look_first", "disputed": False} | more
