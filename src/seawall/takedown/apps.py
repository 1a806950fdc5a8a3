from django.apps import AppConfig


class TakedownConfig(AppConfig):
    name = "seawall.takedown"
    label = "takedown"
