"""The worklist and everything that can be done with a bundle: a table of contents."""

from django.urls import path

from seawall.reports.views import bundle
from seawall.reports.views.take_report import take_report
from seawall.reports.views.worklist import next_bundle, worklist

app_name = "reports"
urlpatterns = [
    path("", worklist, name="worklist"),
    path("next/", next_bundle, name="next_bundle"),
    path("take/", take_report, name="take_report"),
    path("bundles/<str:bundle_id>/", bundle.bundle, name="bundle"),
    path("bundles/<str:bundle_id>/lock/", bundle.take_lock, name="take_lock"),
    path("bundles/<str:bundle_id>/release/", bundle.release_lock, name="release_lock"),
    path("bundles/<str:bundle_id>/hand-over/", bundle.hand_over_lock, name="hand_over_lock"),
    path("bundles/<str:bundle_id>/assess/", bundle.assess, name="assess"),
    path("bundles/<str:bundle_id>/second-opinion/", bundle.ask_second_opinion, name="ask_second_opinion"),
    path("bundles/<str:bundle_id>/not-ours/", bundle.mark_not_ours, name="mark_not_ours"),
    path("bundles/<str:bundle_id>/urgent/", bundle.mark_urgent, name="mark_urgent"),
    path("bundles/<str:bundle_id>/danger/", bundle.acknowledge_danger, name="acknowledge_danger"),
    path("subjects/<str:subject_id>/reveal/", bundle.reveal_subject, name="reveal_subject"),
    path("<str:report_id>/contact/", bundle.reveal_contact, name="reveal_contact"),
    path("<str:report_id>/letters/", bundle.write_to_reporter, name="write_to_reporter"),
    path("letters/<str:message_id>/read/", bundle.read_message, name="read_message"),
]
