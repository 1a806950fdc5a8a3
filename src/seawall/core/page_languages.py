"""On pages that a link in a letter opens, without sessions or cookies: the language that the reader chose by a link on the page itself."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info


def chosen_language(request: HttpRequest) -> str:
    """Empty where none was chosen, or one that there is not."""
    chosen = request.GET.get("language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def other_languages(current: str) -> list[tuple[str, str]]:
    """By their own names."""
    with_names = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
    return [(code, name) for code, name in with_names if code != current]
