"""The pages of mistakes, all in the staff program: a table of contents."""

from django.urls import path

from seawall.mistakes.views import doubts, rates

app_name = "mistakes"
urlpatterns = [
    path("", doubts.doubts, name="doubts"),
    path("rates/", rates.rates, name="rates"),
    path("<str:doubt_id>/", doubts.doubt, name="doubt"),
    path("<str:doubt_id>/decide/", doubts.decide_doubt, name="decide_doubt"),
    path("corrections/<str:correction_id>/told/", doubts.note_told, name="note_told"),
]
