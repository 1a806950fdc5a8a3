from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "seawall.reports"
    label = "reports"
