"""The watch itself can see: a page that does each wrong thing once is caught."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.journeys.axe import assert_accessible
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
POLICY = "default-src 'none'; script-src 'nonce-yes'; img-src *; connect-src 'self'"
HEAD = '<!doctype html><html lang="en"><head><title>x</title></head><main><h1>x</h1>'
PAGES = {
    "/favicon.ico": "no picture",
    "/quiet": HEAD,
    "/console": HEAD + '<script nonce="yes">console.log("heard")</script>',
    "/error": HEAD + '<script nonce="yes">nothing.here</script>',
    "/policy": HEAD + '<p style="color: red">red</p>',
    "/missing": HEAD + '<img src="/not-there.png" alt="">',
    "/foreign": HEAD + '<img src="http://elsewhere.invalid/x.png" alt="">',
    "/unlabelled": HEAD + "<form><input></form>",
}


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def found(browser: Browser, site: str) -> Iterator[Callable[..., set[str]]]:
    def look(path: str, **options: bool) -> set[str]:
        watch, context = Watch(), browser.new_context(**options)
        watch.follow(context, scripts=options.get("java_script_enabled", True))
        context.new_page().goto(site + path, wait_until="networkidle")
        context.close()
        return set(watch.found())

    yield look


def test_it_is_content_with_a_quiet_page(found: Callable[..., set[str]]) -> None:
    assert found("/quiet") == set()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/console", "console"),
        ("/error", "console"),
        ("/policy", "content policy"),
        ("/missing", "failed requests"),
        ("/foreign", "foreign hosts"),
    ],
)
def test_it_sees(found: Callable[..., set[str]], path: str, what: str) -> None:
    assert what in found(path)


@pytest.mark.parametrize("path", ["/policy", "/missing", "/foreign"])
def test_it_sees_without_scripts_too(found: Callable[..., set[str]], path: str) -> None:
    assert found(path, java_script_enabled=False)


@pytest.mark.parametrize("scripts", [True, False])
def test_axe_sees_a_field_without_a_label(browser: Browser, site: str, scripts: bool) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(site + "/unlabelled")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(page)
    page.goto(site + "/quiet")
    assert_accessible(page)
    page.context.close()
