"""The door for experts on the node program: a table of contents. The ticket in the address is the key."""

from django.urls import path

from seawall.identification.views import expert

app_name = "cards"
urlpatterns = [
    path("<str:ticket>/", expert.card, name="card"),
    path("<str:ticket>/answer", expert.answer, name="answer"),
]
