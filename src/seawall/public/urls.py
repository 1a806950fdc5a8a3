from django.urls import path

from seawall.public.views.follow_up import follow_up, write
from seawall.public.views.home import help_now, home, left, privacy, young
from seawall.public.views.objects import objects, one_object
from seawall.public.views.report import report, young_report

app_name = "public"
urlpatterns = [
    path("", home, name="home"),
    path("report/", report, name="report"),
    path("young/", young, name="young"),
    path("young/report/", young_report, name="young_report"),
    path("follow-up/", follow_up, name="follow_up"),
    path("follow-up/write/", write, name="write"),
    path("objects/", objects, name="objects"),
    path("objects/<str:request_id>/", one_object, name="object"),
    path("help/", help_now, name="help"),
    path("privacy/", privacy, name="privacy"),
    path("left/", left, name="left"),
]
