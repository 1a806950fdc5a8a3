"""The composed pages of the staff program: a table of contents."""

from django.urls import path

from seawall.desk.views import abuse_desk, abuse_notices, access_keys
from seawall.desk.views import failed_jobs as jobs
from seawall.desk.views.display import display
from seawall.desk.views.figures import figures, figures_file
from seawall.desk.views.home import home
from seawall.desk.views.keyboard import keyboard
from seawall.desk.views.outcomes import outcomes
from seawall.desk.views.search import search
from seawall.desk.views.timeline import operation_timeline, person_timeline, series_timeline, timeline
from seawall.desk.views.trail import trail

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("bundles/<str:bundle_id>/timeline/", timeline, name="timeline"),
    path("timeline/operations/<str:operation_id>/", operation_timeline, name="operation_timeline"),
    path("timeline/persons/<str:person_id>/", person_timeline, name="person_timeline"),
    path("timeline/series/<str:series_id>/", series_timeline, name="series_timeline"),
    path("outcomes/", outcomes, name="outcomes"),
    path("figures/", figures, name="figures"),
    path("figures/file.csv", figures_file, name="figures_file"),
    path("trail/", trail, name="trail"),
    path("keys/", access_keys.access_keys, name="access_keys"),
    path("keys/open/", access_keys.open_key, name="open_key"),
    path("keys/<str:key_id>/", access_keys.access_key, name="access_key"),
    path("keys/<str:key_id>/change/", access_keys.change_key, name="change_key"),
    path("keys/<str:key_id>/revoke/", access_keys.revoke_key, name="revoke_key"),
    path("keys/<str:key_id>/looked-at/", access_keys.clear_flag, name="clear_key_flag"),
    path("jobs/", jobs.failed_jobs, name="failed_jobs"),
    path("jobs/retry-all/", jobs.retry_all, name="retry_jobs"),
    path("jobs/<str:job_id>/retry/", jobs.retry, name="retry_job"),
    path("jobs/<str:job_id>/let-go/", jobs.let_go, name="let_job_go"),
    path("abuse/", abuse_notices.notices, name="abuse_notices"),
    path("abuse/notices/<str:notice_id>/", abuse_notices.notice, name="abuse_notice"),
    path("abuse/notices/<str:notice_id>/answer/", abuse_notices.answer, name="abuse_answer"),
    path("abuse/notices/<str:notice_id>/reveal/", abuse_notices.reveal, name="abuse_reveal"),
    path("abuse/reports/", abuse_desk.reports, name="abuse_reports"),
    path("abuse/keys/", abuse_desk.keys, name="abuse_keys"),
    path("abuse/keys/<str:key_id>/renew/", abuse_desk.renew_key, name="abuse_renew_key"),
    path("abuse/objections/", abuse_desk.objections, name="abuse_objections"),
    path("abuse/figures/", abuse_desk.figures, name="abuse_figures"),
    path("abuse/figures/file.csv", abuse_desk.figures_file, name="abuse_figures_file"),
    path("keyboard/", keyboard, name="keyboard"),
    path("display/", display, name="display"),
]
