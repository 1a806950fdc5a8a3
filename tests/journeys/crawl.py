"""Finds one example of every page that a person can reach by links, without a browser's time."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path, override
from playwright.sync_api import BrowserContext

from tests.architecture.permissions import rows

LINK = re.compile(r"""<a\b[^>]*?\bhref=["']([^"'#]+)""", re.IGNORECASE | re.DOTALL)
# Enough to meet every kind of page; a list of a hundred locations is one kind.
EXAMPLES = 20
MOST = 900
# What a look at would change.
ENDING = {"/i18n/setlang/"}


def view_at(program: str, path: str) -> str:
    """The name of the page under a path; empty where there is none. A public path is one of its language alone."""
    try:
        with override(get_language_from_path(path) or "en"):
            return resolve(path, urlconf=f"seawall.config.urls.{program}").view_name
    except Resolver404:
        return ""


def plain_pages(program: str) -> list[str]:
    """Paths of all pages that need no record: some stand behind a button and are on no link's other end."""
    paths = []
    for row in rows():
        try:
            if row.program == program and row.method == "GET" and not row.json:
                paths.append(reverse(row.name, urlconf=f"seawall.config.urls.{program}"))
        except NoReverseMatch:
            continue
    return paths


def pages_from(context: BrowserContext, program: str, start: str) -> dict[str, str]:
    """Name of each page to the address of one example: what answers 200 with HTML."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    known, waiting = {start}, deque([start])
    if program == "staff":
        waiting.extend(urljoin(start, path) for path in plain_pages(program) if path not in ENDING)
    for _ in range(MOST):
        if not waiting:
            break
        url = waiting.popleft()
        name = view_at(program, urlsplit(url).path)
        seen[name] = seen.get(name, 0) + 1
        if not name or seen[name] > EXAMPLES:
            continue
        answer = context.request.get(url)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        # Where a redirect ended counts, not where it began.
        name, url = view_at(program, urlsplit(answer.url).path), answer.url
        found.setdefault(name, url)
        for link in LINK.findall(answer.text()):
            target = urljoin(url, link.replace("&amp;", "&"))
            if urlsplit(target)[:2] == urlsplit(start)[:2] and target not in known:
                known.add(target)
                waiting.append(target)
    return found
