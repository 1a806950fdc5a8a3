from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "seawall.approvals"
    label = "approvals"
