from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "seawall.identification"
    label = "identification"
