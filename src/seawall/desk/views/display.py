from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seawall.core.templatetags.look import KEYS_COOKIE, THEME_COOKIE
from seawall.desk.forms import DisplayForm

ONE_YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Theme and keys are this browser's matter, so they are kept in cookies and not with the person."""
    if request.method == "GET":
        return render(request, "desk/display.html", {"form": DisplayForm(initial=chosen(request))})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/display.html", {"form": form}, status=422)
    messages.success(request, _("The display is set as you chose."))
    response = redirect("desk:display")
    remember(response, THEME_COOKIE, form.cleaned_data["theme"])
    remember(response, KEYS_COOKIE, form.cleaned_data["keys"])
    return response


def chosen(request: HttpRequest) -> dict[str, str]:
    return {"theme": request.COOKIES.get(THEME_COOKIE, ""), "keys": request.COOKIES.get(KEYS_COOKIE, "on")}


def remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=ONE_YEAR, httponly=True, samesite="Strict")
