"""The door for CyberTipline clients on the node program: a table of contents. The addresses are the format's own."""

from django.urls import path

from seawall.reports.tipline import views

app_name = "tipline"
urlpatterns = [
    path("status", views.status, name="status"),
    path("xsd", views.xsd, name="xsd"),
    path("submit", views.submit, name="submit"),
    path("upload", views.upload, name="upload"),
    path("fileinfo", views.fileinfo, name="fileinfo"),
    path("finish", views.finish, name="finish"),
    path("retract", views.retract, name="retract"),
]
