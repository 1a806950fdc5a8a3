"""The demo's own pages: the walk, the codes, the hosts' console. In both languages, without a session."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from seawall.demo.internet.carried import Carried
from seawall.demo.internet.world import world
from seawall.demo.places import FRESH, Places
from seawall.demo.roster import PASSWORD, code_of, seconds_left
from seawall.demo.story import Story

Context = dict[str, Any]
LANGUAGES = {"en": "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class Guide:
    places: Places
    carried: Carried
    story: Story

    def page(self, path: str, notice: str = "") -> str | None:
        """The page under this path, whole; None where there is none."""
        language, name = _language_of(path)
        build = self._pages().get(name)
        if build is None:
            return None
        with override(language):
            context = self._frame(language, name) | {"notice": notice} | build(language)
            return render_to_string(f"demo/{name or 'walk'}.html", context)

    def change(self, key: str, deed: str) -> bool:
        """Take a page down or put it back; False for anything else."""
        return deed in {"take-down", "put-back"} and self.carried.set_up(key, up=deed == "put-back")

    def _pages(self) -> dict[str, Callable[[str], Context]]:
        pages: dict[str, Callable[[str], Context]] = {"": self._walk, "codes": self._codes}
        if self.story.has_console:
            pages["console"] = self._console
        return pages

    def _frame(self, language: str, name: str) -> Context:
        labels = {"": _("The walk"), "codes": _("Codes to sign in"), "console": _("The hosts' console")}
        tabs = [
            {"url": _url(language, tab), "label": label, "current": tab == name}
            for tab, label in labels.items()
            if tab in self._pages()
        ]
        others = [
            {"url": _url(code, name), "code": code, "name": words}
            for code, words in LANGUAGES.items()
            if code != language
        ]
        banner = _("Demonstration: everything here is invented.")
        return {"tabs": tabs, "languages": others, "banner": banner, "here": _url(language, name)}

    def _walk(self, language: str) -> Context:
        return {"lede": self.story.lede, "steps": self.story.steps(self.places, language)}

    def _codes(self, language: str) -> Context:
        lines = [{"person": one, "code": code_of(one)} for one in self.story.people]
        return {"lines": lines, "password": PASSWORD, "seconds": seconds_left()}

    def _console(self, language: str) -> Context:
        # The page of the walk first, then what is up: what a host has to do something about.
        fresh = "".join(FRESH)
        pages = sorted(self.carried.all(), key=lambda page: (page.key != fresh, not page.up, page.key))
        hosts = [
            {
                "name": host.name,
                "country": host.country,
                "abuse": host.abuse,
                "pages": [page for page in pages if page.owner.host == host],
            }
            for host in world().hosts
        ]
        return {"hosts": [host for host in hosts if host["pages"]], "action": _url(language, "console")}


def _language_of(path: str) -> tuple[str, str]:
    first, _slash, rest = path.strip("/").partition("/")
    return (first, rest) if first in LANGUAGES else ("en", path.strip("/"))


def _url(language: str, name: str) -> str:
    return "/" + "/".join(part for part in ("" if language == "en" else language, name) if part)
