"""The provider's portal on the node program: a table of contents. The token in the address is the key."""

from django.urls import path

from seawall.takedown.views import portal

app_name = "portal"
urlpatterns = [
    path("<str:token>/", portal.notice, name="notice"),
    path("<str:token>/answer", portal.answer, name="answer"),
    path("<str:token>/reveal", portal.reveal, name="reveal"),
]
