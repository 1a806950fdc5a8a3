from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "seawall.operations"
    label = "operations"
