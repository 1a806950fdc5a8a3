"""The return ticket's door on the node program: a table of contents. The ticket in the address is the key."""

from django.urls import path

from seawall.operations.views import tickets

app_name = "tickets"
urlpatterns = [
    path("<str:ticket>/", tickets.ticket, name="ticket"),
    path("<str:ticket>/receipt", tickets.receive, name="receive"),
    path("<str:ticket>/answer", tickets.answer, name="answer"),
]
