from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "seawall.federation"
    label = "federation"
