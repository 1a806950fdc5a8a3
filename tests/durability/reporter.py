"""Somebody at the public door, over real HTTP: sends a form's last step and reads the receipt code."""

import http.client
import re
from urllib.parse import urlencode

# Any secret of the right form is a visitor's own; the token beside it must be the same.
CSRF = "a" * 32
CODE = re.compile(r'<output class="receipt-code"[^>]*>([0-9A-Z ]+)</output>')
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"seawall_public_form={CSRF}"}


class Reporter:
    def __init__(self, port: int, timeout: float = 20) -> None:
        self.door = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def send(self, form: str) -> tuple[int, str]:
        """The status and the receipt code; an empty code when none came back."""
        body = urlencode({"csrfmiddlewaretoken": CSRF, "state": form, "step": "check", "go": "send"})
        try:
            self.door.request("POST", "/en/report/", body, HEADERS)
            answer = self.door.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.door.close()
            return 0, ""
        found = CODE.search(text)
        return answer.status, found[1] if found else ""
