from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "seawall.core"
    label = "core"
