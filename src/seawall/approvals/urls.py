"""The pages of what waits for a second person, all in the staff program: a table of contents."""

from django.urls import path

from seawall.approvals.views import approvals

app_name = "approvals"
urlpatterns = [
    path("", approvals.waiting, name="waiting"),
    path("<str:approval_id>/", approvals.approval, name="approval"),
    path("<str:approval_id>/approve/", approvals.approve, name="approve"),
    path("<str:approval_id>/refuse/", approvals.refuse, name="refuse"),
    path("<str:approval_id>/withdraw/", approvals.withdraw, name="withdraw"),
]
