"""What every visit must leave behind: an empty console, no refusal by the content policy, no failed or foreign request."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# Runs before the page's own scripts. The binding goes past the content policy, which it is there to watch.
TELL_OF_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.tellOfViolation(`${event.violatedDirective}: ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
"""
OWN_HOSTS = {"127.0.0.1", "localhost"}


@dataclass
class Watch:
    """Follows all pages of one browser context. `expected` holds statuses a story provokes on purpose."""

    expected: set[int] = field(default_factory=set)
    console: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext, *, scripts: bool = True) -> None:
        if scripts:
            context.expose_binding("tellOfViolation", lambda source, text: self.violations.append(text))
            context.add_init_script(TELL_OF_VIOLATIONS)
        context.on("page", self._follow_page)

    def _follow_page(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        page.on("request", self._see_request)
        page.on("requestfailed", self._see_failure)
        page.on("response", self._see_response)
        page.on("websocket", lambda socket: self.foreign.append(socket.url))

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium writes each expected 4xx into the console too.
        if any(f"status of {status}" in message.text for status in self.expected):
            return
        self.console.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in OWN_HOSTS:
            self.foreign.append(f"{request.method} {request.url}")

    def _see_failure(self, request: Request) -> None:
        # A page left while it still loads aborts its requests; that is the visitor's doing.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.failed.append(f"{request.method} {request.url}: {request.failure}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.failed.append(f"{response.request.method} {response.url}: {response.status}")

    def found(self) -> dict[str, list[str]]:
        everything = {
            "console": self.console,
            "content policy": self.violations,
            "failed requests": self.failed,
            "foreign hosts": self.foreign,
        }
        return {name: lines for name, lines in everything.items() if lines}

    def check(self) -> None:
        found = self.found()
        assert not found, "\n".join(f"{name}: {line}" for name, lines in found.items() for line in lines)
