"""The pages of federation, all in the staff program: a table of contents."""

from django.urls import path

from seawall.federation.views import agreements, sightings, sources, votes

app_name = "federation"
urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/sign/", agreements.sign_agreement, name="sign_agreement"),
    path("agreements/copies/", sightings.sightings, name="sightings"),
    path("agreements/copies/<str:sighting_id>/", sightings.sighting, name="sighting"),
    path("agreements/copies/<str:sighting_id>/look/", sightings.look_at_sighting, name="look_at_sighting"),
    path("agreements/<str:agreement_id>/", agreements.agreement, name="agreement"),
    path("agreements/<str:agreement_id>/end/", agreements.end_agreement, name="end_agreement"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/<str:kind>/", sources.add_source, name="add_source"),
    path("sources/<str:source_id>/", sources.source, name="source"),
    path("sources/<str:source_id>/change/", sources.change_source, name="change_source"),
    path("sources/<str:source_id>/pause/", sources.pause_source, name="pause_source"),
    path("sources/<str:source_id>/go-on/", sources.resume_source, name="resume_source"),
    path("sources/<str:source_id>/run/", sources.ask_run, name="ask_run"),
    path("sources/<str:source_id>/remove/", sources.remove_source, name="remove_source"),
    path("sources/<str:source_id>/votes/on/", votes.switch_voting_on, name="switch_voting_on"),
    path("sources/<str:source_id>/votes/off/", votes.switch_voting_off, name="switch_voting_off"),
    path("sources/<str:source_id>/votes/reasons/", votes.name_reasons, name="name_reasons"),
    path("sources/<str:source_id>/votes/again/", votes.retry_votes, name="retry_votes"),
    path("votes/<str:vote_id>/leave/", votes.leave_vote, name="leave_vote"),
]
