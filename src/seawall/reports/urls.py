"""The worklist and everything that can be done with a bundle: a table of contents."""

from django.urls import path

from seawall.reports.views import bundle, forwardings, inbox, tiplines
from seawall.reports.views.tables import refused_rows, table_template, take_table
from seawall.reports.views.take_report import take_report
from seawall.reports.views.worklist import next_bundle, worklist

app_name = "reports"
urlpatterns = [
    path("", worklist, name="worklist"),
    path("next/", next_bundle, name="next_bundle"),
    path("take/", take_report, name="take_report"),
    path("forwarded/", forwardings.forwardings, name="forwardings"),
    path("forwarded/<str:forwarding_id>/", forwardings.forwarding, name="forwarding"),
    path(
        "forwarded/<str:forwarding_id>/withdraw/", forwardings.withdraw_forwarding, name="withdraw_forwarding"
    ),
    path("forwarded/<str:forwarding_id>/again/", forwardings.retry_forwarding, name="retry_forwarding"),
    path("forwarded/<str:forwarding_id>/anew/", forwardings.forward_anew, name="forward_anew"),
    path("forwarded/<str:forwarding_id>/filed/", forwardings.note_filed, name="note_filed"),
    path("forwarded/<str:forwarding_id>/reveal/", forwardings.reveal_forwarding, name="reveal_forwarding"),
    path("tiplines/", tiplines.tiplines, name="tiplines"),
    path("tiplines/add/", tiplines.add_tipline, name="add_tipline"),
    path("tiplines/<str:tipline_id>/", tiplines.tipline, name="tipline"),
    path("tiplines/<str:tipline_id>/change/", tiplines.change_tipline, name="change_tipline"),
    path("tiplines/<str:tipline_id>/go-on/", tiplines.resume_tipline, name="resume_tipline"),
    path("tiplines/<str:tipline_id>/test/", tiplines.send_test, name="send_test"),
    path("tiplines/<str:tipline_id>/remove/", tiplines.remove_tipline, name="remove_tipline"),
    path("bundles/<str:bundle_id>/forward/", forwardings.forward_bundle, name="forward_bundle"),
    path("tables/", take_table, name="take_table"),
    path("tables/refused/", refused_rows, name="refused_rows"),
    path("tables/template/", table_template, name="table_template"),
    path("mailbox/", inbox.inbox, name="inbox"),
    path("mailbox/change/", inbox.change_inbox, name="change_inbox"),
    path("mailbox/<str:inbox_id>/run/", inbox.run_inbox, name="run_inbox"),
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
    path("<str:report_id>/details/", bundle.reveal_details, name="reveal_details"),
    path("<str:report_id>/letters/", bundle.write_to_reporter, name="write_to_reporter"),
    path("letters/<str:message_id>/read/", bundle.read_message, name="read_message"),
]
