"""On pages that a link in a letter opens, without sessions or cookies: the language that the reader chose by a link on the page itself."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True, slots=True)
class Spoken:
    """`kept` goes behind the addresses of a page's own forms, so that the choice outlives them."""

    language: str
    kept: str

    @property
    def others(self) -> list[tuple[str, str]]:
        """By their own names."""
        with_names = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
        return [(code, name) for code, name in with_names if code != self.language]


def spoken_to(request: HttpRequest, otherwise: str = "") -> Spoken:
    """What the reader chose; else `otherwise`, such as the letter's language; else what the browser asks for."""
    chosen = request.GET.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        return Spoken(chosen, f"?language={chosen}")
    return Spoken(otherwise or get_language() or settings.LANGUAGE_CODE, "")
