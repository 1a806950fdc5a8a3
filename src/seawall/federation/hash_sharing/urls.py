"""The addresses as the documentation and its client have them: a table of contents."""

from django.urls import path

from seawall.federation.hash_sharing import api

app_name = "hash_sharing"
urlpatterns = [
    path("status", api.status, name="status"),
    path("members", api.members_of, name="members"),
    path("entries", api.entries, name="entries"),
    path("entries/<int:member>/<str:entry_id>/<str:kind>/feedback", api.feedback, name="feedback"),
    path("feedback/<str:kind>/reasons", api.reasons_of, name="reasons"),
]
