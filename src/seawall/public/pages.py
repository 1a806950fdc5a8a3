"""What every public page needs: whose door this is, the emergency number, the way home."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from seawall.people.queries import public_agency


def show(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    agency = context.pop("agency", None) or public_agency()
    always = {"agency": agency, "home_url": reverse("public:home")}
    return render(request, f"public/{name}.html", {**always, **context}, status=status)
