"""Somebody at the public door without JavaScript: reads the form that is on the page and posts what a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


class Forms(HTMLParser):
    """The fields of the first form on the page, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.action, self.fields, self.inside, self.area = "", {}, False, ""

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        named = dict(attributes)
        if tag == "form" and not self.action:
            self.inside, self.action = True, named.get("action", "")
        if not self.inside or "name" not in named:
            return
        if tag == "input" and (named.get("type") not in ("radio", "checkbox") or "checked" in named):
            self.fields[named["name"]] = named.get("value", "")
        if tag == "textarea":
            self.area = named["name"]
            self.fields[self.area] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # Browsers drop the line end that Django writes after the opening tag.
            self.fields[self.area] = self.fields[self.area].removeprefix("\n").removeprefix("\r\n")
            self.area = ""
        if tag == "form":
            self.inside = False


@dataclass
class Visitor:
    client: Any
    response: Any = None
    typed: dict[str, str] = field(default_factory=dict)

    def opens(self, path: str) -> "Visitor":
        self.response = self.client.get(path)
        return self

    @property
    def text(self) -> str:
        return self.response.content.decode()

    @property
    def form(self) -> Forms:
        forms = Forms()
        forms.feed(self.text)
        return forms

    def sends(self, go: str = "next", to: str = "", **typed: str) -> "Visitor":
        form = self.form
        data = {**form.fields, **typed, **({"go": go} if go else {})}
        data.pop("csrfmiddlewaretoken", None)
        self.response = self.client.post(to or form.action, data)
        return self
