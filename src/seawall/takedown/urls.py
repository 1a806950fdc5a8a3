"""Takedown for staff: a table of contents."""

from django.urls import path

from seawall.takedown.views import holds, location, locations, notices, objections

app_name = "takedown"
urlpatterns = [
    path("", locations.locations, name="locations"),
    path("locations/<str:location_id>", location.location, name="location"),
    path("locations/<str:location_id>/trace", location.ask_trace, name="ask_trace"),
    path("locations/<str:location_id>/check", location.ask_check, name="ask_check"),
    path("locations/<str:location_id>/hold", location.ask_hold, name="ask_hold"),
    path("locations/<str:location_id>/notice", location.draft_notice, name="draft_notice"),
    path("locations/<str:location_id>/contact", location.choose_contact, name="choose_contact"),
    path("locations/<str:location_id>/follow", location.follow_move, name="follow_move"),
    path("locations/<str:location_id>/settle", location.settle_question, name="settle_question"),
    path("locations/<str:location_id>/withdraw", location.withdraw_location, name="withdraw_location"),
    path("locations/<str:location_id>/reveal", location.reveal_location, name="reveal_location"),
    path("notices", notices.notices, name="notices"),
    path("outbox", notices.outbox, name="outbox"),
    path("notices/<str:notice_id>", notices.notice, name="notice"),
    path("notices/<str:notice_id>/send", notices.send_notice, name="send_notice"),
    path("notices/<str:notice_id>/drop", notices.drop_notice, name="drop_notice"),
    path("notices/<str:notice_id>/close-link", notices.close_link, name="close_link"),
    path("notices/<str:notice_id>/reveal", notices.reveal_letter, name="reveal_letter"),
    path("holds", holds.holds, name="holds"),
    path("holds/<str:hold_id>", holds.hold, name="hold"),
    path("holds/<str:hold_id>/place", holds.place_hold, name="place_hold"),
    path("holds/<str:hold_id>/extend", holds.extend_hold, name="extend_hold"),
    path("holds/<str:hold_id>/release", holds.release_hold, name="release_hold"),
    path("holds/<str:hold_id>/reveal", holds.reveal_held, name="reveal_held"),
    path("objections", objections.objections, name="objections"),
    path("objections/<str:answer_id>", objections.objection, name="objection"),
    path("objections/<str:answer_id>/decide", objections.decide_objection, name="decide_objection"),
]
