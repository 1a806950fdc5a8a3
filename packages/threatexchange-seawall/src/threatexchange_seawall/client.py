"""Asks a Seawall node what has changed on a list: one page at a time, with patience where the node asks for it."""

import time
from typing import Any
from urllib.parse import quote, urlsplit

import requests

from threatexchange_seawall.pages import Page, read_page

AT_HOME = {"127.0.0.1", "::1", "localhost"}
PAGE = 1_000
TIMEOUT_S = 60
# A limit is renewed every minute; a node that keeps nobody waiting longer than that is waited for.
LONGEST_WAIT_S, MOST_WAITS = 65, 5


class NotLetIn(Exception):
    """The key opens nothing here; the words of the node say why."""


class BeginAnew(Exception):
    """What was fetched so far does not belong to the list any more."""


class NodeFault(Exception):
    """The node refused or could not answer. It holds a status and the node's own sentence, never a fingerprint."""


class SeawallClient:
    def __init__(self, node: str, key: str) -> None:
        self._node = _checked(node)
        self._session = requests.Session()
        # Proxies and passwords of the machine are for other errands.
        self._session.trust_env = False
        self._session.headers.update({"Authorization": f"Bearer {key}", "Accept-Language": "en"})

    def changes(self, list_id: str, cursor: str, etag: str = "") -> Page | None:
        """The next page; None while nothing is new since the answer with this `etag`. Raises the three above, NotAPage, and what requests
        raises."""
        asked = {"limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
        answer = self._get(f"/api/v1/lists/{quote(list_id, safe='')}/changes", asked, etag)
        if answer.status_code == 304:
            return None
        return read_page(_body(answer), list_id, cursor, answer.headers.get("ETag", ""))

    def _get(self, path: str, asked: dict[str, str], etag: str) -> requests.Response:
        headers = {"If-None-Match": etag} if etag else {}
        for _ in range(MOST_WAITS):
            # Never to another address: the key is for this node.
            answer = self._session.get(
                self._node + path, params=asked, headers=headers, timeout=TIMEOUT_S, allow_redirects=False
            )
            wait = answer.headers.get("Retry-After", "")
            if answer.status_code not in (429, 503) or not wait.isdecimal() or int(wait) > LONGEST_WAIT_S:
                break
            time.sleep(int(wait))
        return _good(answer)


def _checked(node: str) -> str:
    parts = urlsplit(node)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in AT_HOME):
        raise ValueError("the node's address begins with https://")
    return node.rstrip("/")


def _good(answer: requests.Response) -> requests.Response:
    if answer.status_code in (200, 304):
        return answer
    said = _said(answer)
    if answer.status_code in (401, 403):
        raise NotLetIn(said)
    if answer.status_code == 410:
        raise BeginAnew(said)
    raise NodeFault(f"{answer.status_code}: {said}")


def _body(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise NodeFault("200: no answer of a Seawall node") from error


def _said(answer: requests.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return "no answer of a Seawall node"
